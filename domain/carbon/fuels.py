"""What a litre, cubic metre or kilogram of a fuel gives off, by the heat that is in it.

環境部「溫室氣體排放係數管理表」6.0.4 (108年6月), for inventories from 2019 on: kg per terajoule
(IPCC 2006) times a heating value (經濟部能源局「能源產品單位熱值表」, 104年). Its row of shale oil
is left out: it has two heating values.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar

from domain.carbon.gases import Gas
from domain.checkup.commands import Unit
from domain.strict_document import Wrong

# 113-02-05 公告「溫室氣體排放係數」, notes.
TERAJOULE_OF_KILOCALORIE: Final = Decimal("4.1868e-9")
COLUMNS: Final = (
    "fuel", "name", "use", "unit", "kcal", "co2_per_tj", "ch4_per_tj", "n2o_per_tj",
    "co2", "ch4", "n2o", "co2_low", "co2_high",
)  # fmt: skip
# The table prints so many decimals.
_PRINTED: Final = Decimal("1e-10")
_GASES: Final = {"co2": Gas.CO2, "ch4": Gas.FOSSIL_CH4, "n2o": Gas.N2O}


Kind = TypeVar("Kind", bound=StrEnum)


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


def read_fuels(text: str) -> tuple[FuelFactor, ...]:
    """The rows of a `fuels.csv`. Raises `Wrong` for a column too many or few, and for figures that do not
    belong together: what is typed must be what the heat gives."""
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != COLUMNS:
        found = ", ".join(reader.fieldnames or ())
        raise Wrong(
            "fuels.csv", found, f"欄位必須是 {'、'.join(COLUMNS)}", f"columns must be {', '.join(COLUMNS)}"
        )
    factors = tuple(_factor(row, f"fuels.csv:{number}") for number, row in enumerate(reader, 2))
    seen: set[tuple[str, Use]] = set()
    for number, one in enumerate(factors, 2):
        if (one.fuel, one.use) in seen:
            raise Wrong(
                f"fuels.csv:{number}", f"{one.fuel}, {one.use}", "重複的燃料", "is a fuel that stands twice"
            )
        seen.add((one.fuel, one.use))
    return factors


def _factor(row: Mapping[str, str | None], where: str) -> FuelFactor:
    numbers = {name: _number(row[name], f"{where}.{name}") for name in COLUMNS[4:]}
    factor = FuelFactor(
        _text(row["fuel"], f"{where}.fuel"),
        _text(row["name"], f"{where}.name"),
        _member(Use, row["use"], f"{where}.use"),
        _member(Unit, row["unit"], f"{where}.unit"),
        numbers["kcal"],
        {gas: numbers[f"{column}_per_tj"] for column, gas in _GASES.items()},
        {gas: numbers[column] for column, gas in _GASES.items()},
        numbers["co2_low"],
        numbers["co2_high"],
    )
    for wrong in _not_of_heat(factor, where):
        raise wrong
    return factor


def _not_of_heat(factor: FuelFactor, where: str) -> Iterator[Wrong]:
    for gas, mass in of_heat(factor.per_terajoule, factor.kilocalories).items():
        given, told = factor.kilograms[gas], mass.quantize(_PRINTED)
        if given != told:
            zh, en = f"與熱值不符：應為 {told}", f"is not what the heat gives: {told}"
            yield Wrong(f"{where}.{gas.value}", f"{given}", zh, en)


def _text(value: str | None, key: str) -> str:
    if not value:
        raise Wrong(key, value or "", "必須是非空白的字串", "must be a string that is not empty")
    return value


def _number(value: str | None, key: str) -> Decimal:
    try:
        number = Decimal(value or "")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise Wrong(key, value or "", "必須是不小於 0 的數", "must be a number that is not negative")
    return number


def _member(kind: type[Kind], value: str | None, key: str) -> Kind:
    if value not in set(kind):
        names = [one.value for one in kind]
        raise Wrong(key, value or "", f"必須是 {'、'.join(names)}", f"must be one of {', '.join(names)}")
    return kind(value)
