"""R5: who attended in time is not lapsed because the guild recorded or vetted late."""

from datetime import date, timedelta

import pytest

from domain.deadline import WindowKind, midnight_after, taipei_date
from domain.enrolment.commands import CompleteOnlineCourse, Vet
from domain.enrolment.events import Outcome
from domain.enrolment.state import Applying, Listing, Over
from domain.enrolment.training_window import is_vetting_late
from domain.task import ClaimTask, TaskKind
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import (
    VETTER,
    MadeUpCase,
    World,
    applied,
    held_session,
    last_moment,
    noon,
)
from tests.domain.specification import when


def at_the_end(world: World) -> MadeUpCase:
    """All done but attendance, when the last mandatory day is over."""
    case = applied(world, held=held_session(world, world.programme.sessions.mandatory_last_day)).vetted()
    case.ask(CompleteOnlineCourse())
    return case.window_ended(WindowKind.TRAINING)


def working_day(calendar: WorkingCalendar, after: date, number: int) -> date:
    day = after
    while number:
        day += timedelta(days=1)
        number -= not calendar.is_rest_day(day)
    return day


def test_r05_the_guild_records_within_three_working_days_of_the_last_day(world: World) -> None:
    case = at_the_end(world)
    last_day = world.programme.sessions.mandatory_last_day
    until = working_day(world.calendar, last_day, 3)
    assert (case.stage, case.window(WindowKind.RECORDING).deadline.due) == (Applying, midnight_after(until))
    world.now = last_moment(until)
    case.attended()
    assert (case.stage, case.state.training_day) == (Listing, last_day)
    assert set(case.state.case.windows) == {WindowKind.LIST_SUPPLEMENT, WindowKind.UPLOAD}


def test_r05_whose_attendance_nobody_recorded_by_then_lapses(world: World) -> None:
    case = at_the_end(world).window_ended(WindowKind.RECORDING)
    assert (case.stage, case.state.outcome) == (Over, Outcome.LAPSED_TRAINING)


def test_r05_who_did_not_do_the_online_course_by_the_last_day_lapses_with_it(world: World) -> None:
    case = applied(world).vetted().attended().window_ended(WindowKind.TRAINING)
    assert (case.stage, case.state.outcome) == (Over, Outcome.LAPSED_TRAINING)


@pytest.mark.parametrize("recorded_late", [False, True])
def test_r05_who_attended_waits_for_a_late_vetting_and_then_has_whole_windows(
    world: World, recorded_late: bool
) -> None:
    case = applied(world)
    case.ask(CompleteOnlineCourse())
    if not recorded_late:
        case.attended()
    case.window_ended(WindowKind.TRAINING)
    if recorded_late:
        case.attended().window_ended(WindowKind.RECORDING)
    assert (case.stage, case.state.case.windows, is_vetting_late(case.state)) == (Applying, {}, True)
    task = case.task(TaskKind.VET_REGISTRATION)
    late = noon(world.programme.sessions.mandatory_last_day + timedelta(days=60))
    when(case, ClaimTask(task), VETTER, late)
    case.ask(Vet(task, True, None), VETTER)
    assert (case.stage, is_vetting_late(case.state)) == (Listing, False)
    assert case.window(WindowKind.LIST_SUPPLEMENT).deadline.starts == taipei_date(late)


def test_r05_a_late_vetting_may_still_be_a_no(world: World) -> None:
    case = applied(world)
    case.ask(CompleteOnlineCourse())
    case.attended().window_ended(WindowKind.TRAINING).vetted(accepted=False)
    assert case.state.outcome is Outcome.REJECTED


def test_r05_a_vetting_in_time_leaves_the_windows_on_the_training_day(world: World) -> None:
    case = applied(world).attended()
    case.ask(CompleteOnlineCourse())
    until = case.state.attended
    case.vetted()
    assert {window.deadline.starts for window in case.state.case.windows.values()} == {until}
