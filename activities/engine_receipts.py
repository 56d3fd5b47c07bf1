"""Receipts of the engine's own commands to other streams: written once, taken on by the dispatcher."""

from typing import Any
from uuid import UUID

from activities.tools import Tools
from domain.event import Actor, Role, kind_of
from domain.streams import derived
from store import codec
from store.receipts import ReceiptDraft
from workflows.contracts import WorkflowKind

ENGINE = Actor(derived("account", "engine"), Role.ENGINE)


def receive_from_engine(
    tools: Tools, workflow: WorkflowKind, stream: UUID, asked: Any, command: UUID
) -> None:
    """Write the receipt of a command whose id is derived from its cause; a second time changes nothing."""
    draft = ReceiptDraft(
        command_id=command,
        actor=ENGINE,
        idempotency_key=str(command),
        case_id=stream,
        stream=stream,
        workflow=workflow,
        kind=kind_of(asked),
        body=codec.command_to_bytes(asked),
        body_mark=b"engine",
    )
    tools.receipts.receive(draft, tools.clock.now)
