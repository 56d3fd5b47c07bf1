"""The floor of a command: a workflow whose update does nothing but one local activity."""

from datetime import timedelta

from temporalio import workflow

from workflows.contracts import DRIVE, Drive, Outcome
from workflows.stream import PERSISTENT

QUEUE, WORKFLOW, COMMIT = "bench-bare", "bench_bare", "bench_commit"


@workflow.defn(name=WORKFLOW)
class BareWorkflow:
    """Takes and gives the same messages as the workflows of cases, and knows nothing."""

    @workflow.run
    async def run(self) -> None:
        await workflow.wait_condition(lambda: False)

    @workflow.update(name=DRIVE)
    async def drive(self, asked: Drive) -> Outcome:
        """Have one row committed."""
        outcome: Outcome = await workflow.execute_local_activity(
            COMMIT,
            asked,
            result_type=Outcome,
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=PERSISTENT,
        )
        return outcome
