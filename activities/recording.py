"""`record`: the one writing activity. Load, decide, append, and answer with the events and the outcome."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from temporalio import activity

from activities.deciding import Decided, Decider, seat_hold
from activities.engine_receipts import ENGINE
from activities.folds import Folds
from activities.session_telling import attended_command, note_of
from activities.tools import Tools
from domain.checkup.evolve import fold as fold_checkup
from domain.enrolment.changes import DecideProposal, ProposeReinstatement
from domain.enrolment.circumstances import awaiting
from domain.enrolment.commands import ObserveCheckup, Register, SubmitCheckup
from domain.enrolment.evolve import fold
from domain.enrolment.session_commands import ChangeSession
from domain.enrolment.state import Applying
from domain.errors import DomainError
from domain.event import Cause, RecordedEvent, topic_of
from domain.quota_place import PlaceFreed, PlaceTaken
from domain.seat import SeatFreed, SeatTaken
from domain.session import AttendanceRecorded, Attendee, Scheduled, SessionStage
from domain.session import fold as fold_session
from domain.streams import checkup_stream, derived
from store import codec, receipts
from store.event_log import AlreadyDecided, Change, StaleStream
from store.fail_points import fail_point
from store.places import HoldLost, PlaceKey
from store.receipts import OutcomeRow, Receipt
from store.session_index import sessions_of_guild
from workflows.contracts import (
    ActivityName,
    CatchUpRequest,
    DrainRequest,
    DueCommand,
    Outcome,
    PendingReceipt,
    ReconcileRequest,
    Recorded,
    RecordRequest,
    StoredEvent,
    WorkflowKind,
)

# Two writers meet on a checkup, and many on nothing else: a few rounds settle it, more is a fault.
ROUNDS = 20
# Of the 2 MiB that Temporal takes; each event has its topic and frame beside its body.
PAGE_BYTES = 512 * 1024
_MAY_HOLD_A_SEAT = (Register, ChangeSession, ProposeReinstatement, DecideProposal)


@dataclass(frozen=True, slots=True)
class Asked:
    """A command with its cause, for the stream of a workflow."""

    workflow: WorkflowKind
    stream: UUID
    command: Any
    cause: Cause
    known_version: int | None = None
    expected: tuple[UUID, int] | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """An outcome, with the version that was decided on and what came after it in the workflow's stream."""

    outcome: receipts.Outcome
    version: int | None = None
    events: Sequence[Any] = ()


class DueCommandRefused(Exception):
    """A rule refused what the engine itself asked: a fault, to be retried and seen, never an outcome."""


