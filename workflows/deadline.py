"""A deadline that can move: whoever waits on it follows it, and wakes when it has come."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from temporalio import workflow

KEEPS_ITS_TIMER = "2026-11-25-keeps-its-timer"


class Deadline:
    """`due` gives the present instant to wake at (None: never), `now` the world's time."""

    def __init__(self, due: Callable[[], datetime | None], now: Callable[[], datetime]) -> None:
        self._due = due
        self._now = now
        self._timer: asyncio.Task[None] | None = None
        self._set_for: datetime | None = None

    @property
    def has_come(self) -> bool:
        """The present instant lies behind us."""
        due = self._due()
        return due is not None and due <= self._now()

    async def wait(self, interrupted: Callable[[], bool]) -> None:
        """Wait until the deadline has come, or `interrupted` says that there is something else to do."""
        while not (interrupted() or self.has_come):
            due = self._due()
            if workflow.patched(KEEPS_ITS_TIMER):
                await self._until_timer(due, interrupted)
            else:
                await self._until_moved(due, interrupted)

    async def _until_timer(self, due: datetime | None, interrupted: Callable[[], bool]) -> None:
        """The timer outlives an interruption: most move no deadline, and each new one has its price."""
        if self._timer is None or self._timer.done() or self._set_for != due:
            self._set(due)
        timer = self._timer
        await workflow.wait_condition(
            lambda: interrupted() or self._due() != due or (timer is not None and timer.done())
        )

    def _set(self, due: datetime | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._set_for, self._timer = due, None
        if due is not None:
            left = max(due - self._now(), timedelta(milliseconds=1))
            self._timer = asyncio.create_task(workflow.sleep(left))

    async def _until_moved(self, due: datetime | None, interrupted: Callable[[], bool]) -> None:
        moved = lambda: interrupted() or self._due() != due  # noqa: E731
        if due is None:
            await workflow.wait_condition(moved)
            return
        left = max(due - self._now(), timedelta(milliseconds=1))
        try:
            await workflow.wait_condition(moved, timeout=left)
        except TimeoutError:
            return
