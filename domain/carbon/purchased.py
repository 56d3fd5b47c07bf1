"""Electricity and tap water: what a unit from a network comes to, by the year of the inventory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from domain.checkup.commands import Unit
from domain.errors import DomainError
from domain.strict_document import Wrong, not_empty, not_negative, positive, read_table, sole_list

OPEN = 9999


class Network(StrEnum):
    """What is bought from one."""

    ELECTRICITY = "electricity"
    WATER = "water"


class NoFactorForYear(DomainError):
    code = "no_factor_for_year"
    rule = "R41"
    zh = "{year} 年沒有「{of}／{series}」的排放係數；現有 {years}。"
    en = "There is no emission factor of {of} ({series}) for {year}; there is one for {years}."


@dataclass(frozen=True, slots=True)
class PurchasedFactor:
    """kg CO2e of a unit; `series` parts customers or utilities, and without a last year it holds on."""

    of: Network
    series: Annotated[str, not_empty]
    unit: Unit
    edition: Annotated[str, not_empty]
    announced: date
    first_year: Annotated[int, positive]
    kgco2e: Annotated[Decimal, not_negative]
    source: Annotated[str, not_empty]
    last_year: Annotated[int, positive] = OPEN

    def holds(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year


class PurchasedFactors:
    """All that were published, of which at most one holds for a network, a series and a year."""

    def __init__(self, factors: Iterable[PurchasedFactor]) -> None:
        self._factors = tuple(factors)

    def of_year(self, of: Network, series: str, year: int) -> PurchasedFactor:
        """The one that holds. Raises NoFactorForYear: no year borrows another's."""
        own = [one for one in self._factors if (one.of, one.series) == (of, series)]
        for one in own:
            if one.holds(year):
                return one
        years = ", ".join(_years(one) for one in own) or "–"
        raise NoFactorForYear(of=of.value, series=series, year=year, years=years)


def read_purchased(document: Mapping[str, object]) -> PurchasedFactors:
    """The factors of a parsed `purchased.toml`. Raises `Wrong`, also where two hold for one year."""
    read: list[PurchasedFactor] = []
    for place, table in enumerate(sole_list(document, "factor")):
        one = read_table(PurchasedFactor, table, f"factor[{place}]")
        if one.last_year < one.first_year:
            zh, en = "不得早於 first_year", "must not lie before first_year"
            raise Wrong(f"factor[{place}].last_year", one.last_year, zh, en)
        if any(_meet(one, other) for other in read):
            zh, en = "與同一序列的另一係數年度重疊", "shares a year with another of its series"
            raise Wrong(f"factor[{place}].first_year", one.first_year, zh, en)
        read.append(one)
    return PurchasedFactors(read)


def _meet(one: PurchasedFactor, other: PurchasedFactor) -> bool:
    same = (one.of, one.series) == (other.of, other.series)
    return same and one.first_year <= other.last_year and other.first_year <= one.last_year


def _years(one: PurchasedFactor) -> str:
    if one.last_year == OPEN:
        return f"{one.first_year}–"
    return f"{one.first_year}" if one.first_year == one.last_year else f"{one.first_year}–{one.last_year}"
