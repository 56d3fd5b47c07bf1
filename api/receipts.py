"""Receipts: what became of a command."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.problems import not_found, refused_outcome
from api.roles import SEES_ALL
from api.services import Given
from api.signing import SignedRoute, may
from domain.event import Actor
from store.receipts import Accepted, Receipt, Refused, UnknownReceipt

router = APIRouter(tags=["receipts"], route_class=SignedRoute)


@router.get(
    "/receipts/{receipt}",
    operation_id="read_receipt",
    summary="收件與結果 / A command's receipt and outcome",
    response_model=None,
)
def receipt(receipt: UUID, services: Given, actor: Annotated[Actor, may("receipt.read")]) -> JSONResponse:
    """One's own; officers and auditors see all. What was sent is not part of it."""
    try:
        found = services.receipts.get(receipt)
    except UnknownReceipt:
        raise not_found() from None
    if found.actor.account != actor.account and actor.role not in SEES_ALL:
        raise not_found()
    return JSONResponse(_shown(found))


def _shown(found: Receipt) -> dict[str, Any]:
    told: dict[str, Any] = {
        "receipt": str(found.command_id),
        "kind": found.kind,
        "case": str(found.case_id),
        "stream": str(found.stream),
        "received_at": found.received_at.isoformat(),
        "status": "pending",
    }
    match found.outcome:
        case Accepted(position, version):
            return {**told, "status": "accepted", "position": position, "version": version}
        case Refused():
            return {**told, "status": "refused", "problem": refused_outcome(found.outcome).body}
        case _:
            return told
