"""What a litre, cubic metre or kilogram of a fuel gives off, by the heat that is in it.

環境部「溫室氣體排放係數管理表」6.0.4 (108年6月), for inventories from 2019 on: kg per terajoule
(IPCC 2006) times a heating value (經濟部能源局「能源產品單位熱值表」, 104年). Its row of shale oil
is left out: it has two heating values.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final

from domain.carbon.gases import Gas
from domain.checkup.commands import Unit
from domain.strict_document import Wrong, not_negative, read_table

# 113-02-05 公告「溫室氣體排放係數」, notes.
TERAJOULE_OF_KILOCALORIE: Final = Decimal("4.1868e-9")
# The table prints so many decimals.
_PRINTED: Final = Decimal("1e-10")
Amount = Annotated[Decimal, not_negative]


class Use(StrEnum):
    """Burnt in a boiler or a generator, or on the road."""

    STATIONARY = "stationary"
    MOBILE = "mobile"


@dataclass(frozen=True, slots=True)
class FuelFactor:
    """`kilograms` of each gas from one `unit`, as printed; `low` and `high` are how far CO2 may lie off, as
    shares, with 95 %."""

    fuel: str
    name: str
    use: Use
    unit: Unit
    kilocalories: Decimal
    per_terajoule: Mapping[Gas, Decimal]
    kilograms: Mapping[Gas, Decimal]
    low: Decimal
    high: Decimal


def of_heat(per_terajoule: Mapping[Gas, Decimal], kilocalories: Decimal) -> dict[Gas, Decimal]:
    """Kilograms of each gas from a unit with so much heat in it."""
    heat = kilocalories * TERAJOULE_OF_KILOCALORIE
    return {gas: mass * heat for gas, mass in per_terajoule.items()}


def by_weight(factor: FuelFactor, density: Decimal) -> FuelFactor:
    """That of a kilogram, of a fuel whose table has litres, by its declared density in kg a litre.

    ValueError for a density that is none, or a factor of another unit.
    """
    if factor.unit is not Unit.LITRE or density <= 0:
        raise ValueError(f"{factor.fuel} of {factor.unit} with {density} kg a litre")
    kilograms = {gas: mass / density for gas, mass in factor.kilograms.items()}
    return replace(
        factor, unit=Unit.KILOGRAM, kilocalories=factor.kilocalories / density, kilograms=kilograms
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """The columns of `fuels.csv`."""

    fuel: str
    name: str
    use: Use
    unit: Unit
    kcal: Amount
    co2_per_tj: Amount
    ch4_per_tj: Amount
    n2o_per_tj: Amount
    co2: Amount
    ch4: Amount
    n2o: Amount
    co2_low: Amount
    co2_high: Amount


def read_fuels(text: str) -> tuple[FuelFactor, ...]:
    """The rows of a `fuels.csv`. Raises `Wrong` for a column too many or few, and for figures that do not
    belong together: what is typed must be what the heat gives."""
    factors: dict[tuple[str, Use], FuelFactor] = {}
    for number, cells in enumerate(csv.DictReader(text.splitlines()), 2):
        where = f"fuels.csv:{number}"
        one = _factor(read_table(_Row, cells, where))
        for wrong in _not_of_heat(one, where):
            raise wrong
        if (one.fuel, one.use) in factors:
            raise Wrong(where, f"{one.fuel}, {one.use}", "重複的燃料", "is a fuel that stands twice")
        factors[one.fuel, one.use] = one
    return tuple(factors.values())


def _factor(row: _Row) -> FuelFactor:
    return FuelFactor(
        row.fuel,
        row.name,
        row.use,
        row.unit,
        row.kcal,
        {Gas.CO2: row.co2_per_tj, Gas.FOSSIL_CH4: row.ch4_per_tj, Gas.N2O: row.n2o_per_tj},
        {Gas.CO2: row.co2, Gas.FOSSIL_CH4: row.ch4, Gas.N2O: row.n2o},
        row.co2_low,
        row.co2_high,
    )


def _not_of_heat(factor: FuelFactor, where: str) -> Iterator[Wrong]:
    for gas, mass in of_heat(factor.per_terajoule, factor.kilocalories).items():
        given, told = factor.kilograms[gas], mass.quantize(_PRINTED)
        if given != told:
            zh, en = f"與熱值不符：應為 {told}", f"is not what the heat gives: {told}"
            yield Wrong(f"{where}: {gas.value}", f"{given}", zh, en)
