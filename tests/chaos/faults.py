"""Breaks the system while it works: fail points, `kill -9` of single processes, and of all at once."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from store.fail_points import FailPoint
from tests.chaos.journal import Journal
from tests.chaos.plan import OWNERS, Fault
from tests.chaos.system import System

_FAIL_POINT_SECONDS = 90.0
_NOTICED_SECONDS = 60.0
_ATTEMPTS = 4
# So long before the windows end everything is killed: they end while nobody is there, or soon after.
LEAD_SECONDS = 4.0
_UNDECIDED = "SELECT EXISTS (SELECT FROM receipts WHERE NOT decided)"


class NotReached(Exception):
    """No process came by a fail point."""


@dataclass(slots=True)
class Breaking:
    """Breaks what is planned, as the commands go on; `progress` is the part that is answered."""

    system: System
    folder: Path
    journal: Journal
    progress: Callable[[], float]
    midnight: float
    died_at: dict[str, str] = field(default_factory=dict)
    killed: list[str] = field(default_factory=list)
    restart_seconds: list[float] = field(default_factory=list)
    together: dict[str, Any] = field(default_factory=dict)

    async def run(self, planned: Sequence[Fault]) -> None:
        """All that is planned, and everything at once shortly before midnight."""
        for fault in planned:
            while self.progress() < fault.at:
                await self._at_midnight()
                await asyncio.sleep(0.1)
            await self._at_midnight()
            await (self._die_at(fault.point) if fault.point else self._kill(fault.victim))
        while not self.together:
            await self._at_midnight()
            await asyncio.sleep(0.1)

    async def _die_at(self, point: FailPoint) -> None:
        owner = OWNERS[point]
        for _ in range(_ATTEMPTS):
            before = self.system.restarts()
            await self._set(point)
            died = await self._who_died(before)
            self.journal.write("fail point", point=point, died=died)
            if died == owner:
                self.died_at[point] = died
                return
        raise NotReached(f"{owner} did not come by {point}")

    async def _set(self, point: FailPoint) -> None:
        """Set the fail point and wait until a process has died there."""
        armed, until = self.folder / point, time.monotonic() + _FAIL_POINT_SECONDS
        armed.touch()
        while armed.exists():
            if time.monotonic() > until:
                armed.unlink(missing_ok=True)
                raise NotReached(point)
            await asyncio.sleep(0.002)

    async def _who_died(self, before: dict[str, int]) -> str:
        """The process that was started again, once all are back."""
        until = time.monotonic() + 10.0
        while time.monotonic() < until:
            after = self.system.restarts()
            died = [name for name in after if after[name] > before.get(name, 0)]
            if died:
                self.restart_seconds.append(await self.system.until_ready())
                return died[0]
            await asyncio.sleep(0.05)
        return "nobody"

    async def _kill(self, victim: str) -> None:
        before = self.system.restarts()
        await self._eventually(victim, lambda: self.system.kill(victim))
        self.killed.append(victim)
        self.journal.write("kill", victim=victim)
        # Only that it is noticed: the next fault need not wait until all is well again.
        await self._eventually(victim, lambda: self.system.restarts().get(victim, 0) > before.get(victim, 0))

    async def _eventually(self, named: str, done: Callable[[], bool]) -> None:
        until = time.monotonic() + _NOTICED_SECONDS
        while not done():
            if time.monotonic() > until:
                raise NotReached(named)
            await asyncio.sleep(0.02)

    async def _at_midnight(self) -> None:
        if not self.together and time.monotonic() > self.midnight - LEAD_SECONDS:
            await self._kill_everything()

    async def _kill_everything(self) -> None:
        """The moment is that between a receipt and its outcome."""
        for _ in range(_ATTEMPTS):
            await self.system.until_ready()
            with psycopg.connect(self.system.database_url, autocommit=True) as watching:
                await self._set("after_receipt")
                # What died may have been answering a request that was sent again.
                if watching.execute(_UNDECIDED).fetchone() == (True,):
                    await self._kill_and_start()
                    return
        raise NotReached("everything")

    async def _kill_and_start(self) -> None:
        at = time.time()
        processes = self.system.kill_everything()
        self.journal.write("everything killed", at=at, processes=processes)
        self.system.start()
        seconds = await self.system.until_ready()
        self.together = {"at": at, "processes": processes, "restart_seconds": round(seconds, 1)}
