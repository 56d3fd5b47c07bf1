"""Fuels by the heat in them: the table of the project against what its figures are made of."""

from decimal import Decimal
from pathlib import Path
from tomllib import loads

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.carbon.fuels import (
    TERAJOULE_OF_KILOCALORIE,
    FuelFactor,
    Use,
    by_weight,
    of_heat,
    read_fuels,
)
from domain.carbon.gases import Gas, read_gwp_sets
from domain.checkup.commands import Unit
from domain.strict_document import Wrong

FACTORS = Path(__file__).parents[2] / "domain" / "carbon" / "factors"
TEXT = (FACTORS / "fuels.csv").read_text("utf-8")
FUELS = {(one.fuel, one.use): one for one in read_fuels(TEXT)}
GWP = read_gwp_sets(loads((FACTORS / "gwp.toml").read_text("utf-8")))
STATIONARY, MOBILE = Use.STATIONARY, Use.MOBILE


@pytest.mark.parametrize("factor", FUELS.values(), ids=lambda one: f"{one.fuel}-{one.use}")
def test_every_printed_figure_is_kilograms_per_terajoule_times_the_heat(factor: FuelFactor) -> None:
    for gas, printed in factor.kilograms.items():
        heat = factor.kilocalories * TERAJOULE_OF_KILOCALORIE
        assert (factor.per_terajoule[gas] * heat).quantize(Decimal("1e-10")) == printed


# 溫室氣體排放係數管理表 6.0.4, by the row's name there: CO2, CH4 and N2O in kg, and CO2e with fossil methane.
PRINTED = [
    ("gasoline", MOBILE, "2.2631328720", "0.0008164260", "0.0002612563", "2.356859"),
    ("gasoline", STATIONARY, "2.2631328720", "0.0000979711", "0.0000195942", "2.271264"),
    ("diesel", MOBILE, "2.6060317920", "0.0001371596", "0.0001371596", "2.646494"),
    ("diesel", STATIONARY, "2.6060317920", "0.0001055074", "0.0000211015", "2.614789"),
    ("kerosene", STATIONARY, "2.5587628200", "0.0001067634", "0.0000213527", "2.567624"),
    ("fuel_oil", STATIONARY, "3.1109598720", "0.0001205798", "0.0000241160", "3.120968"),
    ("lpg", STATIONARY, "1.7528812758", "0.0000277794", "0.0000027779", "1.754451"),
    ("lpg", MOBILE, "1.7528812758", "0.0017223239", "0.0000055559", "1.806023"),
    ("natural_gas", STATIONARY, "1.8790358400", "0.0000334944", "0.0000033494", "1.880928"),
    ("lng", MOBILE, "2.1139153200", "0.0034666704", "0.0001130436", "2.247872"),
    ("bituminous_coal", STATIONARY, "2.4081133824", "0.0000254557", "0.0000381836", "2.418996"),
    ("coking_coal", STATIONARY, "2.6932847040", "0.0000284702", "0.0000427054", "2.705456"),
    ("anthracite", STATIONARY, "2.9220933240", "0.0000297263", "0.0000445894", "2.934801"),
    ("sub_bituminous_coal", STATIONARY, "2.2531682880", "0.0000234461", "0.0000351691", "2.263191"),
    ("lubricant", STATIONARY, "2.9461674240", "0.0001205798", "0.0000241160", "2.956176"),
    ("municipal_waste", STATIONARY, "0.7792272743", "0.0002549271", "0.0000339903", None),
]


@pytest.mark.parametrize(("fuel", "use", "co2", "ch4", "n2o", "co2e"), PRINTED)
def test_figures_are_those_of_the_official_table(
    fuel: str, use: Use, co2: str, ch4: str, n2o: str, co2e: str | None
) -> None:
    factor = FUELS[fuel, use]
    assert factor.kilograms == {Gas.CO2: Decimal(co2), Gas.FOSSIL_CH4: Decimal(ch4), Gas.N2O: Decimal(n2o)}
    if co2e is not None:
        assert GWP["AR5"].weighed(factor.kilograms).quantize(Decimal("1e-6")) == Decimal(co2e)


def test_the_older_report_counts_methane_less_and_nitrous_oxide_more() -> None:
    diesel = FUELS["diesel", MOBILE].kilograms
    assert GWP["AR4"].weighed(diesel).quantize(Decimal("1e-6")) == Decimal("2.650334")


