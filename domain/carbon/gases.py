"""Greenhouse gases, and what a kilogram of each counts in kilograms of CO2."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from domain.strict_document import keyed, not_empty, not_negative, read, sole_list


class Gas(StrEnum):
    """Methane of fossil origin counts more than that of rotting matter: its carbon is new to the air."""

    CO2 = "co2"
    CH4 = "ch4"
    FOSSIL_CH4 = "fossil_ch4"
    N2O = "n2o"


@dataclass(frozen=True, slots=True)
class GwpSet:
    """Global warming potentials over a hundred years, in kg CO2e per kg, with where they are from."""

    name: Annotated[str, not_empty]
    source: Annotated[str, not_empty]
    values: Mapping[Gas, Annotated[Decimal, not_negative]]

    def weighed(self, kilograms: Mapping[Gas, Decimal]) -> Decimal:
        """What these masses come to, in kg CO2e; KeyError for a gas that the set does not have."""
        return sum((mass * self.values[gas] for gas, mass in kilograms.items()), Decimal(0))


def read_gwp_sets(document: Mapping[str, object]) -> dict[str, GwpSet]:
    """The sets of a parsed `gwp.toml`, by name. Raises `Wrong`."""
    return keyed(read(tuple[GwpSet, ...], sole_list(document, "set"), "set"), "set", "name")
