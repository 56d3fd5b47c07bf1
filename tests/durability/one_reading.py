"""A workflow that has one bill read and nothing else, with little patience for a silent reader."""

from datetime import timedelta

from temporalio import workflow

from workflows.contracts import READING_QUEUE, ActivityName
from workflows.contracts.readings import BillResult, ReadBillRequest
from workflows.stream import PERSISTENT


@workflow.defn
class OneReading:
    """Answers with the reader's result."""

    @workflow.run
    async def run(self, request: ReadBillRequest, silence_seconds: int = 3) -> BillResult:
        """As a checkup asks, but for the seconds."""
        result: BillResult = await workflow.execute_activity(
            ActivityName.READ_BILL,
            request,
            task_queue=READING_QUEUE,
            result_type=BillResult,
            start_to_close_timeout=timedelta(seconds=60),
            heartbeat_timeout=timedelta(seconds=silence_seconds),
            retry_policy=PERSISTENT,
        )
        return result
