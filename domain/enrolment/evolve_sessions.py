"""The part of an enrolment's fold that sessions and their guild bring about (R3, R5, R45)."""

from dataclasses import replace
from typing import Any

from domain.enrolment.events import Attended
from domain.enrolment.session_events import (
    AttendanceModeCorrected,
    AttendanceStruck,
    Chased,
    ElectiveAttended,
    ElectiveStruck,
    OwnSessionCancelled,
    SessionChanged,
    TrainingDayMoved,
    TrainingUndone,
)
from domain.enrolment.state import Applying, Case


def stage_after(state: Any, happened: Any) -> Any:
    """The stage after an event about sessions; any other leaves it as it is."""
    match happened:
        case TrainingDayMoved(_, day):
            return replace(state, attended=day) if _applies(state) else type(state)(state.case, day)
        case AttendanceStruck() if _applies(state):
            return replace(state, attended=None, attendance=None)
        case AttendanceModeCorrected(_, attendance) if _applies(state):
            return replace(state, attendance=attendance)
        case TrainingUndone():
            return Applying(state.case, vetted=True, online_course=True)
        case _:
            return state


def case_after(case: Case, happened: Any) -> Case:
    """The case after an event about sessions or a chase; any other leaves it as it is."""
    match happened:
        case Attended():
            return replace(case, attended=happened, seat_lost=None)
        case AttendanceStruck():
            return replace(case, attended=None)
        case TrainingDayMoved(_, day) if case.attended is not None:
            return replace(case, attended=replace(case.attended, day=day))
        case AttendanceModeCorrected(_, attendance) if case.attended is not None:
            return replace(case, attended=replace(case.attended, attendance=attendance))
        case SessionChanged(session, seat):
            return replace(case, session=session, seat=seat, session_cancelled=False, seat_lost=None)
        case OwnSessionCancelled():
            return replace(case, seat=None, session_cancelled=True, seat_lost=None)
        case ElectiveAttended(session):
            return replace(case, electives=case.electives | {session})
        case ElectiveStruck(session):
            return replace(case, electives=case.electives - {session})
        case Chased(chase):
            return replace(case, chases=case.chases | {chase})
        case _:
            return case


def _applies(state: Any) -> bool:
    return isinstance(state, Applying)
