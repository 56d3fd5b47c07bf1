"""What power costs by hours of the day, and the names of power companies that nobody founded."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.bills.drawn import Pen
from tests.bills.made_up import rounded, with_tax

_STEMS = ("嵐汐", "曦谷", "鷺灣", "稜海", "霽原", "沐川", "墨嶺", "鯨港", "粼溪", "燧山", "昀澤", "楓浦")


@dataclass(frozen=True, slots=True)
class Hours:
    """The kWh of one time of use, NT$ for each, and what they come to before tax."""

    name: str
    usage: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return rounded(self.usage * self.price, 1)


@dataclass(frozen=True, slots=True)
class Charges:
    """A demand customer's bill in NT$: `basic` for `contract` kW, less `reward` for the power factor."""

    hours: tuple[Hours, ...]
    contract: int
    demand: int
    factor: int
    basic: Decimal
    reward: Decimal
    sales: int
    tax: int
    total: int

    @property
    def usage(self) -> int:
        return sum(one.usage for one in self.hours)


def split(random: Random, amount: int, shares: int) -> list[int]:
    """`amount` in parts none of which is more than four times another, before the last takes the rest."""
    weights = [random.uniform(1, 4) for _ in range(shares)]
    told = [int(amount * weight / sum(weights)) for weight in weights[:-1]]
    return [*told, amount - sum(told)]


def charges(random: Random, usage: int, names: tuple[str, ...]) -> Charges:
    """What `usage` kWh in the hours of `names`, the dearest first, come to."""
    price, hours = random.uniform(4.6, 8.8), []
    for name, quantity in zip(names, split(random, usage, len(names)), strict=True):
        hours.append(Hours(name, quantity, rounded(price, 2)))
        price *= random.uniform(0.5, 0.8)
    contract = max(usage // random.randint(180, 330), 6)
    demand, factor = int(contract * random.uniform(0.6, 1.05)), random.randint(82, 100)
    flow, basic = sum(one.amount for one in hours), rounded(contract * random.uniform(150, 240), 1)
    reward = rounded((flow + basic) * Decimal("0.001") * max(factor - 80, 0), 1)
    total = int(rounded((flow + basic - reward) * Decimal("1.05")))
    return Charges(tuple(hours), contract, demand, factor, basic, reward, *with_tax(total), total)


def power_company(pen: Pen, *forms: str) -> str:
    """A registered name."""
    return pen.one_of(_STEMS) + pen.one_of(
        forms or ("電力股份有限公司", "電力公司", "電業股份有限公司", "電力事業股份有限公司")
    )
