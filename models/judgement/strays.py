"""Prints that cannot be read beside one that can: of what a document has once, they are no row's place."""

from collections.abc import Sequence
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.mentions import Mention

_ONCE: Final = (ReadingField.ISSUE_DATE, ReadingField.INVOICE_NO)


def without_strays(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Without unreadable prints of a day of issue or an invoice's number that has one value."""
    values = {field: {one.value for one in found if one.field is field and one.value} for field in _ONCE}
    once = {field for field, several in values.items() if len(several) == 1}
    return tuple(one for one in found if one.value or one.field not in once)
