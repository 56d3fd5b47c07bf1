"""Reads follow writes: waits until the projector has reached a position, with one look for all who wait."""

import asyncio
from collections.abc import Callable

import structlog

LOOK_SECONDS = 0.01

_log = structlog.get_logger(__name__)


class Freshness:
    """How far the read models are; `position` asks the database and may block."""

    def __init__(self, position: Callable[[], int], *, look_seconds: float = LOOK_SECONDS) -> None:
        self.position = position
        self._look_seconds = look_seconds
        self._seen = 0
        self._next_look = 0.0
        self._looking: asyncio.Task[None] | None = None

    async def reached(self, position: int, timeout_seconds: float) -> bool:
        """Whether the read models hold the position within that time."""
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout_seconds
        while self._seen < position:
            if loop.time() >= until:
                return False
            await self._look()
        return True

    async def _look(self) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._once())
        # Shielded, because a request that goes away must not end the look that others share.
        await asyncio.shield(self._looking)

    async def _once(self) -> None:
        loop = asyncio.get_running_loop()
        # The first look is free: by the time that an outcome is told, its rows are often there.
        await asyncio.sleep(max(0.0, self._next_look - loop.time()))
        pause = self._look_seconds
        try:
            self._seen = max(self._seen, await asyncio.to_thread(self.position))
        except Exception as fault:
            _log.warning("the projector's position could not be read", fault=type(fault).__name__)
            pause *= 20
        self._next_look = loop.time() + pause
