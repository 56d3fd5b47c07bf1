"""Electricity and water by year: each year its own figure, none borrowed."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from tomllib import loads

import pytest

from domain.carbon.purchased import Network, NoFactorForYear, read_purchased
from domain.strict_document import Wrong

FACTORS = Path(__file__).parents[2] / "domain" / "carbon" / "factors"
PURCHASED = read_purchased(loads((FACTORS / "purchased.toml").read_text("utf-8")))
POWER, WATER = Network.ELECTRICITY, Network.WATER


@pytest.mark.parametrize(
    ("year", "kgco2e"),
    [
        (2017, "0.554"), (2018, "0.533"), (2019, "0.509"), (2020, "0.502"), (2021, "0.509"),
        (2022, "0.495"), (2023, "0.494"), (2024, "0.474"), (2025, "0.467"),
    ],
)  # fmt: skip
def test_a_kilowatt_hour_is_that_of_its_year(year: int, kgco2e: str) -> None:
    assert PURCHASED.of_year(POWER, "all", year).kgco2e == Decimal(kgco2e)


def test_from_2025_on_industry_and_households_have_their_own() -> None:
    assert PURCHASED.of_year(POWER, "industry", 2025).kgco2e == Decimal("0.466")
    assert PURCHASED.of_year(POWER, "household", 2025).kgco2e == Decimal("0.471")
    assert PURCHASED.of_year(POWER, "household", 2025).announced == date(2026, 6, 2)


@pytest.mark.parametrize(
    ("series", "year"), [("all", 2016), ("all", 2026), ("industry", 2024), ("farms", 2025)]
)
def test_no_year_and_no_series_borrows_another_s_figure(series: str, year: int) -> None:
    with pytest.raises(NoFactorForYear) as refused:
        PURCHASED.of_year(POWER, series, year)
    assert str(year) in refused.value.message_en


@pytest.mark.parametrize(
    ("series", "year", "kgco2e"),
    [
        ("taiwan", 2019, "0.299"),
        ("taiwan", 2023, "0.233"),
        ("taipei", 2018, "0.17"),
        ("taipei", 2025, "0.0948"),
    ],
)
def test_water_is_that_of_its_utility(series: str, year: int, kgco2e: str) -> None:
    assert PURCHASED.of_year(WATER, series, year).kgco2e == Decimal(kgco2e)


ONE: dict[str, object] = {
    "of": "water", "series": "taiwan", "unit": "m3", "edition": "e", "announced": date(2022, 1, 1),
    "first_year": 2020, "last_year": 2022, "kgco2e": "0.2", "source": "s",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"first_year": 2022, "last_year": 2025}, "factor[1].first_year"),
        ({"first_year": 2025, "last_year": 2024}, "factor[1].last_year"),
        ({"first_year": 2023, "last_year": 2024, "kgco2e": "-0.2"}, "factor[1].kgco2e"),
        ({"unit": "bucket"}, "factor[1].unit"),
        ({"colour": "blue"}, "factor[1].colour"),
    ],
)
def test_a_factor_that_cannot_be_is_refused_by_its_place(changes: dict[str, object], key: str) -> None:
    with pytest.raises(Wrong) as refused:
        read_purchased({"factor": [ONE, ONE | changes]})
    assert refused.value.key == key
