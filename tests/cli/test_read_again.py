"""`tanjian models read-again`: what other versions read is asked for again, once, and in bulk."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.checkup.commands import AttachBill
from domain.checkup.reading_commands import NoteBillRead, ReadBillAgain
from domain.event import Role
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from models.reading import Reader
from models.readings import Versions
from store import codec, world
from store.accounts import Accounts
from store.database import Database
from store.event_log import EventLog
from store.person_keys import bind_master_key
from store.receipts import Receipts
from store.world import WorldTime
from tests.cli.conftest import Tanjian
from tests.domain.made_up_cases import ENGINE, OFFICER, MadeUpCase, applied
from tests.domain.made_up_checkups import bill
from tests.domain.made_up_readings import document, not_readable, noted
from tests.made_up import usual
from tests.read_side.recorded_world import RecordedWorld

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def installed() -> Versions:
    return Reader.load(1).versions


@pytest.fixture
def case(
    database_url: str,
    database: Database,
    event_log: EventLog,
    programme: Programme,
    calendar: WorkingCalendar,
    installed: Versions,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> MadeUpCase:
    """Bills that other weights, another recogniser and today's reader read, one that none can, one unread."""
    monkeypatch.setenv("TANJIAN_DATABASE_URL", database_url)
    monkeypatch.setenv("TANJIAN_DATA", str(tmp_path))
    bind_master_key(database, tmp_path)
    world.fix(database, WorldTime())
    for login, role in (("chief", Role.OFFICER), ("reviewer", Role.REVIEWER)):
        Accounts(database).create_account(login, "correct horse battery", role)
    case = applied(RecordedWorld(usual(programme), calendar, event_log)).uploading()
    for name in ("weights", "recogniser", "today", "broken", "unread"):
        case.ask_checkup(case.ubns[0], AttachBill(bill(case, name)))
    read_by(case, "weights", replace(installed, network="older"))
    read_by(case, "recogniser", replace(installed, recogniser="older"))
    read_by(case, "today", installed)
    case.ask_checkup(case.ubns[0], not_readable(bill(case, "broken")), ENGINE)
    return case


def read_by(case: MadeUpCase, name: str, versions: Versions, number: int = 1) -> None:
    result: NoteBillRead = noted(bill(case, name), document(), number=number)
    reading = replace(result.reading, network=versions.network, recogniser=versions.recogniser)
    case.ask_checkup(case.ubns[0], replace(result, reading=reading), ENGINE)


def asked(database: Database) -> list[Any]:
    """The commands that wait to be driven."""
    pending = Receipts(database).pending(0, 100)
    return [codec.command_from_bytes(receipt.kind, receipt.body) for receipt in pending]


def counted(tanjian: Tanjian, *words: str) -> int:
    said = tanjian("models", "read-again", "--as", "chief", "--json", *words)
    return int(json.loads(said.out)["bills"])


def test_what_other_versions_read_is_asked_for_once_and_in_bulk(
    case: MadeUpCase, tanjian: Tanjian, database: Database, installed: Versions
) -> None:
    assert counted(tanjian, "--dry-run") == 2
    assert asked(database) == []
    assert counted(tanjian, "--most", "1") == 1
    wanted = [ReadBillAgain(bill(case, name).id, bulk=True) for name in ("weights", "recogniser")]
    assert asked(database) == wanted[:1]
    assert counted(tanjian) == 2
    assert sorted(one.bill for one in asked(database)) == sorted(one.bill for one in wanted)
    assert all(one.bulk for one in asked(database))
    for each in wanted:
        case.ask_checkup(case.ubns[0], each, OFFICER)
    assert counted(tanjian) == 0
    read_by(case, "weights", installed, number=2)
    read_by(case, "recogniser", replace(installed, recogniser="still older"), number=2)
    assert counted(tanjian, "--dry-run") == 1


def test_it_is_for_officers(case: MadeUpCase, tanjian: Tanjian, database: Database) -> None:
    unknown = tanjian("models", "read-again", "--as", "nobody")
    assert (unknown.code, "nobody" in unknown.err) == (2, True)
    assert tanjian("models", "read-again", "--as", "reviewer").code != 0
    assert asked(database) == []
