"""Cases are found by their firms, certificates, sessions, ends, windows, and by our own lateness (R30)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.deadline import WindowKind
from domain.enrolment.events import Ended, Outcome
from domain.enrolment.state import Over
from domain.task import OURS
from store.case_list import SORTS, CasesWanted
from store.database import Database
from store.event_log import Change, EventLog
from store.pages import BadCursor
from store.projector import Projector
from store.read_models import EnrolmentRow, ReadModels
from store.read_schema import prepare
from store.receipts import OutcomeRow
from tests.domain.made_up_cases import OTHER_GUILD, MadeUpCase
from tests.read_side.conftest import Year

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def models(projected: Database) -> ReadModels:
    return ReadModels(projected)


def found(
    models: ReadModels, year: Year, *, limit: int = 100, sort: str = "opened", **wanted: Any
) -> list[str]:
    """The names of the walks of the cases, page by page."""
    names = {case.id: name for name, case in year.cases.items()}
    return [names[row.id] for row in rows(models, CasesWanted(**wanted), sort, limit)]


def rows(models: ReadModels, wanted: CasesWanted, sort: str, limit: int) -> list[EnrolmentRow]:
    every: list[EnrolmentRow] = []
    after: str | None = None
    while True:
        page = models.enrolments(wanted, sort=sort, after=after, limit=limit)
        every += page.rows
        after = page.after
        if after is None:
            return every


def test_a_case_is_found_by_a_firm_that_it_lists_or_listed_once(year: Year, models: ReadModels) -> None:
    taken_off = year.cases["returned_list"].firms[3].ubn
    assert taken_off not in year.cases["returned_list"].state.case.firms
    assert found(models, year, ubn=taken_off) == ["returned_list"]
    assert found(models, year, ubn=year.cases["paid"].ubns[0]) == ["paid"]
    # The end of the case has freed its firms.
    gone = year.cases["lapsed"]
    assert gone.state.case.firms == {}
    assert found(models, year, ubn=gone.firms[0].ubn) == ["lapsed"]
    assert found(models, year, ubn=gone.firms[0].ubn, guild=OTHER_GUILD) == []
    assert found(models, year, ubn="00000000") == []


def test_a_case_is_found_by_certificate_session_and_outcome(year: Year, models: ReadModels) -> None:
    assert found(models, year, certificate=year.cases["paid"].state.certificate) == ["paid"]
    assert found(models, year, certificate="114-AAAA-AAAA-AAAA") == []
    session = year.cases["paid"].state.case.session
    assert len(found(models, year, session=session)) == len(year.cases)
    assert found(models, year, session=uuid4()) == []
    assert found(models, year, outcome="lapsed_list") == ["lapsed"]
    assert found(models, year, outcome="lapsed_list", guild=OTHER_GUILD) == []


def due_of(year: Year, name: str, kind: WindowKind | None = None) -> datetime | None:
    windows = year.cases[name].state.case.windows
    return min((one.deadline.due for key, one in windows.items() if kind in (None, key)), default=None)


@pytest.mark.parametrize("limit", [1, 3, 100])
@pytest.mark.parametrize("sort", SORTS)
def test_pages_of_every_order_show_each_case_once(
    sort: str, limit: int, year: Year, models: ReadModels
) -> None:
    names = found(models, year, sort=sort, limit=limit)
    assert sorted(names) == sorted(year.cases)
    if sort == "due":
        ends = [due_of(year, name) for name in names]
        known = [each for each in ends if each is not None]
        assert known == sorted(known)
        assert None not in ends[: len(known)]
        assert 0 < len(known) < len(ends)


def test_a_cursor_of_the_other_order_is_refused(models: ReadModels) -> None:
    cursors = {sort: models.enrolments(sort=sort, limit=1).after for sort in SORTS}
    for sort, other in (SORTS, SORTS[::-1]):
        with pytest.raises(BadCursor):
            models.enrolments(sort=sort, after=cursors[other])


def test_a_case_is_found_by_the_window_that_ends_first(year: Year, models: ReadModels) -> None:
    due = due_of(year, "returned_list")
    assert due == due_of(year, "returned_list", WindowKind.LIST_SUPPLEMENT)
    assert due is not None
    until = found(models, year, due_until=due)
    assert set(until) == {name for name in year.cases if (at := due_of(year, name)) and at <= due}
    assert "returned_list" in until
    assert "returned_list" not in found(models, year, due_before=due)
    assert "returned_list" not in found(models, year, due_until=due - timedelta(seconds=1))


def test_with_a_kind_the_end_is_that_of_its_window(year: Year, models: ReadModels) -> None:
    first, upload = due_of(year, "returned_list"), due_of(year, "returned_list", WindowKind.UPLOAD)
    assert first is not None
    assert upload is not None
    with_upload = {name for name in year.cases if due_of(year, name, WindowKind.UPLOAD)}
    assert {"returned_list", "with_evidence"} <= with_upload < set(year.cases)
    names = found(models, year, window="upload", sort="due", limit=1)
    assert set(names) == with_upload
    ends = [due_of(year, name, WindowKind.UPLOAD) for name in names]
    assert ends == sorted(ends, key=lambda each: each or datetime.max.replace(tzinfo=UTC))
    assert "returned_list" not in found(models, year, window="upload", due_until=first)
    assert "returned_list" in found(models, year, window="upload", due_until=upload)


def we_were_late(case: MadeUpCase) -> bool:
    """A guild's own lateness, with the vetting, is none of ours."""
    return bool(OURS & case.state.case.late.keys())


def test_what_we_were_late_with_is_found(year: Year, models: ReadModels) -> None:
    late = {name for name, case in year.cases.items() if we_were_late(case)}
    assert 0 < len(late) < len(year.cases)
    assert set(found(models, year, late=True)) == late
    assert set(found(models, year, late=False)) == set(year.cases) - late
    assert found(models, year, late=True, guild=OTHER_GUILD) == []


def test_lateness_is_found_after_the_case_has_ended(
    year: Year, year_log: EventLog, year_database: Database
) -> None:
    case = next(one for one in year.cases.values() if we_were_late(one) and one.stage is not Over)
    [*_, last] = year_log.read(case.id)
    cause = replace(last.cause, command=uuid4())
    ended = Change(case.id, last.version, (Ended(Outcome.LAPSED_UPLOAD, ("upload_incomplete",)),))
    year_log.append([ended], cause, outcome=OutcomeRow(cause.command, case.id, cause.decided_at))
    prepare(year_database)
    Projector(year_log, year_database).catch_up()
    wanted = CasesWanted(late=True, outcome="lapsed_upload", ubn=case.firms[0].ubn)
    [row] = ReadModels(year_database).enrolments(wanted).rows
    assert (row.id, row.stage) == (case.id, "over")
    assert {one["kind"] for one in row.document["late"]} == set(case.state.case.late)
