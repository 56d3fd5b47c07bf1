"""A price that was taken for a second quantity: the two come to the total, and only one can be a price."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.checks import bounds
from models.judgement.mentions import Mention

F = ReadingField
_PRICED: Final = (BillKind.FUEL, BillKind.LPG)
# NT$ by which a rounded line is off.
_ROUNDED: Final = 1


def with_price(found: Sequence[Mention], kind: BillKind) -> tuple[Mention, ...]:
    """With the price by its own name, where none was read and two quantities multiply to a total."""
    values = {
        field: sorted({one.value for one in found if one.field is field and one.value and not one.part})
        for field in (F.USAGE, F.UNIT_PRICE, F.TOTAL_AMOUNT)
    }
    if kind not in _PRICED or values[F.UNIT_PRICE] or len(values[F.USAGE]) != 2:
        return tuple(found)
    first, second = (Decimal(value) for value in values[F.USAGE])
    proved = any(abs(first * second - Decimal(total)) <= _ROUNDED for total in values[F.TOTAL_AMOUNT])
    prices = [value for value in values[F.USAGE] if _is_price(Decimal(value), kind, found)]
    if not proved or len(prices) != 1:
        return tuple(found)
    return tuple(
        replace(one, field=F.UNIT_PRICE) if one.field is F.USAGE and one.value == prices[0] else one
        for one in found
    )


def _is_price(number: Decimal, kind: BillKind, found: Sequence[Mention]) -> bool:
    fuel = next((one.value for one in found if one.field is F.FUEL and one.value), None)
    tariff = bounds.tariff_of(kind, fuel, date.max)
    return tariff is not None and tariff.low <= number <= tariff.high
