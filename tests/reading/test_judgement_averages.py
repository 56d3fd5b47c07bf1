"""What an average price, a sum's lines and a unit of weight prove on small pictures with garbled words."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind
from tests.reading.test_judgement_gaps import read

ELECTRICITY, WATER = BillKind.ELECTRICITY, BillKind.WATER
TOTAL = "應繳總金額 [total_amount:2298]"


@given(usage=st.integers(200, 90_000), cents=st.integers(150, 900))
def test_a_usage_times_the_average_price_is_the_total(usage: int, cents: int) -> None:
    each = Decimal(cents) / 100
    total = round(usage * each)
    lines = [f"應繳總金額 [total_amount:{total}]", f"每度平均電價 {each:.2f}元", f"經常座數 {usage}"]
    assert read(ELECTRICITY, *lines)["usage"] == str(usage)


def test_the_lost_point_of_an_average_price_is_put_back() -> None:
    assert read(ELECTRICITY, TOTAL, "當期每度平均電俱247元", "研常度款 931")["usage"] == "931"


@pytest.mark.parametrize(
    "lines",
    [
        [TOTAL, "每度平均電價2.47元", "經常 931", "其他 930"],
        [TOTAL, "每度燃料成本247元", "經常 931"],
        [TOTAL, "每度燃料成本2.47元", "經常 931"],
        [TOTAL, "每度平均電價2.47元", "經常 700"],
        [TOTAL, "每度平均電價2.47元", "去年平均電價3.10元", "經常 931"],
    ],
)
def test_nothing_is_guessed_by_an_average(lines: Sequence[str]) -> None:
    assert "usage" not in read(ELECTRICITY, *lines)


def test_the_first_half_of_kilograms_is_no_digit() -> None:
    assert read(ELECTRICITY, ["碳排", "[printed_kgco2e:143.52]斤"])["printed_kgco2e"] == "143.5"
    assert read(ELECTRICITY, ["碳排", "[printed_kgco2e:143.52]公斤"])["printed_kgco2e"] == "143.52"


@pytest.mark.parametrize("printed", ["460公斤", "460 kg", "1,460公斤", "12.5kg"])
def test_kilograms_on_a_bill_of_power_are_emissions(printed: str) -> None:
    found = read(ELECTRICITY, ["電力排破量", printed])
    assert found["printed_kgco2e"] == printed.replace(",", "").removesuffix("公斤").removesuffix("kg").strip()


@pytest.mark.parametrize(
    "line", ["每度排碳 0.494公斤", "電力排碳係數 0.494 公斤", "0.494公斤/度", "0.494 kgCO2e/度"]
)
def test_kilograms_of_one_unit_are_a_factor(line: str) -> None:
    assert "printed_kgco2e" not in read(ELECTRICITY, line)


@pytest.mark.parametrize("kind", [ELECTRICITY, WATER])
def test_lines_of_a_sum_tell_the_tax_without_its_word(kind: BillKind) -> None:
    lines = [["視前應謝總金額", "2189.0元"], ["瑩業祝", "109.0元"], ["應繳總金額", "[total_amount:2,298]元"]]
    assert read(kind, *lines)["tax"] == "109"
    # 109 away from its sum is any number.
    assert "tax" not in read(kind, lines[0], lines[2], *["註"] * 8, lines[1])
