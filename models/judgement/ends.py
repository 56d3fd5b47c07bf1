"""Two days of one period that were both taken for the same end of it, and readings taken for each other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.checks import bounds
from models.judgement.mentions import Mention

F = ReadingField
_ENDS: Final = (F.PERIOD_START, F.PERIOD_END)
_METERED: Final = (F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE)
_SURE: Final = 0.9
# Several values of these are several periods.
_OF_ONE_PERIOD: Final = (F.USAGE, F.CURRENT_READING, F.METER_NO)


def both_ends(found: Sequence[Mention], kind: BillKind) -> tuple[Mention, ...]:
    """The earlier day is the start, the later the end, where they lie as far apart as a bill's."""
    days = [one for one in found if one.field in _ENDS and one.value]
    first_and_last = _period(days)
    if kind not in bounds.PERIOD_KINDS or first_and_last is None or _has_several(found):
        return tuple(found)
    field_of = dict(zip(first_and_last, _ENDS, strict=True))
    return tuple(
        replace(one, field=field_of[one.value]) if one.field in _ENDS and one.value else one for one in found
    )


def both_readings(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """A meter that runs has shown less before: changed over where they lie the usage apart and one of them is
    not sure. A bill that gives back runs backwards."""
    values = {field: {one.value for one in found if one.field is field and one.value} for field in _METERED}
    if any(len(several) != 1 for several in values.values()):
        return tuple(found)
    previous, current, usage = (Decimal(value) for field in _METERED for value in values[field])
    if previous - current != usage or not usage:
        return tuple(found)
    other = {F.PREVIOUS_READING: F.CURRENT_READING, F.CURRENT_READING: F.PREVIOUS_READING}
    if all(one.probability >= _SURE for one in found if one.field in other and one.value):
        return tuple(found)
    # What the sum has chosen it proves no more.
    return tuple(
        replace(one, field=other[one.field], clean=False) if one.field in other else one for one in found
    )


def _period(days: Sequence[Mention]) -> tuple[str, str] | None:
    values = sorted({one.value for one in days})
    if len({one.field for one in days}) != 1 or len(values) != 2 or any(one.months for one in days):
        return None
    first, last = (date.fromisoformat(value) for value in values)
    lasts = (last - first).days + 1
    return (values[0], values[1]) if bounds.LEAST_DAYS <= lasts <= bounds.MOST_DAYS else None


def _has_several(found: Sequence[Mention]) -> bool:
    return any(
        len({one.value for one in found if one.field is field and one.value and not one.part}) > 1
        for field in _OF_ONE_PERIOD
    )
