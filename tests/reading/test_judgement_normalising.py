"""What is printed in any usual form comes back as one value."""

import unicodedata
from calendar import monthrange
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind
from models.judgement import days, figures
from models.judgement.normalising import normalise
from models.labels import Label

ELECTRICITY = BillKind.ELECTRICITY
ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
ENGLISH += ("October", "November", "December")
OUR_DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
FULL_WIDTH = str.maketrans("0123456789/.-,", "０１２３４５６７８９／．－，")


def said(number: int) -> str:
    """Below a hundred: 25 is 二十五."""
    tens, ones = divmod(number, 10)
    told = ("十" if tens == 1 else f"{tens}十" if tens else "") + (str(ones) if ones else "")
    return told.translate(NUMERALS)


def day_forms(day: date) -> list[str]:
    """`day` as bills print it."""
    roc, month, of_month, name = day.year - 1911, day.month, day.day, ENGLISH[day.month - 1]
    return [
        f"{roc}/{month:02}/{of_month:02}",
        f"{roc:03}.{month}.{of_month}",
        f"{roc}-{month:02}-{of_month:02}",
        f"民國{roc}年{month}月{of_month}日",
        f"中華民國{roc}年".translate(NUMERALS) + f"{said(month)}月{said(of_month)}日",
        f"中華民國 {roc} 年 {month:02} 月 {of_month:02} 日",
        f"{roc}年 {month}月 {of_month}日".translate(FULL_WIDTH),
        f"{roc}/{month:02}/{of_month:02}".translate(FULL_WIDTH),
        f"{roc:03}{month:02}{of_month:02}",
        f"{day:%Y%m%d}",
        day.isoformat(),
        f"{day.year}/{month}/{of_month}",
        f"西元{day.year}年{month}月{of_month}日",
        f"{day.isoformat()} 07:24:12",
        f"{day.isoformat()}07:24",
        f"{name[:3]}. {of_month}, {day.year}",
        f"{name} {of_month}, {day.year}",
        f"{of_month:02}-{name[:3]}-{day.year}",
        f"{of_month}-{name[:3]}-{day.year % 100:02}",
        f"：{roc}/{month:02}/{of_month:02}止",
    ]


@given(OUR_DAYS)
def test_a_day_comes_back_from_every_form(day: date) -> None:
    # A Republic year below 100 is printed with three digits or, from 89 on, with two.
    for form in day_forms(day):
        found = days.day(form)
        assert found is not None, form
        assert (form, found.value, found.clean) == (form, day.isoformat(), True)


@given(OUR_DAYS, st.data())
def test_one_slip_in_a_day_is_mended_and_told(day: date, draws: st.DataObject) -> None:
    printed = f"{day.year - 1911:03}/{day.month:02}/{day.day:02}"
    slips = {"0": "OQD", "1": "lI|", "2": "Z", "5": "S", "8": "B"}
    places = [place for place, digit in enumerate(printed) if digit in slips]
    place = draws.draw(st.sampled_from(places or [0]))
    slipped = printed[:place] + slips.get(printed[place], printed[place])[0] + printed[place + 1 :]
    found = days.day(slipped)
    assert found is not None
    assert found.value == day.isoformat()
    assert found.clean is (slipped == printed)


@pytest.mark.parametrize(
    ("printed", "value", "alternatives"),
    [
        ("113108/28", "2024-08-28", ()),
        ("113/08128", "2024-08-28", ()),
        ("113/0828", "2024-08-28", ()),
        ("99/08/28", "2010-08-28", ()),
        ("991231", "2010-12-31", ()),
        ("24/08/28", "2024-08-28", ("2035-08-28",)),
        ("13/08/28", "2013-08-28", ("2024-08-28",)),
        ("08/05/2024", "2024-08-05", ("2024-05-08",)),
    ],
)
def test_an_unusual_day_tells_what_else_it_could_be(
    printed: str, value: str, alternatives: tuple[str, ...]
) -> None:
    found = days.day(printed)
    assert found is not None
    assert (found.value, found.alternatives) == (value, alternatives)


@pytest.mark.parametrize("printed", ["113/13/01", "113/02/30", "12345", "8月28日", "", "電號", "1899-01-01"])
def test_what_is_no_day_is_none(printed: str) -> None:
    assert days.day(printed) is None


