"""Driving a receipt to its outcome: an update of the workflow that its stream belongs to."""

import asyncio
from contextlib import suppress
from typing import Any

import structlog
from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from store.receipts import Receipt
from store.world import WorldTime
from workflows.contracts import (
    CASE_QUEUE,
    DRIVE,
    Drive,
    Outcome,
    Start,
    WorkflowKind,
    update_id,
    workflow_id,
)

# Their stream is new, so no workflow can be running: a plain update would only cost a round trip.
OPENING = frozenset({"enrolment.register", "session.schedule", "payout.propose", "import.receive"})

_log = structlog.get_logger(__name__)


async def drive(client: Client, receipt: Receipt, world: WorldTime, timeout_seconds: float) -> Outcome | None:
    """The command's outcome as its workflow tells it, or None if nobody answered in time.

    The receipt's `attempts` names the update, so that driving the same attempt twice joins it. After
    None the outcome may still be there, or come: only the store knows.
    """
    try:
        async with asyncio.timeout(timeout_seconds):
            return await _ask(client, receipt, world)
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError):
        return None
    except (WorkflowUpdateFailedError, RPCError) as fault:
        _log.warning(
            "a command was not driven",
            command=str(receipt.command_id),
            kind=receipt.kind,
            fault=type(fault.__cause__ or fault).__name__,
        )
        return None


async def _ask(client: Client, receipt: Receipt, world: WorldTime) -> Outcome:
    if receipt.kind in OPENING:
        return await _start_and_ask(client, receipt, world)
    handle = client.get_workflow_handle(_workflow(receipt))
    try:
        outcome: Outcome = await handle.execute_update(
            DRIVE, Drive(receipt.command_id), id=_update(receipt), result_type=Outcome
        )
    except RPCError as fault:
        if fault.status is not RPCStatusCode.NOT_FOUND:
            raise
    except WorkflowUpdateFailedError as fault:
        if not _workflow_left(fault):
            raise
    else:
        return outcome
    return await _start_and_ask(client, receipt, world)


async def _start_and_ask(client: Client, receipt: Receipt, world: WorldTime) -> Outcome:
    start: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        receipt.workflow,
        Start(receipt.stream, world.offset_seconds, world.resolution_seconds),
        id=_workflow(receipt),
        task_queue=CASE_QUEUE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    try:
        outcome: Outcome = await client.execute_update_with_start_workflow(
            DRIVE,
            Drive(receipt.command_id),
            start_workflow_operation=start,
            id=_update(receipt),
            result_type=Outcome,
        )
    except (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError):
        # The operation keeps the fault for whoever awaits the start: unread, it is logged as an error.
        with suppress(RPCError, WorkflowAlreadyStartedError, asyncio.CancelledError):
            await start.workflow_handle()
        raise
    return outcome


def _workflow(receipt: Receipt) -> str:
    return workflow_id(WorkflowKind(receipt.workflow), receipt.stream)


def _update(receipt: Receipt) -> str:
    return update_id(receipt.command_id, receipt.attempts)


def _workflow_left(fault: WorkflowUpdateFailedError) -> bool:
    """Whether the workflow ended, or went on as a new run, with the update on its way."""
    cause = fault.cause
    return isinstance(cause, ApplicationError) and cause.type == "AcceptedUpdateCompletedWorkflow"
