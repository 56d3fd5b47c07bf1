"""The checks of `tanjian doctor` on Temporal: whether it answers, and whether workers poll."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client

from api.cli.checks import Finding, failed
from api.cli.programs import temporal_address_of
from workflows.contracts import CASE_QUEUE

CONNECT_SECONDS = 5.0
# A worker asks for work at least once a minute.
_MOST_SILENCE = timedelta(seconds=90)
_KINDS: Mapping[str, TaskQueueType.ValueType] = {
    "workflow": TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    "activity": TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
}


async def temporal_checks(data: Path) -> list[Finding]:
    """Temporal, and then its workers."""
    try:
        client = await asyncio.wait_for(Client.connect(temporal_address_of(data)), CONNECT_SECONDS)
    except Exception as error:
        return [failed("temporal", error), Finding("worker", False, "無從得知", "Nobody can tell")]
    found = Finding("temporal", True, "Temporal 可連線", "Temporal answers")
    try:
        return [found, await _workers(client)]
    except Exception as error:
        return [found, failed("worker", error)]


async def _workers(client: Client) -> Finding:
    polling = {name: await pollers(client, CASE_QUEUE, name) for name in _KINDS}
    counted = ", ".join(f"{name} {count}" for name, count in polling.items())
    return Finding("worker", min(polling.values()) > 0, f"輪詢者：{counted}", f"Pollers: {counted}")


async def pollers(client: Client, queue: str, kind: str) -> int:
    """How many have asked the queue lately for work of this kind: `workflow` or `activity`."""
    request = DescribeTaskQueueRequest(
        namespace=client.namespace, task_queue=TaskQueue(name=queue), task_queue_type=_KINDS[kind]
    )
    answer = await client.workflow_service.describe_task_queue(request)
    since = datetime.now(UTC) - _MOST_SILENCE
    return sum(poller.last_access_time.ToDatetime(UTC) > since for poller in answer.pollers)
