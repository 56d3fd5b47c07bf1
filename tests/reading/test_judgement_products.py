"""Bottles of gas come to kilograms, and names of products to a fuel."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.assembling import assemble
from models.judgement.normalising import normalise
from models.labels import Label
from tests.reading.laid_out import Written, sheet_of

SIZES = ("{}公斤桶", "{}kg", "{}KG/桶", "{}Kg桶", "{}公斤裝", "{} 公斤", "{}K", "桶裝瓦斯{}公斤")
COUNTS = ("{}", "{}桶", " {} 支")


def kilograms(lines: list[Written]) -> Decimal:
    found = assemble([sheet_of(BillKind.LPG, lines)], BillKind.LPG, 0.99)
    return Decimal(found.fields[ReadingField.USAGE].value)


@given(
    st.lists(st.tuples(st.sampled_from([4, 10, 16, 20, 50]), st.integers(1, 30)), min_size=1, max_size=4),
    st.sampled_from(SIZES[:7]),
    st.sampled_from(COUNTS),
    st.booleans(),
)
def test_sizes_are_multiplied_by_their_counts(
    bottles: list[tuple[int, int]], size: str, count: str, across: bool
) -> None:
    lines: list[Written] = []
    for place, (each, number) in enumerate(bottles):
        x, y = (60 + 200 * place, 100) if across else (60, 100 + 40 * place)
        lines.append((x, y, f"[usage_part:{size.format(each)}]"))
        lines.append(
            (x + (0 if across else 400), y + (40 if across else 3), f"[usage_part:{count.format(number)}]")
        )
    assert kilograms(lines) == sum(each * number for each, number in bottles)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["20kg×6", "16kg×2"], 152),
        (["50公斤桶"], 50),
        (["20公斤x3桶", "50 公斤*1"], 110),
        (["20kg×6", "16公斤桶", "2"], 152),
    ],
)
def test_products_are_added_and_a_size_alone_is_one_bottle(parts: list[str], expected: int) -> None:
    assert (
        kilograms([(60, 100 + 40 * row, f"[usage_part:{part}]") for row, part in enumerate(parts)])
        == expected
    )


@pytest.mark.parametrize(
    ("product", "total", "expected"),
    [
        ("710*2", "1420", 40),
        ("2 x 710", "1,420", 40),
        ("710*1", "710", 20),
        ("710*2", "1500", 20),
        ("1420*2", "1420", 20),
    ],
)
def test_the_price_of_one_tells_how_many_bottles_came(product: str, total: str, expected: int) -> None:
    lines: list[Written] = [
        (60, 100, "瓦斯[usage_part:20KG]"),
        (60, 140, product),
        (60, 180, f"總計 [total_amount:{total}]"),
    ]
    assert kilograms(lines) == expected


@pytest.mark.parametrize("offset", [(0.0, 700.0), (500.0, 0.0)])
def test_parts_that_the_stub_repeats_count_once(offset: tuple[float, float]) -> None:
    parts = [(60.0, 100.0, "[usage_part:1,200]"), (60.0, 130.0, "[usage_part:300]")]
    again = [(x + offset[0], y + offset[1], text) for x, y, text in parts]
    found = assemble([sheet_of(BillKind.ELECTRICITY, [*parts, *again])], BillKind.ELECTRICITY, 0.99)
    assert found.fields[ReadingField.USAGE].value == "1500"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("E3酒精汽油95", "gasoline"), ("95UNL", "gasoline"), ("油品-95無鉛", "gasoline"),
        ("9無鉛", "gasoline"),
        ("抽品95", "gasoline"), ("超柴", "diesel"), ("甲種柴油", "diesel"), ("超級 柴油", "diesel"),
        ("超級柴油B2", "diesel"), ("甲樓柴由", "diesel"), ("新柴", "diesel"), ("燈用煤油", "kerosene"),
        ("白煤", "kerosene"), ("0.5%燃料油", "fuel_oil"), ("鍋爐用燃料油", "fuel_oil"),
        ("甲種漁船油重油", "fuel_oil"),
        ("低硫然料油", "fuel_oil"), ("洗車", None),
    ],
)  # fmt: skip
def test_a_fuel_is_told_by_the_longest_word_or_by_what_is_left_of_one(
    printed: str, expected: str | None
) -> None:
    found = normalise(Label.FUEL, printed, BillKind.FUEL)
    assert (found.value if found else None) == expected


def test_the_point_of_a_company_in_latin_letters_is_part_of_its_name() -> None:
    found = [normalise(Label.VENDOR, name, BillKind.LPG) for name in ("An Gas Co., Ltd.", "：安康瓦斯行。")]
    assert [one.value for one in found if one] == ["AnGasCo.,Ltd.", "安康瓦斯行"]
