"""The firms of a case: naming them, taking them off, their letters and fees."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from api.content import stored_content
from api.door import Order, Reply, Seal, take
from api.enrolments import entry_of
from api.problems import not_found
from api.services import Given
from api.shapes import Address, FirmShape, LongWords, Shape, Ubn
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_case
from api.uploads import letter_of
from api.visibility import case_for
from domain.enrolment.commands import AddFirm, AttachLetter, DecideFirmFee, RemoveFirm
from domain.event import Actor

router = APIRouter(tags=["firms"], route_class=SignedRoute)
_FIRM = "/enrolments/{enrolment}/firms/{ubn}"
_PathUbn = Annotated[Ubn, Path()]


class Letter(Shape):
    """The address that POST /files, or /enrolments/ID/letters, gave."""

    letter: Annotated[Address, Field(examples=["0" * 64])]


class RemovalShape(Shape):
    """Why the firm is taken off; only its trainee need not say it."""

    reason: Annotated[LongWords | None, Field(examples=["依公文辦理"])] = None


class FirmFee(Shape):
    amount: Annotated[int, Field(ge=0, le=1_000_000, examples=[700])]
    reason: Annotated[LongWords, Field(examples=["營建業，依公函核定"])]


@router.post(
    "/enrolments/{enrolment}/firms",
    operation_id="add_firm",
    summary="加入企業 / Name one more firm",
    status_code=201,
    response_model=None,
)
async def add_firm(
    enrolment: UUID,
    body: FirmShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.add_firm")],
) -> JSONResponse:
    def build(seal: Seal) -> AddFirm:
        return AddFirm(entry_of(services, seal.target.person, body, "letter"))

    order = Order(lambda: of_case(services, asking.actor, enrolment), body.model_dump(mode="json"), build)
    return await take(services, asking, order, Reply(body.ubn, f"/enrolments/{enrolment}"))


@router.delete(_FIRM, operation_id="remove_firm", summary="移除企業 / Take a firm off", response_model=None)
async def remove_firm(
    enrolment: UUID,
    ubn: _PathUbn,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.remove_firm")],
    body: RemovalShape | None = None,
) -> JSONResponse:
    """By the trainee before its checkup is submitted, later by an officer, who says why (R14)."""
    why = body.reason if body else None
    said = {"ubn": ubn} if why is None else {"ubn": ubn, "reason": why}

    def build(seal: Seal) -> RemoveFirm:
        return RemoveFirm(ubn, seal.maybe(why))

    order = Order(lambda: of_case(services, asking.actor, enrolment), said, build)
    return await take(services, asking, order, Reply(ubn))


@router.put(
    f"{_FIRM}/letter",
    operation_id="attach_letter",
    summary="附上或更換委任書 / Attach or replace a consent letter",
    response_model=None,
)
async def attach_letter(
    enrolment: UUID,
    ubn: _PathUbn,
    body: Letter,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.attach_letter")],
) -> JSONResponse:
    def build(seal: Seal) -> AttachLetter:
        letter = letter_of(services, seal.target.person, body.letter, "letter")
        assert letter is not None
        return AttachLetter(ubn, letter)

    said = {"ubn": ubn, **body.model_dump(mode="json")}
    order = Order(lambda: of_case(services, asking.actor, enrolment), said, build)
    return await take(services, asking, order, Reply(ubn))


@router.get(
    f"{_FIRM}/letter",
    operation_id="read_letter",
    summary="委任書內容 / A consent letter's content",
    response_model=None,
)
def letter(
    enrolment: UUID, ubn: _PathUbn, services: Given, actor: Annotated[Actor, may("enrolment.read")]
) -> Response:
    case = case_for(services, actor, enrolment)
    file = next((firm["letter"] for firm in case["firms"] if firm["ubn"] == ubn), None)
    if file is None:
        raise not_found()
    return stored_content(services, file, f"{ubn}-letter")


@router.post(
    f"{_FIRM}/fee",
    operation_id="decide_firm_fee",
    summary="核定費用（承辦人） / Decide a firm's fee (officer)",
    response_model=None,
)
async def firm_fee(
    enrolment: UUID,
    ubn: _PathUbn,
    body: FirmFee,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.decide_firm_fee")],
) -> JSONResponse:
    """For a firm in neither sector, whose fee the rules leave to an officer (R21)."""
    order = Order(
        lambda: of_case(services, asking.actor, enrolment),
        {"ubn": ubn, **body.model_dump(mode="json")},
        lambda seal: DecideFirmFee(ubn, body.amount, seal(body.reason)),
    )
    return await take(services, asking, order, Reply(ubn))
