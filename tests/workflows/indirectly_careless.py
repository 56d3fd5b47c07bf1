"""A workflow that carries the event store into the sandbox by way of a module of ours."""

from temporalio import workflow

from store.event_log import EventLog


@workflow.defn
class IndirectlyCareless:
    @workflow.run
    async def run(self) -> str:
        return EventLog.__name__
