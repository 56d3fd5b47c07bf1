"""Checkups: bills, quantities, reasoned nones, and their submission."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from pydantic import ConfigDict, Field, field_validator, model_validator

from api.content import stored_content
from api.discretion import comments_for, document_for
from api.door import Order, Reply, Seal, take
from api.misshapen import misshape_of
from api.opening import opened
from api.problems import not_found
from api.reason_words import checkup_in_words
from api.services import Given
from api.shapes import Code, Day, Id, LongWords, Nothing, Quantity, Shape
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_checkup, of_submission
from api.uploads import FORM_SCHEMA, read_upload, store_upload
from api.visibility import checkup_for, comments_about
from domain.checkup.commands import (
    Activity,
    AttachBill,
    Bill,
    DeclareNone,
    EnterActivity,
    RemoveActivity,
    RemoveBill,
    ReopenPart,
    SubmitAddendum,
    Unit,
)
from domain.checkup.refusals import PeriodBackwards, QuantityNotPositive
from domain.enrolment.commands import SubmitCheckup
from domain.event import Actor
from domain.streams import derived

router = APIRouter(tags=["checkups"], route_class=SignedRoute)
_Item = Annotated[Code, Path()]


class ActivityShape(Shape):
    """A quantity used in a period, both days counted; a number or a text such as "1234.5"."""

    item: Code
    source: Code
    quantity: Quantity
    unit: Literal["kWh", "m3", "L", "kg", "person_hour", "tkm", "pkm"]
    first_day: Day
    last_day: Day
    bills: Annotated[list[Id], Field(min_length=1, max_length=100)]

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "item": "electricity",
                    "source": "electricity",
                    "quantity": "1234.5",
                    "unit": "kWh",
                    "first_day": "2024-01-01",
                    "last_day": "2024-02-29",
                    "bills": ["3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"],
                }
            ]
        }
    )

    @field_validator("quantity")
    @classmethod
    def _above_zero(cls, quantity: Decimal) -> Decimal:
        if quantity <= 0:
            raise misshape_of(QuantityNotPositive(quantity=quantity))
        return quantity

    @model_validator(mode="after")
    def _first_day_first(self) -> Self:
        if self.last_day < self.first_day:
            backwards = PeriodBackwards(first_day=self.first_day, last_day=self.last_day)
            raise misshape_of(backwards, at="last_day")
        return self


class NoneShape(Shape):
    reason: Annotated[LongWords, Field(examples=["本年度無此項排放源"])]


class ReopenedPart(Shape):
    """A part as findings name it: `bill:ID`, `activity:ID`, `activity:ID.quantity`, an item, `letter`."""

    part: Annotated[Code, Field(examples=["electricity"])]
    reason: LongWords


@router.get(
    "/checkups/{checkup}",
    operation_id="read_checkup",
    summary="一件碳健檢 / One checkup",
    response_model=None,
)
def checkup(checkup: UUID, services: Given, actor: Annotated[Actor, may("checkup.read")]) -> JSONResponse:
    document = checkup_for(services, actor, checkup)
    programme = services.programmes.by_hash(document["programme"], document["rules"])
    said = comments_for(actor, comments_about(services, document))
    shown = opened(services, {**document_for(actor, document), "comments": said})
    shown = checkup_in_words(shown, programme)
    return JSONResponse(shown, headers={"ETag": f'"{document["version"]}"'})


@router.post(
    "/checkups/{checkup}/bills",
    operation_id="attach_bill",
    summary="上傳單據 / Upload a bill",
    status_code=201,
    response_model=None,
    openapi_extra=FORM_SCHEMA,
)
async def attach_bill(
    checkup: UUID,
    request: Request,
    services: Given,
    asking: Annotated[Asking, asks("checkup.attach_bill")],
) -> JSONResponse:
    upload = await read_upload(request, services.settings.upload_bytes)
    bill = derived("bill", asking.command)

    def build(seal: Seal) -> AttachBill:
        file = store_upload(services, seal.target.person, upload)
        return AttachBill(Bill(bill, file, seal(upload.name)))

    said = {"sha256": hashlib.sha256(upload.content).hexdigest(), "name": upload.name}
    order = Order(lambda: of_checkup(services, asking.actor, checkup), said, build, again=True)
    return await take(services, asking, order, Reply(bill, f"/checkups/{checkup}/bills/{bill}"))


@router.get(
    "/checkups/{checkup}/bills/{bill}",
    operation_id="read_bill",
    summary="單據內容 / A bill's content",
    response_model=None,
)
def bill(
    checkup: UUID, bill: UUID, services: Given, actor: Annotated[Actor, may("checkup.read")]
) -> Response:
    document = checkup_for(services, actor, checkup)
    file = next((each["file"] for each in _bills(document) if each["id"] == str(bill)), None)
    if file is None:
        raise not_found()
    return stored_content(services, file, f"bill-{bill}")


@router.get(
    "/checkups/{checkup}/letter",
    operation_id="read_checkup_letter",
    summary="送件時的委任書 / The consent letter as it was submitted",
    response_model=None,
)
def letter(checkup: UUID, services: Given, actor: Annotated[Actor, may("checkup.read")]) -> Response:
    """For whoever reviews it: letters of the case are shown to those who work on the case."""
    document = checkup_for(services, actor, checkup)
    if document["letter"] is None:
        raise not_found()
    return stored_content(services, document["letter"], f"{document['ubn']}-letter")


@router.delete(
    "/checkups/{checkup}/bills/{bill}",
    operation_id="remove_bill",
    summary="移除單據 / Remove a bill",
    response_model=None,
)
async def remove_bill(
    checkup: UUID, bill: UUID, services: Given, asking: Annotated[Asking, asks("checkup.remove_bill")]
) -> JSONResponse:
    order = Order(
        lambda: of_checkup(services, asking.actor, checkup), {"bill": str(bill)}, lambda _: RemoveBill(bill)
    )
    return await take(services, asking, order, Reply(bill))


@router.put(
    "/checkups/{checkup}/activities/{activity}",
    operation_id="enter_activity",
    summary="填報或更正活動數據 / Enter or correct activity data",
    response_model=None,
)
async def enter_activity(
    checkup: UUID,
    activity: UUID,
    body: ActivityShape,
    services: Given,
    asking: Annotated[Asking, asks("checkup.enter_activity")],
) -> JSONResponse:
    entered = Activity(
        activity,
        body.item,
        body.source,
        body.quantity,
        Unit(body.unit),
        body.first_day,
        body.last_day,
        tuple(body.bills),
    )
    order = Order(
        lambda: of_checkup(services, asking.actor, checkup),
        {"activity": str(activity), **body.model_dump(mode="json")},
        lambda _: EnterActivity(entered),
    )
    return await take(services, asking, order, Reply(activity))


@router.delete(
    "/checkups/{checkup}/activities/{activity}",
    operation_id="remove_activity",
    summary="移除活動數據 / Remove activity data",
    response_model=None,
)
async def remove_activity(
    checkup: UUID,
    activity: UUID,
    services: Given,
    asking: Annotated[Asking, asks("checkup.remove_activity")],
) -> JSONResponse:
    order = Order(
        lambda: of_checkup(services, asking.actor, checkup),
        {"activity": str(activity)},
        lambda _: RemoveActivity(activity),
    )
    return await take(services, asking, order, Reply(activity))


@router.put(
    "/checkups/{checkup}/none/{item}",
    operation_id="declare_none",
    summary="聲明無此項目及理由 / Declare that the firm has none of an item, and why",
    response_model=None,
)
async def declare_none(
    checkup: UUID,
    item: _Item,
    body: NoneShape,
    services: Given,
    asking: Annotated[Asking, asks("checkup.declare_none")],
) -> JSONResponse:
    order = Order(
        lambda: of_checkup(services, asking.actor, checkup),
        {"item": item, **body.model_dump(mode="json")},
        lambda seal: DeclareNone(item, seal(body.reason), seal.mark(body.reason)),
    )
    return await take(services, asking, order, Reply(item))


@router.post(
    "/checkups/{checkup}/submission",
    operation_id="submit_checkup",
    summary="送出碳健檢（含補件） / Submit a checkup, or submit it again",
    response_model=None,
)
async def submit(
    checkup: UUID,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.submit_checkup")],
    body: Nothing | None = None,
) -> JSONResponse:
    """Judged by the case's windows, so the version that comes back is the case's."""
    order = Order(
        lambda: of_submission(services, asking.actor, checkup),
        {"checkup": str(checkup)},
        lambda seal: SubmitCheckup(seal.target.ubn),
    )
    return await take(services, asking, order, Reply(checkup, tagged=False))


@router.post(
    "/checkups/{checkup}/reopened-parts",
    operation_id="reopen_part",
    summary="複核組長重新開啟已核可的部分 / A lead reviewer reopens an approved part",
    response_model=None,
)
async def reopen_part(
    checkup: UUID,
    body: ReopenedPart,
    services: Given,
    asking: Annotated[Asking, asks("checkup.reopen_part")],
) -> JSONResponse:
    """Only then can a second review object to what the first approved and nobody has changed since."""
    order = Order(
        lambda: of_checkup(services, asking.actor, checkup),
        body.model_dump(mode="json"),
        lambda seal: ReopenPart(body.part, seal(body.reason)),
    )
    return await take(services, asking, order, Reply(checkup))


@router.post(
    "/checkups/{checkup}/addendum",
    operation_id="submit_addendum",
    summary="送出選修項目 / Submit the elective items of an approved checkup",
    response_model=None,
)
async def submit_addendum(
    checkup: UUID,
    services: Given,
    asking: Annotated[Asking, asks("checkup.submit_addendum")],
    body: Nothing | None = None,
) -> JSONResponse:
    """What was entered since the approval goes to a review of its own; certificate and fee stay."""
    order = Order(
        lambda: of_checkup(services, asking.actor, checkup),
        {"addendum": str(checkup)},
        lambda _: SubmitAddendum(),
    )
    return await take(services, asking, order, Reply(checkup))


def _bills(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every bill of the checkup: of its addenda too, and those that were removed since the last return."""
    entered = [document, document["addendum"] or {}, *document["addenda"]]
    for each in entered:
        yield from each.get("bills", ())
        yield from (
            one["was"] for one in each.get("changes", ()) if one["part"].startswith("bill:") and one["was"]
        )
