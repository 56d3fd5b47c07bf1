"""`tanjian mails`, and what the doctor says of mails, on a real database."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from api.cli.mail_checks import mails_waiting
from domain.enrolment.mail_commands import NoteMailAccepted, NoteMailRefused
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store import read_schema
from store.database import Database
from store.event_log import EventLog
from store.mail_attempts import MailAttempts
from store.projector import Projector
from tests.cli.conftest import Tanjian
from tests.domain.made_up_cases import ENGINE, MadeUpCase, applied
from tests.made_up import usual
from tests.read_side.recorded_world import RecordedWorld

pytestmark = pytest.mark.servers


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
    """One mail sent, one refused, one that waits after an attempt in vain."""
    monkeypatch.setenv("TANJIAN_DATABASE_URL", database_url)
    monkeypatch.setenv("TANJIAN_TEMPORAL_ADDRESS", "127.0.0.1:9")
    monkeypatch.setenv("TANJIAN_DATA", str(tmp_path))
    case = applied(RecordedWorld(usual(programme), calendar, event_log)).trained()
    registered, vetted, trained = case.state.case.mails
    case.ask(NoteMailAccepted(registered, case.world.now, "250 queued as 4F2A", "ab" * 32), ENGINE)
    case.ask(NoteMailRefused(vetted, case.world.now, 550, "550 no such mailbox"), ENGINE)
    MailAttempts(database).note(trained, case.world.now, "ConnectionRefusedError")
    read_schema.prepare(database)
    Projector(event_log, database).catch_up()
    return case


def listed(tanjian: Tanjian, *words: object) -> list[dict[str, Any]]:
    told = tanjian("mails", "--json", *words)
    assert told.code == 0, told.err
    mails: list[dict[str, Any]] = json.loads(told.out)["mails"]
    return mails


def test_mails_are_listed_with_their_evidence_and_attempts(tanjian: Tanjian, case: MadeUpCase) -> None:
    by_template = {one["template"]: one for one in listed(tanjian)}
    assert by_template["registered"]["reply"] == "250 queued as 4F2A"
    assert by_template["registered"]["sha256"] == "ab" * 32
    assert (by_template["vetted"]["refused_code"], by_template["vetted"]["state"]) == (550, "refused")
    assert (by_template["trained"]["failed"], by_template["trained"]["last_error"]) == (
        1,
        "ConnectionRefusedError",
    )
    assert [one["template"] for one in listed(tanjian, "--state", "waiting")] == ["trained"]
    assert [one["template"] for one in listed(tanjian, "--template", "vetted")] == ["vetted"]
    assert len(listed(tanjian, "--enrolment", case.id)) == 3
    assert listed(tanjian, "--enrolment", case.session) == []


def test_mails_are_told_to_people_too(tanjian: Tanjian, case: MadeUpCase) -> None:
    told = tanjian("mails", "--limit", 2)
    assert "報名收件通知" in told.out
    assert "遭拒收" in told.out
    assert "there are more" in told.out


@pytest.mark.parametrize(
    ("option", "given"), [("--state", "lost"), ("--template", "letter"), ("--enrolment", "x")]
)
def test_what_is_not_known_is_refused(tanjian: Tanjian, case: MadeUpCase, option: str, given: str) -> None:
    told = tanjian("mails", option, given)
    assert told.code == 2
    assert option in told.err


def test_the_doctor_names_a_mail_that_waits_too_long(case: MadeUpCase, database: Database) -> None:
    # The world of this database is the real time: its mails were decided on in 2025.
    found = mails_waiting(database, timedelta(minutes=90))
    assert not found.ok
    [waiting] = case.state.case.mails
    assert str(waiting) in found.en
    assert "ConnectionRefusedError" in found.en
    assert "90 分鐘" in found.zh
    assert mails_waiting(database, timedelta(days=36_500)).ok


def test_the_doctor_looks_at_templates_and_at_the_setting(
    tanjian: Tanjian, case: MadeUpCase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    checks = {one["name"]: one for one in json.loads(tanjian("doctor", "--json").out)["checks"]}
    assert checks["templates"]["ok"]
    assert not checks["mails"]["ok"]
    monkeypatch.setenv("TANJIAN_MAIL_PATIENCE_MINUTES", "soon")
    monkeypatch.setenv("TANJIAN_MAIL_TEMPLATES", str(tmp_path))
    (tmp_path / "mail_templates.toml").write_text("[paid]\n", "utf-8")
    checks = {one["name"]: one for one in json.loads(tanjian("doctor", "--json").out)["checks"]}
    assert "TANJIAN_MAIL_PATIENCE_MINUTES" in checks["mails"]["en"]
    assert "subject_zh" in checks["templates"]["en"]