class Recording:
    """The activities that write events, and those that read them for a workflow."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._folds = Folds(tools.event_log)
        self._decider = Decider(tools, self._folds)

    @activity.defn(name=ActivityName.RECORD)
    def record(self, request: RecordRequest) -> Recorded:
        """Settle the command once, and bring every event after the known version."""
        command, settled = self._outcome(request)
        known = request.known_version
        if known is None:
            told = Recorded([])
        elif settled.version == known:
            told = _page(_stored(at, each) for at, each in enumerate(settled.events, start=known + 1))
        else:
            told = self._events(request.stream, known)
        fail_point("before_completion")
        return replace(told, outcome=_told(command, settled.outcome))

    @activity.defn(name=ActivityName.CATCH_UP)
    def catch_up(self, request: CatchUpRequest) -> Recorded:
        """Bring every event after the known version."""
        return self._events(request.stream, request.known_version)

    @activity.defn(name=ActivityName.RECONCILE)
    def reconcile(self, request: ReconcileRequest) -> Recorded:
        """Take over decisions of the case's checkups by commands whose ids follow from those decisions."""
        state = self._folds.read([request.stream], fold)[request.stream].state
        if isinstance(state, Applying) and request.before is not None:
            case = state.case
            sessions = sessions_of_guild(self._tools.database, case.programme, case.guild)
            self._take_attendance(request, sessions, request.before)
        for ubn in awaiting(state):
            checkup = checkup_stream(request.stream, ubn)
            version = self._folds.read([checkup], fold_checkup)[checkup].version
            command = derived("observe", request.stream, ubn, version)
            cause = Cause(command, ENGINE, None, request.decided_at)
            self._settle(Asked(WorkflowKind.ENROLMENT, request.stream, ObserveCheckup(ubn), cause))
        return self._events(request.stream, request.known_version)

    def _take_attendance(self, request: ReconcileRequest, sessions: Sequence[UUID], before: datetime) -> None:
        """Attendance recorded in time counts, however late a session's workflow tells the case (R25)."""
        for session, recorded in self._tools.event_log.read_many(sessions).items():
            held = fold_session(each.event for each in recorded)
            assert isinstance(held, Scheduled)
            if held.details.stage is not SessionStage.MANDATORY or request.stream not in held.attended:
                continue
            one = Attendee(request.stream, held.attended[request.stream])
            for each in recorded:
                if _records(each.event, request.stream) and each.cause.at < before:
                    self._attended(request, session, held, each, one)

    def _attended(
        self, request: ReconcileRequest, session: UUID, held: Scheduled, told: RecordedEvent, one: Attendee
    ) -> None:
        command = attended_command(session, told.version, request.stream)
        cause = Cause(command, ENGINE, told.cause.received_at, request.decided_at)
        self._settle(Asked(WorkflowKind.ENROLMENT, request.stream, note_of(session, held, one), cause))

    @activity.defn(name=ActivityName.DRAIN)
    def drain(self, request: DrainRequest) -> list[PendingReceipt]:
        """What the case and its checkups received before the instant and have not answered.

        Or its guild's sessions: attendance may be recorded at any of them.
        """
        cases = [request.case]
        if request.with_sessions:
            case = self._folds.read([request.case], fold)[request.case].state.case
            cases = [*sessions_of_guild(self._tools.database, case.programme, case.guild), request.case]
        drained = [one for each in cases for one in self._tools.receipts.drain(each, request.until)]
        return [PendingReceipt(one.command_id, WorkflowKind(one.workflow), one.stream) for one in drained]

    def _outcome(self, request: RecordRequest) -> tuple[UUID, Settled]:
        asked, known = self._due(request) if isinstance(request.command, DueCommand) else self._sent(request)
        if known is not None:
            return asked.cause.command, Settled(known)
        if isinstance(asked.command, SubmitCheckup):
            self._settle_earlier(asked)
        return asked.cause.command, self._settle(asked)

    def _due(self, request: RecordRequest) -> tuple[Asked, receipts.Outcome | None]:
        due = request.command
        assert isinstance(due, DueCommand)
        command = codec.command_from_bytes(due.kind, orjson.dumps(due.body))
        cause = Cause(due.command, ENGINE, None, request.decided_at)
        asked = Asked(request.workflow, request.stream, command, cause, request.known_version)
        return asked, self._tools.receipts.outcome_of(due.command)

    def _sent(self, request: RecordRequest) -> tuple[Asked, receipts.Outcome | None]:
        assert isinstance(request.command, UUID)
        receipt = self._tools.receipts.get(request.command)
        asked = _asked(receipt, request.decided_at)
        if receipt.outcome is not None:
            # The outcome of a told command can be there before its receipt, which then is still pending.
            self._tools.receipts.mark_decided(receipt.command_id)
        return replace(asked, known_version=request.known_version), receipt.outcome

    def _settle_earlier(self, submission: Asked) -> None:
        """What was entered before the submission belongs to it, though another workflow is slower."""
        received_at = submission.cause.received_at
        assert received_at is not None
        checkup = checkup_stream(submission.stream, submission.command.ubn)
        for earlier in self._tools.receipts.undecided_before(checkup, received_at):
            self._settle(_asked(earlier, submission.cause.decided_at))

    def _settle(self, asked: Asked) -> Settled:
        for _ in range(ROUNDS):
            try:
                return self._once(asked)
            except (StaleStream, HoldLost):
                asked = replace(asked, known_version=None)
            except AlreadyDecided:
                known = self._tools.receipts.outcome_of(asked.cause.command)
                assert known is not None
                return Settled(known)
        raise RuntimeError(f"{asked.workflow} {asked.stream} stayed busy for {ROUNDS} rounds")

    def _once(self, asked: Asked) -> Settled:
        cause = asked.cause
        try:
            decided = self._decide(asked)
        except DomainError as refusal:
            self._tools.places.release(cause.command)
            if isinstance(asked.command, _MAY_HOLD_A_SEAT):
                self._tools.places.release(seat_hold(cause.command))
            if cause.received_at is None:
                raise DueCommandRefused(f"{asked.workflow} {asked.stream}: {refusal.code}") from refusal
            refused = self._tools.receipts.refuse(cause.command, asked.stream, refusal, cause.decided_at)
            seen = self._folds.seen(asked.stream)
            return Settled(refused, seen.version if seen else None)
        return self._append(asked, decided)

    def _decide(self, asked: Asked) -> Decided:
        question = (asked.workflow, asked.stream, asked.command, asked.cause, asked.expected)
        if asked.known_version is not None:
            try:
                return self._decider.decide(*question, at_least=asked.known_version)
            except DomainError:
                # An append would find out that others have written meanwhile; a refusal would not.
                pass
        return self._decider.decide(*question)

    def _append(self, asked: Asked, decided: Decided) -> Settled:
        row = OutcomeRow(asked.cause.command, asked.stream, asked.cause.decided_at)
        changes = _changes(decided)
        recorded = self._tools.event_log.append(
            changes,
            asked.cause,
            outcome=row,
            taken=[*_places(decided, PlaceTaken), *_seats(decided, SeatTaken, asked.cause.command)],
            freed=[*_places(decided, PlaceFreed), *_seats(decided, SeatFreed, asked.cause.command)],
        )
        for change in changes:
            self._folds.advance(change.stream, change.expected_version, change.events)
        own = next(change for change in changes if change.stream == asked.stream)
        return Settled(self._accepted(asked, own, recorded), own.expected_version, own.events)

    def _accepted(self, asked: Asked, own: Change, recorded: Sequence[RecordedEvent]) -> receipts.Outcome:
        if recorded:
            # The log was locked: nothing came between these events and the outcome's position.
            return receipts.Accepted(recorded[-1].position, own.expected_version + len(own.events))
        known = self._tools.receipts.outcome_of(asked.cause.command)
        assert known is not None
        return known

    def _events(self, stream: UUID, after: int) -> Recorded:
        return _page(_stored(each.version, each.event) for each in self._tools.event_log.read(stream, after))


