"""What a firm declares: shapes that are refused, in words that help."""

from dataclasses import replace

import pytest

from domain.firm import (
    IndustryCodeLostZero,
    NegativeAmount,
    WrongIndustryCode,
    WrongUbn,
    check_profile,
    each_once,
)
from tests.made_up import firm, ubn


@pytest.mark.parametrize("industry", ["251111", "081111", "412000"])
def test_a_right_profile_passes(industry: str) -> None:
    check_profile(firm(1, industry))


def test_a_wrong_number_is_refused_and_named() -> None:
    with pytest.raises(WrongUbn) as refused:
        check_profile(replace(firm(1), ubn="12345678"))
    assert "12345678" in refused.value.message_zh
    assert "12345678" in refused.value.message_en


@pytest.mark.parametrize("industry", ["", "251", "2511111", "2511-11", "25111a", "２５１１１１"])
def test_a_code_that_is_not_six_digits_is_refused(industry: str) -> None:
    with pytest.raises(WrongIndustryCode) as refused:
        check_profile(firm(1, industry))
    assert refused.value.code == "wrong_industry_code"


@pytest.mark.parametrize("industry", ["81111", "0811"])
def test_a_short_code_is_told_that_a_spreadsheet_dropped_its_zero(industry: str) -> None:
    with pytest.raises(IndustryCodeLostZero) as refused:
        check_profile(firm(1, industry))
    assert "試算表" in refused.value.message_zh
    assert "spreadsheet" in refused.value.message_en


@pytest.mark.parametrize(("revenue", "capital"), [(-1, 0), (0, -1), (9_000_000, -1)])
def test_a_negative_amount_is_refused(revenue: int, capital: int) -> None:
    check_profile(replace(firm(1), revenue=0, capital=0))
    with pytest.raises(NegativeAmount) as refused:
        check_profile(replace(firm(1), revenue=revenue, capital=capital))
    assert "-1" in refused.value.message_zh


def test_a_firm_named_twice_is_one_firm() -> None:
    first, again, other = firm(1), firm(1, "251111"), firm(2)
    assert [one.ubn for one in each_once([first, again, other])] == [ubn(1), ubn(2)]
