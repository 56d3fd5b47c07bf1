"""What a use of water costs, item by item and step by step, so that the sums on a bill come out."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.bills.consumption import Metered
from tests.bills.made_up import rounded

# Upper ends of the steps in cubic metres, and NT$ a cubic metre in each.
STEPS = (
    ((20, 60, 200), ("7.35", "9.45", "11.55", "12.075")),
    ((30, 50, 1000), ("7.0", "9.0", "11.0", "13.5")),
    ((40, 100, 400), ("8.2", "10.4", "12.6", "15.0")),
)


@dataclass(frozen=True, slots=True)
class Step:
    """`quantity` m3 above `above` at NT$ `price` each."""

    above: int
    quantity: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return rounded(self.quantity * self.price, 1)


@dataclass(frozen=True, slots=True)
class Charged:
    """Items in NT$ whose sum is `total`; `tax` is one of them."""

    base: int
    steps: tuple[Step, ...]
    fund: int
    sewer: int
    tax: int

    @property
    def water(self) -> int:
        return int(rounded(sum((step.amount for step in self.steps), Decimal(0))))

    @property
    def total(self) -> int:
        return self.base + self.water + self.fund + self.sewer + self.tax


def charged(random: Random, use: Metered, *, taxed: bool = True, sewered: bool = True) -> Charged:
    """The items of `use`, with or without tax and what the sewer costs."""
    steps = _steps(random, use.usage)
    water = int(rounded(sum((step.amount for step in steps), Decimal(0))))
    base = random.choice((17, 34, 68, 136, 208, 357))
    fund = int(rounded(water * random.choice((0.05, 0.02, 0.08))))
    sewer = int(rounded(use.usage * random.choice((5, 7.8, 2.6)))) if sewered else 0
    tax = int(rounded((base + water) * 0.05)) if taxed else 0
    return Charged(base, steps, fund, sewer, tax)


def _steps(random: Random, usage: int) -> tuple[Step, ...]:
    ends, prices = random.choice(STEPS)
    steps, above = [], 0
    for end, price in zip((*ends, usage), prices, strict=True):
        if usage > above:
            steps.append(Step(above, min(usage, end) - above, Decimal(price)))
        above = end
    return tuple(steps)
