"""The checkup's workflow: takes its commands, has its bills read, notes a late review, and wakes the case."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.checkup.evolve import evolve
    from domain.checkup.state import (
        Approved,
        Cancelled,
        CheckupState,
        Failed,
        NotOpened,
        Returned,
    )
    from domain.task import Task

from workflows.contracts import DRIVE, WAKE, Drive, Outcome, Start, WorkflowKind
from workflows.deadline import Deadline
from workflows.lateness import NOTES_LATENESS, Lateness
from workflows.readings import Readings
from workflows.stream import Stream


@workflow.defn(name=WorkflowKind.CHECKUP)
class CheckupWorkflow:
    """Stays while the checkup is open; a decision wakes the enrolment, which takes it over."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._checkup: Stream[CheckupState] = Stream(
            WorkflowKind.CHECKUP, start, NotOpened(), evolve, keeps_unseen=False
        )
        self._woken = False
        self._told: type[CheckupState] | None = None
        self._told_late = False
        self._lateness = Lateness(self._checkup, start.stream)
        self._readings = Readings(self._checkup, start.stream)
        self._review_due = Deadline(lambda: self._lateness.next_due(self._tasks()), self._checkup.now)

    @workflow.run
    async def run(self, start: Start) -> None:
        """From the first command to the final decision; again from one that opens an addendum."""
        await self._checkup.catch_up()
        await self._attend()
        await workflow.wait_condition(workflow.all_handlers_finished)
        while not self._is_over():
            await self._attend()
            await workflow.wait_condition(workflow.all_handlers_finished)
        self._readings.stop()

    async def _attend(self) -> None:
        while not self._is_over():
            # Taken first: a decision settled while this turn awaits something else must be told too.
            version = self._checkup.version
            await self._tell_case()
            await self._note_late_review()
            await self._tell_case_of_lateness()
            self._readings.begin()
            if self._checkup.run_is_long():
                self._readings.stop()
                await self._checkup.continue_as_new()
            await self._wait(version)
        await self._tell_case()

    @workflow.update(name=DRIVE)
    async def drive(self, asked: Drive) -> Outcome:
        """Settle a receipt."""
        return await self._checkup.settle(asked.command)

    @workflow.signal(name=WAKE)
    def wake(self) -> None:
        """The case has written to this checkup's stream."""
        self._woken = True

    def _is_over(self) -> bool:
        state = self._checkup.state
        if isinstance(state, NotOpened):
            return workflow.all_handlers_finished()
        # An approved checkup is not over while an addendum of it waits for its reviewer (R42).
        decided = isinstance(state, Approved | Failed | Cancelled) and not state.content.tasks
        return decided and not self._readings.are_due()

    async def _tell_case(self) -> None:
        state = self._checkup.state
        decided = isinstance(state, Approved | Failed | Returned)
        if not decided or type(state) is self._told:
            self._told = type(state) if decided else None
            return
        self._told = type(state)
        assert not isinstance(state, NotOpened)
        await self._checkup.wake(WorkflowKind.ENROLMENT, [state.content.about.enrolment])

    async def _wait(self, version: int) -> None:
        await self._review_due.wait(
            lambda: self._woken or self._checkup.version != version or self._checkup.run_is_long()
        )
        if self._woken:
            self._woken = False
            await self._checkup.catch_up()

    def _tasks(self) -> list[Task]:
        state = self._checkup.state
        return [] if isinstance(state, NotOpened) else list(state.content.tasks.values())

    async def _note_late_review(self) -> None:
        state = self._checkup.state
        if isinstance(state, NotOpened) or not self._review_due.has_come:
            return
        case = state.content.about.enrolment if workflow.patched(NOTES_LATENESS) else None
        await self._lateness.note(self._tasks, case)

    async def _tell_case_of_lateness(self) -> None:
        """The case shows an officer which of its windows a late review has cost (R30)."""
        state = self._checkup.state
        if isinstance(state, NotOpened) or not state.content.late or self._told_late:
            return
        self._told_late = True
        if workflow.patched(NOTES_LATENESS):
            await self._checkup.wake(WorkflowKind.ENROLMENT, [state.content.about.enrolment])
