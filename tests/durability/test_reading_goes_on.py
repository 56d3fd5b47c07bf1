"""Readings outlive a run of their checkup's workflow, and a bill that is taken away."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.cli.case_worker import working
from api.cli.reading_worker import reading_worker
from domain.checkup.commands import AttachBill, RemoveBill
from domain.checkup.reading import ReadingField
from domain.checkup.reading_events import BillRead
from models.readings import FileReading
from tests.activities.readers import ScriptedReader
from tests.api.office import eventually
from tests.durability.counter import Counter
from tests.durability.long_case import dev_server
from tests.durability.read_checkup import ReadCheckup, living

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def test_a_long_run_ends_while_bills_wait_and_the_next_has_them_read(
    desk: Counter, tmp_path: Path
) -> None:
    tools = living(desk)
    checkup = await asyncio.to_thread(ReadCheckup.opened, desk)
    bills = [checkup.bill(number) for number in range(4)]
    async with dev_server(tmp_path) as client, working(client, tools):
        begun = await checkup.start(client, tools.world, commands_a_run=2)
        await checkup.attach(client, tools.world, bills)
        await checkup.ask(client, tools.world, RemoveBill(bills[0].id))
        assert not checkup.happened(BillRead)
        async with reading_worker(client, tools, ScriptedReader()):
            await eventually(lambda: asyncio.to_thread(lambda: len(checkup.happened(BillRead))), 3, 60.0)
        last = await client.get_workflow_handle(checkup.workflow).describe()
    assert last.run_id != begun.first_execution_run_id
    assert sorted(each.bill for each in checkup.happened(BillRead)) == sorted(one.id for one in bills[1:])


class Held(ScriptedReader):
    """Begins with a file, and ends once it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.let_go = threading.Event(), threading.Event()

    def read(self, content: bytes, *, today: date, watch: Callable[[], None]) -> FileReading:
        self.began.set()
        assert self.let_go.wait(60)
        return super().read(content, today=today, watch=watch)


async def test_a_bill_that_becomes_another_file_while_it_is_read_is_read_again(
    desk: Counter, tmp_path: Path
) -> None:
    tools, reader = living(desk), Held()
    checkup = await asyncio.to_thread(ReadCheckup.opened, desk)
    first = checkup.bill(1)
    now = replace(checkup.bill(2), id=first.id)
    async with dev_server(tmp_path) as client, working(client, tools):
        await checkup.start(client, tools.world)
        await checkup.attach(client, tools.world, [first])
        async with reading_worker(client, tools, reader):
            assert await asyncio.to_thread(reader.began.wait, 60)
            await checkup.ask(client, tools.world, AttachBill(now))
            reader.let_go.set()
            await eventually(lambda: asyncio.to_thread(lambda: len(checkup.happened(BillRead))), 1, 60.0)
    [noted] = checkup.happened(BillRead)
    assert (noted.number, noted.file) == (1, now.file.address)
    usage = next(one for one in noted.reading.documents[0].fields if one.field is ReadingField.USAGE)
    assert usage.value == "2"
