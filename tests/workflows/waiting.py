"""A workflow that does nothing but wait on a deadline that its test moves."""

from datetime import datetime

from temporalio import workflow

from workflows.deadline import Deadline


@workflow.defn
class Waiting:
    """Answers with when it woke, and whether the deadline had come by then."""

    @workflow.init
    def __init__(self, due: datetime | None) -> None:
        self._due = due
        self._interrupted = False
        self._deadline = Deadline(lambda: self._due, workflow.now)

    @workflow.run
    async def run(self, due: datetime | None) -> tuple[datetime, bool]:
        await self._deadline.wait(lambda: self._interrupted)
        return workflow.now(), self._deadline.has_come

    @workflow.update
    async def move(self, due: datetime | None) -> None:
        self._due = due

    @workflow.update
    async def interrupt(self) -> None:
        self._interrupted = True
