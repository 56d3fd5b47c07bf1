"""Whether what one reading of a file found is what another found: told by values and places on the paper.

A file is the same in all its readings, so what was found in one place is one thing; its number in the file
says little, since another reader may split or order documents and rows otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.checkup.bill_reading import FieldValue, ReadDocument, ReadField, ReadRow, same_value
from domain.checkup.reading import ReadingField

F = ReadingField
# Where one of these differs it is another paper, or another line of it.
_TELLING: Final = frozenset(
    {
        *(F.INVOICE_NO, F.ACCOUNT_NO, F.METER_NO),
        *(F.ISSUE_DATE, F.PERIOD_START, F.PERIOD_END, F.TOTAL_AMOUNT),
    }
)
Box = tuple[int, int, int, int]
Values = Mapping[ReadingField, FieldValue]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many values agree, how many of those that tell papers apart, and how many places overlap."""

    values: int
    telling: int
    places: int

    @property
    def score(self) -> int:
        return self.values + self.places


def document_likeness(seen: ReadDocument, said: Values, now: ReadDocument) -> Likeness | None:
    """None where they are two; `said` is what a person said of the fields of the one that was seen."""
    whole = [[*one.fields, *(field for row in one.rows for field in row.fields)] for one in (seen, now)]
    return _likeness(seen.fields, said, now.fields, _overlapping(*map(_regions, whole)))


def row_likeness(seen: ReadRow, said: Values, now: ReadRow) -> Likeness | None:
    """As of documents."""
    return _likeness(seen.fields, said, now.fields, _overlapping(_regions(seen.fields), _regions(now.fields)))


def _likeness(
    seen: Sequence[ReadField], said: Values, now: Sequence[ReadField], overlapping: int | None
) -> Likeness | None:
    if overlapping is None:
        return None
    before, values, telling = {one.field: one for one in seen}, 0, 0
    for one in now:
        was = before.get(one.field)
        stands = said.get(one.field, was)
        if same_value(one, was) or same_value(one, stands):
            values += 1
            telling += one.field in _TELLING
        elif one.field in _TELLING and stands is not None and stands.value is not None:
            return None
    return Likeness(values, telling, overlapping)


Regions = Mapping[ReadingField, Mapping[int, Box]]


def _regions(fields: Iterable[ReadField]) -> Regions:
    """Where each field stands: on each page the box around all its values."""
    found: dict[ReadingField, dict[int, Box]] = {}
    for one in fields:
        if one.box is not None:
            pages = found.setdefault(one.field, {})
            pages[one.page] = _around(pages.get(one.page, one.box), one.box)
    return found


def _overlapping(seen: Regions, now: Regions) -> int | None:
    """How many fields stand where they stood; None where those that both have all stand elsewhere."""
    both = seen.keys() & now.keys()
    overlapping = sum(
        any(_meet(box, now[name][page]) for page, box in seen[name].items() if page in now[name])
        for name in both
    )
    return overlapping if overlapping or not both else None


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _meet(one: Box, other: Box) -> bool:
    # Rounding may leave a box no width, and then it would not even meet itself.
    return one == other or (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )
