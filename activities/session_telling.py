"""Tells the cases of a session what has become of it: each one command, whose id follows from the event."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from temporalio import activity

from activities.engine_receipts import receive_from_engine
from activities.tools import Tools
from domain.enrolment.events import Registered
from domain.enrolment.session_commands import (
    NoteAttendance,
    NoteAttendanceCorrected,
    NoteElectiveAttendance,
    NoteSessionCancelled,
    NoteSessionMoved,
)
from domain.event import RecordedEvent
from domain.guild_year import BeginDigests, guild_year_stream
from domain.sealed import Sealed
from domain.session import (
    AttendanceCorrected,
    AttendanceRecorded,
    Attendee,
    Correction,
    Scheduled,
    SessionCancelled,
    SessionMoved,
    SessionStage,
    fold,
)
from domain.streams import derived
from store.person_keys import Forgotten
from store.session_index import cases_of_session, sessions_of_guild
from workflows.contracts import ActivityName, TellRequest, WorkflowKind

Told = Iterator[tuple[UUID, UUID, Any]]
_AT_ONCE = 100


class SessionTelling:
    """Writes receipts; the dispatcher takes them on, so that no case waits for another."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    @activity.defn(name=ActivityName.TELL_ATTENDEES)
    def tell_attendees(self, request: TellRequest) -> int:
        """Tell each attendee's case of its attendance. Returns how many."""
        session, told = self._read(request)
        assert isinstance(told.event, AttendanceRecorded)
        return self._write(self._attended(request, session, told.event.attendees))

    @activity.defn(name=ActivityName.TELL_CASES)
    def tell_cases(self, request: TellRequest) -> int:
        """Tell each case that a move, a cancellation or a correction concerns. Returns how many receipts."""
        session, told = self._read(request)
        match told.event:
            case SessionMoved():
                return self._write(self._moved(request, session, told))
            case SessionCancelled(day):
                assert told.cause.reason is not None
                lost = NoteSessionCancelled(request.session, day, told.cause.reason)
                cases = cases_of_session(self._tools.database, request.session, told.position)
                return self._write((_id(request, case), case, lost) for case in cases)
            case AttendanceCorrected(corrections):
                return self._write(self._corrected(request, session, corrections, told.cause.reason))
            case other:
                raise TypeError(type(other).__name__)

    @activity.defn(name=ActivityName.BEGIN_DIGESTS)
    def begin_digests(self, request: TellRequest) -> int:
        """Have the guild's year begin with its first session; later ones find that done. Returns 1."""
        details = self._read(request)[0].details
        stream = guild_year_stream(details.programme, details.guild)
        asked = BeginDigests(details.programme, details.guild)
        command = derived("begin-digests", stream)
        receive_from_engine(self._tools, WorkflowKind.GUILD_YEAR, stream, asked, command)
        return 1

    def _read(self, request: TellRequest) -> tuple[Scheduled, RecordedEvent]:
        recorded = self._tools.event_log.read(request.session)
        session = fold(each.event for each in recorded)
        assert isinstance(session, Scheduled)
        return session, recorded[request.version - 1]

    def _write(self, told: Iterable[tuple[UUID, UUID, Any]]) -> int:
        count = 0
        for command, case, asked in told:
            activity.heartbeat()
            receive_from_engine(self._tools, WorkflowKind.ENROLMENT, case, asked, command)
            count += 1
        return count

    def _attended(self, request: TellRequest, session: Scheduled, attendees: tuple[Attendee, ...]) -> Told:
        for one in attendees:
            command = attended_command(request.session, request.version, one.enrolment)
            yield command, one.enrolment, note_of(request.session, session, one)

    def _moved(self, request: TellRequest, session: Scheduled, told: RecordedEvent) -> Told:
        if session.details.stage is not SessionStage.MANDATORY:
            return
        reason, moved = told.cause.reason, told.event
        assert reason is not None
        words = "；".join((f"{moved.day}，{moved.place}", *self._opened(reason)))
        for case, person in self._persons(self._concerned(told)):
            note = self._sealed(person, words) or reason
            asked = NoteSessionMoved(request.session, moved.day, moved.was, note, reason)
            yield _id(request, case), case, asked

    def _concerned(self, told: RecordedEvent) -> list[UUID]:
        """Who had named or attended the session by then: a session tells again, and who came since knows."""
        named = cases_of_session(self._tools.database, told.stream, told.position)
        recorded = self._tools.event_log.read(told.stream)[: told.version]
        as_it_was = fold(each.event for each in recorded)
        assert isinstance(as_it_was, Scheduled)
        return sorted({*named, *as_it_was.attended})

    def _persons(self, cases: list[UUID]) -> Iterator[tuple[UUID, UUID]]:
        for first in range(0, len(cases), _AT_ONCE):
            firsts = self._tools.event_log.first_events(cases[first : first + _AT_ONCE])
            for case, recorded in firsts.items():
                if isinstance(recorded.event, Registered):
                    yield case, recorded.event.trainee.person

    def _opened(self, reason: Sealed) -> tuple[str, ...]:
        """The reason in clear; nothing once the key of who gave it is destroyed."""
        try:
            return (self._tools.person_keys.open(reason),)
        except Forgotten:
            return ()

    def _sealed(self, person: UUID, words: str) -> Sealed | None:
        try:
            return self._tools.person_keys.seal(person, words)
        except Forgotten:
            return None

    def _corrected(
        self,
        request: TellRequest,
        session: Scheduled,
        corrections: tuple[Correction, ...],
        reason: Sealed | None,
    ) -> Told:
        assert reason is not None
        struck = {one.enrolment for one in corrections if one.attendance is None}
        trains = session.details.stage is SessionStage.MANDATORY
        elsewhere = self._attended_elsewhere(request, session, struck) if trains else {}
        for one in corrections:
            other = elsewhere.get(one.enrolment)
            asked = NoteAttendanceCorrected(request.session, one.attendance, reason, other)
            yield _id(request, one.enrolment), one.enrolment, asked

    def _attended_elsewhere(
        self, request: TellRequest, session: Scheduled, struck: set[UUID]
    ) -> dict[UUID, NoteAttendance]:
        """Another session that they attended, the first set: told before, it counted for nothing then."""
        found: dict[UUID, NoteAttendance] = {}
        details = session.details
        others = sessions_of_guild(self._tools.database, details.programme, details.guild) if struck else []
        for other, recorded in self._tools.event_log.read_many(others).items():
            held = fold(each.event for each in recorded)
            if other == request.session or not isinstance(held, Scheduled):
                continue
            if held.details.stage is SessionStage.MANDATORY:
                for case in struck & set(held.attended):
                    found.setdefault(case, NoteAttendance(other, held.details.day, held.attended[case]))
        return found


def attended_command(session: UUID, version: int, enrolment: UUID) -> UUID:
    """The one command by which a case hears of its attendance, whoever tells it."""
    return derived("attended", session, version, enrolment)


def note_of(session: UUID, held: Scheduled, one: Attendee) -> NoteAttendance | NoteElectiveAttendance:
    """What a case is told of an attendance, by the stage of its session (R3)."""
    if held.details.stage is SessionStage.ELECTIVE:
        return NoteElectiveAttendance(session, held.details.day, one.attendance)
    return NoteAttendance(session, held.details.day, one.attendance)


def _id(request: TellRequest, case: UUID) -> UUID:
    return derived("told", request.session, request.version, case)
