"""The parts of a checkup that a finding can name: a bill, an activity or a field of it, an item, the letter.

Written `bill:ID`, `activity:ID`, `activity:ID.quantity`, `electricity` (an item), `letter`.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

LETTER = "letter"


class PartKind(StrEnum):
    BILL = "bill"
    ACTIVITY = "activity"
    FIELD = "field"
    ITEM = "item"
    LETTER = "letter"


class ActivityField(StrEnum):
    """What can be wrong with an activity; `period` is both its days, `bills` its evidence."""

    SOURCE = "source"
    QUANTITY = "quantity"
    UNIT = "unit"
    PERIOD = "period"
    BILLS = "bills"


@dataclass(frozen=True, slots=True)
class Part:
    """`id` where it is of a bill or an activity, `name` that of a field or an item."""

    kind: PartKind
    id: UUID | None = None
    name: str = ""


def part_of(text: str) -> Part | None:
    """The part that a text names; None where it has no part's form."""
    prefix, colon, rest = text.partition(":")
    if not colon:
        return Part(PartKind.LETTER) if text == LETTER else Part(PartKind.ITEM, name=text)
    number, dot, field = rest.partition(".")
    key = _uuid(number)
    if key is None or str(key) != number:
        return None
    if prefix == "bill" and not dot:
        return Part(PartKind.BILL, key)
    if prefix != "activity":
        return None
    if not dot:
        return Part(PartKind.ACTIVITY, key)
    return Part(PartKind.FIELD, key, field) if field in set(ActivityField) else None


def bill_part(bill: UUID) -> str:
    return f"bill:{bill}"


def activity_part(activity: UUID) -> str:
    return f"activity:{activity}"


def field_part(activity: UUID, field: str) -> str:
    return f"activity:{activity}.{field}"


def whole_of(text: str) -> str:
    """The part itself, or the activity that a field belongs to."""
    return text.partition(".")[0] if text.startswith("activity:") else text


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
