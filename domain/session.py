"""A training session: held with a guild, on a day, with people who attended (R1, R3, R4, R5)."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.deadline import taipei_date
from domain.enrolment.session_commands import Attendance
from domain.event import Cause, Role, command, event
from domain.programme import Programme
from domain.refusals import (
    NotYourGuild,
    SessionAfterLastDay,
    SessionBeforeFirstDay,
    SessionNotHeldYet,
    SessionUnknown,
)
from domain.sealed import Sealed
from domain.session_refusals import (
    AttendanceNotRecorded,
    SessionCalledOff,
    SessionOutsideStage,
    SessionWasHeld,
)


class SessionStage(StrEnum):
    """What is taught (R3): only a session of the mandatory stage trains."""

    MANDATORY = "mandatory"
    ELECTIVE = "elective"


@dataclass(frozen=True, slots=True)
class Attendee:
    enrolment: UUID
    attendance: Attendance


@dataclass(frozen=True, slots=True)
class Correction:
    """How the case really attended; None where it was recorded by mistake."""

    enrolment: UUID
    attendance: Attendance | None


@command("session.schedule")
@dataclass(frozen=True, slots=True)
class ScheduleSession:
    programme: str
    guild: str
    day: date
    place: str
    seats_on_site: int
    seats_online: int
    stage: SessionStage = SessionStage.MANDATORY


@command("session.record_attendance")
@dataclass(frozen=True, slots=True)
class RecordAttendance:
    attendees: tuple[Attendee, ...]


@command("session.move")
@dataclass(frozen=True, slots=True)
class MoveSession:
    """To another day or place; one that was held is moved to the day on which it really was."""

    day: date
    place: str
    reason: Sealed


@command("session.cancel")
@dataclass(frozen=True, slots=True)
class CancelSession:
    reason: Sealed


@command("session.correct_attendance")
@dataclass(frozen=True, slots=True)
class CorrectAttendance:
    corrections: tuple[Correction, ...]
    reason: Sealed


@event("session.scheduled.v1")
@dataclass(frozen=True, slots=True)
class SessionScheduled:
    programme: str
    guild: str
    day: date
    place: str
    seats_on_site: int
    seats_online: int
    stage: SessionStage = SessionStage.MANDATORY


@event("session.attendance_recorded.v1")
@dataclass(frozen=True, slots=True)
class AttendanceRecorded:
    """Only those not recorded before; each of their cases is told once."""

    attendees: tuple[Attendee, ...]


@event("session.moved.v1")
@dataclass(frozen=True, slots=True)
class SessionMoved:
    day: date
    place: str
    was: date


@event("session.cancelled.v1")
@dataclass(frozen=True, slots=True)
class SessionCancelled:
    day: date


@event("session.attendance_corrected.v1")
@dataclass(frozen=True, slots=True)
class AttendanceCorrected:
    """Only what was recorded otherwise; each of their cases is told once."""

    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class NotScheduled:
    pass


@dataclass(frozen=True, slots=True)
class Scheduled:
    """`attended` is who attended and how; `recorded` whoever was ever recorded, by mistake too."""

    details: SessionScheduled
    attended: Mapping[UUID, Attendance] = field(default_factory=dict)
    recorded: frozenset[UUID] = frozenset()
    cancelled: bool = False


SessionState = NotScheduled | Scheduled
SessionCommand = ScheduleSession | RecordAttendance | MoveSession | CancelSession | CorrectAttendance
SessionEvent = SessionScheduled | AttendanceRecorded | SessionMoved | SessionCancelled | AttendanceCorrected


def fold(events: Iterable[SessionEvent]) -> SessionState:
    """The state after the events."""
    state: SessionState = NotScheduled()
    for happened in events:
        state = evolve(state, happened)
    return state


def evolve(state: SessionState, happened: SessionEvent) -> SessionState:
    """The state after one event."""
    if isinstance(happened, SessionScheduled):
        return Scheduled(happened)
    assert isinstance(state, Scheduled)
    match happened:
        case AttendanceRecorded(attendees):
            new = {one.enrolment: one.attendance for one in attendees}
            return replace(state, attended={**state.attended, **new}, recorded=state.recorded | set(new))
        case SessionMoved(day, place):
            return replace(state, details=replace(state.details, day=day, place=place))
        case SessionCancelled():
            return replace(state, cancelled=True)
        case AttendanceCorrected(corrections):
            told = {**state.attended, **{one.enrolment: one.attendance for one in corrections}}
            return replace(state, attended={case: how for case, how in told.items() if how is not None})
        case _:
            assert_never(happened)


def decide(
    state: SessionState, asked: SessionCommand, cause: Cause, programme: Programme
) -> tuple[SessionEvent, ...]:
    """The events that a command causes; refuses with a `DomainError`."""
    match asked:
        case ScheduleSession():
            return _schedule(state, asked, cause, programme)
        case RecordAttendance(attendees):
            return _record(_of_actor(state, cause), attendees, cause)
        case MoveSession():
            return _move(_of_actor(state, cause), asked, cause, programme)
        case CancelSession():
            return _cancel(_of_actor(state, cause))
        case CorrectAttendance(corrections):
            return _correct(_of_actor(state, cause), corrections)
        case _:
            assert_never(asked)


def stage_days(stage: SessionStage, programme: Programme) -> tuple[date, date]:
    """First and last day of a stage, in the year of the last mandatory day (R3)."""
    months = programme.stages.elective if stage is SessionStage.ELECTIVE else programme.stages.mandatory
    year = programme.sessions.mandatory_last_day.year
    last = monthrange(year, months.last_month)[1]
    return date(year, months.first_month, 1), date(year, months.last_month, last)


def scheduled(state: SessionState | None) -> Scheduled:
    """The session, or a refusal that there is none."""
    if not isinstance(state, Scheduled):
        raise SessionUnknown()
    return state


def _of_actor(state: SessionState, cause: Cause) -> Scheduled:
    found = scheduled(state)
    _own_guild(found.details.guild, cause)
    return found


def _own_guild(guild: str, cause: Cause) -> None:
    if cause.actor.role is Role.GUILD and cause.actor.guild != guild:
        raise NotYourGuild(guild=guild)


def _schedule(
    state: SessionState, asked: ScheduleSession, cause: Cause, programme: Programme
) -> tuple[SessionEvent, ...]:
    _own_guild(asked.guild, cause)
    if isinstance(state, Scheduled):
        return ()
    _check_day(asked.day, asked.stage, programme)
    seats = (asked.seats_on_site, asked.seats_online)
    return (SessionScheduled(asked.programme, asked.guild, asked.day, asked.place, *seats, asked.stage),)


def _check_day(day: date, stage: SessionStage, programme: Programme) -> None:
    first, last = stage_days(stage, programme)
    if stage is SessionStage.MANDATORY:
        if day < first:
            raise SessionBeforeFirstDay(day=day, first_day=first)
        if day > programme.sessions.mandatory_last_day:
            raise SessionAfterLastDay(day=day, last_day=programme.sessions.mandatory_last_day)
    if not first <= day <= last:
        raise SessionOutsideStage(day=day, first_day=first, last_day=last)


def _record(state: Scheduled, attendees: tuple[Attendee, ...], cause: Cause) -> tuple[SessionEvent, ...]:
    _must_take_place(state)
    if taipei_date(cause.at) < state.details.day:
        raise SessionNotHeldYet(day=state.details.day)
    named = {one.enrolment: one for one in attendees}
    new = tuple(one for case, one in named.items() if case not in state.attended)
    return (AttendanceRecorded(new),) if new else ()


def _move(
    state: Scheduled, asked: MoveSession, cause: Cause, programme: Programme
) -> tuple[SessionEvent, ...]:
    _must_take_place(state)
    details = state.details
    if (asked.day, asked.place) == (details.day, details.place):
        return ()
    _check_day(asked.day, details.stage, programme)
    if state.attended and taipei_date(cause.at) < asked.day:
        raise SessionNotHeldYet(day=asked.day)
    return (SessionMoved(asked.day, asked.place, details.day),)


def _cancel(state: Scheduled) -> tuple[SessionEvent, ...]:
    if state.cancelled:
        return ()
    if state.attended:
        raise SessionWasHeld(count=len(state.attended))
    return (SessionCancelled(state.details.day),)


def _correct(state: Scheduled, corrections: tuple[Correction, ...]) -> tuple[SessionEvent, ...]:
    named = {one.enrolment: one for one in corrections}
    for case in named:
        if case not in state.recorded:
            raise AttendanceNotRecorded(enrolment=case)
    if any(one.attendance is not None for one in corrections):
        _must_take_place(state)
    wrong = tuple(one for case, one in named.items() if state.attended.get(case) is not one.attendance)
    return (AttendanceCorrected(wrong),) if wrong else ()


def _must_take_place(state: Scheduled) -> None:
    if state.cancelled:
        raise SessionCalledOff()
