"""What is checked: the values of one document or one row, as numbers and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from domain.checkup.reading import BillKind, ReadingField


@dataclass(frozen=True, slots=True)
class Subject:
    """`printed` are all numbers on the sheets; `discounted` tells that they speak of a discount, `parts` that
    several printed rows make up the usage."""

    kind: BillKind
    values: Mapping[ReadingField, str]
    today: date
    printed: frozenset[Decimal] = frozenset()
    discounted: bool = False
    parts: bool = False

    def number(self, field: ReadingField) -> Decimal | None:
        """The field's number, if it has one."""
        try:
            return Decimal(self.values[field])
        except (KeyError, InvalidOperation):
            return None

    def day(self, field: ReadingField) -> date | None:
        """The field's day, if it has one."""
        try:
            return date.fromisoformat(self.values[field])
        except (KeyError, ValueError):
            return None


def step(number: Decimal) -> Decimal:
    """The least difference that the number's digits can tell."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
