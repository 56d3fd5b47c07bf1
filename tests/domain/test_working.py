"""Tasks are assigned, put first or last, and left until a day, by those who may say so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.event import Actor, Role
from domain.task import (
    ClaimTask,
    Priority,
    ReleaseTask,
    TaskAssigned,
    TaskClaimed,
    TaskFollowUpSet,
    TaskKind,
    TaskPrioritised,
)
from domain.working import AssignTask, FollowUpTask, PrioritiseTask
from tests.domain.made_up_cases import (
    CHECKER,
    LEAD,
    OFFICER,
    OTHER_REVIEWER,
    TRAINING_DAY,
    VETTER,
    MadeUpCase,
    World,
    actor,
    applied,
    noon,
)
from tests.domain.specification import when, when_checkup

COLLEAGUE = actor(Role.GUILD, 2, VETTER.guild)
STRANGER = actor(Role.GUILD, guild="guild-2")


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """A registration that waits to be vetted."""
    return applied(world)


@pytest.fixture
def listed(world: World) -> MadeUpCase:
    """A list that waits for its check."""
    return applied(world).trained()


def test_claiming_again_renews_the_lease(listed: MadeUpCase) -> None:
    task, minutes = listed.task(TaskKind.CHECK_LIST), listed.world.programme.tasks.lease_minutes
    listed.ask(ClaimTask(task), CHECKER)
    later = listed.world.now + timedelta(minutes=minutes - 1)
    renewed = TaskClaimed(task, CHECKER.account, later + timedelta(minutes=minutes))
    when(listed, ClaimTask(task), CHECKER, later).then(renewed)


@pytest.mark.parametrize("by", [LEAD, OFFICER])
def test_a_lead_or_an_officer_assigns_and_assigns_again(listed: MadeUpCase, by: Actor) -> None:
    task, hours = listed.task(TaskKind.CHECK_LIST), listed.world.programme.tasks.assignment_hours
    until = noon(TRAINING_DAY) + timedelta(hours=hours)
    given = TaskAssigned(task, CHECKER.account, Role.REVIEWER, until)
    when(listed, AssignTask(task, CHECKER), by).then(given)
    when(listed, ClaimTask(task), OTHER_REVIEWER).then_refused("task_claimed_by_other")
    when(listed, ClaimTask(task), CHECKER).then_nothing()
    again = when(listed, AssignTask(task, OTHER_REVIEWER), by)
    again.then(TaskAssigned(task, OTHER_REVIEWER.account, Role.REVIEWER, until))
    assert when(listed, ReleaseTask(task), OTHER_REVIEWER).refused is None


def test_who_was_assigned_decides_without_claiming(case: MadeUpCase) -> None:
    task = case.task(TaskKind.VET_REGISTRATION)
    case.ask(AssignTask(task, VETTER), OFFICER)
    assert case.state.case.tasks[task].claim.account == VETTER.account
    case.vetted()
    assert task not in case.state.case.tasks


def test_a_guild_assigns_its_own_among_its_own(case: MadeUpCase) -> None:
    task = case.task(TaskKind.VET_REGISTRATION)
    assert when(case, AssignTask(task, COLLEAGUE), VETTER).refused is None
    when(case, AssignTask(task, STRANGER), VETTER).then_refused("assignee_not_of_queue")
    when(case, AssignTask(task, STRANGER), STRANGER).then_refused("not_your_task")
    when(case, AssignTask(task, CHECKER), OFFICER).then_refused("assignee_not_of_queue")


@pytest.mark.parametrize("asked", [AssignTask, PrioritiseTask])
def test_a_reviewer_directs_nobody(listed: MadeUpCase, asked: type) -> None:
    task = listed.task(TaskKind.CHECK_LIST)
    command = AssignTask(task, CHECKER) if asked is AssignTask else PrioritiseTask(task, Priority.HIGH)
    when(listed, command, CHECKER).then_refused("not_your_task")


def test_a_lead_directs_no_guild(case: MadeUpCase) -> None:
    task = case.task(TaskKind.VET_REGISTRATION)
    when(case, AssignTask(task, VETTER), LEAD).then_refused("not_your_task")


def test_r27_nothing_is_assigned_to_who_made_it(world: World) -> None:
    case = applied(world).uploading()
    first = case.submitted(case.ubns[0]).ubns[0]
    task, same = case.review_task(first), replace(OTHER_REVIEWER, person=case.trainee.person)
    when_checkup(case, first, AssignTask(task, same), LEAD).then_refused("maker_cannot_check")
    assert when_checkup(case, first, AssignTask(task, OTHER_REVIEWER), LEAD).refused is None


def test_a_priority_is_set_once(listed: MadeUpCase) -> None:
    task = listed.task(TaskKind.CHECK_LIST)
    when(listed, PrioritiseTask(task, Priority.HIGH), LEAD).then(TaskPrioritised(task, Priority.HIGH))
    when(listed, PrioritiseTask(task, Priority.HIGH), OFFICER).then_nothing()
    assert listed.state.case.tasks[task].priority is Priority.HIGH


def test_a_task_rests_from_tomorrow_on_and_not_for_ever(listed: MadeUpCase) -> None:
    task, days = listed.task(TaskKind.CHECK_LIST), listed.world.programme.tasks.follow_up_days
    tomorrow, last = TRAINING_DAY + timedelta(days=1), TRAINING_DAY + timedelta(days=days)
    for wrong in (TRAINING_DAY, last + timedelta(days=1), date(2024, 1, 1)):
        when(listed, FollowUpTask(task, wrong), CHECKER).then_refused("follow_up_not_ahead")
    for day in (tomorrow, last):
        when(listed, FollowUpTask(task, day), CHECKER).then(TaskFollowUpSet(task, day))
    when(listed, FollowUpTask(task, None), CHECKER).then(TaskFollowUpSet(task, None))
    when(listed, FollowUpTask(task, None), CHECKER).then_nothing()


def test_what_another_holds_is_left_until_a_day_by_them_or_by_who_directs_it(listed: MadeUpCase) -> None:
    task, tomorrow = listed.task(TaskKind.CHECK_LIST), TRAINING_DAY + timedelta(days=1)
    listed.ask(ClaimTask(task), CHECKER)
    when(listed, FollowUpTask(task, tomorrow), OTHER_REVIEWER).then_refused("task_claimed_by_other")
    when(listed, FollowUpTask(task, tomorrow), VETTER).then_refused("not_your_task")
    assert when(listed, FollowUpTask(task, tomorrow), LEAD).refused is None
