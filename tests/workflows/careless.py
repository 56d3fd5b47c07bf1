"""A workflow that carries the event store's library into the sandbox."""

from eventsourcing.domain import Aggregate
from temporalio import workflow


@workflow.defn
class Careless:
    @workflow.run
    async def run(self) -> str:
        return Aggregate.__name__
