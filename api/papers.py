"""The papers of a case: its certificate (R32) and the statement of its payment (R34)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from api.content import stored_content
from api.problems import not_found
from api.services import Given, Services
from api.signing import SignedRoute, may
from api.visibility import case_for
from domain.enrolment.commands import PaperKind
from domain.event import Actor

router = APIRouter(tags=["papers"], route_class=SignedRoute)
_PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}, "description": "PDF/A-2b"}}


@router.get(
    "/enrolments/{enrolment}/certificate",
    operation_id="read_certificate",
    summary="合格證書 / The certificate",
    response_class=Response,
    responses=_PDF,
)
def certificate(
    enrolment: UUID, services: Given, actor: Annotated[Actor, may("certificate.read")]
) -> Response:
    return _paper(services, actor, enrolment, PaperKind.CERTIFICATE)


@router.get(
    "/enrolments/{enrolment}/statement",
    operation_id="read_statement",
    summary="撥款明細 / The payout statement",
    response_class=Response,
    responses=_PDF,
)
def statement(enrolment: UUID, services: Given, actor: Annotated[Actor, may("statement.read")]) -> Response:
    """Of the payment that stands; none after the money came back."""
    return _paper(services, actor, enrolment, PaperKind.STATEMENT)


def _paper(services: Services, actor: Actor, enrolment: UUID, kind: PaperKind) -> Response:
    case = case_for(services, actor, enrolment)
    file = case["papers"][kind.value]
    if file is None:
        raise not_found()
    return stored_content(services, file, f"{kind.value}-{case['certificate']}")
