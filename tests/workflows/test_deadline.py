"""Waiting on a deadline follows it, wherever it moves."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from temporalio.client import WorkflowHandle
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from api.cli.case_worker import sandbox
from tests.workflows.waiting import Waiting

# What the server's clock may run on by itself while a test talks to it.
SLACK = timedelta(seconds=20)
DAY = timedelta(days=1)
Waiter = WorkflowHandle[Any, tuple[datetime, bool]]

pytestmark = pytest.mark.servers


@pytest.fixture
async def now(time_server: WorkflowEnvironment) -> datetime:
    return await time_server.get_current_time()


async def _start(server: WorkflowEnvironment, due: datetime | None) -> Waiter:
    return await server.client.start_workflow(Waiting.run, due, id=f"waiting-{uuid4()}", task_queue="waiting")


def _worker(server: WorkflowEnvironment) -> Worker:
    return Worker(server.client, task_queue="waiting", workflows=[Waiting], workflow_runner=sandbox())


async def test_it_wakes_when_the_deadline_has_come_and_not_before(
    time_server: WorkflowEnvironment, now: datetime
) -> None:
    async with _worker(time_server):
        waiting = await _start(time_server, now + 90 * DAY)
        await time_server.sleep(89 * DAY)
        assert (await waiting.describe()).close_time is None
        woke, come = await waiting.result()
    assert come
    assert timedelta() <= woke - (now + 90 * DAY) < SLACK


async def test_it_wakes_earlier_when_the_deadline_moves_nearer(
    time_server: WorkflowEnvironment, now: datetime
) -> None:
    async with _worker(time_server):
        waiting = await _start(time_server, now + 90 * DAY)
        await time_server.sleep(10 * DAY)
        await waiting.execute_update(Waiting.move, now + 30 * DAY)
        woke, come = await waiting.result()
    assert come
    assert timedelta() <= woke - (now + 30 * DAY) < SLACK


async def test_it_sleeps_on_when_the_deadline_moves_away(
    time_server: WorkflowEnvironment, now: datetime
) -> None:
    async with _worker(time_server):
        waiting = await _start(time_server, now + 30 * DAY)
        await time_server.sleep(29 * DAY)
        await waiting.execute_update(Waiting.move, now + 60 * DAY)
        await time_server.sleep(15 * DAY)
        assert (await waiting.describe()).close_time is None
        woke, come = await waiting.result()
    assert come
    assert timedelta() <= woke - (now + 60 * DAY) < SLACK


async def test_it_wakes_at_once_when_the_deadline_moves_behind_it(
    time_server: WorkflowEnvironment, now: datetime
) -> None:
    async with _worker(time_server):
        waiting = await _start(time_server, now + 30 * DAY)
        await time_server.sleep(10 * DAY)
        await waiting.execute_update(Waiting.move, now + 5 * DAY)
        woke, come = await waiting.result()
    assert come
    assert woke - (now + 10 * DAY) < SLACK


@pytest.mark.parametrize("due", [None, 30 * DAY], ids=["no deadline", "a deadline"])
async def test_it_can_be_interrupted(
    time_server: WorkflowEnvironment, now: datetime, due: timedelta | None
) -> None:
    async with _worker(time_server):
        waiting = await _start(time_server, None if due is None else now + due)
        await time_server.sleep(10 * DAY)
        await waiting.execute_update(Waiting.interrupt)
        woke, come = await waiting.result()
    assert not come
    assert woke - (now + 10 * DAY) < SLACK


async def test_without_a_deadline_it_waits_until_there_is_one(
    time_server: WorkflowEnvironment, now: datetime
) -> None:
    async with _worker(time_server):
        waiting = await _start(time_server, None)
        await time_server.sleep(200 * DAY)
        assert (await waiting.describe()).close_time is None
        await waiting.execute_update(Waiting.move, now + 201 * DAY)
        woke, come = await waiting.result()
    assert come
    assert timedelta() <= woke - (now + 201 * DAY) < SLACK


async def test_a_deadline_that_has_come_is_not_waited_for(
    time_server: WorkflowEnvironment, now: datetime
) -> None:
    async with _worker(time_server):
        woke, come = await (await _start(time_server, now - DAY)).result()
    assert come
    assert woke - now < SLACK