def month_forms(year: int, month: int) -> list[str]:
    """One month as lists and headings print it."""
    roc, name = year - 1911, ENGLISH[month - 1]
    return [
        f"{roc:03}{month:02}",
        f"{roc}年{month}月",
        f"民國{roc}年{month:02}月份",
        f"{roc}/{month:02}",
        f"{year}/{month:02}",
        f"{year}-{month:02}",
        f"{year}{month:02}",
        f"{year}年{month}月",
        f"{name[:3]}. {year}",
        f"{name} {year}",
        f"{roc} 年 {month} 月".translate(FULL_WIDTH),
    ]


@given(st.integers(2010, 2060), st.integers(1, 12))
def test_a_month_stands_for_its_first_and_last_day(year: int, month: int) -> None:
    last = monthrange(year, month)[1]
    for form in month_forms(year, month):
        assert (form, days.months(form)) == (form, (date(year, month, 1), date(year, month, last)))


@given(st.integers(2011, 2050), st.integers(1, 11))
def test_two_months_stand_for_both_ends(year: int, month: int) -> None:
    roc, next_month = year - 1911, month + 1
    ends = (date(year, month, 1), date(year, next_month, monthrange(year, next_month)[1]))
    for form in (
        f"{roc}年{month:02}-{next_month:02}月",
        f"{roc}年{month}月~{next_month}月",
        f"{roc}年{month}月至{roc}年{next_month}月",
        f"{roc}年{month}、{next_month}月",
        f"{roc:03}{month:02}～{roc:03}{next_month:02}",
        f"{year}/{month:02}-{year}/{next_month:02}",
        f"{ENGLISH[month - 1][:3]}-{ENGLISH[next_month - 1][:3]} {year}",
    ):
        assert (form, days.months(form)) == (form, ends)


def test_months_across_the_new_year() -> None:
    assert days.months("113年12月-1月") == (date(2024, 12, 1), date(2025, 1, 31))
    assert days.months("Dec-Jan 2025") == (date(2024, 12, 1), date(2025, 1, 31))
    assert days.months("113年") is None


@given(st.integers(0, 10**9))
def test_an_amount_comes_back_from_every_form(amount: int) -> None:
    grouped = f"{amount:,}"
    for form in (
        f"NT${grouped}",
        f"${grouped}元",
        f"NT$ {grouped}.00",
        f"＄{grouped}".translate(FULL_WIDTH),
        f"***${grouped}元",
        f"新臺幣 ${grouped} 元整",
        f"${amount}.0",
    ):
        found = normalise(Label.TOTAL_AMOUNT, form, ELECTRICITY)
        assert found is not None, form
        assert (form, found.value, found.alternatives) == (form, str(amount), ())


@given(st.decimals(0, 10**7, places=2))
def test_a_quantity_comes_back_with_its_point(quantity: Decimal) -> None:
    value = figures.written(quantity)
    for form in (f"{quantity:,}", f"{quantity} 公升", f"{quantity}".translate(FULL_WIDTH), f"{quantity}L"):
        found = normalise(Label.USAGE, form, BillKind.FUEL)
        assert found is not None, form
        assert (form, found.value) == (form, value)


@given(st.integers(1_000, 99_999_999))
def test_a_point_for_a_comma_is_still_thousands_in_money(amount: int) -> None:
    found = normalise(Label.TOTAL_AMOUNT, f"${amount:,}".replace(",", "."), ELECTRICITY)
    assert found is not None
    assert (found.value, found.clean) == (str(amount), False)


@given(st.integers(100, 99_999_999))
def test_a_five_for_the_dollar_sign_leaves_the_amount_among_the_readings(amount: int) -> None:
    for form in (f"NT5{amount:,}", f"5{amount:,}"):
        found = normalise(Label.TOTAL_AMOUNT, form, ELECTRICITY)
        assert found is not None
        assert str(amount) in (found.value, *found.alternatives)


