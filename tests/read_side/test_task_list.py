"""Work lists: what is open, for whom, and in which order, as the states and the rules say."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from domain import urgency
from domain.checkup.state import NotOpened
from domain.event import Role
from domain.programme import Programme
from domain.programme_tasks import Urgency
from domain.task import Priority, TaskKind
from store.database import Database
from store.pages import BadCursor
from store.read_models import ReadModels, TaskRow, TasksWanted
from store.task_list import ORDER
from tests.domain.made_up_cases import GUILD, OTHER_GUILD, OTHER_REVIEWER, REVIEWER, VETTER
from tests.read_side.conftest import Year

pytestmark = pytest.mark.servers

KINDS = TaskKind.REVIEW_CHECKUP


@pytest.fixture(scope="module")
def models(projected: Database) -> ReadModels:
    return ReadModels(projected)


@pytest.fixture
def weights(programme: Programme) -> dict[str, Urgency]:
    return {"114": programme.tasks.urgency}


@pytest.fixture
def listed(models: ReadModels, weights: dict[str, Urgency], year: Year) -> Any:
    """The rows of the wanted tasks, in order."""

    def rows(limit: int = 500, **wanted: Any) -> list[TaskRow]:
        found: list[TaskRow] = []
        after: str | None = None
        while True:
            page, _ = models.tasks(TasksWanted(**wanted), weights, year.world.now, after=after, limit=limit)
            found += page.rows
            if page.after is None:
                return found
            after = page.after

    return rows


def open_tasks(year: Year) -> set[UUID]:
    """Every open task of the year, from the states."""
    found = set[UUID]()
    for case in year.cases.values():
        found |= set(case.state.case.tasks)
        for ubn in case.ubns:
            checkup = case.checkup(ubn)
            if not isinstance(checkup, NotOpened):
                found |= set(checkup.content.tasks)
    return found


def points(row: TaskRow, rules: Urgency, at: datetime) -> Any:
    said = urgency.terms(
        rules,
        due=row.due,
        opened_at=row.opened_at,
        priority=Priority(row.priority),
        late=row.late,
        at=at,
    )
    return urgency.points(said)


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_pages_show_every_task_once_most_urgent_first(
    limit: int, year: Year, listed: Any, programme: Programme
) -> None:
    rows = listed(limit)
    assert {row.id for row in rows} == open_tasks(year)
    assert len(rows) == len(open_tasks(year)) > 4
    rules, at = programme.tasks.urgency, year.world.now
    assert rows == sorted(rows, key=lambda row: (-points(row, rules, at), row.id))
    assert len({points(row, rules, at) for row in rows}) > 2


def test_the_pages_of_a_list_are_of_one_instant(
    year: Year, models: ReadModels, weights: dict[str, Urgency], programme: Programme
) -> None:
    """Time goes on between two pages, and makes what is due soon more urgent than what came before."""
    rules = {"114": replace(programme.tasks.urgency, horizon_days=3, due_per_day=50)}
    now, later = year.world.now, year.world.now + timedelta(days=30)
    first, at = models.tasks(TasksWanted(), rules, now, limit=2)
    rest, still = models.tasks(TasksWanted(), rules, later, after=first.after, limit=100)
    assert (at, still) == (now, now)
    assert len({row.id for row in (*first.rows, *rest.rows)}) == len(open_tasks(year))


def test_a_cursor_with_points_that_are_none_is_refused(models: ReadModels) -> None:
    at = datetime.fromisoformat("2025-05-01T00:00:00Z")
    for wrong in (Decimal("NaN"), Decimal("Infinity"), "many"):
        with pytest.raises(BadCursor):
            models.tasks(TasksWanted(), {}, at, after=ORDER.cursor([at, wrong, UUID(int=1)]))


def test_tasks_are_listed_for_those_who_may_do_them(year: Year, listed: Any) -> None:
    vetting = listed(roles=[Role.GUILD], guild=GUILD)
    assert {(row.kind, row.enrolment) for row in vetting} == {
        (TaskKind.VET_REGISTRATION, year.cases["applying"].id)
    }
    assert listed(roles=[Role.GUILD], guild=OTHER_GUILD) == []
    reviews = listed(roles=[Role.REVIEWER], kind=KINDS)
    assert {row.workflow for row in reviews} == {"checkup"}
    assert {row.guild for row in reviews} == {None}
    assert {row.case_guild for row in reviews} == {GUILD}
    assert {row.enrolment for row in reviews} == {year.cases["with_evidence"].id, year.cases["withdrawn"].id}
    assert listed(case_guild=OTHER_GUILD) == []
    assert len(listed(case_guild=GUILD)) == len(open_tasks(year))


def test_late_vetting_is_in_the_officers_queue(year: Year, listed: Any) -> None:
    late = listed(roles=[Role.OFFICER], kind=TaskKind.VET_REGISTRATION, late=True)
    assert [row.enrolment for row in late] == [year.cases["applying"].id]
    assert late[0].late_since == late[0].due
    assert listed(roles=[Role.REVIEWER], kind=TaskKind.VET_REGISTRATION) == []


def test_a_claim_holds_a_task_until_its_lease_ends(year: Year, models: ReadModels, listed: Any) -> None:
    [claimed] = listed(claimed_by=VETTER.account)
    [assigned] = listed(assigned_to=OTHER_REVIEWER.account)
    assert listed(assigned_to=VETTER.account) == []
    assert claimed.claimed_until is not None
    held, free = claimed.claimed_until - timedelta(seconds=1), claimed.claimed_until
    assert {row.id for row in listed(free_at=held)} == open_tasks(year) - {claimed.id, assigned.id}
    assert {row.id for row in listed(free_at=free)} == open_tasks(year) - {assigned.id}
    assert models.task(claimed.id) == claimed
    assert models.tasks_among([claimed.id, UUID(int=1)]) == [claimed]


def test_what_rests_comes_back_by_itself(year: Year, listed: Any) -> None:
    [resting] = listed(assigned_to=OTHER_REVIEWER.account)
    assert resting.rests_until is not None
    before = resting.rests_until - timedelta(seconds=1)
    assert listed(resting_at=before) == [resting]
    assert resting not in listed(awake_at=before)
    assert resting in listed(awake_at=resting.rests_until)
    assert listed(resting_at=resting.rests_until) == []


def test_a_firm_finds_what_is_about_it_and_what_is_about_its_case(year: Year, listed: Any) -> None:
    case = year.cases["worked_on"]
    first, second = case.ubns[:2]
    kinds = {ubn: sorted(row.kind for row in listed(ubn=ubn)) for ubn in (first, second)}
    assert kinds == {first: ["check_list"], second: ["answer_question", "check_list"]}
    assert listed(ubn="00000000") == []
    assert [row.kind for row in listed(priority="high")] == ["check_list"]


def test_nobody_is_given_what_they_made(year: Year, listed: Any) -> None:
    maker = year.cases["withdrawn"].trainee.person
    for_others = listed(kind=KINDS, not_made_by=[REVIEWER.account])
    for_maker = listed(kind=KINDS, not_made_by=[maker, REVIEWER.account])
    assert {row.enrolment for row in for_others} - {row.enrolment for row in for_maker} == {
        year.cases["withdrawn"].id
    }


def test_tasks_due_before_an_instant(listed: Any) -> None:
    review = min(listed(kind=KINDS), key=lambda row: row.due)
    assert listed(due_before=review.due, kind=KINDS) == []
    assert review.id in {row.id for row in listed(due_before=review.due + timedelta(seconds=1))}


def test_a_row_names_the_version_of_its_stream(year: Year, listed: Any) -> None:
    case = year.cases["worked_on"]
    versions = {row.version for row in listed(enrolment=case.id)}
    assert versions == {len(case.events)}
