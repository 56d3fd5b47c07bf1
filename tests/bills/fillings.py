"""Fuel that a station or a dealer hands over: its name on paper, litres, price and what it comes to."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from domain.checkup.reading import FuelKind
from tests.bills.made_up import rounded

# Printed name, and the least and most NT$ a litre.
Oil = tuple[str, float, float]
GASOLINE: tuple[Oil, ...] = (
    ("92無鉛汽油", 27.2, 31.4),
    ("95無鉛汽油", 28.6, 33.0),
    ("九五無鉛", 28.6, 33.0),
    ("98無鉛汽油", 30.5, 35.0),
    ("E3酒精汽油", 27.6, 30.5),
)
DIESEL: tuple[Oil, ...] = (("超級柴油", 24.5, 29.8), ("高級柴油", 23.6, 28.7), ("車用柴油", 24.0, 29.0))
KEROSENE: tuple[Oil, ...] = (("煤油", 28.0, 41.0), ("精煉煤油", 30.0, 44.0), ("工業煤油", 26.0, 36.0))
FUEL_OIL: tuple[Oil, ...] = (
    ("低硫燃料油", 15.2, 23.5),
    ("重油 0.5%S", 15.8, 23.5),
    ("低硫鍋爐用燃料油", 14.9, 22.8),
)


@dataclass(frozen=True, slots=True)
class Filling:
    """`litres` at NT$ `price` each; `name` is what the paper calls it."""

    name: str
    fuel: FuelKind
    litres: Decimal
    price: Decimal

    @property
    def amount(self) -> int:
        return int(rounded(self.litres * self.price))


def filling(
    random: Random,
    fuel: FuelKind,
    limits: tuple[float, float] = (6, 62),
    *,
    places: int = 2,
    priced: int = 1,
) -> Filling:
    """Some of `fuel` between `limits` in litres, to `places`, its price to `priced`."""
    oils = {
        FuelKind.GASOLINE: GASOLINE,
        FuelKind.DIESEL: DIESEL,
        FuelKind.KEROSENE: KEROSENE,
        FuelKind.FUEL_OIL: FUEL_OIL,
    }
    name, low, high = random.choice(oils[fuel])
    litres = rounded(random.uniform(*limits), places)
    return Filling(name, fuel, litres, rounded(random.uniform(low, high), priced))
