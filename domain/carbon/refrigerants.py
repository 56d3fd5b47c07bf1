"""Refrigerants that leak out of equipment or are filled in again, and what a kilogram of each counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from domain.strict_document import Wrong, keyed, not_empty, not_negative, read_table, share


@dataclass(frozen=True, slots=True)
class Refrigerant:
    """kg CO2e per kg by two reports of the IPCC and as the `statutory` total counts it; `code` is that of
    the official list."""

    id: Annotated[str, not_empty]
    name: Annotated[str, not_empty]
    ar4: Annotated[Decimal, not_negative]
    ar5: Annotated[Decimal, not_negative]
    statutory: Annotated[Decimal, not_negative]
    code: Annotated[str, not_empty]

    @property
    def memo(self) -> Decimal:
        """What the statutory total leaves out of a kilogram: told on a line of its own."""
        return self.ar5 - self.statutory


@dataclass(frozen=True, slots=True)
class Equipment:
    """Shares of the first charge that leak in a year: the least, the most, and the one that is taken."""

    id: Annotated[str, not_empty]
    name: Annotated[str, not_empty]
    low: Annotated[Decimal, share]
    high: Annotated[Decimal, share]
    rate: Annotated[Decimal, share]

    def leaked(self, charge: Decimal) -> Decimal:
        """Kilograms a year out of a first charge in kilograms."""
        return charge * self.rate


@dataclass(frozen=True, slots=True)
class Refrigeration:
    """Both tables, by id."""

    refrigerants: Mapping[str, Refrigerant]
    equipment: Mapping[str, Equipment]


@dataclass(frozen=True, slots=True)
class _Tables:
    refrigerant: tuple[Refrigerant, ...]
    equipment: tuple[Equipment, ...]


def read_refrigeration(document: Mapping[str, object]) -> Refrigeration:
    """The tables of a parsed `refrigerants.toml`. Raises `Wrong`."""
    tables = read_table(_Tables, document, "")
    for place, one in enumerate(tables.refrigerant):
        if one.statutory > one.ar5:
            zh, en = "不得大於 ar5", "must not be more than ar5"
            raise Wrong(f"refrigerant[{place}].statutory", one.statutory, zh, en)
    for place, each in enumerate(tables.equipment):
        if not each.low <= each.rate <= each.high:
            zh, en = "必須介於 low 與 high 之間", "must lie between low and high"
            raise Wrong(f"equipment[{place}].rate", each.rate, zh, en)
    return Refrigeration(
        keyed(tables.refrigerant, "refrigerant", "id"), keyed(tables.equipment, "equipment", "id")
    )
