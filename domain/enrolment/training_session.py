"""The session that a case waits for: chosen at registration, changed later, given up (R1, R3, R5, R7)."""

from datetime import date

from domain.deadline import WindowKind, taipei_date
from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.session_commands import Attendance, ChangeSession
from domain.enrolment.session_events import SessionChanged
from domain.enrolment.state import Applying, Case
from domain.enrolment.windows import is_open
from domain.programme import Programme
from domain.refusals import (
    LettersMissing,
    SessionOfOtherGuild,
    SessionUnknown,
    TooFewFirms,
    TooManyFirms,
    TrainingWindowClosed,
)
from domain.seat import Seat, free_seat, held_seat, take_seat
from domain.session import Scheduled, SessionStage, scheduled
from domain.session_refusals import AttendedAlready, SessionCalledOff, SessionNotMandatory, SessionOver


def training_session(programme: str, guild: str, around: Circumstances) -> Scheduled:
    """The session that was named: one of the guild and year that trains and takes place."""
    session = scheduled(around.session)
    if session.details.programme != programme:
        raise SessionUnknown()
    if session.details.guild != guild:
        raise SessionOfOtherGuild()
    if session.details.stage is not SessionStage.MANDATORY:
        raise SessionNotMandatory()
    if session.cancelled:
        raise SessionCalledOff()
    return session


def change_session(state: Applying, asked: ChangeSession, around: Circumstances) -> Decision:
    """Wait for another session; whose own was cancelled need not name more firms for it than before."""
    case = state.case
    if state.attended is not None:
        raise AttendedAlready()
    if not is_open(case, WindowKind.TRAINING, around.cause.at):
        raise TrainingWindowClosed()
    session = training_session(case.programme, case.guild, around)
    if _is_there(case, asked):
        return ()
    if session.details.day < taipei_date(around.cause.at):
        raise SessionOver(day=session.details.day)
    if not case.session_cancelled:
        letters = sum(firm.letter is not None for firm in case.firms.values())
        check_number(len(case.firms), letters, session.details.day, around.programme)
    seat = seat_for(asked.attends, session, around)
    decision = writes(around.enrolment, SessionChanged(asked.session, seat)) + give_up_seat(case, around)
    return decision if seat is None else (*decision, take_seat(asked.session, seat, around.enrolment))


def seat_for(attends: Attendance | None, session: Scheduled, around: Circumstances) -> Seat | None:
    """The seat for who said how they will attend; refuses where that kind is full."""
    on_site = attends is Attendance.ON_SITE
    seats = session.details.seats_on_site if on_site else session.details.seats_online
    return held_seat(attends, around.seat, seats)


def give_up_seat(case: Case, around: Circumstances) -> Decision:
    """The case's seat, if it has one, falls free."""
    return () if case.seat is None else (free_seat(case.session, case.seat, around.enrolment),)


def check_number(firms: int, letters: int, day: date, programme: Programme) -> None:
    """Refuse too few or too many firms, or letters, for a session of this day (R7)."""
    registration = programme.registration
    wanted = registration.early.firms if day <= registration.early.until else registration.firms
    if firms < wanted:
        raise TooFewFirms(count=firms, wanted=wanted)
    if firms > registration.firms:
        raise TooManyFirms(limit=registration.firms)
    if letters < wanted:
        raise LettersMissing(count=letters, wanted=wanted)


def _is_there(case: Case, asked: ChangeSession) -> bool:
    kind = case.seat.kind if case.seat else None
    return case.session == asked.session and asked.attends in (None, kind)
