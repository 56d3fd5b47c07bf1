"""Tasks: claimed for a time, by those of the queue, and decided by who holds them."""

from datetime import timedelta

import pytest

from domain.enrolment.commands import Withdraw
from domain.task import ClaimTask, ReleaseTask, TaskClaimed, TaskKind, TaskReleased
from tests.domain.made_up_cases import (
    CHECKER,
    OTHER_REVIEWER,
    TRAINING_DAY,
    VETTER,
    MadeUpCase,
    World,
    applied,
    noon,
)
from tests.domain.specification import when


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """A list that waits for its check."""
    return applied(world).trained()


def test_a_claim_holds_until_its_lease_ends(case: MadeUpCase) -> None:
    task, lease = case.task(TaskKind.CHECK_LIST), timedelta(minutes=case.world.programme.tasks.lease_minutes)
    start = noon(TRAINING_DAY)
    until = start + lease
    when(case, ClaimTask(task), CHECKER).then(TaskClaimed(task, CHECKER.account, until))
    when(case, ClaimTask(task), CHECKER).then_nothing()
    soon = until - timedelta(microseconds=1)
    when(case, ClaimTask(task), OTHER_REVIEWER, soon).then_refused("task_claimed_by_other")
    told = when(case, ClaimTask(task), OTHER_REVIEWER, until)
    told.then(TaskClaimed(task, OTHER_REVIEWER.account, until + lease))


def test_a_claim_whose_lease_ended_is_renewed_by_claiming(case: MadeUpCase) -> None:
    task = case.task(TaskKind.CHECK_LIST)
    case.ask(ClaimTask(task), CHECKER)
    later = case.world.now + timedelta(days=1)
    assert len(when(case, ClaimTask(task), CHECKER, later).decision) == 1


def test_who_still_holds_an_old_claim_may_decide(case: MadeUpCase) -> None:
    task = case.task(TaskKind.CHECK_LIST)
    case.ask(ClaimTask(task), CHECKER)
    case.world.now += timedelta(days=1)
    case.checked()
    assert task not in case.state.case.tasks


def test_a_release_lets_another_claim(case: MadeUpCase) -> None:
    task = case.task(TaskKind.CHECK_LIST)
    case.ask(ClaimTask(task), CHECKER)
    when(case, ReleaseTask(task), OTHER_REVIEWER).then_refused("task_claimed_by_other")
    when(case, ReleaseTask(task), CHECKER).then(TaskReleased(task))
    when(case, ReleaseTask(task), CHECKER).then_nothing()
    assert when(case, ClaimTask(task), OTHER_REVIEWER).refused is None


def test_a_task_is_for_its_queue_and_its_kind(case: MadeUpCase) -> None:
    task = case.task(TaskKind.CHECK_LIST)
    when(case, ClaimTask(task), VETTER).then_refused("not_your_task")
    case.checked()
    when(case, ClaimTask(task), CHECKER).then_refused("task_unknown")


def test_the_end_of_a_case_takes_its_tasks_away(case: MadeUpCase) -> None:
    task = case.task(TaskKind.CHECK_LIST)
    case.ask(Withdraw(None))
    when(case, ClaimTask(task), CHECKER).then_refused("task_unknown")
