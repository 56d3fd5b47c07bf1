"""What one stream's workflow does for others: waking cases, writing the payment file."""

import asyncio
from uuid import UUID

import orjson
from temporalio import activity
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy

from activities.tools import Tools
from domain import payout
from workflows.contracts import (
    CASE_QUEUE,
    WAKE,
    ActivityName,
    PaymentFileRequest,
    Start,
    StoredFile,
    WakeRequest,
    workflow_id,
)


class Neighbours:
    """Needs the Temporal client of the worker's process for waking."""

    def __init__(self, tools: Tools, client: Client) -> None:
        self._tools = tools
        self._client = client

    @activity.defn(name=ActivityName.WAKE_STREAMS)
    async def wake_streams(self, request: WakeRequest) -> None:
        """Signal each stream's workflow, starting it where it does not run."""
        await asyncio.gather(*(self._wake(stream, request) for stream in request.streams))

    async def _wake(self, stream: UUID, request: WakeRequest) -> None:
        await self._client.start_workflow(
            request.workflow,
            Start(stream, request.offset_seconds, request.resolution_seconds),
            id=workflow_id(request.workflow, stream),
            task_queue=CASE_QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            start_signal=WAKE,
        )

    @activity.defn(name=ActivityName.WRITE_PAYMENT_FILE)
    def write_payment_file(self, request: PaymentFileRequest) -> StoredFile:
        """Store the payment file of an approved batch, encrypted, as structured data with its control sum."""
        recorded = self._tools.event_log.read(request.batch)
        state = payout.fold(each.event for each in recorded)
        assert isinstance(state, payout.Approved | payout.Sent)
        lines = tuple(state.lines.values())
        content = {
            "batch": request.batch,
            "lines": lines,
            "count": len(lines),
            "control_sum": payout.control_sum(lines),
        }
        file = self._tools.files.put(
            request.batch,
            orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS),
            "application/json",
            f"payment-{request.batch}.json",
        )
        return StoredFile(file.address, file.mark, file.size, file.media_type)
