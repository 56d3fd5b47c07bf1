"""Readings of bills: what a person confirms or corrects, and bills that are read again."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from api.door import Order, Reply, Seal, take
from api.reading_values import FieldsShape, Sent, sent, value_faults
from api.services import Given, Services
from api.shapes import Nothing, Shape
from api.signing import Asking, SignedRoute, asks
from api.targets import of_checkup
from domain.checkup.bill_reading import Marked, Place
from domain.checkup.reading import BillKind
from domain.checkup.reading_commands import ConfirmReading, ReadBillAgain
from domain.checkup.reading_events import BillRead
from domain.checkup.reading_state import standing_values
from domain.checkup.state import NotOpened
from store.replay import checkup_state

router = APIRouter(tags=["checkups"], route_class=SignedRoute)
_Number = Annotated[int, Field(ge=0, le=10_000)]
Stands = Mapping[Place, Marked]


class RowShape(Shape):
    """What a row of the document says; rows count from 0."""

    row: _Number
    fields: FieldsShape


class ConfirmationShape(Shape):
    """What a person reads off a document of the reading with this number; what differs is a correction.

    Every field that is in question has to be there: as it was read, corrected, or null where it is not on
    the paper. With `rest` all that is not named was looked at too, and is right. A value has the form of its
    field, or is just as it stands: a paper may print a number whose check does not hold.
    """

    document: _Number
    number: Annotated[int, Field(ge=1)]
    fields: Annotated[FieldsShape, Field(default_factory=FieldsShape)]
    rows: Annotated[list[RowShape], Field(max_length=1_000, default_factory=list)]
    kind: Literal["electricity", "water", "natural_gas", "lpg", "fuel", "invoice", "unknown"] | None = None
    rest: bool = False

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"document": 0, "number": 1, "fields": {"usage": "1280", "period_end": "2024-04-30"}}
            ]
        }
    )


@router.post(
    "/checkups/{checkup}/bills/{bill}/reading/confirm",
    operation_id="confirm_reading",
    summary="確認或更正單據判讀 / Confirm or correct what was read off a bill",
    response_model=None,
)
async def confirm(
    checkup: UUID,
    bill: UUID,
    body: ConfirmationShape,
    services: Given,
    asking: Annotated[Asking, asks("checkup.confirm_reading")],
) -> JSONResponse:
    """A reading that nobody confirms keeps no checkup from being submitted; its reviewer sees that."""
    said = {"bill": str(bill), **body.model_dump(mode="json", exclude_unset=True)}

    def build(seal: Seal) -> ConfirmReading:
        kind = BillKind(body.kind) if body.kind else None
        values = tuple(_sent(body, seal))
        if faults := value_faults(values, lambda: _stands(services, checkup, bill, body)):
            raise RequestValidationError(faults)
        told = tuple(one.value for one in values)
        return ConfirmReading(bill, body.number, body.document, told, kind, body.rest)

    # Looked for first: what stands may be another value since.
    order = Order(lambda: of_checkup(services, asking.actor, checkup), said, build, again=True)
    return await take(services, asking, order, Reply(bill))


@router.post(
    "/checkups/{checkup}/bills/{bill}/reading/again",
    operation_id="read_bill_again",
    summary="重新判讀單據 / Have a bill read again",
    response_model=None,
)
async def again(
    checkup: UUID,
    bill: UUID,
    services: Given,
    asking: Annotated[Asking, asks("checkup.read_bill_again")],
    body: Nothing | None = None,
) -> JSONResponse:
    """What was read before stays in the history, and what a person confirmed stays confirmed."""
    order = Order(
        lambda: of_checkup(services, asking.actor, checkup),
        {"again": str(bill)},
        lambda _: ReadBillAgain(bill),
    )
    return await take(services, asking, order, Reply(bill))


def _sent(body: ConfirmationShape, seal: Seal) -> Iterator[Sent]:
    yield from sent(body.fields, seal)
    for place, row in enumerate(body.rows):
        yield from sent(row.fields, seal, row.row, ("rows", place))


def _stands(services: Services, checkup: UUID, bill: UUID, body: ConfirmationShape) -> Stands:
    """The values of the document that is spoken of; none where it is not that of the last reading."""
    state = checkup_state(services.event_log, checkup)
    known = None if isinstance(state, NotOpened) else state.content.readings.get(bill)
    if known is None or not isinstance(known.last, BillRead) or known.last.number != body.number:
        return {}
    there = body.document < len(known.last.reading.documents)
    return standing_values(known, body.document) if there else {}
