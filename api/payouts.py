"""Payouts: proposed by one officer, approved by another, confirmed by the bank."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import Field

from api.door import Order, Reply, Target, take
from api.opening import opened
from api.pages import Filter, Paging, choice, page
from api.services import Given, Services
from api.shapes import Code, Dollars, Id, Nothing, Shape, Year
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_office
from api.visibility import batch_of
from domain.event import Actor
from domain.payout import ApproveBatch, Confirmation, ConfirmPayments, ProposeBatch, RejectBatch
from domain.streams import derived
from store import views
from store.read_models import EnrolmentRow, PayoutBatchRow
from workflows.contracts import WorkflowKind

router = APIRouter(tags=["payouts"], route_class=SignedRoute)
_BATCH = "/payout-batches/{batch}"
_AN_ID = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"


class Proposal(Shape):
    """`non_residents` are those of the cases whose payee is taxed as a non-resident."""

    programme: Year
    enrolments: Annotated[list[Id], Field(min_length=1, max_length=2000, examples=[[_AN_ID]])]
    non_residents: Annotated[list[Id], Field(max_length=2000, default_factory=list)]


class PaymentShape(Shape):
    """`returned` is the bank's reason code where the money came back; whole dollars."""

    enrolment: Annotated[Id, Field(examples=[_AN_ID])]
    amount: Annotated[Dollars, Field(examples=[8500])]
    returned: Code | None = None


class ConfirmationSheet(Shape):
    payments: Annotated[list[PaymentShape], Field(min_length=1, max_length=2000)]


class BatchFilter(Paging):
    programme: Filter | None = None
    stage: Annotated[str, choice(views.BATCH_STAGES)] | None = None


class DueFilter(Paging):
    programme: Filter


@router.get(
    "/fees-due",
    operation_id="list_fees_due",
    summary="待撥款的學員案 / Cases to be paid",
    response_model=None,
)
def fees_due(
    asked: Annotated[DueFilter, Query()], services: Given, _: Annotated[Actor, may("payout.read")]
) -> JSONResponse:
    return page(
        lambda: services.read_models.fee_due(asked.programme, after=asked.after, limit=asked.limit),
        lambda rows: [_due(row) for row in rows],
    )


@router.post(
    "/payout-batches",
    operation_id="propose_batch",
    summary="提出撥款批次 / Propose a payout batch",
    status_code=201,
    response_model=None,
)
async def propose(
    body: Proposal, services: Given, asking: Annotated[Asking, asks("payout.propose")]
) -> JSONResponse:
    batch = derived("payout", asking.command)
    command = ProposeBatch(body.programme, tuple(body.enrolments), tuple(body.non_residents))
    target = of_office(WorkflowKind.PAYOUT_BATCH, asking, batch)
    order = Order(lambda: target, body.model_dump(mode="json"), lambda _: command)
    return await take(services, asking, order, Reply(batch, f"/payout-batches/{batch}"))


@router.get(
    "/payout-batches",
    operation_id="list_batches",
    summary="撥款批次清單 / Payout batches",
    response_model=None,
)
def batches(
    asked: Annotated[BatchFilter, Query()], services: Given, _: Annotated[Actor, may("payout.read")]
) -> JSONResponse:
    return page(
        lambda: services.read_models.payout_batches(
            programme=asked.programme, stage=asked.stage, after=asked.after, limit=asked.limit
        ),
        lambda rows: [_line(row) for row in rows],
    )


@router.get(_BATCH, operation_id="read_batch", summary="一個撥款批次 / One payout batch", response_model=None)
def batch(batch: UUID, services: Given, _: Annotated[Actor, may("payout.read")]) -> JSONResponse:
    document = batch_of(services, batch)
    return JSONResponse(opened(services, document), headers={"ETag": f'"{document["version"]}"'})


@router.post(
    f"{_BATCH}/approval",
    operation_id="approve_batch",
    summary="核准撥款（另一位承辦人） / Approve, by another officer",
    response_model=None,
)
async def approve(
    batch: UUID,
    services: Given,
    asking: Annotated[Asking, asks("payout.approve")],
    body: Nothing | None = None,
) -> JSONResponse:
    """Where other amounts are withheld today than were proposed, the lines change, and the batch stays
    proposed: what it then says (`recomputed_on`) is approved by a second request."""
    return await take_for_batch(services, asking, batch, {}, ApproveBatch())


@router.post(
    f"{_BATCH}/rejection", operation_id="reject_batch", summary="退回批次 / Reject", response_model=None
)
async def reject(
    batch: UUID,
    services: Given,
    asking: Annotated[Asking, asks("payout.reject")],
    body: Nothing | None = None,
) -> JSONResponse:
    return await take_for_batch(services, asking, batch, {}, RejectBatch())


@router.post(
    f"{_BATCH}/confirmation",
    operation_id="confirm_payments",
    summary="登錄銀行入帳或退匯 / Confirm what the bank paid or returned",
    response_model=None,
)
async def confirm(
    batch: UUID,
    body: ConfirmationSheet,
    services: Given,
    asking: Annotated[Asking, asks("payout.confirm")],
) -> JSONResponse:
    payments = tuple(Confirmation(one.enrolment, one.amount, one.returned) for one in body.payments)
    said = body.model_dump(mode="json")
    return await take_for_batch(services, asking, batch, said, ConfirmPayments(payments))


async def take_for_batch(
    services: Services, asking: Asking, batch: UUID, said: dict[str, Any], command: Any
) -> JSONResponse:
    """A command to a batch that there is; Problem 404."""
    order = Order(lambda: target_of(services, asking, batch), said, lambda _: command)
    return await take(services, asking, order, Reply(batch))


def target_of(services: Services, asking: Asking, batch: UUID) -> Target:
    """The batch's own stream; Problem 404."""
    batch_of(services, batch)
    return of_office(WorkflowKind.PAYOUT_BATCH, asking, batch)


def _due(row: EnrolmentRow) -> dict[str, Any]:
    """A fee that is due, and what may keep it out of a batch: no account, or its certificate in question."""
    document = row.document
    return {
        "enrolment": str(row.id),
        "guild": row.guild,
        "fee": row.fee,
        "bank_account": document["bank_account"] is not None,
        # Not in a document that was made before.
        "in_question": document.get("certificate_in_question", False),
    }


def _line(row: PayoutBatchRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "programme": row.programme,
        "stage": row.stage,
        "lines": row.lines,
        "gross": row.gross,
        "net": row.net,
        "day": row.day.isoformat() if row.day else None,
        "version": row.version,
    }
