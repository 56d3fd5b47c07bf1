"""A bill whose readers are stopped, however often, is read in the end: none of them died of it."""

import asyncio
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.bill_reading import MOST_DEATHS
from api.cli.reading_worker import reading_worker
from tests.activities.readers import ScriptedReader
from tests.durability.counter import Counter
from tests.durability.long_case import dev_server
from tests.durability.one_reading import OneReading
from tests.durability.read_checkup import Endless
from tests.made_up import PDF
from workflows.contracts import CASE_QUEUE
from workflows.contracts.files import StoredFile
from workflows.contracts.readings import ReadBillRequest

pytestmark = [pytest.mark.servers, pytest.mark.slow]
# Of the server's: longer than this machine needs to stop a worker.
SILENCE_SECONDS = 30


async def test_a_bill_whose_readers_are_stopped_is_read_by_the_next(desk: Counter, tmp_path: Path) -> None:
    person = uuid4()
    file = desk.tools.files.put(person, PDF + b"\nusage 12 0.99", "application/pdf", "bill.pdf")
    wanted = ReadBillRequest(uuid4(), person, StoredFile(file.address, file.mark, file.size, file.media_type))
    async with (
        dev_server(tmp_path) as client,
        Worker(
            client,
            task_queue=CASE_QUEUE,
            workflows=[OneReading],
            workflow_runner=UnsandboxedWorkflowRunner(),
        ),
    ):
        reading = await client.start_workflow(
            OneReading.run, args=[wanted, SILENCE_SECONDS], id="stopped", task_queue=CASE_QUEUE
        )
        for _ in range(MOST_DEATHS):
            reader = Endless()
            async with reading_worker(client, desk.tools, reader, grace=timedelta(0)):
                assert await asyncio.to_thread(reader.began.wait, 60)
        async with reading_worker(client, desk.tools, ScriptedReader()):
            read = await reading.result()
    assert (read.code, read.reading is not None) == ("", True)
