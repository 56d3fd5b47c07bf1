"""`tanjian models corrections export`, and what the doctor says of readers."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.cli.reading_checks import readers_finding
from domain.checkup.bill_reading import FieldValue
from domain.checkup.commands import AttachBill
from domain.checkup.reading import BillKind, ReadingField
from domain.checkup.reading_commands import ReadBillAgain
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store import world
from store.database import Database
from store.event_log import EventLog
from store.person_keys import PersonKeys, bind_master_key
from store.projector import Projector
from store.read_models import ReadModels
from store.read_schema import prepare
from store.world import WorldTime
from tests.cli.conftest import Tanjian
from tests.domain.made_up_cases import ENGINE, OFFICER, MadeUpCase, applied
from tests.domain.made_up_checkups import bill
from tests.domain.made_up_readings import PERSON, confirmed, document, noted, said, unsure
from tests.made_up import usual
from tests.read_side.recorded_world import RecordedWorld

pytestmark = pytest.mark.servers
READ, MENDED = "10079223", "10079234"


@pytest.fixture
def case(
    database_url: str,
    database: Database,
    event_log: EventLog,
    programme: Programme,
    calendar: WorkingCalendar,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> MadeUpCase:
    """Two bills: one corrected over two readings and confirmed, the other corrected in what says who."""
    monkeypatch.setenv("TANJIAN_DATABASE_URL", database_url)
    monkeypatch.setenv("TANJIAN_TEMPORAL_ADDRESS", "127.0.0.1:9")
    monkeypatch.setenv("TANJIAN_DATA", str(tmp_path))
    keys = PersonKeys(database, bind_master_key(database, tmp_path))
    world.fix(database, WorldTime())
    case = applied(RecordedWorld(usual(programme), calendar, event_log)).uploading()
    first, second = bill(case, "first"), bill(case, "second")
    for each in (first, second):
        case.ask_checkup(case.ubns[0], AttachBill(each))
    ask = lambda asked, by=None: case.ask_checkup(case.ubns[0], asked, by)  # noqa: E731
    ask(noted(first, unsure()), ENGINE)
    ask(confirmed(first, said(ReadingField.USAGE, "1280"), kind=BillKind.WATER))
    ask(ReadBillAgain(first.id), OFFICER)
    again = noted(first, replace(unsure(), kind=BillKind.WATER), number=2)
    ask(replace(again, reading=replace(again.reading, network="network 2")), ENGINE)
    ask(confirmed(first, said(ReadingField.USAGE, "1290"), said(ReadingField.TOTAL_AMOUNT, "3456"), number=2))
    seller = replace(document().fields[0], field=ReadingField.SELLER_UBN, value=keys.seal(PERSON, READ))
    ask(noted(second, document(fields=(seller,))), ENGINE)
    mended = FieldValue(ReadingField.SELLER_UBN, keys.seal(PERSON, MENDED), None, "another mark")
    ask(confirmed(second, mended))
    return case


def exported(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_corrections_come_with_what_was_read_and_by_which_model(
    case: MadeUpCase, tanjian: Tanjian, tmp_path: Path
) -> None:
    file = tmp_path / "corrections.jsonl"
    done = tanjian("models", "corrections", "export", file, "--json")
    assert json.loads(done.out) == {
        "file": str(file),
        "corrections": 2,
        "confirmations": 3,
        "with_persons": False,
    }
    told = [
        (line["field"], line["read"], line["corrected"], line["network"], line["sealed"], line["confirmed"])
        for line in exported(file)
    ]
    assert told == [
        ("kind", "water", "water", "network 2", False, True),
        ("usage", "1200", "1290", "network 2", False, False),
        ("total_amount", "3456", "3456", "network 2", False, True),
        ("kind", "electricity", "electricity", "network 1", False, True),
        ("seller_ubn", None, None, "network 1", True, False),
    ]
    first = exported(file)[1]
    assert (first["kind"], first["page"], first["box"]) == ("water", 1, [0.01, 0.02, 0.03, 0.025])
    assert first["file"] == bill(case, "first").file.address
    assert first["at"].startswith(case.world.now.astimezone().date().isoformat()[:7])


def test_the_last_word_on_a_place_is_the_truth(case: MadeUpCase, tanjian: Tanjian, tmp_path: Path) -> None:
    """One that was taken back is a confirmation, and the last word on the kind is that of all lines."""
    third = bill(case, "third")
    case.ask_checkup(case.ubns[0], AttachBill(third))
    case.ask_checkup(case.ubns[0], noted(third, unsure()), ENGINE)
    for value, kind in (("1280", None), ("1200", BillKind.LPG), ("1300", None), ("1200", BillKind.FUEL)):
        case.ask_checkup(case.ubns[0], confirmed(third, said(ReadingField.USAGE, value), kind=kind))
    assert tanjian("models", "corrections", "export", tmp_path / "lines").code == 0
    told = [
        (line["field"], line["read"], line["corrected"], line["confirmed"], line["kind"])
        for line in exported(tmp_path / "lines")
        if line["bill"] == str(third.id)
    ]
    assert told == [
        ("kind", "electricity", "fuel", False, "fuel"),
        ("usage", "1200", "1200", True, "fuel"),
    ]


def test_the_export_is_for_its_owner_alone(
    case: MadeUpCase, tanjian: Tanjian, tmp_path: Path, signed: tuple[str, ...]
) -> None:
    file = tmp_path / "corrections.jsonl"
    file.touch(0o644)
    assert tanjian("models", "corrections", "export", file, "--with-persons", *signed).code == 0
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_says_who_needs_an_officer_and_a_basis(
    case: MadeUpCase, tanjian: Tanjian, tmp_path: Path, signed: tuple[str, ...], database: Database
) -> None:
    file = tmp_path / "corrections.jsonl"
    refused = tanjian("models", "corrections", "export", file, "--with-persons")
    assert (refused.code, file.exists()) == (2, False)
    assert tanjian("models", "corrections", "export", file, "--with-persons", *signed).code == 0
    line = exported(file)[-1]
    assert (line["read"], line["corrected"], line["sealed"]) == (READ, MENDED, False)
    PersonKeys(database, bind_master_key(database, tmp_path)).forget(PERSON)
    assert tanjian("models", "corrections", "export", file, "--with-persons", *signed).code == 0
    assert exported(file)[-1]["sealed"] is True


def test_a_folder_that_is_not_there_is_named(case: MadeUpCase, tanjian: Tanjian, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "corrections.jsonl"
    refused = tanjian("models", "corrections", "export", missing)
    assert refused.code == 2
    assert "nowhere" in refused.err


def test_bills_that_wait_are_counted(case: MadeUpCase, database: Database, event_log: EventLog) -> None:
    prepare(database)
    Projector(event_log, database).catch_up()
    assert ReadModels(database).unread_bills() == 0
    case.ask_checkup(case.ubns[0], AttachBill(bill(case, "third")))
    case.ask_checkup(case.ubns[0], ReadBillAgain(bill(case, "first").id), OFFICER)
    Projector(event_log, database).catch_up()
    assert ReadModels(database).unread_bills() == 2


@pytest.mark.parametrize(
    ("readers", "unread", "ok"), [(1, 0, True), (1, 9, True), (0, 0, True), (0, 1, False)]
)
def test_the_doctor_minds_bills_that_nobody_reads(readers: int, unread: int, ok: bool) -> None:
    found = readers_finding(readers, unread)
    assert found.ok is ok
    assert str(unread) in found.zh
    assert ("tanjian reader" in found.en) is not ok
