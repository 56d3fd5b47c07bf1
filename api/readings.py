"""Readings of bills: what a person confirms or corrects, and bills that are read again."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, create_model

from api.door import Order, Reply, Seal, take
from api.misshapen import misshape_of
from api.services import Given
from api.shapes import Nothing, Shape, plain_text
from api.signing import Asking, SignedRoute, asks
from api.targets import of_checkup
from domain.checkup.bill_reading import SEALED_FIELDS, FieldValue
from domain.checkup.reading import BillKind, ReadingField
from domain.checkup.reading_commands import ConfirmReading, ReadBillAgain
from domain.checkup.reading_refusals import WrongReadingValue
from domain.checkup.reading_values import normal_value

router = APIRouter(tags=["checkups"], route_class=SignedRoute)
_Number = Annotated[int, Field(ge=0, le=10_000)]


def _checked(field: ReadingField) -> Callable[[str], str]:
    return partial(_normal, field)


def _normal(field: ReadingField, value: str) -> str:
    try:
        return normal_value(field, plain_text(value))
    except WrongReadingValue as wrong:
        raise misshape_of(wrong) from None


def _value(field: ReadingField) -> Any:
    text = Annotated[str, StringConstraints(max_length=200), AfterValidator(_checked(field))]
    return (text | None, None)


if TYPE_CHECKING:

    class FieldsShape(Shape):
        """A value for every field, so that each that is wrong is named; null: it is not on the paper."""

else:
    FieldsShape = create_model(
        "FieldsShape", __base__=Shape, **{field.value: _value(field) for field in ReadingField}
    )


class RowShape(Shape):
    """What a row of the document says; rows count from 0."""

    row: _Number
    fields: FieldsShape


class ConfirmationShape(Shape):
    """What a person reads off a document of the reading with this number; what differs is a correction.

    Every field that is in question has to be there: as it was read, corrected, or null where it is not on
    the paper. With `rest` all that is not named was looked at too, and is right.
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
        values = tuple(_said(body, seal))
        return ConfirmReading(bill, body.number, body.document, values, kind, body.rest)

    order = Order(lambda: of_checkup(services, asking.actor, checkup), said, build)
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


def _said(body: ConfirmationShape, seal: Seal) -> Iterator[FieldValue]:
    yield from _of_row(body.fields, None, seal)
    for row in body.rows:
        yield from _of_row(row.fields, row.row, seal)


def _of_row(fields: FieldsShape, row: int | None, seal: Seal) -> Iterator[FieldValue]:
    for name in sorted(fields.model_fields_set):
        field, value = ReadingField(name), getattr(fields, name)
        if value is not None and field in SEALED_FIELDS:
            yield FieldValue(field, seal(value), row, seal.mark(value))
        else:
            yield FieldValue(field, value, row)
