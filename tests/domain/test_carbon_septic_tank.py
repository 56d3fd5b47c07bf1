"""Septic tanks: both methods by the hours of people, and never mixed."""

from decimal import Decimal
from pathlib import Path
from tomllib import loads

import pytest

from domain.carbon.gases import Gas, read_gwp_sets
from domain.carbon.septic_tank import read_septic_methods
from domain.strict_document import Wrong

FACTORS = Path(__file__).parents[2] / "domain" / "carbon" / "factors"
METHODS = read_septic_methods(loads((FACTORS / "septic_tank.toml").read_text("utf-8")))
AR5 = read_gwp_sets(loads((FACTORS / "gwp.toml").read_text("utf-8")))["AR5"]


def test_the_older_method_gives_the_official_example() -> None:
    """300 days of 8 hours are 0.003825 t CH4 a person and year (6.0.4, sheet 6)."""
    assert METHODS["6.0.4"].kilograms == {Gas.CH4: Decimal("0.00159375")}
    assert 300 * 8 * METHODS["6.0.4"].kilograms[Gas.CH4] == Decimal("3.825")


def test_the_newer_method_counts_half_of_the_load() -> None:
    """0.3 kg CH4 per kg BOD (113-02-05, 附表三) of 0.003125 kg an hour."""
    assert METHODS["113-02-05"].kilograms == {Gas.CH4: Decimal("0.0009375")}


def test_its_methane_is_not_fossil() -> None:
    assert AR5.weighed(METHODS["6.0.4"].kilograms) == 28 * Decimal("0.00159375")


ONE = {
    "name": "a",
    "source": "s",
    "methane_of_bod": "0.6",
    "milligrams": "200",
    "litres": "15",
    "share": "0.5",
}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"share": "50"}, "method[1].share"),
        ({"litres": "-1"}, "method[1].litres"),
        ({"name": "a"}, "method[1].name"),
        ({"days": "300"}, "method[1].days"),
    ],
)
def test_a_method_that_cannot_be_is_refused_by_its_place(changes: dict[str, str], key: str) -> None:
    with pytest.raises(Wrong) as refused:
        read_septic_methods({"method": [ONE, ONE | {"name": "b"} | changes]})
    assert refused.value.key == key
