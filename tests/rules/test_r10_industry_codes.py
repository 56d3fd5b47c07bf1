"""R10: sub-industries by the printed range of six-digit codes, sectors by division 08–34 and 45–96."""

import pytest

from domain.firm import WrongIndustryCode, check_profile
from domain.industry import sector_of, sub_industry_of
from domain.mix import Need, need_words
from domain.programme import Programme
from tests.made_up import firm

PRINTED = [
    ("25", "251111", "259999"),
    ("29", "291100", "293999"),
    ("08", "081111", "089999"),
    ("22", "220111", "220999"),
    ("26", "261111", "269999"),
    ("11", "111111", "115999"),
    ("45-46", "451011", "458399"),
    ("45-46", "461111", "469999"),
    ("47-48", "471112", "476412"),
    ("47-48", "481011", "487912"),
    ("55", "551011", "559099"),
    ("56", "561111", "563200"),
]


@pytest.mark.parametrize(("sub_industry", "first", "last"), PRINTED)
def test_a_printed_range_holds_its_first_and_last_code_and_no_neighbour(
    programme: Programme, sub_industry: str, first: str, last: str
) -> None:
    assert sub_industry_of(first, programme) == sub_industry
    assert sub_industry_of(last, programme) == sub_industry
    assert sub_industry_of(f"{int(first) - 1:06d}", programme) is None
    assert sub_industry_of(f"{int(last) + 1:06d}", programme) is None


def test_retail_starts_at_471112(programme: Programme) -> None:
    assert sub_industry_of("471111", programme) is None
    assert sector_of("471111", programme) == "services"
    assert sub_industry_of("471112", programme) == "47-48"


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("079999", "neither"),
        ("080000", "manufacturing"),
        ("349999", "manufacturing"),
        ("350000", "neither"),
        ("449999", "neither"),
        ("450000", "services"),
        ("969999", "services"),
        ("970000", "neither"),
    ],
)
def test_the_division_gives_the_sector(programme: Programme, code: str, sector: str) -> None:
    assert sector_of(code, programme) == sector


def test_a_code_is_text_with_its_leading_zero() -> None:
    check_profile(firm(1, "081111"))
    with pytest.raises(WrongIndustryCode):
        check_profile(firm(1, "81111"))


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("25", "金屬製品製造業", "Fabricated metal products"),
        ("29", "機械設備製造業", "Machinery and equipment"),
        ("08", "食品及飼品製造業", "Food and animal feed"),
        ("22", "塑膠製品製造業", "Plastic products"),
        ("26", "電子零組件製造業", "Electronic parts and components"),
        ("11", "紡織業", "Textiles"),
        ("45-46", "批發業", "Wholesale trade"),
        ("47-48", "零售業", "Retail trade"),
        ("55", "住宿業", "Lodging"),
        ("56", "餐飲業", "Food and beverage services"),
    ],
)
def test_a_sub_industry_is_called_as_the_slides_call_it(
    programme: Programme, code: str, zh: str, en: str
) -> None:
    words = need_words(Need("sub_industry", 1, (code,)), programme)
    assert words == (f"{code} {zh} 1 家", f"1 firm of {code} ({en})")
