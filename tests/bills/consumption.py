"""What a meter counted and what it costs: readings, quantities and amounts that agree with each other."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from domain.checkup.reading import ReadingField as Field
from tests.bills import made_up
from tests.bills.drawn import Entry

Limits = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Metered:
    """One period of a meter: both days counted, `usage` = (`current` - `previous`) × `factor`, NT$."""

    start: date
    end: date
    previous: int
    current: int
    factor: int
    usage: int
    sales: int
    tax: int
    total: int

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Supply:
    """How much is used and what it costs: per period, in units, NT$ a unit, and days."""

    usage: Limits
    price: tuple[float, float]
    days: Limits = (56, 65)
    factor: int = 1


HOUSE_POWER = Supply((160, 2_900), (2.2, 4.2))
SHOP_POWER = Supply((1_200, 9_800), (3.1, 5.2), (28, 33))
WORKS_POWER = Supply((6_000, 180_000), (3.4, 5.4), (28, 32), 40)
HOUSE_WATER = Supply((12, 190), (9, 16))
WORKS_WATER = Supply((260, 4_800), (12, 19), (28, 33))
HOUSE_GAS = Supply((9, 160), (12, 22))
KITCHEN_GAS = Supply((220, 3_900), (11, 19), (28, 33))


def metered(random: Random, supply: Supply, end: date | None = None, current: int | None = None) -> Metered:
    """A period that ends on `end` with the meter at `current`, both made up where not given."""
    end = end or made_up.day(random)
    steps = random.randint(max(supply.usage[0] // supply.factor, 1), supply.usage[1] // supply.factor)
    current = current if current is not None else steps + random.randint(300, 89_000)
    steps = min(steps, current)
    usage = steps * supply.factor
    total = int(made_up.rounded(usage * random.uniform(*supply.price)) + random.randint(20, 160))
    sales, tax = made_up.with_tax(total)
    start = end - timedelta(random.randint(*supply.days) - 1)
    return Metered(start, end, current - steps, current, supply.factor, usage, sales, tax, total)


def history(random: Random, supply: Supply, count: int) -> list[Metered]:
    """`count` periods one after another, the newest first, on one meter."""
    periods = [metered(random, supply, current=random.randint(60_000, 98_000) + count * supply.usage[1])]
    while len(periods) < count:
        later = periods[-1]
        periods.append(metered(random, supply, later.start - timedelta(1), later.previous))
    return periods


def parts(random: Random, amount: int, count: int) -> list[int]:
    """`amount` in `count` parts, the first the greatest."""
    if count == 1:
        return [amount]
    rest = int(amount * random.uniform(0.03, 0.3))
    return [amount - rest, *parts(random, rest, count - 1)]


def period(entry: Entry, use: Metered, form: str, joint: str) -> str:
    """The period in days, its ends written in `form` with `joint` between them."""
    start = entry.write(Field.PERIOD_START, made_up.roc(use.start, form), use.start)
    return start + joint + entry.write(Field.PERIOD_END, made_up.roc(use.end, form), use.end)
