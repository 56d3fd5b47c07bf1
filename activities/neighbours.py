"""What one stream's workflow does for others: waking cases, writing the payment file."""

import asyncio
import hashlib
from collections.abc import Sequence
from uuid import UUID

from temporalio import activity
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy

from activities.payment_file import MEDIA_TYPE, Head, Payment, payment_file
from activities.tools import Tools
from domain import payout
from domain.bank_account import parts_of
from domain.deadline import taipei_date
from domain.enrolment import evolve as case_fold
from domain.enrolment.state import FeeDue
from domain.event import RecordedEvent
from workflows.contracts import CASE_QUEUE, WAKE, ActivityName, Start, WakeRequest, workflow_id
from workflows.contracts.files import PaymentFile, PaymentFileRequest


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
    def write_payment_file(self, request: PaymentFileRequest) -> PaymentFile:
        """Store the payment file of an approved batch, encrypted under the batch's own key."""
        recorded = self._tools.event_log.read(request.batch)
        state = payout.fold(each.event for each in recorded)
        assert isinstance(state, payout.Approved | payout.Sent)
        content = payment_file(self._head(recorded), self._payments(tuple(state.lines.values())))
        file = self._tools.files.put(request.batch, content, MEDIA_TYPE, f"payment-{request.batch}.csv")
        sha256 = hashlib.sha256(content).hexdigest()
        return PaymentFile(file.address, file.mark, file.size, file.media_type, sha256)

    def _head(self, recorded: Sequence[RecordedEvent]) -> Head:
        batch = recorded[0].stream
        approved = next(each for each in recorded if isinstance(each.event, payout.BatchApproved))
        day = approved.event.day or taipei_date(approved.cause.at)
        # The file's hash stands in an event: with this in it, nobody can find the payees by trying.
        reference = self._tools.person_keys.mark(batch, b"payment-file")
        return Head(batch, recorded[0].event.programme, day, reference)

    def _payments(self, lines: Sequence[payout.PayoutLine]) -> list[Payment]:
        """The lines with names and accounts, which nothing can change while the batch has the fee."""
        return [self._payment(line, self._tools.event_log.read(line.enrolment)) for line in lines]

    def _payment(self, line: payout.PayoutLine, case: Sequence[RecordedEvent]) -> Payment:
        state = case_fold.fold(each.event for each in case)
        assert isinstance(state, FeeDue)
        assert state.case.account is not None
        sealed = (state.case.trainee.name, state.case.account.number)
        name, number = (self._tools.person_keys.open(one) for one in sealed)
        return Payment(line, name, *parts_of(number))
