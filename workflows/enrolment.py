"""The enrolment's workflow: carries one case from registration to its close, and decides nothing itself."""

from datetime import datetime, timedelta
from uuid import UUID

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.deadline import Deadline as Window
    from domain.deadline import WindowKind
    from domain.enrolment.agenda import is_told, next_deadline, pending_mails
    from domain.enrolment.commands import EndWindow
    from domain.enrolment.events import FirmRemoved, FirmSubmitted
    from domain.enrolment.evolve import evolve
    from domain.enrolment.state import (
        Applying,
        EnrolmentState,
        FeeDue,
        InReview,
        Listing,
        Over,
        Resubmitting,
        Unregistered,
        Uploading,
    )
    from domain.event import kind_of
    from domain.streams import checkup_stream, due_command
    from domain.task import Task
    from workflows.search_attributes import attributes_of

from workflows.contracts import (
    DRIVE,
    WAKE,
    ActivityName,
    DrainRequest,
    Drive,
    DueCommand,
    Outcome,
    PendingReceipt,
    Start,
    WorkflowKind,
)
from workflows.deadline import Deadline
from workflows.lateness import NOTES_LATENESS, Lateness
from workflows.mails import SENDS_AFTER_THE_END, Mails
from workflows.papers import Papers
from workflows.reminders import Reminders
from workflows.stream import PERSISTENT, Stream


