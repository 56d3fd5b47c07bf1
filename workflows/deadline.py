"""A deadline that can move: whoever waits on it follows it, and wakes when it has come."""

from collections.abc import Callable
from datetime import datetime, timedelta

from temporalio import workflow


class Deadline:
    """`due` gives the present instant to wake at (None: never), `now` the world's time."""

    def __init__(self, due: Callable[[], datetime | None], now: Callable[[], datetime]) -> None:
        self._due = due
        self._now = now

    @property
    def has_come(self) -> bool:
        """The present instant lies behind us."""
        due = self._due()
        return due is not None and due <= self._now()

    async def wait(self, interrupted: Callable[[], bool]) -> None:
        """Wait until the deadline has come, or `interrupted` says that there is something else to do."""
        while not (interrupted() or self.has_come):
            due = self._due()
            await self._until_moved(due, interrupted)

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
