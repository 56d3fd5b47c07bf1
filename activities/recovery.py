"""Starts every workflow that the streams say should be there: after Temporal was lost, or for certainty."""

import asyncio
from collections import Counter

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy

from activities.tools import Tools
from store.unfinished import Unfinished, unfinished
from workflows.contracts import CASE_QUEUE, WAKE, Start, WorkflowKind, workflow_id

AT_ONCE = 50


async def recover(client: Client, tools: Tools) -> dict[str, int]:
    """Start what is not running; returns how many streams of each kind were looked after.

    One that cannot be started keeps no other waiting; it is raised at the end.
    """
    streams = await asyncio.to_thread(unfinished, tools.database)
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(each: Unfinished) -> None:
        async with gate:
            await _start(client, tools, each)

    started = await asyncio.gather(*(one(each) for each in streams), return_exceptions=True)
    if failures := [each for each in started if isinstance(each, BaseException)]:
        raise BaseExceptionGroup(f"{len(failures)} of {len(streams)} workflows were not started", failures)
    return dict(Counter(each.kind for each in streams))


async def _start(client: Client, tools: Tools, each: Unfinished) -> None:
    kind = WorkflowKind(each.kind)
    start = Start(each.stream, tools.world.offset_seconds, tools.world.resolution_seconds)
    await client.start_workflow(
        kind,
        start,
        id=workflow_id(kind, each.stream),
        task_queue=CASE_QUEUE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        start_signal=WAKE,
    )
