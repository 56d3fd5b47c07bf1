"""R30: a session corrected to another day takes nothing away that two officers have given."""

from datetime import date, timedelta

import pytest

from domain.deadline import WindowKind
from domain.enrolment.changes import ProposeExtension
from domain.enrolment.session_commands import (
    Attendance,
    NoteAttendance,
    NoteAttendanceCorrected,
    NoteSessionMoved,
)
from domain.periods import StepCode
from tests.domain.changed_cases import carried_out, why
from tests.domain.made_up_cases import ENGINE, TRAINING_DAY, MadeUpCase, World, applied, held_session

DAY_AFTER, SET = TRAINING_DAY + timedelta(days=1), date(2025, 9, 30)


def to(case: MadeUpCase, day: date, *, elsewhere: bool = False) -> None:
    """The training turns out to have been on another day: of the same session, or of another one."""
    if elsewhere:
        other = NoteAttendance(held_session(case.world, day), day, Attendance.ONLINE)
        case.ask(NoteAttendanceCorrected(case.session, None, why(case), other), ENGINE)
    else:
        case.ask(NoteSessionMoved(case.session, day, TRAINING_DAY, why(case), why(case)), ENGINE)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_r30_what_was_extended_stays_so_when_the_training_day_moves(world: World, elsewhere: bool) -> None:
    case = applied(world).uploading()
    carried_out(case, ProposeExtension(WindowKind.UPLOAD, SET, why(case)))
    to(case, DAY_AFTER, elsewhere=elsewhere)
    until = case.window(WindowKind.UPLOAD).deadline
    assert (case.state.training_day, until.due_date) == (DAY_AFTER, SET)
    assert until.steps[0].code is StepCode.SET_BY_OFFICERS


def test_r30_a_later_training_day_may_give_more_than_was_extended(world: World) -> None:
    case = applied(world).uploading()
    before = case.window(WindowKind.UPLOAD).deadline.due_date
    carried_out(case, ProposeExtension(WindowKind.UPLOAD, before + timedelta(days=1), why(case)))
    to(case, TRAINING_DAY + timedelta(days=20))
    assert case.window(WindowKind.UPLOAD).deadline.starts == TRAINING_DAY + timedelta(days=20)
