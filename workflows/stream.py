"""A workflow's hold on its stream: it records commands one at a time and folds the events that come back."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from temporalio import workflow
from temporalio.common import RetryPolicy

from workflows.contracts import (
    ActivityName,
    CatchUpRequest,
    DueCommand,
    Outcome,
    ReconcileRequest,
    Recorded,
    RecordRequest,
    Start,
    WakeRequest,
    WorkflowKind,
)
from workflows.decoding import decode
from workflows.world import world_now

State = TypeVar("State")

# Only a fault is retried, never a refusal: the database may be away for a while, and comes back.
PERSISTENT = RetryPolicy(initial_interval=timedelta(milliseconds=100), maximum_interval=timedelta(seconds=5))
OUTSIDE = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=10))

WAKES_AT_ONCE = 100


class Stream(Generic[State]):
    """State, version and lock of the stream that a workflow drives.

    With `keeps_unseen` its events are kept until `take_unseen`: not for a workflow that never asks.
    """

    def __init__(
        self,
        kind: WorkflowKind,
        start: Start,
        initial: State,
        evolve: Callable[[State, Any], State],
        *,
        keeps_unseen: bool = True,
    ) -> None:
        self.state = initial
        self.version = 0
        self.commands = 0
        self.is_loaded = False
        self._kind = kind
        self._start = start
        self._evolve = evolve
        self._lock = asyncio.Lock()
        self._keeps_unseen = keeps_unseen
        self.unseen: list[Any] = []

    def now(self) -> datetime:
        """World time, aware, in UTC."""
        return world_now(self._start)

    async def settle(
        self, command: UUID | DueCommand, kind: WorkflowKind | None = None, stream: UUID | None = None
    ) -> Outcome:
        """Take a command to its outcome; another kind and stream are those of a drained neighbour."""
        async with self._lock:
            return await self._settle(command, kind or self._kind, stream or self._start.stream)

    async def settle_due(self, due: Callable[[], DueCommand | None]) -> bool:
        """Settle what is due as seen with nothing else under way; False if that is nothing.

        Without the lock a command in flight could make the due one void, settled for ever, and due again.
        """
        async with self._lock:
            command = due()
            if command is not None:
                await self._settle(command, self._kind, self._start.stream)
        return command is not None

    async def catch_up(self) -> None:
        """Fold what is in the stream and not known here yet."""
        async with self._lock:
            await self._read_on()
            self.is_loaded = True

    async def reconcile(self, before: datetime | None = None) -> None:
        """Catch up, and take over what neighbouring streams say (`before`: see the request)."""
        async with self._lock:
            request = ReconcileRequest(self._start.stream, self.now(), self.version, before)
            await self._fold_all(await self._local(ActivityName.RECONCILE, request))
            self.is_loaded = True

    async def wake(self, kind: WorkflowKind, streams: list[UUID]) -> None:
        """Let neighbours know that their streams have changed."""
        world = (self._start.offset_seconds, self._start.resolution_seconds)
        for first in range(0, len(streams), WAKES_AT_ONCE):
            await workflow.execute_activity(
                ActivityName.WAKE_STREAMS,
                WakeRequest(kind, streams[first : first + WAKES_AT_ONCE], *world),
                start_to_close_timeout=timedelta(seconds=60),
                retry_policy=OUTSIDE,
            )

    def take_unseen(self) -> list[Any]:
        """The events folded since the last call, for the steps that follow from them."""
        seen, self.unseen = self.unseen, []
        return seen

    def run_is_long(self) -> bool:
        """Time to continue as new."""
        return workflow.info().is_continue_as_new_suggested() or self.commands >= self._start.commands_a_run

    async def continue_as_new(self) -> None:
        """Start afresh from the stream alone, once no handler is under way."""
        await workflow.wait_condition(workflow.all_handlers_finished)
        workflow.continue_as_new(self._start)

    async def _settle(self, command: UUID | DueCommand, kind: WorkflowKind, stream: UUID) -> Outcome:
        self.commands += 1
        own = stream == self._start.stream
        request = RecordRequest(kind, stream, command, self.now(), self.version if own else None)
        recorded = await self._local(ActivityName.RECORD, request)
        if own:
            await self._fold_all(recorded)
        assert recorded.outcome is not None
        return recorded.outcome

    async def _local(self, name: ActivityName, request: Any) -> Recorded:
        recorded: Recorded = await workflow.execute_local_activity(
            name,
            request,
            result_type=Recorded,
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=PERSISTENT,
        )
        return recorded

    async def _read_on(self) -> None:
        request = CatchUpRequest(self._start.stream, self.version)
        await self._fold_all(await self._local(ActivityName.CATCH_UP, request))

    async def _fold_all(self, recorded: Recorded) -> None:
        self._fold(recorded)
        if recorded.more:
            await self._read_on()

    def _fold(self, recorded: Recorded) -> None:
        for stored in recorded.events:
            if stored.version <= self.version:
                continue
            event = decode(stored)
            self.state = self._evolve(self.state, event)
            self.version = stored.version
            if self._keeps_unseen:
                self.unseen.append(event)
