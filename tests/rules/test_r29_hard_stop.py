"""R29: the hard stop does not roll; a notice on or after it opens no window and asks an officer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.deadline import WindowKind
from domain.enrolment.commands import DecideLateNotice
from domain.enrolment.events import Outcome
from domain.enrolment.state import InReview, Resubmitting
from domain.task import ClaimTask, TaskKind
from tests.domain.made_up_cases import OFFICER, REVIEWER, MadeUpCase, World, applied, noon
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import when

SATURDAY = date(2025, 11, 1)


def noticed(world: World, on: date, sent_back: int = 1) -> MadeUpCase:
    case = applied(world).in_review()
    case.reviewed(sent_back=case.ubns[:sent_back])
    world.now = noon(on)
    return case.noticed()


def test_r29_a_hard_stop_on_a_rest_day_does_not_roll(world: World) -> None:
    windows = world.programme.windows
    resubmission = replace(windows.resubmission, hard_stop=SATURDAY)
    world.programme = replace(world.programme, windows=replace(windows, resubmission=resubmission))
    case = noticed(world, SATURDAY - timedelta(days=3))
    assert case.window(WindowKind.RESUBMISSION).deadline.due_date == SATURDAY


@pytest.mark.parametrize("days", [0, 1, 20])
def test_r29_a_notice_on_or_after_the_hard_stop_asks_an_officer(world: World, days: int) -> None:
    stop = world.programme.windows.resubmission.hard_stop
    case = noticed(world, stop + timedelta(days=days))
    assert case.stage is InReview
    assert WindowKind.RESUBMISSION not in case.state.case.windows
    assert case.task(TaskKind.LATE_NOTICE)


def test_r29_a_notice_the_day_before_opens_a_window_of_one_day(world: World) -> None:
    stop = world.programme.windows.resubmission.hard_stop
    case = noticed(world, stop - timedelta(days=1))
    assert case.stage is Resubmitting
    assert case.window(WindowKind.RESUBMISSION).deadline.due_date == stop


def test_r29_the_officer_ends_the_case_and_what_was_returned_fails(world: World) -> None:
    case = noticed(world, world.programme.windows.resubmission.hard_stop, sent_back=2)
    task, approved = case.task(TaskKind.LATE_NOTICE), case.ubns[2:]
    decision = DecideLateNotice(task, sealed(case.trainee.account, "no window is left"))
    when(case, decision, REVIEWER).then_refused("not_your_task")
    case.ask(ClaimTask(task), OFFICER)
    case.ask(decision, OFFICER)
    assert (case.state.outcome, case.state.closed) == (Outcome.FAILED_REVIEW, True)
    assert tuple(ubn for ubn, one in case.state.case.firms.items() if one.progress == "approved") == approved