def _page(events: Iterable[StoredEvent]) -> Recorded:
    """As many of the events, from the first on, as one message may hold."""
    page: list[StoredEvent] = []
    room = PAGE_BYTES
    for each in events:
        room -= len(orjson.dumps(each.body))
        if page and room < 0:
            return Recorded(page, more=True)
        page.append(each)
    return Recorded(page)


def _asked(receipt: Receipt, decided_at: datetime) -> Asked:
    command = codec.command_from_bytes(receipt.kind, receipt.body)
    cause = Cause(
        receipt.command_id,
        receipt.actor,
        receipt.received_at,
        max(decided_at, receipt.received_at),
        getattr(command, "reason", None),
    )
    kind = WorkflowKind(receipt.workflow)
    return Asked(kind, receipt.stream, command, cause, expected=receipt.expected)


def _records(happened: Any, enrolment: UUID) -> bool:
    recorded = isinstance(happened, AttendanceRecorded)
    return recorded and any(one.enrolment == enrolment for one in happened.attendees)


def _changes(decided: Decided) -> list[Change]:
    events: dict[UUID, list[Any]] = {decided.stream: []}
    for write in decided.decision:
        events.setdefault(write.stream, []).append(write.event)
    for stream in decided.unchanged:
        events.setdefault(stream, [])
    return [Change(stream, decided.versions[stream], tuple(each)) for stream, each in events.items()]


def _places(decided: Decided, kind: type[PlaceTaken] | type[PlaceFreed]) -> Sequence[PlaceKey]:
    events = [write.event for write in decided.decision if isinstance(write.event, kind)]
    return [PlaceKey(decided.programme, each.sector, each.number) for each in events]


def _seats(decided: Decided, kind: type[SeatTaken] | type[SeatFreed], command: UUID) -> Sequence[PlaceKey]:
    events = [write.event for write in decided.decision if isinstance(write.event, kind)]
    return [PlaceKey(str(each.session), each.kind, each.number, seat_hold(command)) for each in events]


def _stored(version: int, event: Any) -> StoredEvent:
    return StoredEvent(version, topic_of(event), codec.plain(event))


def _told(command: UUID, outcome: receipts.Outcome) -> Outcome:
    match outcome:
        case receipts.Accepted(position, version):
            return Outcome(command, position, version)
        case receipts.Refused(code, _, fields):
            return Outcome(command, None, None, code, fields)
