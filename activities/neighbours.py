"""What one stream's workflow does for others: waking cases, telling attendees, writing the payment file."""

import asyncio
from uuid import UUID

import orjson
from temporalio import activity
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy

from activities.recording import ENGINE, attended_command
from activities.tools import Tools
from domain import payout
from domain.enrolment.commands import NoteAttendance
from domain.session import AttendanceRecorded, Scheduled, fold
from store import codec
from store.receipts import ReceiptDraft
from workflows.contracts import (
    CASE_QUEUE,
    WAKE,
    ActivityName,
    PaymentFileRequest,
    Start,
    StoredFile,
    TellRequest,
    WakeRequest,
    WorkflowKind,
    workflow_id,
)


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

    @activity.defn(name=ActivityName.TELL_ATTENDEES)
    def tell_attendees(self, request: TellRequest) -> int:
        """Write one receipt for each attendee's case; the dispatcher takes them on. Returns how many."""
        recorded = self._tools.event_log.read(request.session)
        session = fold(each.event for each in recorded)
        told = recorded[request.version - 1].event
        assert isinstance(session, Scheduled)
        assert isinstance(told, AttendanceRecorded)
        for attendee in told.attendees:
            activity.heartbeat()
            command = NoteAttendance(request.session, session.details.day, attendee.attendance)
            key = attended_command(request.session, request.version, attendee.enrolment)
            body = codec.command_to_bytes(command)
            draft = ReceiptDraft(
                command_id=key,
                actor=ENGINE,
                idempotency_key=str(key),
                case_id=attendee.enrolment,
                stream=attendee.enrolment,
                workflow=WorkflowKind.ENROLMENT,
                kind=NoteAttendance.KIND,  # type: ignore[attr-defined]
                body=body,
                body_mark=b"engine",
            )
            self._tools.receipts.receive(draft, self._tools.clock.now)
        return len(told.attendees)

    @activity.defn(name=ActivityName.WRITE_PAYMENT_FILE)
    def write_payment_file(self, request: PaymentFileRequest) -> StoredFile:
        """Store the payment file of an approved batch, encrypted, as structured data with its control sum."""
        recorded = self._tools.event_log.read(request.batch)
        state = payout.fold(each.event for each in recorded)
        assert isinstance(state, payout.Approved | payout.Sent)
        lines = tuple(state.lines.values())
        content = {
            "batch": request.batch,
            "lines": lines,
            "count": len(lines),
            "control_sum": payout.control_sum(lines),
        }
        file = self._tools.files.put(
            request.batch,
            orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS),
            "application/json",
            f"payment-{request.batch}.json",
        )
        return StoredFile(file.address, file.mark, file.size, file.media_type)
