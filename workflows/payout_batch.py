"""The payout batch's workflow: takes its commands, writes the payment file, and wakes the cases paid."""

from datetime import timedelta
from uuid import UUID

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.event import kind_of
    from domain.files import FileRef
    from domain.payout import (
        Approved,
        BatchProposed,
        BatchRejected,
        LinePaid,
        LineReturned,
        LineReversed,
        NotePaymentFile,
        NotProposed,
        PayoutState,
        evolve,
    )
    from domain.streams import due_command

from workflows.contracts import DRIVE, WAKE, ActivityName, Drive, DueCommand, Outcome, Start, WorkflowKind
from workflows.contracts.files import PaymentFile, PaymentFileRequest
from workflows.stream import OUTSIDE, Stream


@workflow.defn(name=WorkflowKind.PAYOUT_BATCH)
class PayoutBatchWorkflow:
    """Ends when nothing is owed; the next command revives it."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._start = start
        self._batch: Stream[PayoutState] = Stream(WorkflowKind.PAYOUT_BATCH, start, NotProposed(), evolve)
        self._cases: dict[UUID, None] = {}

    @workflow.run
    async def run(self, start: Start) -> None:
        """Do what follows from each event, until no command is under way."""
        await self._batch.catch_up()
        while self._is_owed() or not workflow.all_handlers_finished():
            await self._write_payment_file()
            await self._wake_cases()
            await workflow.wait_condition(lambda: self._is_owed() or workflow.all_handlers_finished())

    @workflow.update(name=DRIVE)
    async def drive(self, asked: Drive) -> Outcome:
        """Settle a receipt."""
        return await self._batch.settle(asked.command)

    @workflow.signal(name=WAKE)
    def wake(self) -> None:
        """Starting is all that a wake-up asks of a batch."""

    def _is_owed(self) -> bool:
        return bool(self._batch.unseen) or isinstance(self._batch.state, Approved)

    async def _write_payment_file(self) -> None:
        if not isinstance(self._batch.state, Approved):
            return
        stored = await workflow.execute_activity(
            ActivityName.WRITE_PAYMENT_FILE,
            PaymentFileRequest(self._start.stream),
            result_type=PaymentFile,
            start_to_close_timeout=timedelta(seconds=120),
            retry_policy=OUTSIDE,
        )
        file = FileRef(stored.address, stored.mark, stored.size, stored.media_type)
        body = {
            "file": {
                "address": file.address,
                "mark": file.mark,
                "size": file.size,
                "media_type": file.media_type,
            },
            "sha256": stored.sha256,
        }
        command = due_command(self._start.stream, "payment-file", stored.mark)
        await self._batch.settle(DueCommand(command, kind_of(NotePaymentFile(file)), body))

    async def _wake_cases(self) -> None:
        for event in self._batch.take_unseen():
            match event:
                case BatchProposed(_, lines):
                    self._cases = dict.fromkeys(line.enrolment for line in lines)
                    await self._wake(list(self._cases))
                case BatchRejected():
                    await self._wake(list(self._cases))
                case LinePaid(enrolment) | LineReturned(enrolment) | LineReversed(enrolment):
                    await self._wake([enrolment])
                case _:
                    continue

    async def _wake(self, enrolments: list[UUID]) -> None:
        await self._batch.wake(WorkflowKind.ENROLMENT, enrolments)