@pytest.mark.parametrize(
    ("label", "kind", "printed", "value"),
    [
        (Label.USAGE, BillKind.LPG, "20kg×6", "120"),
        (Label.USAGE, BillKind.LPG, "6 x 16公斤", "96"),
        (Label.USAGE, BillKind.LPG, "50公斤*2桶", "100"),
        (Label.USAGE, ELECTRICITY, "1,234度", "1234"),
        (Label.USAGE, ELECTRICITY, "O931", "931"),
        (Label.TOTAL_AMOUNT, ELECTRICITY, "128341.00", "128341"),
        (Label.TOTAL_AMOUNT, ELECTRICITY, "****2,298元", "2298"),
        (Label.TOTAL_AMOUNT, BillKind.INVOICE, "新臺幣壹仟伍佰元整", "1500"),
        (Label.TOTAL_AMOUNT, BillKind.INVOICE, "參萬零伍拾元", "30050"),
        (Label.UNIT_PRICE, BillKind.FUEL, "27.70", "27.7"),
        (Label.UNIT_PRICE, BillKind.FUEL, "27,7", "27.7"),
        (Label.PRINTED_KGCO2E, ELECTRICITY, "460 公斤", "460"),
        (Label.PRINTED_KGCO2E, ELECTRICITY, "1.25公噸", "1250"),
        (Label.UNIT, ELECTRICITY, "(度)", "kWh"),
        (Label.UNIT, BillKind.WATER, "度", "m3"),
        (Label.UNIT, BillKind.NATURAL_GAS, "立方公尺", "m3"),
        (Label.UNIT, BillKind.NATURAL_GAS, "m³", "m3"),
        (Label.UNIT, BillKind.NATURAL_GAS, "Ｍ３", "m3"),
        (Label.UNIT, BillKind.FUEL, "ℓ", "L"),
        (Label.UNIT, BillKind.LPG, "KG", "kg"),
        (Label.UNIT, ELECTRICITY, "千瓦時", "kWh"),
        (Label.FUEL, BillKind.FUEL, "九五無鉛", "gasoline"),
        (Label.FUEL, BillKind.FUEL, "92無鉛汽油", "gasoline"),
        (Label.FUEL, BillKind.FUEL, "超級柴油", "diesel"),
        (Label.FUEL, BillKind.FUEL, "超級集油", "diesel"),
        (Label.FUEL, BillKind.FUEL, "超級98無鉛", "gasoline"),
        (Label.FUEL, BillKind.FUEL, "煤油", "kerosene"),
        (Label.FUEL, BillKind.FUEL, "低硫燃料油", "fuel_oil"),
        (Label.INVOICE_NO, BillKind.FUEL, "AB-1234 5678", "AB12345678"),
        (Label.INVOICE_NO, BillKind.FUEL, "A8-12345O78", "AB12345078"),
        (Label.SELLER_UBN, BillKind.FUEL, "2456 7894", "24567894"),
        (Label.ACCOUNT_NO, ELECTRICITY, "01-23-4567-89-0", "01234567890"),
        (Label.ACCOUNT_NO, ELECTRICITY, "01-23-4567-8O-0", "01234567800"),
        (Label.ACCOUNT_NO, BillKind.WATER, "K-22-020975-0", "K220209750"),
        (Label.METER_NO, BillKind.WATER, "AB12345678", "AB12345678"),
        (Label.VENDOR, BillKind.FUEL, "山 明 加油站有限公司：", "山明加油站有限公司"),
        (Label.VENDOR, BillKind.FUEL, "山明加由站有限公可", "山明加油站有限公司"),
    ],
)
def test_a_printed_value_is_written_one_way(label: Label, kind: BillKind, printed: str, value: str) -> None:
    found = normalise(label, printed, kind)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        (Label.SELLER_UBN, "1234567"),
        (Label.INVOICE_NO, "12345678"),
        (Label.ACCOUNT_NO, "01-23-****-89-0"),
        (Label.ACCOUNT_NO, "0912-345-678"),
        (Label.ACCOUNT_NO, "0912-345678"),
        (Label.USAGE, "電度"),
        (Label.USAGE, "-5.5"),
        (Label.UNIT, "元"),
        (Label.FUEL, "礦泉水"),
    ],
)
def test_what_cannot_be_the_field_is_none(label: Label, printed: str) -> None:
    assert normalise(label, printed, ELECTRICITY) is None


@given(st.sampled_from(list(Label)), st.text(max_size=30), st.sampled_from(list(BillKind)))
def test_no_text_breaks_it(label: Label, printed: str, kind: BillKind) -> None:
    found = normalise(label, printed, kind)
    assert found is None or (found.value and found.value == unicodedata.normalize("NFKC", found.value))


PIECES = st.text(st.sampled_from("0123456789０１,.，/-年月日至~OlZ×xkg度元$ NT民國"), max_size=14)


@given(st.sampled_from(list(Label)), PIECES)
def test_no_nearly_right_text_breaks_it(label: Label, printed: str) -> None:
    found = normalise(label, printed, ELECTRICITY)
    assert found is None or found.value
