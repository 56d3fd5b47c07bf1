"""`record`: the one writing activity. Load, decide, append, and answer with the events and the outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from temporalio import activity

from activities.deciding import Decided, Decider
from activities.tools import Tools
from domain.enrolment.circumstances import awaiting
from domain.enrolment.commands import ObserveCheckup
from domain.enrolment.evolve import fold
from domain.errors import DomainError
from domain.event import Actor, Cause, RecordedEvent, Role
from domain.quota_place import PlaceFreed, PlaceTaken
from domain.streams import checkup_stream, derived
from store import codec, receipts
from store.event_log import AlreadyDecided, Change, StaleStream
from store.fail_points import fail_point
from store.places import HoldLost, PlaceKey
from store.receipts import OutcomeRow
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

ENGINE = Actor(derived("account", "engine"), Role.ENGINE)
# Two writers meet on a checkup, and many on nothing else: a few rounds settle it, more is a fault.
ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A command with its cause, for the stream of a workflow."""

    workflow: WorkflowKind
    stream: UUID
    command: Any
    cause: Cause


class Recording:
    """The activities that write events, and those that read them for a workflow."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._decider = Decider(tools)

    @activity.defn(name=ActivityName.RECORD)
    def record(self, request: RecordRequest) -> Recorded:
        """Settle the command once, and bring every event after the known version."""
        outcome = self._outcome(request)
        recorded = Recorded(self._events(request.stream, request.known_version), outcome)
        fail_point("before_completion")
        return recorded

    @activity.defn(name=ActivityName.CATCH_UP)
    def catch_up(self, request: CatchUpRequest) -> Recorded:
        """Bring every event after the known version."""
        return Recorded(self._events(request.stream, request.known_version))

    @activity.defn(name=ActivityName.RECONCILE)
    def reconcile(self, request: ReconcileRequest) -> Recorded:
        """Take over decisions of the case's checkups by commands whose ids follow from those decisions."""
        state = fold(each.event for each in self._tools.event_log.read(request.stream))
        for ubn in awaiting(state):
            version = len(self._tools.event_log.read(checkup_stream(request.stream, ubn)))
            command = derived("observe", request.stream, ubn, version)
            cause = Cause(command, ENGINE, None, request.decided_at)
            self._settle(Asked(WorkflowKind.ENROLMENT, request.stream, ObserveCheckup(ubn), cause))
        return Recorded(self._events(request.stream, request.known_version))

    @activity.defn(name=ActivityName.DRAIN)
    def drain(self, request: DrainRequest) -> list[PendingReceipt]:
        """What the case and its checkups received before the instant and have not answered."""
        drained = self._tools.receipts.drain(request.case, request.until)
        return [PendingReceipt(one.command_id, WorkflowKind(one.workflow), one.stream) for one in drained]

    def _outcome(self, request: RecordRequest) -> Outcome:
        if isinstance(request.command, DueCommand):
            due = request.command
            command = codec.command_from_bytes(due.kind, orjson.dumps(due.body))
            cause = Cause(due.command, ENGINE, None, request.decided_at)
            known = self._tools.receipts.outcome_of(due.command)
        else:
            receipt = self._tools.receipts.get(request.command)
            command = codec.command_from_bytes(receipt.kind, receipt.body)
            decided_at = max(request.decided_at, receipt.received_at)
            cause = Cause(receipt.command_id, receipt.actor, receipt.received_at, decided_at)
            known = receipt.outcome
        if known is None:
            known = self._settle(Asked(request.workflow, request.stream, command, cause))
        return _told(cause.command, known)

    def _settle(self, asked: Asked) -> receipts.Outcome:
        for _ in range(ROUNDS):
            try:
                return self._once(asked)
            except (StaleStream, HoldLost):
                continue
            except AlreadyDecided:
                known = self._tools.receipts.outcome_of(asked.cause.command)
                assert known is not None
                return known
        raise RuntimeError(f"{asked.workflow} {asked.stream} stayed busy for {ROUNDS} rounds")

    def _once(self, asked: Asked) -> receipts.Outcome:
        cause = asked.cause
        try:
            decided = self._decider.decide(asked.workflow, asked.stream, asked.command, cause)
        except DomainError as refusal:
            self._tools.places.release(cause.command)
            return self._tools.receipts.refuse(cause.command, asked.stream, refusal, cause.decided_at)
        return self._append(asked, decided)

    def _append(self, asked: Asked, decided: Decided) -> receipts.Outcome:
        row = OutcomeRow(asked.cause.command, asked.stream, asked.cause.decided_at)
        self._tools.event_log.append(
            _changes(decided),
            asked.cause,
            outcome=row,
            taken=_places(decided, PlaceTaken),
            freed=_places(decided, PlaceFreed),
        )
        known = self._tools.receipts.outcome_of(asked.cause.command)
        assert known is not None
        return known

    def _events(self, stream: UUID, after: int) -> list[StoredEvent]:
        return [_stored(each) for each in self._tools.event_log.read(stream, after)]


def _changes(decided: Decided) -> list[Change]:
    events: dict[UUID, list[Any]] = {decided.stream: []}
    for write in decided.decision:
        events.setdefault(write.stream, []).append(write.event)
    return [Change(stream, decided.versions[stream], tuple(each)) for stream, each in events.items()]


def _places(decided: Decided, kind: type[PlaceTaken] | type[PlaceFreed]) -> Sequence[PlaceKey]:
    events = [write.event for write in decided.decision if isinstance(write.event, kind)]
    return [PlaceKey(decided.programme, each.sector, each.number) for each in events]


def _stored(each: RecordedEvent) -> StoredEvent:
    return StoredEvent(each.version, each.event.TOPIC, orjson.loads(codec.to_bytes(each.event)))


def _told(command: UUID, outcome: receipts.Outcome) -> Outcome:
    match outcome:
        case receipts.Accepted(position, version):
            return Outcome(command, position, version)
        case receipts.Refused(code, _, fields):
            return Outcome(command, None, None, code, fields)
