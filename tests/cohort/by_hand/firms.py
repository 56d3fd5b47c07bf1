"""Firms: their sector, whether ten make a set, and what they bring."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.cohort.by_hand.numbers import FACTORIES, SHOPS, Numbers


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm as the file has it; amounts in NTD."""

    ubn: str
    industry: str
    revenue: int
    capital: int
    county: str


def sector(firm: Firm, numbers: Numbers) -> str | None:
    """`manufacturing`, `services`, or neither."""
    division = firm.industry[:2]
    for name, (first, last) in (
        ("manufacturing", numbers.manufacturing),
        ("services", numbers.services),
    ):
        if first <= division <= last:
            return name
    return None


def trade(firm: Firm, numbers: Numbers) -> str | None:
    """The listed sub-industry that the firm is of."""
    for name, ranges in {**FACTORIES, **SHOPS}.items():
        for first, last in ranges:
            begins = numbers.retail_begins if first == "471112" else first
            if begins <= firm.industry <= last:
                return name
    return None


def is_indicator(firm: Firm, numbers: Numbers) -> bool:
    return firm.revenue >= numbers.indicator_revenue or firm.capital >= numbers.indicator_capital


def make_a_set(firms: Sequence[Firm], numbers: Numbers) -> bool:
    """Some indicator firm, and beside it two factories of two trades or one shop."""
    return any(is_indicator(chosen, numbers) and _beside(chosen, firms, numbers) for chosen in firms)


def lacking(firms: Sequence[Firm], numbers: Numbers) -> str:
    """What keeps ten approved firms from a fee, in words; empty where nothing does."""
    lacks = []
    if not make_a_set(firms, numbers):
        lacks.append("mix")
    if not any(is_indicator(firm, numbers) for firm in firms):
        lacks.append("indicator")
    return ", ".join(lacks)


def fee(firms: Iterable[Firm], set_by_officer: Mapping[str, int], numbers: Numbers) -> int:
    """What the firms bring in NTD."""
    rates = {"manufacturing": numbers.manufacturing_fee, "services": numbers.services_fee}
    total = 0
    for firm in firms:
        name = sector(firm, numbers)
        total += rates[name] if name else set_by_officer.get(firm.ubn, 0)
    return min(total, numbers.most_paid)


def _beside(chosen: Firm, firms: Sequence[Firm], numbers: Numbers) -> bool:
    others = [firm for firm in firms if firm is not chosen or not numbers.slots_distinct]
    trades = [trade(firm, numbers) for firm in others]
    shops = sum(one in SHOPS for one in trades)
    factories = [one for one in trades if one in FACTORIES]
    different = any(len({*some}) == len(some) for some in combinations(factories, numbers.factories_wanted))
    return different or shops >= numbers.shops_wanted
