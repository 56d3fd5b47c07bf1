"""Values of a reading as they are sent: in their form, or as they were read off a paper that has another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Protocol

from pydantic import AfterValidator, StringConstraints, create_model

from api.misshapen import misshape_of
from api.shapes import Shape, plain_text
from domain.checkup.bill_reading import SEALED_FIELDS, FieldValue, Marked, Place, same_value
from domain.checkup.reading import ReadingField
from domain.checkup.reading_refusals import WrongReadingValue
from domain.checkup.reading_values import normal_value
from domain.sealed import Sealed

# A reader's text has no bound of its own; nobody confirms one that is longer.
_LONGEST = 1_000


class Seals(Protocol):
    """Seals a text, and gives the mark that tells its sameness."""

    def __call__(self, words: str) -> Sealed: ...
    def mark(self, words: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Sent:
    """A value with where it stands in the body, and its text; None: it is not on the paper."""

    at: tuple[str | int, ...]
    text: str | None
    value: FieldValue


def _normal(field: ReadingField, value: str) -> str:
    """The value in its form; one that has none is told by `value_faults`, which knows what was read."""
    text = plain_text(value)
    return text if _wrong(field, text) else normal_value(field, text)


def _wrong(field: ReadingField, text: str) -> WrongReadingValue | None:
    try:
        normal_value(field, text)
    except WrongReadingValue as wrong:
        return wrong
    return None


def _value(field: ReadingField) -> Any:
    text = Annotated[str, StringConstraints(max_length=_LONGEST), AfterValidator(partial(_normal, field))]
    return (text | None, None)


if TYPE_CHECKING:

    class FieldsShape(Shape):
        """A value for every field, so that each that is wrong is named; null: it is not on the paper."""

else:
    FieldsShape = create_model(
        "FieldsShape", __base__=Shape, **{field.value: _value(field) for field in ReadingField}
    )


def sent(
    fields: FieldsShape, seal: Seals, row: int | None = None, at: tuple[str | int, ...] = ()
) -> Iterator[Sent]:
    """Each value that is in the body, sealed where it says who; `at` is where its fields are."""
    for name in sorted(fields.model_fields_set):
        field, text = ReadingField(name), getattr(fields, name)
        if text is not None and field in SEALED_FIELDS:
            value = FieldValue(field, seal(text), row, seal.mark(text))
        else:
            value = FieldValue(field, text, row)
        yield Sent((*at, "fields", name), text, value)


def value_faults(
    values: Iterable[Sent], stands: Callable[[], Mapping[Place, Marked]]
) -> list[dict[str, Any]]:
    """The values without their form that are not what stands there, as faults in the words of pydantic.

    `stands` is asked only where there is a value without its form.
    """
    odd = [
        (one, wrong)
        for one in values
        if one.text is not None and (wrong := _wrong(one.value.field, one.text)) is not None
    ]
    known = stands() if odd else {}
    return [
        _fault(one, wrong)
        for one, wrong in odd
        if not same_value(one.value, known.get((one.value.row, one.value.field)))
    ]


def _fault(one: Sent, wrong: WrongReadingValue) -> dict[str, Any]:
    said = misshape_of(wrong)
    told = {"type": said.type, "msg": said.message(), "ctx": said.context}
    return {**told, "loc": ("body", *one.at), "input": one.text}
