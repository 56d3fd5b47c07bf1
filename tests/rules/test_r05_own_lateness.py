"""R5: who is late by themselves gets no days for it; who is late within given days, or by the guild, does."""

from datetime import date, timedelta

import pytest

from domain.deadline import WindowKind, deadline
from domain.enrolment.changes import ProposeExtension, ProposeReinstatement
from domain.enrolment.commands import CompleteOnlineCourse
from domain.enrolment.events import Outcome
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.state import Over, Uploading
from domain.event import Actor
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out, why
from tests.domain.made_up_cases import TRAINING_DAY, VETTER, MadeUpCase, World, applied, noon
from tests.made_up import settled

LIST, UPLOAD = WindowKind.LIST_SUPPLEMENT, WindowKind.UPLOAD
SET = date(2025, 8, 29)


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.fixture
def attended(world: World) -> MadeUpCase:
    """Vetted and attended in time, two firms named, the course not done."""
    return applied(world, named=2).vetted().attended()


def until(world: World, kind: WindowKind) -> date:
    """When a window ends of who was late with nothing."""
    return deadline(kind, TRAINING_DAY, world.programme, world.calendar).due_date


def course(case: MadeUpCase, day: date, by: Actor | None = None) -> None:
    case.world.now = noon(day)
    case.ask(CompleteOnlineCourse(), by)


def test_r05_nobody_gets_days_for_being_late_with_the_online_course(
    world: World, attended: MadeUpCase
) -> None:
    last_day = until(world, LIST)
    course(attended, last_day + timedelta(days=1))
    assert attended.window(LIST).deadline.due_date == last_day
    assert not attended.window(LIST).reminders
    attended.window_ended(LIST)
    assert (attended.stage, attended.state.outcome) == (Over, Outcome.LAPSED_LIST)


def test_r05_a_course_within_the_days_of_the_list_leaves_what_is_left_of_them(
    world: World, attended: MadeUpCase
) -> None:
    last_day = until(world, LIST)
    course(attended, last_day)
    assert attended.window(LIST).deadline.due_date == last_day


def test_r05_what_the_guild_enters_late_costs_the_trainee_no_day(world: World, attended: MadeUpCase) -> None:
    day = until(world, LIST) + timedelta(days=1)
    course(attended, day, VETTER)
    assert attended.window(LIST).deadline.starts == day


def test_r05_within_days_that_officers_have_given_nobody_is_late(world: World, attended: MadeUpCase) -> None:
    carried_out(attended, ProposeExtension(WindowKind.TRAINING, SET, why(attended)))
    course(attended, SET)
    assert {window.deadline.starts for window in attended.state.case.windows.values()} == {SET}


def test_r05_nor_within_those_of_a_reinstatement(attended: MadeUpCase) -> None:
    attended.window_ended(WindowKind.TRAINING)
    assert attended.stage is Over
    carried_out(attended, ProposeReinstatement(SET, why(attended)))
    course(attended, SET)
    assert {window.deadline.starts for window in attended.state.case.windows.values()} == {SET}


def test_r05_whose_list_is_complete_goes_on_and_is_told_so(world: World) -> None:
    case = applied(world).vetted().attended()
    course(case, until(world, LIST) + timedelta(days=1))
    mails = [event.template for event in case.events if isinstance(event, MailIntended)]
    assert Template.TRAINED in mails
    case.window_ended(LIST).checked()
    assert case.stage is Uploading
    assert case.window(UPLOAD).deadline.due_date == until(world, UPLOAD)
