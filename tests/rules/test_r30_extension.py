"""R30: two officers may extend a window, past the hard stop only so, and it is shown so."""

from dataclasses import replace
from datetime import date

import pytest

from domain.deadline import WindowKind
from domain.enrolment.changes import ProposeExtension
from domain.enrolment.mail_events import Template
from domain.enrolment.state import Listing, Over, Resubmitting
from domain.periods import StepCode
from domain.programme import Programme
from domain.task import TaskKind
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out, decided, why
from tests.domain.made_up_cases import OFFICER, MadeUpCase, World, applied, last_moment, noon
from tests.domain.specification import when
from tests.made_up import settled

LATER = date(2025, 5, 9)


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world, named=2).trained()


def extension(case: MadeUpCase, kind: WindowKind, last_day: date) -> ProposeExtension:
    return ProposeExtension(kind, last_day, why(case))


def test_r30_a_window_ends_later_once_a_second_officer_agrees(case: MadeUpCase) -> None:
    was = case.window(WindowKind.LIST_SUPPLEMENT).deadline
    case.ask(extension(case, WindowKind.LIST_SUPPLEMENT, LATER), OFFICER)
    assert case.window(WindowKind.LIST_SUPPLEMENT).deadline == was
    decided(case)
    now = case.window(WindowKind.LIST_SUPPLEMENT).deadline
    assert (now.due_date, now.steps[0].code) == (LATER, StepCode.SET_BY_OFFICERS)
    mail = list(case.state.case.mails.values())[-1]
    assert (mail.template, mail.was) == (Template.WINDOW_EXTENDED, was.due_date)


def test_r30_the_window_holds_until_the_new_midnight(case: MadeUpCase) -> None:
    was = case.window(WindowKind.LIST_SUPPLEMENT).deadline
    carried_out(case, extension(case, WindowKind.LIST_SUPPLEMENT, LATER))
    case.world.now = was.due
    assert case.stage is Listing
    case.world.now = last_moment(LATER)
    case.listed()
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    assert case.stage is Listing


def test_r30_who_proposed_does_not_decide(case: MadeUpCase) -> None:
    case.ask(extension(case, WindowKind.UPLOAD, date(2025, 8, 1)), OFFICER)
    decided(case, by=OFFICER).then_refused("maker_cannot_check")


def test_r30_a_no_changes_nothing(case: MadeUpCase) -> None:
    was = case.window(WindowKind.UPLOAD).deadline
    case.ask(extension(case, WindowKind.UPLOAD, date(2025, 8, 1)), OFFICER)
    decided(case, approved=False)
    assert case.window(WindowKind.UPLOAD).deadline == was
    assert not case.state.case.proposals


def test_r30_an_extension_is_later_than_the_present_last_day(case: MadeUpCase) -> None:
    due = case.window(WindowKind.UPLOAD).deadline.due_date
    when(case, extension(case, WindowKind.UPLOAD, due), OFFICER).then_refused("extension_not_later")
    when(case, extension(case, WindowKind.RESUBMISSION, LATER), OFFICER).then_refused("window_not_open")


def test_r30_the_same_is_proposed_once_at_a_time(case: MadeUpCase) -> None:
    asked = extension(case, WindowKind.UPLOAD, date(2025, 8, 1))
    case.ask(asked, OFFICER)
    when(case, asked, OFFICER).then_refused("proposal_open")


def test_r30_past_the_hard_stop_only_by_two_officers_and_shown_so(world: World) -> None:
    case = applied(world).resubmitting()
    past = world.programme.windows.resubmission.hard_stop.replace(month=11, day=10)
    carried_out(case, extension(case, WindowKind.RESUBMISSION, past))
    until = case.window(WindowKind.RESUBMISSION).deadline
    assert until.due_date == past
    assert StepCode.PAST_HARD_STOP in [step.code for step in until.steps]


def test_r30_a_programme_may_let_nobody_pass_the_hard_stop(world: World) -> None:
    fixed = replace(world.programme.windows.resubmission, hard_stop_extendable=False)
    world.programme = replace(world.programme, windows=replace(world.programme.windows, resubmission=fixed))
    case = applied(world).resubmitting()
    stop = fixed.hard_stop
    past = extension(case, WindowKind.RESUBMISSION, stop.replace(month=11, day=10))
    when(case, past, OFFICER).then_refused("hard_stop_fixed")
    assert when(case, extension(case, WindowKind.RESUBMISSION, stop), OFFICER).refused is None


def test_r30_a_notice_that_came_too_late_gets_its_window_from_two_officers(world: World) -> None:
    case = applied(world).in_review()
    case.reviewed(sent_back=case.ubns[:1])
    stop = world.programme.windows.resubmission.hard_stop
    world.now = noon(stop)
    case.noticed()
    assert case.task(TaskKind.LATE_NOTICE)
    carried_out(case, extension(case, WindowKind.RESUBMISSION, stop.replace(month=11, day=14)))
    assert case.stage is Resubmitting
    assert [task.kind for task in case.state.case.tasks.values()] == []
    case.submitted(case.ubns[0]).reviewed()
    assert case.state.certificate is not None


def test_r30_an_ended_case_is_not_extended(case: MadeUpCase) -> None:
    case.window_ended(WindowKind.LIST_SUPPLEMENT)
    assert case.stage is Over
    when(case, extension(case, WindowKind.UPLOAD, date(2025, 8, 1)), OFFICER).then_refused("case_closed")
