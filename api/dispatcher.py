"""The dispatcher: goes on driving receipts that have no outcome, whatever was away when they came."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from operator import attrgetter
from uuid import UUID

import structlog

from api.driving import drive
from api.services import Services
from store.receipts import Receipt

# A person's command is being driven by the request that brought it, so it is left alone so long.
PATIENCE_SECONDS = 2.0
POLL_SECONDS = 0.5
ROUND = 200
AT_ONCE = 16

_log = structlog.get_logger(__name__)


async def dispatch(services: Services, stop: asyncio.Event) -> None:
    """Drive what is pending until `stop` is set; outlives Temporal and PostgreSQL being away."""
    driving = _Driving(services)
    while not stop.is_set():
        try:
            await driving.take_up()
        except Exception as fault:
            _log.warning("receipts could not be read, waiting", fault=type(fault).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), POLL_SECONDS)
    await driving.finish()


@dataclass(slots=True)
class _Driving:
    """What is under way: one task a case, so that its commands go in the order they were received."""

    services: Services
    cases: dict[UUID, asyncio.Task[None]] = field(default_factory=dict)
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def take_up(self) -> None:
        """Start on each case that has pending receipts and is not under way."""
        self.cases = {case: task for case, task in self.cases.items() if not task.done()}
        if self.services.temporal is None:
            return
        for case, receipts in by_case(await asyncio.to_thread(self._pending)).items():
            if case not in self.cases:
                self.cases[case] = asyncio.create_task(self._drive_all(receipts))

    async def finish(self) -> None:
        """Let go of what is under way: its receipts remain."""
        for task in self.cases.values():
            task.cancel()
        await asyncio.gather(*self.cases.values(), return_exceptions=True)

    def _pending(self) -> list[Receipt]:
        """The engine's own, which no request drives, at once; all others after a while."""
        own = self.services.receipts.untried_of_engine(ROUND)
        waited = self.services.receipts.pending(PATIENCE_SECONDS, ROUND)
        return list({each.command_id: each for each in (*own, *waited)}.values())

    async def _drive_all(self, receipts: list[Receipt]) -> None:
        async with self.slots:
            for receipt in receipts:
                try:
                    settled = await self._drive(receipt)
                except Exception as fault:
                    _log.warning(
                        "a receipt was not driven",
                        command=str(receipt.command_id),
                        fault=type(fault).__name__,
                    )
                    return
                if not settled:
                    return

    async def _drive(self, receipt: Receipt) -> bool:
        attempt = await asyncio.to_thread(self.services.receipts.attempted, receipt.command_id)
        client, patience = self.services.temporal, self.services.settings.answer_seconds
        assert client is not None
        tried = replace(receipt, attempts=attempt)
        outcome = await drive(client, tried, self.services.world, patience)
        if outcome is not None:
            _log.info("a receipt was driven", command=str(receipt.command_id), attempt=attempt)
        return outcome is not None


def by_case(receipts: Iterable[Receipt]) -> dict[UUID, list[Receipt]]:
    """The receipts of each case, whatever their streams, in the order in which they were received."""
    cases: dict[UUID, list[Receipt]] = {}
    for receipt in sorted(receipts, key=attrgetter("received_at", "command_id")):
        cases.setdefault(receipt.case_id, []).append(receipt)
    return cases
