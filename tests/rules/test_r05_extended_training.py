"""R5: a training window that officers have set is followed by days for the guild to record, as any other."""

from datetime import date

import pytest

from domain.deadline import WindowKind, deadline, midnight_after
from domain.enrolment.changes import ProposeExtension, ProposeReinstatement
from domain.enrolment.commands import CompleteOnlineCourse
from domain.enrolment.session_commands import NoteAttendanceCorrected
from domain.enrolment.state import Applying, Listing
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out, why
from tests.domain.made_up_cases import ENGINE, MadeUpCase, World, applied
from tests.made_up import settled

SET = date(2025, 8, 29)


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


def extended(world: World) -> MadeUpCase:
    case = applied(world)
    case.ask(CompleteOnlineCourse())
    return carried_out(case, ProposeExtension(WindowKind.TRAINING, SET, why(case)))


def reinstated(world: World) -> MadeUpCase:
    case = applied(world)
    case.ask(CompleteOnlineCourse())
    case.window_ended(WindowKind.TRAINING).window_ended(WindowKind.RECORDING)
    return carried_out(case, ProposeReinstatement(SET, why(case)))


@pytest.mark.parametrize("set_to", [extended, reinstated])
def test_r05_the_days_to_record_follow_the_training_window_that_was_set(world: World, set_to: object) -> None:
    case = set_to(world)  # type: ignore[operator]
    assert case.window(WindowKind.TRAINING).deadline.due == midnight_after(SET)
    case.window_ended(WindowKind.TRAINING)
    counted = deadline(WindowKind.RECORDING, SET, world.programme, world.calendar)
    assert (case.stage, case.window(WindowKind.RECORDING).deadline) == (Applying, counted)
    case.attended().vetted()
    assert case.stage is Listing


def test_r05_who_waits_again_has_the_days_that_were_set(world: World) -> None:
    case = extended(world).vetted().attended()
    case.ask(NoteAttendanceCorrected(case.session, None, why(case)), ENGINE)
    assert case.window(WindowKind.TRAINING).deadline.due == midnight_after(SET)


def test_r05_who_waits_again_after_them_has_the_days_to_record(world: World) -> None:
    case = extended(world).vetted().attended()
    world.now = midnight_after(SET)
    case.ask(NoteAttendanceCorrected(case.session, None, why(case)), ENGINE)
    counted = deadline(WindowKind.RECORDING, SET, world.programme, world.calendar)
    assert case.window(WindowKind.RECORDING).deadline == counted
