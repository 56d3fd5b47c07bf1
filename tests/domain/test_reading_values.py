"""How a person writes a value: one way, whatever was typed, and what does not fit is named."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import ReadingField
from domain.checkup.reading_refusals import WrongReadingValue
from domain.checkup.reading_values import normal_value
from domain.ubn import is_ubn


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("vendor", " 大湳 加油站 ", "大湳加油站"),
        ("account_no", "01-23-4567-89-0", "01234567890"),
        ("meter_no", "ab 12", "AB12"),
        ("invoice_no", "ab-12345678", "AB12345678"),
        ("usage", "1200.50", "1200.5"),
        ("usage", "0100", "100"),
        ("tax", "0", "0"),
        ("period_start", "2024-02-29", "2024-02-29"),
        ("unit", "m3", "m3"),
        ("fuel", "fuel_oil", "fuel_oil"),
        ("seller_ubn", "10079223", "10079223"),
    ],
)
def test_a_value_is_kept_in_one_form(field: str, typed: str, kept: str) -> None:
    assert normal_value(ReadingField(field), typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("vendor", "   "),
        ("vendor", "大" * 101),
        ("account_no", "電號01"),
        ("invoice_no", "A123456789"),
        ("usage", "1,200"),
        ("usage", "-5"),
        ("usage", "1200 kWh"),
        ("usage", "1e3"),
        ("usage", "１２"),
        ("total_amount", "NT$30"),
        ("period_start", "113/03/01"),
        ("period_end", "2024-02-30"),
        ("issue_date", "20240301"),
        ("unit", "度"),
        ("fuel", "coal"),
        ("buyer_ubn", "12345678"),
        ("buyer_ubn", "00000000"),
    ],
)
def test_what_does_not_fit_is_named_with_how_it_is_written(field: str, typed: str) -> None:
    with pytest.raises(WrongReadingValue) as wrong:
        normal_value(ReadingField(field), typed)
    assert wrong.value.fields["field"] == field
    assert wrong.value.fields["value"] == typed[:100]
    assert field in wrong.value.message_zh


@given(st.sampled_from(ReadingField), st.text(max_size=40))
def test_what_is_kept_is_kept_again(field: ReadingField, typed: str) -> None:
    """And has the form that its field says, whatever was typed."""
    try:
        kept = normal_value(field, typed)
    except WrongReadingValue:
        return
    assert normal_value(field, kept) == kept
    assert kept == kept.strip() != ""
    if field in (ReadingField.SELLER_UBN, ReadingField.BUYER_UBN):
        assert is_ubn(kept)


@given(st.decimals(0, 10**11, places=3))
def test_a_number_keeps_its_value(number: Decimal) -> None:
    assert Decimal(normal_value(ReadingField.USAGE, str(number))) == number


@given(st.dates())
def test_every_day_is_a_day(day: date) -> None:
    assert normal_value(ReadingField.ISSUE_DATE, day.isoformat()) == day.isoformat()
