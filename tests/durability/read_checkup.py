"""A checkup whose bills are read, on a real Temporal server: what tests of that have in common."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Event
from typing import Any
from uuid import UUID

from temporalio.client import Client, WorkflowHandle

from activities.tools import Tools
from api.driving import drive
from domain.checkup.commands import AttachBill, Bill
from domain.checkup.events import CheckupOpened
from domain.event import Actor, Cause, Role
from domain.streams import checkup_stream, derived
from models.readings import FileReading
from store.event_log import Change
from store.world import ServerClock, WorldTime
from tests.activities.readers import ScriptedReader
from tests.durability.counter import NOW, YEAR, Counter, trainee_of
from tests.made_up import PDF
from tests.made_up import firm as made_up_firm
from workflows.contracts import CASE_QUEUE, Start, WorkflowKind, workflow_id


@dataclass(slots=True)
class Endless(ScriptedReader):
    """Is at the first page of its file until it is stopped."""

    began: Event = field(default_factory=Event)

    def read(self, content: bytes, *, today: date, watch: Callable[[], None]) -> FileReading:
        watch()
        self.began.set()
        never = Event()
        while not never.wait(0.05):
            pass
        raise AssertionError("never")


def living(desk: Counter) -> Tools:
    """The desk's tools in a world whose time goes on."""
    world = WorldTime(NOW.timestamp() - time.time())
    return replace(desk.tools, world=world, clock=ServerClock(world))


@dataclass(frozen=True, slots=True)
class ReadCheckup:
    """A checkup that is being filled in, of a guild's case."""

    desk: Counter
    case: UUID
    person: UUID
    guild: str

    @classmethod
    def opened(cls, desk: Counter, number: int = 1, guild: str = "G01") -> "ReadCheckup":
        case = derived("case", "of readings", number)
        person = trainee_of(case).person
        assert person is not None
        rules = desk.tools.programmes.in_force(YEAR).hash
        happened = CheckupOpened(case, made_up_firm(1).ubn, YEAR, rules, person, guild)
        cause = Cause(derived("opened", case), Actor(case, Role.ENGINE), None, NOW)
        checkup = cls(desk, case, person, guild)
        desk.tools.event_log.append([Change(checkup.stream, 0, (happened,))], cause, outcome=None)
        return checkup

    @property
    def stream(self) -> UUID:
        return checkup_stream(self.case, made_up_firm(1).ubn)

    @property
    def workflow(self) -> str:
        return workflow_id(WorkflowKind.CHECKUP, self.stream)

    def bill(self, number: int) -> Bill:
        content = PDF + f"\nusage {number} 0.99".encode()
        file = self.desk.tools.files.put(self.person, content, "application/pdf", "bill.pdf")
        name = self.desk.tools.person_keys.seal(self.person, "bill.pdf")
        return Bill(derived("bill", self.case, number), file, name)

    async def start(self, client: Client, world: WorldTime, **rest: Any) -> WorkflowHandle[Any, Any]:
        start = Start(self.stream, world.offset_seconds, **rest)
        return await client.start_workflow(
            WorkflowKind.CHECKUP, start, id=self.workflow, task_queue=CASE_QUEUE
        )

    async def attach(self, client: Client, world: WorldTime, bills: list[Bill]) -> None:
        for each in bills:
            await self.ask(client, world, AttachBill(each))

    async def ask(self, client: Client, world: WorldTime, command: Any, by: Actor | None = None) -> None:
        """A run that ends while it is asked is asked again, as the dispatcher does."""
        sender = by or trainee_of(self.case)
        receipt = self.desk.hand_in(command, sender, self.stream, self.case, WorkflowKind.CHECKUP)
        async with asyncio.timeout(60):
            while (told := await drive(client, receipt, world, 5.0)) is None:
                receipt = replace(receipt, attempts=receipt.attempts + 1)
        assert told.refusal is None

    def happened(self, kind: type) -> list[Any]:
        """The events of this kind, as they came."""
        events = [each.event for each in self.desk.tools.event_log.read(self.stream)]
        return [each for each in events if isinstance(each, kind)]
