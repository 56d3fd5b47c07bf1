"""Of a backlog of bills each guild's are read in turn, and what is asked in bulk comes after all others."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client

from activities.tools import Tools
from api.cli.case_worker import working
from api.cli.reading_worker import reading_worker
from domain.checkup.reading_commands import ReadBillAgain
from domain.checkup.reading_events import BillRead
from models.readings import FileReading
from tests.activities.readers import ScriptedReader
from tests.api.office import eventually
from tests.domain.made_up_cases import OFFICER
from tests.durability.counter import Counter
from tests.durability.long_case import dev_server
from tests.durability.read_checkup import ReadCheckup, living
from workflows.contracts import READING_QUEUE

pytestmark = [pytest.mark.servers, pytest.mark.slow]
MANY, FEW = 12, 2


@dataclass(slots=True)
class Noting(ScriptedReader):
    """Notes the usage that stands on each bill, in the order in which it gets them."""

    order: list[int] = field(default_factory=list)

    def read(self, content: bytes, *, today: date, watch: Any) -> FileReading:
        self.order.append(int(content.splitlines()[-1].split()[1]))
        return ScriptedReader.read(self, content, today=today, watch=watch)


async def backlog(client: Client) -> int:
    """How many bills wait in the readers' queue."""
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=READING_QUEUE),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
        report_stats=True,
    )
    answer = await client.workflow_service.describe_task_queue(request)
    return answer.stats.approximate_backlog_count


async def read_all(client: Client, tools: Tools, checkups: list[ReadCheckup], results: int) -> list[int]:
    """The order in which one reader takes what waits, until each checkup's readings count so many in all."""
    reader = Noting()

    def read() -> int:
        return sum(len(one.happened(BillRead)) for one in checkups)

    async with reading_worker(client, tools, reader):
        await eventually(lambda: asyncio.to_thread(read), results, 90.0)
    return reader.order


async def test_each_guild_s_come_in_turn_and_what_is_asked_in_bulk_last(
    desk: Counter, tmp_path: Path
) -> None:
    tools = living(desk)
    large, small = ReadCheckup.opened(desk, 1, "G01"), ReadCheckup.opened(desk, 2, "G02")
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(dev_server(tmp_path))
        await stack.enter_async_context(working(client, tools))
        for checkup in (large, small):
            await checkup.start(client, tools.world)
        firsts = [large.bill(number) for number in range(1, MANY + 1)]
        await large.attach(client, tools.world, firsts)
        await eventually(lambda: backlog(client), MANY, 60.0)
        await small.attach(client, tools.world, [small.bill(100 + number) for number in range(FEW)])
        await eventually(lambda: backlog(client), MANY + FEW, 60.0)
        fair = await read_all(client, tools, [large, small], MANY + FEW)
        for each in firsts[:FEW]:
            await large.ask(client, tools.world, ReadBillAgain(each.id, bulk=True), OFFICER)
        await eventually(lambda: backlog(client), FEW, 60.0)
        await large.attach(client, tools.world, [large.bill(50)])
        await eventually(lambda: backlog(client), FEW + 1, 60.0)
        urgent = await read_all(client, tools, [large, small], MANY + FEW + FEW + 1)
    assert max(fair.index(100), fair.index(101)) < MANY // 2, fair
    assert urgent[0] == 50, urgent