@workflow.defn(name=WorkflowKind.ENROLMENT)
class EnrolmentWorkflow:
    """Waits, in the order of the case's life; every step is over at once if the case is past it."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._start = start
        self._case: Stream[EnrolmentState] = Stream(WorkflowKind.ENROLMENT, start, Unregistered(), evolve)
        self._woken = False
        self._shown: tuple[str, str, datetime | None] | None = None
        self._mails = Mails(self._case, start.stream)
        self._papers = Papers(self._case, start.stream)
        self._touched: dict[UUID, WorkflowKind] = {}
        self._lateness = Lateness(self._case, start.stream)
        self._notes_lateness = False
        self._reminders = Reminders(self._case, start.stream)
        self._wake_up = Deadline(self._next_instant, self._case.now)

    @workflow.run
    async def run(self, start: Start) -> None:
        """From registration to the close."""
        self._notes_lateness = workflow.patched(NOTES_LATENESS)
        self._reminders.begin()
        await self._case.reconcile()
        await self._registration()
        await self._life()
        # What is said to a case that had ended is a command, and then a mail to send.
        while self._is_open() and workflow.patched(SENDS_AFTER_THE_END):
            await self._life()

    async def _life(self) -> None:
        # Once around, but for a payment that comes back: it leads from the end to the payout again.
        while self._is_open():
            await self._training()
            await self._list_of_firms()
            await self._uploads()
            await self._review_and_resubmission()
            await self._payout()
            await self._last_decisions_mails_and_papers()
        await workflow.wait_condition(workflow.all_handlers_finished)

    @workflow.update(name=DRIVE)
    async def drive(self, asked: Drive) -> Outcome:
        """Settle a receipt, after every window that has ended before it."""
        # A run that this update has started knows of no window yet.
        await workflow.wait_condition(lambda: self._case.is_loaded)
        await self._end_due_windows()
        return await self._case.settle(asked.command)

    @workflow.signal(name=WAKE)
    def wake(self) -> None:
        """A neighbouring stream has changed."""
        self._woken = True

    def _is_open(self) -> bool:
        return not (isinstance(self._case.state, Unregistered) or self._is_finished())

    def _is_finished(self) -> bool:
        return is_told(self._case.state) and not self._papers.are_due()

    async def _registration(self) -> None:
        await workflow.wait_condition(
            lambda: workflow.all_handlers_finished() or not isinstance(self._case.state, Unregistered)
        )

    async def _training(self) -> None:
        await self._attend_while(Applying)

    async def _list_of_firms(self) -> None:
        await self._attend_while(Listing)

    async def _uploads(self) -> None:
        await self._attend_while(Uploading)

    async def _review_and_resubmission(self) -> None:
        await self._attend_while(InReview, Resubmitting)

    async def _payout(self) -> None:
        await self._attend_while(FeeDue)

    async def _last_decisions_mails_and_papers(self) -> None:
        while isinstance(self._case.state, Over) and not self._is_finished():
            await self._attend()

    async def _attend_while(self, *stages: type[EnrolmentState]) -> None:
        while isinstance(self._case.state, stages):
            await self._attend()

    async def _attend(self) -> None:
        """One turn: do what is due, then wait for the next instant or for something to happen."""
        # Taken first: what is settled while this turn awaits something else must lead to another turn.
        version = self._case.version
        await self._end_due_windows()
        await self._reminders.remind()
        await self._wake_neighbours()
        self._mails.send(mail.mail for mail in pending_mails(self._case.state))
        self._papers.make()
        self._show_stage()
        if self._case.run_is_long():
            await self._continue_as_new()
        await self._wake_up.wait(
            lambda: self._woken or self._case.version != version or self._case.run_is_long()
        )
        if self._woken:
            self._woken = False
            await self._case.reconcile()

    def _next_instant(self) -> datetime | None:
        instants = (self._reminders.next_instant(), self._lateness.next_due(self._tasks()))
        return min((instant for instant in instants if instant is not None), default=None)

    def _tasks(self) -> list[Task]:
        """The open tasks whose service level this run watches."""
        state = self._case.state
        if isinstance(state, Unregistered) or not self._notes_lateness:
            return []
        return list(state.case.tasks.values())

    async def _end_due_windows(self) -> None:
        # In the order of their instants, and lateness first: a case's end takes its tasks away.
        while (window := next_deadline(self._case.state)) is not None and window.due <= self._case.now():
            await self._lateness.note(self._tasks, self._start.stream, window.due)
            if next_deadline(self._case.state) == window:
                await self._end(window)
        await self._lateness.note(self._tasks, self._start.stream)

    async def _end(self, window: Window) -> None:
        """What was received in time is handled first, then the window ends (design §4.4)."""
        for request in self._drains(window):
            for receipt in await self._drain(request):
                await self._case.settle(receipt.command, receipt.workflow, receipt.stream)
                if receipt.stream != self._start.stream:
                    self._touched[receipt.stream] = receipt.workflow
                if self._ends_before(window):
                    # What follows was received behind the end of a window that this receipt has opened.
                    return
        await self._case.reconcile(window.due)
        ended = EndWindow(window.kind, window.due)
        command = due_command(self._start.stream, window.kind, window.due)
        body = {"kind": window.kind.value, "due": window.due.isoformat()}
        await self._case.settle(DueCommand(command, kind_of(ended), body))

    def _ends_before(self, window: Window) -> bool:
        return (first := next_deadline(self._case.state)) is not None and first.due < window.due

    def _drains(self, window: Window) -> tuple[DrainRequest, ...]:
        """What bears on the window: a training hangs on the attendance at sessions of the guild too."""
        state, own = self._case.state, self._start.stream
        if window.kind is WindowKind.RECORDING:
            return (DrainRequest(own, window.due, with_sessions=True),)
        cases = (state.case.session, own) if isinstance(state, Applying) else (own,)
        return tuple(DrainRequest(case, window.due) for case in cases)

    async def _drain(self, request: DrainRequest) -> list[PendingReceipt]:
        drained: list[PendingReceipt] = await workflow.execute_local_activity(
            ActivityName.DRAIN,
            request,
            result_type=list[PendingReceipt],
            start_to_close_timeout=timedelta(seconds=30),
            retry_policy=PERSISTENT,
        )
        return drained

    async def _wake_neighbours(self) -> None:
        for event in self._case.take_unseen():
            if isinstance(event, FirmSubmitted | FirmRemoved):
                self._touched[checkup_stream(self._start.stream, event.ubn)] = WorkflowKind.CHECKUP
        touched, self._touched = self._touched, {}
        for kind in (WorkflowKind.CHECKUP, WorkflowKind.SESSION):
            if streams := [stream for stream, its in touched.items() if its is kind]:
                await self._case.wake(kind, streams)

    def _show_stage(self) -> None:
        """For operators only: pages read the read models (design §4.8)."""
        state = self._case.state
        if isinstance(state, Unregistered):
            return
        window = next_deadline(state)
        shown = (type(state).__name__, state.case.programme, window.due if window else None)
        if shown != self._shown:
            self._shown = shown
            workflow.upsert_search_attributes(attributes_of(*shown))

    async def _continue_as_new(self) -> None:
        self._mails.stop()
        self._papers.stop()
        await self._case.continue_as_new()
