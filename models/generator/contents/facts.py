"""The numbers of one utility's bill, which agree with each other."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator.days import some_day
from models.generator.dice import Dice
from models.generator.wording import CHARGES, PRODUCTS

# Least and most of a period's quantity, and NT$ per unit: set wide by us.
_RANGES = {
    BillKind.ELECTRICITY: (20, 300_000, 1.7, 8.0),
    BillKind.WATER: (2, 9_000, 8.0, 40.0),
    BillKind.NATURAL_GAS: (3, 60_000, 11.5, 28.0),
}
# Of what is charged for gas, the least that goes by its quantity: a cubic metre costs more than NT$ 9.
_BY_QUANTITY = {BillKind.NATURAL_GAS: 0.85}
# Value-added tax of bills (加值型及非加值型營業稅法 §10).
TAX_RATE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Facts:
    """`parts` add up to `usage`, `charges` to `untaxed` if `taxed` and else to `total`."""

    start: date
    end: date
    previous: int
    current: int
    multiplier: int
    usage: int
    parts: tuple[int, ...]
    charges: tuple[tuple[str, int], ...]
    untaxed: int
    tax: int
    total: int
    taxed: bool
    kgco2e: Decimal
    factor: Decimal

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def sample_facts(dice: Dice, kind: BillKind) -> Facts:
    """A period of one or two months."""
    least, most, cheap, dear = _RANGES.get(kind, _RANGES[BillKind.ELECTRICITY])
    share = math.exp(dice.random.uniform(math.log(least), math.log(most)))
    multiplier = dice.drawn((1, 1, 1, 1, 20, 40, 120, 200)) if kind is BillKind.ELECTRICITY else 1
    difference = max(int(share) // multiplier, 1)
    usage = _billed(dice, kind, difference * multiplier)
    total = max(round(usage * dice.random.uniform(cheap, dear)), 30)
    untaxed = round(total / (1 + TAX_RATE))
    taxed = dice.chance(0.4)
    end = some_day(dice)
    previous = _previous(dice, difference)
    factor = emission_factor(dice, kind)
    return Facts(
        end - timedelta(dice.drawn((*range(27, 35), *range(56, 63), 59, 60, 61)) - 1),
        end,
        previous,
        previous + difference,
        multiplier,
        usage,
        _parts(dice, usage),
        _charges(dice, kind, untaxed if taxed else total),
        untaxed,
        total - untaxed,
        total,
        taxed,
        round(Decimal(usage) * factor, dice.drawn((0, 1, 1, 2))),
        factor,
    )


def average_price(dice: Dice, kind: BillKind) -> float:
    """NT$ per unit, all charges counted."""
    _, _, cheap, dear = _RANGES[kind]
    return dice.random.uniform(cheap, dear)


def emission_factor(dice: Dice, kind: BillKind) -> Decimal:
    """Kilograms of CO2 per unit, near those that are printed."""
    low, high = PRODUCTS["factors"].get(kind.value, (0.4, 0.6))
    return round(Decimal(dice.random.uniform(low, high)), 3)


def split_up(dice: Dice, amount: int, count: int) -> tuple[int, ...]:
    """So many parts of a sum, none below zero."""
    cuts = sorted(dice.amount(0, amount) for _ in range(count - 1))
    return tuple(high - low for low, high in zip((0, *cuts), (*cuts, amount), strict=True))


def _previous(dice: Dice, difference: int) -> int:
    """What the meter showed before: mostly of a meter that is some years old."""
    return dice.amount(0, max(difference * dice.amount(1, 60), 200))


def _billed(dice: Dice, kind: BillKind, difference: int) -> int:
    """What is billed; of gas under pressure more than the meter counted."""
    if kind is BillKind.NATURAL_GAS and dice.amount(0, 2) == 0:
        return max(round(difference * dice.random.uniform(1.02, 1.9)), difference)
    return difference + (dice.amount(0, 9) if dice.amount(0, 19) == 0 else 0)


def _parts(dice: Dice, usage: int) -> tuple[int, ...]:
    return split_up(dice, usage, dice.amount(2, 4))


def _charges(dice: Dice, kind: BillKind, amount: int) -> tuple[tuple[str, int], ...]:
    table = CHARGES[kind.value]
    others = dice.some(table["others"], 1, 6)
    least = int(amount * _BY_QUANTITY.get(kind, 0.5))
    rest = split_up(dice, amount - least, len(others) + 1)
    return (dice.choose(table["first"]), least + rest[0]), *zip(others, rest[1:], strict=True)
