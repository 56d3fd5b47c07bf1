"""Readings outlive a run of their checkup's workflow, and a bill that is taken away."""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from temporalio.client import Client

from api.cli.case_worker import working
from api.cli.reading_worker import reading_worker
from api.driving import drive
from domain.checkup.commands import AttachBill, Bill, RemoveBill
from domain.checkup.events import CheckupOpened
from domain.checkup.reading import ReadingField
from domain.checkup.reading_events import BillRead
from domain.event import Actor, Cause, Role
from domain.streams import checkup_stream, derived
from models.readings import FileReading
from store.event_log import Change
from store.world import ServerClock, WorldTime
from tests.activities.readers import ScriptedReader
from tests.api.office import eventually
from tests.durability.counter import NOW, YEAR, Counter, trainee_of
from tests.durability.long_case import dev_server
from tests.made_up import PDF
from tests.made_up import firm as made_up_firm
from workflows.contracts import CASE_QUEUE, Start, WorkflowKind, workflow_id

pytestmark = [pytest.mark.servers, pytest.mark.slow]
CASE = derived("case", "of readings")
UBN = made_up_firm(1).ubn
STREAM = checkup_stream(CASE, UBN)


def opened(desk: Counter) -> UUID:
    """A checkup that is being filled in; its trainee's person."""
    person = trainee_of(CASE).person
    assert person is not None
    rules = desk.tools.programmes.in_force(YEAR).hash
    happened = CheckupOpened(CASE, UBN, YEAR, rules, person, "G01")
    cause = Cause(derived("opened", CASE), Actor(CASE, Role.ENGINE), None, NOW)
    desk.tools.event_log.append([Change(STREAM, 0, (happened,))], cause, outcome=None)
    return person


def bill(desk: Counter, person: UUID, number: int) -> Bill:
    content = PDF + f"\nusage {number} 0.99".encode()
    file = desk.tools.files.put(person, content, "application/pdf", "bill.pdf")
    return Bill(derived("bill", number), file, desk.tools.person_keys.seal(person, "bill.pdf"))


async def test_a_long_run_ends_while_bills_wait_and_the_next_has_them_read(
    desk: Counter, tmp_path: Path
) -> None:
    world = WorldTime(NOW.timestamp() - time.time())
    tools = replace(desk.tools, world=world, clock=ServerClock(world))
    person = await asyncio.to_thread(opened, desk)
    bills = [bill(desk, person, number) for number in range(4)]
    async with dev_server(tmp_path) as client, working(client, tools):
        start = Start(STREAM, world.offset_seconds, commands_a_run=2)
        name = workflow_id(WorkflowKind.CHECKUP, STREAM)
        begun = await client.start_workflow(WorkflowKind.CHECKUP, start, id=name, task_queue=CASE_QUEUE)
        for each in bills:
            await _asked(desk, client, world, AttachBill(each))
        await _asked(desk, client, world, RemoveBill(bills[0].id))
        assert not _read(desk)
        async with reading_worker(client, tools, ScriptedReader()):
            await eventually(lambda: asyncio.to_thread(lambda: len(_read(desk))), 3, 60.0)
        last = await client.get_workflow_handle(name).describe()
    assert last.run_id != begun.first_execution_run_id
    assert sorted(_read(desk)) == sorted(one.id for one in bills[1:])


class Held(ScriptedReader):
    """Begins with a file, and ends once it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.let_go = threading.Event(), threading.Event()

    def read(self, content: bytes, *, today: date, watch: Callable[[Any, Any], None]) -> FileReading:
        self.began.set()
        assert self.let_go.wait(60)
        return super().read(content, today=today, watch=watch)


async def test_a_bill_that_becomes_another_file_while_it_is_read_is_read_again(
    desk: Counter, tmp_path: Path
) -> None:
    world = WorldTime(NOW.timestamp() - time.time())
    tools, reader = replace(desk.tools, world=world, clock=ServerClock(world)), Held()
    person = await asyncio.to_thread(opened, desk)
    first = bill(desk, person, 1)
    now = replace(bill(desk, person, 2), id=first.id)
    async with dev_server(tmp_path) as client, working(client, tools):
        start = Start(STREAM, world.offset_seconds)
        name = workflow_id(WorkflowKind.CHECKUP, STREAM)
        await client.start_workflow(WorkflowKind.CHECKUP, start, id=name, task_queue=CASE_QUEUE)
        await _asked(desk, client, world, AttachBill(first))
        async with reading_worker(client, tools, reader):
            assert await asyncio.to_thread(reader.began.wait, 60)
            await _asked(desk, client, world, AttachBill(now))
            reader.let_go.set()
            await eventually(lambda: asyncio.to_thread(lambda: len(_read(desk))), 1, 60.0)
    [noted] = [each.event for each in desk.tools.event_log.read(STREAM) if isinstance(each.event, BillRead)]
    assert (noted.number, noted.file) == (1, now.file.address)
    usage = next(one for one in noted.reading.documents[0].fields if one.field is ReadingField.USAGE)
    assert usage.value == "2"


async def _asked(desk: Counter, client: Client, world: WorldTime, command: Any) -> None:
    receipt = desk.hand_in(command, trainee_of(CASE), STREAM, CASE, WorkflowKind.CHECKUP)
    # A run that ends while it is asked is asked again, as the dispatcher does.
    async with asyncio.timeout(30):
        while (told := await drive(client, receipt, world, 5.0)) is None:
            receipt = replace(receipt, attempts=receipt.attempts + 1)
    assert told.refusal is None


def _read(desk: Counter) -> list[UUID]:
    return [each.event.bill for each in desk.tools.event_log.read(STREAM) if isinstance(each.event, BillRead)]
