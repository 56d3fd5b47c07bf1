"""Prints that are no row's place: unreadable ones beside a readable one, doubtful ones beside a sure."""

from collections.abc import Sequence
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.mentions import Mention
from models.judgement.places import in_one_line

F = ReadingField
_ONCE: Final = (F.ISSUE_DATE, F.INVOICE_NO)
_COUNTED: Final = frozenset((F.USAGE, F.UNIT_PRICE, F.TOTAL_AMOUNT))
# How likely what a line has beside a sure one of its field is at most, and the sure one at least.
_DOUBTFUL, _SURE = 0.5, 0.9


def without_strays(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Without unreadable prints of a day of issue or an invoice's number that has one value, and without
    doubtful numbers in a line that has a sure one of their field."""
    values = {field: {one.value for one in found if one.field is field and one.value} for field in _ONCE}
    once = {field for field, several in values.items() if len(several) == 1}
    sure = [one for one in found if one.field in _COUNTED and one.value and one.probability >= _SURE]
    return tuple(
        one
        for one in found
        if (one.value or one.field not in once) and not any(_outdoes(other, one) for other in sure)
    )


def _outdoes(sure: Mention, one: Mention) -> bool:
    return (
        one.field is sure.field
        and one.probability < _DOUBTFUL
        and not one.part
        and not sure.part
        and one.place.sheet == sure.place.sheet
        and in_one_line(one.place.y, one.place.height, sure.place.y, sure.place.height)
    )
