"""A training session: held with a guild, on a day, with people who attended (R1, R3, R4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from domain.deadline import taipei_date
from domain.enrolment.commands import Attendance
from domain.event import Cause, Role, command, event
from domain.programme import Programme
from domain.refusals import (
    NotYourGuild,
    SessionAfterLastDay,
    SessionBeforeFirstDay,
    SessionNotHeldYet,
    SessionUnknown,
)


@dataclass(frozen=True, slots=True)
class Attendee:
    enrolment: UUID
    attendance: Attendance


@command("session.schedule")
@dataclass(frozen=True, slots=True)
class ScheduleSession:
    programme: str
    guild: str
    day: date
    place: str
    seats_on_site: int
    seats_online: int


@command("session.record_attendance")
@dataclass(frozen=True, slots=True)
class RecordAttendance:
    attendees: tuple[Attendee, ...]


@event("session.scheduled.v1")
@dataclass(frozen=True, slots=True)
class SessionScheduled:
    programme: str
    guild: str
    day: date
    place: str
    seats_on_site: int
    seats_online: int


@event("session.attendance_recorded.v1")
@dataclass(frozen=True, slots=True)
class AttendanceRecorded:
    """Only those not recorded before; each of their cases is told once."""

    attendees: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class NotScheduled:
    pass


@dataclass(frozen=True, slots=True)
class Scheduled:
    details: SessionScheduled
    attended: frozenset[UUID] = frozenset()


SessionState = NotScheduled | Scheduled
SessionCommand = ScheduleSession | RecordAttendance
SessionEvent = SessionScheduled | AttendanceRecorded


def fold(events: Iterable[SessionEvent]) -> SessionState:
    """The state after the events."""
    state: SessionState = NotScheduled()
    for happened in events:
        state = evolve(state, happened)
    return state


def evolve(state: SessionState, happened: SessionEvent) -> SessionState:
    """The state after one event."""
    match happened:
        case SessionScheduled():
            return Scheduled(happened)
        case AttendanceRecorded(attendees):
            assert isinstance(state, Scheduled)
            new = {attendee.enrolment for attendee in attendees}
            return replace(state, attended=state.attended | new)
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
            return _record(scheduled(state), attendees, cause)
        case _:
            assert_never(asked)


def first_day(programme: Programme) -> date:
    """The day on which the mandatory stage begins, in the year of its last day (R3)."""
    return date(programme.sessions.mandatory_last_day.year, programme.stages.mandatory.first_month, 1)


def scheduled(state: SessionState | None) -> Scheduled:
    """The session, or a refusal that there is none."""
    if not isinstance(state, Scheduled):
        raise SessionUnknown()
    return state


def _own_guild(guild: str, cause: Cause) -> None:
    if cause.actor.role is Role.GUILD and cause.actor.guild != guild:
        raise NotYourGuild(guild=guild)


def _schedule(
    state: SessionState, asked: ScheduleSession, cause: Cause, programme: Programme
) -> tuple[SessionEvent, ...]:
    _own_guild(asked.guild, cause)
    if isinstance(state, Scheduled):
        return ()
    first, last = first_day(programme), programme.sessions.mandatory_last_day
    if asked.day < first:
        raise SessionBeforeFirstDay(day=asked.day, first_day=first)
    if asked.day > last:
        raise SessionAfterLastDay(day=asked.day, last_day=last)
    return (
        SessionScheduled(
            asked.programme, asked.guild, asked.day, asked.place, asked.seats_on_site, asked.seats_online
        ),
    )


def _record(state: Scheduled, attendees: tuple[Attendee, ...], cause: Cause) -> tuple[SessionEvent, ...]:
    _own_guild(state.details.guild, cause)
    if taipei_date(cause.at) < state.details.day:
        raise SessionNotHeldYet(day=state.details.day)
    named = {one.enrolment: one for one in attendees}
    new = tuple(one for case, one in named.items() if case not in state.attended)
    return (AttendanceRecorded(new),) if new else ()
