"""Queries: what pages show is what the states say."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.deadline import WindowKind
from domain.streams import checkup_stream
from store.database import Database
from store.event_log import EventLog
from store.pages import BadCursor, Page
from store.places import Places
from store.projector import Projector
from store.read_models import CasesWanted, ReadModels
from store.read_schema import NoReadModels, prepare
from tests.domain.made_up_cases import GUILD, OTHER_GUILD, OTHER_OFFICER
from tests.read_side.conftest import Year

pytestmark = pytest.mark.servers

STAGES = {
    "paid": ("over", "paid"),
    "failing": ("resubmitting", None),
    "with_evidence": ("uploading", None),
    "returned_list": ("listing", None),
    "applying": ("applying", None),
    "rejected": ("over", "rejected"),
    "withdrawn": ("over", "withdrawn"),
    "sent_back_by_the_bank": ("fee_due", None),
    "worked_on": ("listing", None),
    "lapsed": ("over", "lapsed_list"),
}


@pytest.fixture(scope="module")
def models(projected: Database) -> ReadModels:
    return ReadModels(projected)


def every_row(ask: Callable[[str | None], Page[Any]]) -> list[Any]:
    rows: list[Any] = []
    after: str | None = None
    while True:
        page = ask(after)
        rows += page.rows
        after = page.after
        if after is None:
            return rows


@pytest.mark.parametrize("walk", sorted(STAGES))
def test_a_case_is_shown_at_its_stage(walk: str, year: Year, models: ReadModels) -> None:
    case = year.cases[walk]
    row = models.enrolment(case.id)
    assert row is not None
    assert (row.stage, row.outcome) == STAGES[walk]
    assert (row.version, row.guild, row.person) == (len(case.events), GUILD, case.trainee.person)
    assert row.position == year.world.of(case.id)[-1].position
    firms = case.state.case.firms
    assert [firm["ubn"] for firm in row.document["firms"]] == list(firms)
    assert row.firms == len(firms)
    assert row.approved == sum(firm.progress == "approved" for firm in firms.values())
    assert {window["kind"] for window in row.document["windows"]} == set(case.state.case.windows)
    assert {UUID(task["id"]) for task in row.document["tasks"]} == set(case.state.case.tasks)


def test_due_dates_are_those_of_the_open_windows(year: Year, models: ReadModels) -> None:
    case = year.cases["returned_list"]
    row = models.enrolment(case.id)
    assert row is not None
    listing, upload = case.window(WindowKind.LIST_SUPPLEMENT), case.window(WindowKind.UPLOAD)
    assert (row.list_due, row.upload_due) == (listing.deadline.due, upload.deadline.due)
    assert row.next_due == row.list_due
    assert row.training_day == case.state.training_day


def test_a_documents_deadline_says_why_this_date(year: Year, models: ReadModels) -> None:
    row = models.enrolment(year.cases["returned_list"].id)
    assert row is not None
    [window] = [one for one in row.document["windows"] if one["kind"] == "list_supplement"]
    steps = window["steps"]
    assert steps[0]["zh"].endswith("不算入（民法§120）。")
    assert [step["number"] for step in steps if step["number"]] == list(range(1, 9))
    assert window["due_date"] in steps[-1]["en"]


def test_personal_particulars_stay_sealed(year: Year, models: ReadModels) -> None:
    case = year.cases["applying"]
    row = models.enrolment(case.id)
    assert row is not None
    trainee = row.document["trainee"]
    assert set(trainee) == {"person", "name", "email"}
    assert set(trainee["name"]) == {"person", "nonce", "ciphertext"}
    assert "mark of" not in str(row.document)


def test_fee_and_certificate_are_shown(year: Year, models: ReadModels) -> None:
    case = year.cases["paid"]
    row = models.by_certificate(case.state.certificate)
    assert row is not None
    assert (row.id, row.fee, row.batch, row.closed) == (case.id, case.state.total, case.state.batch, True)
    assert sum(line["amount"] for line in row.document["fee"]["lines"]) == row.fee == 2000
    assert models.by_certificate("114-NONE-NONE-NONE") is None


def test_fees_due_are_those_in_no_batch(year: Year, models: ReadModels) -> None:
    due = models.fee_due("114").rows
    assert [(row.id, row.fee) for row in due] == [(year.cases["sent_back_by_the_bank"].id, 2000)]
    assert models.fee_due("115").rows == ()


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_pages_show_every_case_once_in_order(limit: int, year: Year, models: ReadModels) -> None:
    rows = every_row(lambda after: models.enrolments(after=after, limit=limit))
    assert len(rows) == len(year.cases)
    assert {row.id for row in rows} == {case.id for case in year.cases.values()}
    assert [row.opened for row in rows] == sorted(row.opened for row in rows)


def test_cases_are_found_by_guild_person_and_stage(year: Year, models: ReadModels) -> None:
    assert len(models.enrolments(CasesWanted(guild=GUILD)).rows) == len(year.cases)
    assert models.enrolments(CasesWanted(guild=OTHER_GUILD)).rows == ()
    case = year.cases["failing"]
    assert [row.id for row in models.enrolments(CasesWanted(person=case.trainee.person)).rows] == [case.id]
    over = models.enrolments(CasesWanted(programme="114", stage="over")).rows
    assert {row.outcome for row in over} == {"paid", "rejected", "withdrawn", "lapsed_list"}
    assert models.stages("114") == Counter(stage for stage, _ in STAGES.values())
    assert models.stages("114", OTHER_GUILD) == {}


def test_a_mail_is_shown_with_when_it_was_taken(year: Year, models: ReadModels) -> None:
    row = models.enrolment(year.cases["failing"].id)
    assert row is not None
    taken = {mail["template"]: mail["accepted_at"] for mail in row.document["mails"]}
    assert taken["resubmission_notice"] is not None
    assert taken["list_passed"] is None


def test_checkups_are_shown_with_their_cases_guild(year: Year, models: ReadModels) -> None:
    case = year.cases["failing"]
    rows = models.checkups_of(case.id)
    assert [row.ubn for row in rows] == sorted(case.ubns)
    assert {row.guild for row in rows} == {GUILD}
    assert Counter(row.stage for row in rows) == {"approved": 8, "failed": 1, "returned": 1}
    [failed] = [row for row in rows if row.stage == "failed"]
    assert failed.document["failure"] == "not_passed_again"
    assert failed.document["findings"] == [{"part": "fuel", "code": "none_not_credible", "note": None}]
    assert failed.decided_at is not None
    assert failed.document["makers"] == [str(case.trainee.person)]
    assert models.checkup(failed.id) == failed
    assert models.checkup(uuid4()) is None


def test_evidence_is_shown_as_it_is_now(year: Year, models: ReadModels) -> None:
    case = year.cases["with_evidence"]
    row = models.checkup(checkup_stream(case.id, case.ubns[0]))
    assert row is not None
    assert (row.stage, row.bills, row.activities) == ("submitted", 1, 0)
    items = [none["item"] for none in row.document["nones"]]
    assert items == sorted(year.world.programme.stages.mandatory.items)
    assert "ciphertext" in row.document["nones"][0]["reason"]


def test_windows_due_before_an_instant(year: Year, models: ReadModels) -> None:
    windows = {
        (case.id, kind): window.deadline.due
        for case in year.cases.values()
        for kind, window in case.state.case.windows.items()
    }
    shown = every_row(lambda after: models.deadlines(after=after, limit=2))
    assert {(row.enrolment, row.kind): row.due for row in shown} == windows
    assert [row.due for row in shown] == sorted(windows.values())
    first = min(windows.values())
    assert models.deadlines(due_before=first).rows == ()


def test_sessions_show_who_holds_them(year: Year, models: ReadModels) -> None:
    rows = every_row(lambda after: models.sessions(programme="114", after=after, limit=1))
    assert [row.guild for row in rows] == [OTHER_GUILD, GUILD]
    [ours] = models.sessions(guild=GUILD).rows
    assert models.session(ours.id) == ours
    assert (ours.seats_on_site, ours.seats_online, ours.attended) == (40, 40, 0)


def test_batches_show_each_line(year: Year, models: ReadModels) -> None:
    rows = every_row(lambda after: models.payout_batches(after=after, limit=1))
    assert sorted(row.stage for row in rows) == ["rejected", "sent", "sent"]
    lines = [line for row in rows for line in row.document["lines"]]
    assert sorted(line["status"] for line in lines) == ["paid", "rejected", "returned"]
    assert {line["returned_reason"] for line in lines} == {None, "account_closed"}
    [refused] = models.payout_batches(stage="rejected").rows
    assert (refused.decided_by, refused.file) == (OTHER_OFFICER.account, None)
    assert refused.gross == 2000
    assert models.payout_batch(refused.id) == refused


def test_quota_counts_places_by_sector(year: Year, year_database: Database, year_log: EventLog) -> None:
    places = Places(year_database)
    places.provide("114", "manufacturing", 40)
    places.provide("114", "services", 30)
    prepare(year_database)
    Projector(year_log, year_database).catch_up()
    manufacturing, services = ReadModels(year_database).quota("114")
    held = [firm for case in year.cases.values() for firm in case.state.case.firms.values() if firm.place]
    assert (manufacturing.places, services.places) == (40, 30)
    assert manufacturing.taken == len(held) == len(year.world.taken["manufacturing"]) > 5
    assert manufacturing.approved == sum(firm.progress == "approved" for firm in held)
    assert services.taken == services.approved == 0


@pytest.mark.parametrize("wrong", ["", "x", "WyJzZXNzaW9ucyIsIjEiXQ"])
def test_a_cursor_of_another_list_is_refused(wrong: str, models: ReadModels) -> None:
    with pytest.raises(BadCursor):
        models.enrolments(after=wrong)


def test_without_read_models_it_is_said_so(database: Database) -> None:
    with pytest.raises(NoReadModels):
        ReadModels(database).enrolment(uuid4())
