"""The bounds of `bounds.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final

from domain.checkup.reading import BillKind, FuelKind

_TABLES: Final[Mapping[str, Any]] = tomllib.loads(
    files("models.judgement").joinpath("bounds.toml").read_text("utf-8")
)

WARNINGS: Final[frozenset[str]] = frozenset(_TABLES["severity"]["warnings"])
STRONG: Final[frozenset[str]] = frozenset(_TABLES["severity"]["strong"])
EXACT: Final[frozenset[str]] = frozenset(_TABLES["severity"]["exact"])
VAGUE: Final[frozenset[str]] = frozenset(_TABLES["severity"]["vague"])
PERIOD_KINDS: Final = frozenset(BillKind(kind) for kind in _TABLES["period"]["kinds"])
LEAST_DAYS: Final[int] = _TABLES["period"]["least_days"]
MOST_DAYS: Final[int] = _TABLES["period"]["most_days"]
ISSUE_SLACK_DAYS: Final[int] = _TABLES["period"]["issue_slack_days"]
OLDEST_YEARS: Final[int] = _TABLES["period"]["oldest_years"]
TAX_RATE: Final = Decimal(_TABLES["tax"]["rate"])
TAX_TOLERANCE: Final = Decimal(_TABLES["tax"]["tolerance"])
TAX_SHARE: Final = Decimal(_TABLES["tax"]["share"])
GAS_RATIO: Final = tuple(Decimal(ratio) for ratio in _TABLES["ratios"]["natural_gas"])
RATIO_SPREAD: Final = Decimal(_TABLES["ratios"]["spread"])
SUREST_MENDED: Final[float] = _TABLES["repair"]["surest"]
STRONG_RIVAL: Final[float] = _TABLES["prints"]["rival"]
UNITS: Final[Mapping[BillKind, tuple[str, ...]]] = {
    BillKind(kind): tuple(units) for kind, units in _TABLES["units"].items()
}


@dataclass(frozen=True, slots=True)
class Tariff:
    """NT$ per unit of a kind from a day on, from `least` units on; `fuel` None is any."""

    kind: BillKind
    fuel: FuelKind | None
    since: date
    low: Decimal
    high: Decimal
    least: int


@dataclass(frozen=True, slots=True)
class Factors:
    """kg CO2 per unit that documents of a kind print."""

    kind: BillKind
    fuel: FuelKind | None
    unit: str
    values: tuple[Decimal, ...]


def _fuel(row: Mapping[str, Any]) -> FuelKind | None:
    return FuelKind(row["fuel"]) if "fuel" in row else None


_TARIFFS: Final = tuple(
    Tariff(
        BillKind(row["kind"]),
        _fuel(row),
        row["since"],
        Decimal(row["low"]),
        Decimal(row["high"]),
        row["least"],
    )
    for row in _TABLES["tariffs"]
)
_FACTORS: Final = tuple(
    Factors(BillKind(row["kind"]), _fuel(row), row["unit"], tuple(map(Decimal, row["values"])))
    for row in _TABLES["factors"]
)


def tariff_of(kind: BillKind, fuel: str | None, day: date) -> Tariff | None:
    """The latest band in force that names the fuel, else one for any."""
    fitting = [row for row in _TARIFFS if row.kind is kind and row.since <= day and row.fuel in (fuel, None)]
    return max(fitting, key=lambda row: (row.fuel is not None, row.since), default=None)


def factors_of(kind: BillKind, fuel: str | None, unit: str | None) -> Factors | None:
    """The factors of a kind, its fuel and its unit."""
    fitting = (row for row in _FACTORS if row.kind is kind and row.unit == unit and row.fuel in (fuel, None))
    return next(fitting, None)
