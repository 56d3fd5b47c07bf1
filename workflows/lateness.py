"""Our own service levels: each that passes is noted in the stream of its task, once."""

from collections.abc import Callable, Iterable, Set
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.event import kind_of
    from domain.streams import due_command
    from domain.task import Task
    from domain.working import NoteTaskLate

from workflows.contracts import ActivityName, DrainRequest, DueCommand, PendingReceipt
from workflows.stream import PERSISTENT, Stream

NOTES_LATENESS = "2026-11-25-notes-lateness"


class Lateness:
    """Of the open tasks that the stream's state is asked for."""

    def __init__(self, stream: Stream[Any], id: UUID) -> None:
        self._stream, self._id = stream, id

    def next_due(self, tasks: Iterable[Task]) -> datetime | None:
        """When the first service level passes that is not known to have passed."""
        return min((task.due.due for task in tasks if task.due and not task.late_since), default=None)

    async def note(
        self, tasks: Callable[[], Iterable[Task]], drained: UUID | None = None, until: datetime | None = None
    ) -> None:
        """Note each that has passed, by `until` at the latest, in the order of their instants.

        What the `drained` case received before a service level passed is settled before it is noted (R25).
        """
        noted: set[UUID] = set()
        while (task := self._first_passed(tasks(), noted, until)) is not None:
            noted.add(task.id)
            if drained is not None and task.due is not None:
                await self._settle_received(drained, task.due.due)
            command = due_command(self._id, "task-late", task.id)
            late = DueCommand(command, kind_of(NoteTaskLate(task.id)), {"task": str(task.id)})
            await self._stream.settle(late)

    def _first_passed(self, tasks: Iterable[Task], noted: Set[UUID], until: datetime | None) -> Task | None:
        last = self._stream.now() if until is None else min(until, self._stream.now())
        passed = [
            (task.due.due, task)
            for task in tasks
            if task.due and not task.late_since and task.due.due <= last and task.id not in noted
        ]
        return min(passed, key=lambda one: one[0])[1] if passed else None

    async def _settle_received(self, case: UUID, until: datetime) -> None:
        drained: list[PendingReceipt] = await workflow.execute_local_activity(
            ActivityName.DRAIN,
            DrainRequest(case, until),
            result_type=list[PendingReceipt],
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=PERSISTENT,
        )
        for receipt in drained:
            if receipt.stream == self._id:
                await self._stream.settle(receipt.command)
