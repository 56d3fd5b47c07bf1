"""A bill that kills its reader is given up after two processes, and the bills behind it are read."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from temporalio.client import Client, WorkflowHandle
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.bill_reading import MOST_DEATHS
from tests.durability.counter import Counter
from tests.durability.killed_reader import KILLS
from tests.durability.long_case import dev_server
from tests.durability.one_reading import OneReading
from tests.made_up import PDF
from workflows.contracts import CASE_QUEUE
from workflows.contracts.files import StoredFile
from workflows.contracts.readings import BillResult, ReadBillRequest

pytestmark = [pytest.mark.servers, pytest.mark.slow]


def request(desk: Counter, words: bytes) -> ReadBillRequest:
    person = uuid4()
    file = desk.tools.files.put(person, PDF + b"\n" + words, "application/pdf", "bill.pdf")
    stored = StoredFile(file.address, file.mark, file.size, file.media_type)
    return ReadBillRequest(uuid4(), person, stored)


@asynccontextmanager
async def supervised(url: str, folder: Path, temporal: str, deaths: list[int]) -> AsyncIterator[None]:
    """A reader's process, started again whenever it dies."""
    stop, command = asyncio.Event(), [sys.executable, "-m", "tests.durability.killed_reader"]

    async def keep() -> None:
        while not stop.is_set():
            process = await asyncio.create_subprocess_exec(*command, url, str(folder), temporal)
            stopping = asyncio.create_task(stop.wait())
            ended = asyncio.create_task(process.wait())
            await asyncio.wait({stopping, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not ended.done():
                process.kill()
            code = await ended
            if not stop.is_set():
                deaths.append(code)

    keeping = asyncio.create_task(keep())
    try:
        yield
    finally:
        stop.set()
        await keeping


async def test_a_bill_that_kills_its_reader_is_given_up_and_holds_up_no_other(
    desk: Counter, database_url: str, tmp_path: Path
) -> None:
    deaths: list[int] = []
    async with (
        dev_server(tmp_path) as client,
        Worker(
            client,
            task_queue=CASE_QUEUE,
            workflows=[OneReading],
            workflow_runner=UnsandboxedWorkflowRunner(),
        ),
        supervised(database_url, tmp_path, client.service_client.config.target_host, deaths),
    ):
        poison = await _asked(client, request(desk, KILLS))
        whole = [await _asked(client, request(desk, b"usage 12 0.99")) for _ in range(3)]
        read = [await handle.result() for handle in whole]
        given_up = await poison.result()
    assert [each.reading is not None for each in read] == [True, True, True]
    assert (given_up.code, given_up.fields) == ("reader_stopped", {"times": str(MOST_DEATHS)})
    assert deaths == [9] * MOST_DEATHS


async def _asked(client: Client, wanted: ReadBillRequest) -> WorkflowHandle[OneReading, BillResult]:
    return await client.start_workflow(
        OneReading.run, wanted, id=f"reading-{wanted.bill}", task_queue=CASE_QUEUE
    )
