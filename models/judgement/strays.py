"""Prints that are no row's place: unreadable ones beside a readable one, doubtful ones beside a sure."""

from collections.abc import Sequence
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.columns import in_column
from models.judgement.mentions import Mention

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
    counted = [one for one in found if one.field in _COUNTED and one.value and not one.part]
    return tuple(one for one in found if (one.value or one.field not in once) and not _is_stray(one, counted))


def _is_stray(one: Mention, counted: Sequence[Mention]) -> bool:
    """Whether its line has a surer one, and no line above or below has its like there: blocks stand side by
    side too."""
    if one.field not in _COUNTED or one.part or one.inferred or one.probability >= _DOUBTFUL:
        return False
    fellows = [other for other in counted if other.field is one.field and other is not one]
    if any(other.probability >= _DOUBTFUL and in_column(one.place, other.place) for other in fellows):
        return False
    return any(other.probability >= _SURE and one.place.beside(other.place) for other in fellows)
