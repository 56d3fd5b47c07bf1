"""The readings of a checkup's bills: each is read by a reader's process, beside the main line, and noted."""

import asyncio
from datetime import timedelta
from uuid import UUID

from temporalio import workflow
from temporalio.common import Priority
from temporalio.exceptions import ActivityError, ApplicationError, is_cancelled_exception

with workflow.unsafe.imports_passed_through():
    from domain.checkup.bills_read import PendingReading, known_bills, pending_readings
    from domain.checkup.commands import Bill
    from domain.checkup.events import CheckupOpened
    from domain.checkup.state import CheckupState, NotOpened
    from domain.streams import due_command

from workflows.contracts import READING_QUEUE, ActivityName, DueCommand
from workflows.contracts.files import StoredFile
from workflows.contracts.readings import BillResult, ReadBillRequest
from workflows.stream import OUTSIDE, Stream

READS_BILLS = "2026-11-28-reads-bills"
TELLS_OF_FAILED_READINGS = "2026-11-28-tells-of-failed-readings"
# A hundred pages at some seconds each; a page is well within the heartbeat, opening the file included.
_WHOLE_FILE, _ONE_PAGE = timedelta(minutes=30), timedelta(minutes=3)
_AT_A_SCREEN, _IN_BULK = 1, 5


class Readings:
    """Reads beside the main line: readers that are away keep neither a window nor a submission waiting."""

    def __init__(self, checkup: Stream[CheckupState], stream: UUID) -> None:
        self._checkup = checkup
        self._stream = stream
        self._reading: dict[PendingReading, asyncio.Task[None]] = {}

    def are_due(self) -> bool:
        """Whether this run has bills to have read.

        A run that passed this point before there were readers has none read: the checkup's next run does.
        """
        return bool(pending_readings(self._checkup.state)) and workflow.patched(READS_BILLS)

    def begin(self) -> None:
        """Begin with what is wanted and not under way; let go of what is wanted no more."""
        state = self._checkup.state
        due = pending_readings(state) if self.are_due() else ()
        for gone in self._reading.keys() - set(due):
            self._reading.pop(gone).cancel()
        for pending in due:
            if pending not in self._reading and not isinstance(state, NotOpened):
                reading = self._read(pending, known_bills(state)[pending.bill], state.content.about)
                self._reading[pending] = asyncio.create_task(reading)

    def stop(self) -> None:
        """Let go of what is under way: whoever comes next begins again."""
        for task in self._reading.values():
            task.cancel()

    async def _read(self, pending: PendingReading, bill: Bill, about: CheckupOpened) -> None:
        wanted: Bill | None = bill
        while wanted is not None:
            try:
                result = await self._by_a_reader(pending, wanted, about)
            except ActivityError as ended:
                if is_cancelled_exception(ended):
                    return
                # A run that passed this point before told nobody: the bill waited for the checkup's next run.
                if not workflow.patched(TELLS_OF_FAILED_READINGS):
                    raise
                result = _failed(ended)
            await self._checkup.settle(reading_settled(self._stream, pending, wanted, result))
            wanted = self._another_file(pending, wanted)

    def _another_file(self, pending: PendingReading, read: Bill) -> Bill | None:
        """The bill, where it became another file meanwhile, so that nothing was noted; else None."""
        state = self._checkup.state
        if isinstance(state, NotOpened) or pending not in pending_readings(state):
            return None
        bill = known_bills(state)[pending.bill]
        return bill if bill.file.address != read.file.address else None

    async def _by_a_reader(self, pending: PendingReading, bill: Bill, about: CheckupOpened) -> BillResult:
        file = bill.file
        stored = StoredFile(file.address, file.mark, file.size, file.media_type)
        result: BillResult = await workflow.execute_activity(
            ActivityName.READ_BILL,
            ReadBillRequest(bill.id, about.trainee, stored),
            task_queue=READING_QUEUE,
            result_type=BillResult,
            start_to_close_timeout=_WHOLE_FILE,
            heartbeat_timeout=_ONE_PAGE,
            retry_policy=OUTSIDE,
            # No guild is kept waiting by another that sends thousands.
            priority=Priority(
                priority_key=_AT_A_SCREEN if pending.waits else _IN_BULK,
                fairness_key=about.guild or about.programme,
            ),
        )
        return result


def _failed(ended: ActivityError) -> BillResult:
    """What is told of a reading that is not tried again: an operator ended it, say."""
    cause = ended.cause
    named = cause.type if isinstance(cause, ApplicationError) else None
    return BillResult(None, "reader_failed", {"error": named or type(cause).__name__})


def reading_settled(stream: UUID, pending: PendingReading, bill: Bill, result: BillResult) -> DueCommand:
    """The command's id follows from the file and the count of its readings, so that each is told once."""
    due = f"{bill.id}/{bill.file.address}/{pending.number}"
    told = {"bill": str(bill.id), "number": pending.number, "file": bill.file.address}
    if result.reading is not None:
        body = {**told, "reading": result.reading}
        return DueCommand(due_command(stream, "bill-reading", due), "checkup.note_bill_read", body)
    body = {**told, "code": result.code, "fields": result.fields}
    return DueCommand(due_command(stream, "bill-reading", due), "checkup.note_bill_not_readable", body)
