"""Methane of a septic tank by the hours that people spend there, by either of two official methods."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from domain.carbon.gases import Gas
from domain.strict_document import keyed, not_empty, not_negative, read, share, sole_list

_MILLIGRAM_OF_KILOGRAM = Decimal("1e-6")


@dataclass(frozen=True, slots=True)
class SepticMethod:
    """`methane_of_bod` in kg CH4 per kg BOD, `milligrams` of BOD in a litre, `litres` of a person's hour, and
    the `share` of it that becomes methane."""

    name: Annotated[str, not_empty]
    source: Annotated[str, not_empty]
    methane_of_bod: Annotated[Decimal, not_negative]
    milligrams: Annotated[Decimal, not_negative]
    litres: Annotated[Decimal, not_negative]
    share: Annotated[Decimal, share]

    @property
    def kilograms(self) -> dict[Gas, Decimal]:
        """Of one hour of one person. Its carbon is not fossil."""
        bod = self.milligrams * _MILLIGRAM_OF_KILOGRAM * self.litres
        return {Gas.CH4: self.methane_of_bod * bod * self.share}


def read_septic_methods(document: Mapping[str, object]) -> dict[str, SepticMethod]:
    """The methods of a parsed `septic_tank.toml`, by name. Raises `Wrong`."""
    methods = read(tuple[SepticMethod, ...], sole_list(document, "method"), "method")
    return keyed(methods, "method", "name")