MASSES = st.dictionaries(st.sampled_from(Gas), st.decimals(0, 1_000_000, places=10), min_size=1)


@given(MASSES, st.decimals(1, 20_000, places=2), st.integers(2, 9))
def test_twice_the_heat_gives_off_twice_as_much(
    per_terajoule: dict[Gas, Decimal], kilocalories: Decimal, times: int
) -> None:
    once, more = of_heat(per_terajoule, kilocalories), of_heat(per_terajoule, times * kilocalories)
    assert {gas: times * mass for gas, mass in once.items()} == pytest.approx(more)


@given(MASSES, MASSES)
def test_masses_weigh_together_what_they_weigh_apart(
    one: dict[Gas, Decimal], other: dict[Gas, Decimal]
) -> None:
    both = {gas: one.get(gas, Decimal(0)) + other.get(gas, Decimal(0)) for gas in one.keys() | other.keys()}
    weigh = GWP["AR5"].weighed
    assert weigh(both) == weigh(one) + weigh(other)


def test_bottled_gas_is_told_by_the_kilogram_at_its_density() -> None:
    """1.7528812758 kg CO2 a litre ÷ 0.55 kg a litre."""
    bottled = by_weight(FUELS["lpg", STATIONARY], Decimal("0.55"))
    assert bottled.unit is Unit.KILOGRAM
    assert bottled.kilograms[Gas.CO2].quantize(Decimal("1e-4")) == Decimal("3.1871")


@given(st.decimals("0.45", "0.65", places=3), st.decimals(1, 5000, places=2))
def test_a_bottle_gives_off_the_same_by_weight_and_by_volume(density: Decimal, litres: Decimal) -> None:
    of_litre = FUELS["lpg", STATIONARY]
    of_kilogram = by_weight(of_litre, density)
    for gas, mass in of_litre.kilograms.items():
        assert litres * density * of_kilogram.kilograms[gas] == pytest.approx(litres * mass)


@pytest.mark.parametrize(("fuel", "density"), [("natural_gas", "0.55"), ("lpg", "0"), ("lpg", "-0.55")])
def test_without_a_density_or_litres_there_is_no_kilogram(fuel: str, density: str) -> None:
    with pytest.raises(ValueError, match=fuel):
        by_weight(FUELS[fuel, STATIONARY], Decimal(density))


ROW = "diesel,柴油,mobile,L,8400,74100,3.9,3.9,2.6060317920,0.0001371596,0.0001371596,0.02,0.009"


@pytest.mark.parametrize(
    ("wrong", "key", "says"),
    [
        (ROW.replace("2.6060317920", "2606.0317920"), "fuels.csv:2: co2", "2.6060317920"),
        (ROW.replace("8400", "8642"), "fuels.csv:2: co2", "heat"),
        (ROW.replace("3.9,3.9", "3.9,-3.9"), "fuels.csv:2.n2o_per_tj", "negative"),
        (ROW.replace("74100", "many"), "fuels.csv:2.co2_per_tj", "decimal"),
        (ROW.replace(",L,", ",gallon,"), "fuels.csv:2.unit", "kWh"),
        (ROW.replace("mobile", "flying"), "fuels.csv:2.use", "mobile"),
        (ROW.replace("diesel,", ",", 1), "fuels.csv:2.fuel", "empty"),
        (f"{ROW}\n{ROW}", "fuels.csv:3", "twice"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_its_place(wrong: str, key: str, says: str) -> None:
    with pytest.raises(Wrong, match=says) as refused:
        read_fuels(TEXT.splitlines()[0] + "\n" + wrong)
    assert refused.value.key == key


def test_other_columns_are_refused() -> None:
    with pytest.raises(Wrong, match="unknown key"):
        read_fuels(TEXT.replace("kcal", "kJ", 1))


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({}, "set"),
        ({"set": [], "other": 1}, "set"),
        ({"set": [{"name": "A", "source": "s", "values": {"co2": "-1"}}]}, "set[0].values.co2"),
        ({"set": [{"name": "A", "source": "s", "values": {"smoke": "1"}}]}, "set[0].values"),
        ({"set": [{"name": "A", "source": "s", "values": {}}] * 2}, "set[1].name"),
    ],
)
def test_a_set_of_potentials_that_cannot_be_is_refused(document: dict[str, object], key: str) -> None:
    with pytest.raises(Wrong) as refused:
        read_gwp_sets(document)
    assert refused.value.key == key
