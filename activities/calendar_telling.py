"""Tells every case of a calendar that was published: each recounts its own windows (R40)."""

from uuid import UUID

from activities.recording import ENGINE
from activities.tools import Tools
from domain.enrolment.changes import RecountWindows
from domain.event import kind_of
from domain.streams import derived
from store import codec
from store.receipts import ReceiptDraft
from store.unfinished import registered
from workflows.contracts import WorkflowKind


def tell_of_calendar(tools: Tools) -> int:
    """One receipt for each case and version, so that telling again changes nothing; how many cases.

    The dispatcher takes them on, at its own pace.
    """
    version = tools.programmes.calendar().version
    cases = registered(tools.database)
    for case in cases:
        tools.receipts.receive(_draft(case, version), tools.clock.now)
    return len(cases)


def _draft(case: UUID, version: str) -> ReceiptDraft:
    asked = RecountWindows(version)
    command = derived("recount", case, version)
    return ReceiptDraft(
        command_id=command,
        actor=ENGINE,
        idempotency_key=str(command),
        case_id=case,
        stream=case,
        workflow=WorkflowKind.ENROLMENT,
        kind=kind_of(asked),
        body=codec.command_to_bytes(asked),
        body_mark=b"engine",
    )
