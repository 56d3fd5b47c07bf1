"""How well values go together in one row, before they are checked: only to choose between groupings."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.mentions import Mention

F = ReadingField
_LONGEST_PERIOD: Final = 100
# A value that differs from another in few characters may be a misread print of it.
_ALIKE, _RIVAL = 0.66, 0.35


@lru_cache(maxsize=50_000)
def unlike(value: str, other: str) -> float:
    """1 for two different values, little for one that looks like a misread print of the other."""
    ratio = SequenceMatcher(None, value, other, autojunk=False).ratio()
    return _RIVAL if ratio >= _ALIKE else 1.0


def arithmetic(row: Sequence[Mention]) -> float:
    """One for each sum in the row that comes right, less for each that does not."""
    values = {one.field: one.value for one in row if one.value}
    return sum(one for one in (_metered(values), _lasting(values)) if one is not None)


def _metered(values: dict[ReadingField, str]) -> float | None:
    known = [values.get(field) for field in (F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE)]
    if known[0] is None or known[1] is None:
        return None
    previous, current = Decimal(known[0]), Decimal(known[1])
    if current < previous:
        return -1.0
    return 1.0 if known[2] is not None and current - previous == Decimal(known[2]) else 0.0


def _lasting(values: dict[ReadingField, str]) -> float | None:
    start, end = values.get(F.PERIOD_START), values.get(F.PERIOD_END)
    if start is None or end is None:
        return None
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return 0.5 if 0 <= days <= _LONGEST_PERIOD else -1.0
