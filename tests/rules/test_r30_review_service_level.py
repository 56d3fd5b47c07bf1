"""R30: our own service levels. Once one is past it is late: on record, since when, and open to others too."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from domain.deadline import midnight_after
from domain.enrolment.commands import Vet
from domain.event import Role
from domain.streams import checkup_stream
from domain.task import ClaimTask, TaskClosed, TaskKind, TaskLate
from domain.working import NoteTaskLate
from tests.domain.made_up_cases import (
    ENGINE,
    LEAD,
    OFFICER,
    REVIEWER,
    VETTER,
    MadeUpCase,
    World,
    applied,
    last_moment,
)
from tests.domain.specification import when, when_checkup

# Submitted on Monday 4/14, with nothing but weekends between.
LAST_DAY = date(2025, 4, 28)
# Registered on that Monday too.
VETTED_BY = date(2025, 4, 17)
TO_LEADS = (Role.LEAD_REVIEWER, Role.OFFICER)


def late(task: UUID, since: datetime) -> TaskLate:
    return TaskLate(task, TaskKind.REVIEW_CHECKUP, since, TO_LEADS)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    case = applied(world).uploading()
    return case.submitted(case.ubns[0])


def test_r30_the_review_is_late_when_its_tenth_working_day_is_over(case: MadeUpCase) -> None:
    first, due = case.ubns[0], midnight_after(LAST_DAY)
    task = case.review_task(first)
    early = when_checkup(case, first, NoteTaskLate(task), ENGINE, due - timedelta(microseconds=1))
    early.then_nothing()
    when_checkup(case, first, NoteTaskLate(task), ENGINE, due).then(late(task, due))
    when_checkup(case, first, NoteTaskLate(task), ENGINE).then_nothing()


def test_r30_a_review_that_is_done_is_not_late(case: MadeUpCase) -> None:
    first = case.ubns[0]
    task = case.review_task(first)
    case.reviewed(first)
    when_checkup(case, first, NoteTaskLate(task), ENGINE, midnight_after(LAST_DAY)).then_nothing()


def test_r30_a_late_review_is_still_decided(case: MadeUpCase) -> None:
    first = case.ubns[0]
    task = case.review_task(first)
    due = midnight_after(LAST_DAY)
    when_checkup(case, first, NoteTaskLate(task), ENGINE, due).then(late(task, due))
    case.reviewed(first)
    assert case.firm(first).progress == "approved"


def test_r30_a_late_decision_says_so_where_no_timer_has(case: MadeUpCase) -> None:
    first, due = case.ubns[0], midnight_after(LAST_DAY)
    task = case.review_task(first)
    case.world.now = due
    case.reviewed(first)
    told = case.world.events[_stream(case, first)]
    assert told[-2:] == [late(task, due), TaskClosed(task, done=True)]
    assert case.state.case.late == {TaskKind.REVIEW_CHECKUP: due}


def test_r30_a_decision_of_the_last_moment_is_not_late(case: MadeUpCase) -> None:
    first = case.ubns[0]
    case.world.now = last_moment(LAST_DAY)
    case.reviewed(first)
    assert case.state.case.late == {}


def test_r30_the_case_knows_of_its_first_late_review_before_it_is_decided(case: MadeUpCase) -> None:
    first, due = case.ubns[0], midnight_after(LAST_DAY)
    when_checkup(case, first, NoteTaskLate(case.review_task(first)), ENGINE, due)
    case.observed()
    assert case.state.case.late == {TaskKind.REVIEW_CHECKUP: due}
    events = len(case.events)
    case.observed()
    assert len(case.events) == events


def test_r30_a_late_review_is_open_to_officers_too(case: MadeUpCase) -> None:
    first, due = case.ubns[0], midnight_after(LAST_DAY)
    task = case.review_task(first)
    when_checkup(case, first, ClaimTask(task), OFFICER).then_refused("not_your_task")
    when_checkup(case, first, NoteTaskLate(task), ENGINE, due)
    assert when_checkup(case, first, ClaimTask(task), OFFICER).refused is None


def test_r30_the_guild_has_three_working_days_to_vet(world: World) -> None:
    case, due = applied(world), midnight_after(VETTED_BY)
    task = case.task(TaskKind.VET_REGISTRATION)
    early = when(case, NoteTaskLate(task), ENGINE, due - timedelta(microseconds=1))
    early.then_nothing()
    when(case, NoteTaskLate(task), ENGINE, due).then(
        TaskLate(task, TaskKind.VET_REGISTRATION, due, (Role.OFFICER,))
    )
    when(case, NoteTaskLate(task), ENGINE).then_nothing()
    assert case.state.case.late == {TaskKind.VET_REGISTRATION: due}


def test_r30_late_vetting_is_open_to_officers_and_to_no_one_else(world: World) -> None:
    case = applied(world)
    task = case.task(TaskKind.VET_REGISTRATION)
    when(case, ClaimTask(task), OFFICER).then_refused("not_your_task")
    when(case, NoteTaskLate(task), ENGINE, midnight_after(VETTED_BY))
    for other in (REVIEWER, LEAD):
        when(case, ClaimTask(task), other).then_refused("not_your_task")
    when(case, ClaimTask(task), OFFICER)
    assert when(case, Vet(task, True, None), OFFICER).refused is None


def test_r30_vetting_of_the_last_moment_is_not_late(world: World) -> None:
    case = applied(world)
    task = case.task(TaskKind.VET_REGISTRATION)
    when(case, ClaimTask(task), VETTER, last_moment(VETTED_BY))
    assert when(case, Vet(task, True, None), VETTER).refused is None
    assert case.state.case.late == {}


def _stream(case: MadeUpCase, ubn: str) -> UUID:
    return checkup_stream(case.id, ubn)
