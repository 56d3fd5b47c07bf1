"""Reversals of confirmed payments: proposed by one officer, approved by another person (R34)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from api.door import Order, Reply, Seal, take
from api.payouts import take_for_batch, target_of
from api.services import Given, Services
from api.shapes import Code, LongWords, Nothing, Shape
from api.signing import Asking, SignedRoute, asks
from api.visibility import batch_of
from domain.payout import ApproveReversal, ProposeReversal, RejectReversal

router = APIRouter(tags=["payouts"], route_class=SignedRoute)
_REVERSAL = "/payout-batches/{batch}/lines/{enrolment}/reversal"


class ReversalShape(Shape):
    """`kind` is one of the programme's, such as `bank_error` (due again) or `clawed_back` (not)."""

    kind: Annotated[Code, Field(examples=["bank_error"])]
    reason: Annotated[LongWords, Field(examples=["銀行來函：款項實際未入帳"])]


@router.post(
    _REVERSAL,
    operation_id="propose_reversal",
    summary="提出沖銷已入帳的款項 / Propose to reverse a confirmed payment",
    response_model=None,
)
async def propose_reversal(
    batch: UUID,
    enrolment: UUID,
    body: ReversalShape,
    services: Given,
    asking: Annotated[Asking, asks("payout.propose_reversal")],
) -> JSONResponse:
    def build(seal: Seal) -> ProposeReversal:
        # The reason speaks of the payee, so it is forgotten with them.
        person = _payee(services, batch, enrolment) or seal.target.person
        return ProposeReversal(enrolment, body.kind, services.person_keys.seal(person, body.reason))

    said = {"enrolment": str(enrolment), **body.model_dump(mode="json")}
    order = Order(lambda: target_of(services, asking, batch), said, build)
    return await take(services, asking, order, Reply(enrolment))


@router.post(
    f"{_REVERSAL}/approval",
    operation_id="approve_reversal",
    summary="核准沖銷（另一位承辦人） / Approve a reversal, by another officer",
    response_model=None,
)
async def approve_reversal(
    batch: UUID,
    enrolment: UUID,
    services: Given,
    asking: Annotated[Asking, asks("payout.approve_reversal")],
    body: Nothing | None = None,
) -> JSONResponse:
    said = {"enrolment": str(enrolment)}
    return await take_for_batch(services, asking, batch, said, ApproveReversal(enrolment))


@router.post(
    f"{_REVERSAL}/rejection",
    operation_id="reject_reversal",
    summary="否決沖銷 / Reject a reversal",
    response_model=None,
)
async def reject_reversal(
    batch: UUID,
    enrolment: UUID,
    services: Given,
    asking: Annotated[Asking, asks("payout.reject_reversal")],
    body: Nothing | None = None,
) -> JSONResponse:
    said = {"enrolment": str(enrolment)}
    return await take_for_batch(services, asking, batch, said, RejectReversal(enrolment))


def _payee(services: Services, batch: UUID, enrolment: UUID) -> UUID | None:
    lines = batch_of(services, batch)["lines"]
    return next((UUID(line["person"]) for line in lines if line["enrolment"] == str(enrolment)), None)
