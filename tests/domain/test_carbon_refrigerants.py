"""Refrigerants: what leaks, what it counts, and what the statutory total leaves for a memo line."""

from decimal import Decimal
from pathlib import Path
from tomllib import loads

import pytest

from domain.carbon.refrigerants import read_refrigeration
from domain.strict_document import Wrong

FACTORS = Path(__file__).parents[2] / "domain" / "carbon" / "factors"
TABLES = read_refrigeration(loads((FACTORS / "refrigerants.toml").read_text("utf-8")))


@pytest.mark.parametrize(
    ("id", "ar5", "statutory"),
    [
        ("r22", "1760", "0"), ("r32", "677", "677"), ("r134a", "1300", "1300"), ("r404a", "3942.8", "3942.8"),
        ("r407c", "1624.21", "1624.21"), ("r408a", "3257.1", "2429.9"), ("r410a", "1923.5", "1923.5"),
    ],
)  # fmt: skip
def test_what_is_no_hfc_is_left_to_the_memo_line(id: str, ar5: str, statutory: str) -> None:
    one = TABLES.refrigerants[id]
    assert (one.ar5, one.statutory) == (Decimal(ar5), Decimal(statutory))
    assert one.memo == Decimal(ar5) - Decimal(statutory)


@pytest.mark.parametrize(
    ("id", "leaked"),
    [("domestic_refrigeration", "0.006"), ("chiller", "0.17"), ("air_conditioning", "0.11"),
     ("vehicle_air_conditioning", "0.3")],
)  # fmt: skip
def test_a_charge_leaks_by_what_it_cools(id: str, leaked: str) -> None:
    assert TABLES.equipment[id].leaked(Decimal(2)) == Decimal(leaked)


def test_a_rate_is_the_middle_of_its_bounds() -> None:
    assert all(2 * one.rate == one.low + one.high for one in TABLES.equipment.values())


COOLANT = {"id": "x", "name": "X", "ar4": "1", "ar5": "2", "statutory": "2", "code": "GG"}
COOLER = {"id": "y", "name": "Y", "low": "0.1", "high": "0.3", "rate": "0.2"}


@pytest.mark.parametrize(
    ("coolant", "cooler", "more", "key"),
    [
        ({"statutory": "3"}, {}, {}, "refrigerant[1].statutory"),
        ({"ar4": "-1"}, {}, {}, "refrigerant[1].ar4"),
        ({}, {"rate": "0.4"}, {}, "equipment[1].rate"),
        ({}, {"high": "30"}, {}, "equipment[1].high"),
        ({"id": "x"}, {}, {}, "refrigerant[1].id"),
        ({}, {}, {"colour": 1}, "colour"),
    ],
)
def test_what_cannot_be_is_refused_by_its_place(
    coolant: dict[str, str], cooler: dict[str, str], more: dict[str, object], key: str
) -> None:
    coolants = [COOLANT, COOLANT | {"id": "z"} | coolant]
    with pytest.raises(Wrong) as refused:
        read_refrigeration(
            {"refrigerant": coolants, "equipment": [COOLER, COOLER | {"id": "w"} | cooler]} | more
        )
    assert refused.value.key == key
