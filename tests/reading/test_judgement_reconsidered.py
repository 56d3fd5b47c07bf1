"""What others on the same paper show a print to be: thousands, the other end, a price, another firm's."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingSource
from models.judgement.assembling import assemble
from tests.reading.laid_out import Written, judge, sheet_of

TODAY = date(2025, 6, 30)


def read(kind: BillKind, lines: Sequence[Written], **told: object) -> dict[str, str]:
    found = assemble([sheet_of(kind, lines, **told)], kind, 0.99)  # type: ignore[arg-type]
    assert not found.rows
    return {field.value: one.value for field, one in found.fields.items()}


@given(st.integers(1_000, 99_999), st.integers(1_000, 99_999))
def test_a_point_before_three_digits_is_a_comma_on_a_meter(previous: int, usage: int) -> None:
    lines = [
        (60.0, 40.0, f"上期 [previous_reading:{previous:,}]".replace(",", ".")),
        (60.0, 80.0, f"本期 [current_reading:{previous + usage:,}]"),
        (60.0, 120.0, f"度數 [usage:{usage:,}]".replace(",", ".")),
    ]
    found = read(BillKind.WATER, lines)
    assert (found["previous_reading"], found["usage"]) == (str(previous), str(usage))


def test_a_meter_with_decimals_keeps_them() -> None:
    lines = [(60.0, 40.0, "[previous_reading:12.347]"), (60.0, 80.0, "[current_reading:1042.125]")]
    assert read(BillKind.NATURAL_GAS, lines)["previous_reading"] == "12.347"
    lines = [
        (60.0, 40.0, "[previous_reading:12.347]"),
        (60.0, 80.0, "[current_reading:45.125]"),
        (60.0, 120.0, "[usage:33]"),
    ]
    assert read(BillKind.NATURAL_GAS, lines)["current_reading"] == "45.125"


def test_a_file_says_its_points_itself() -> None:
    assert read(BillKind.WATER, [(60, 40, "[usage:1.234]")], source=ReadingSource.TEXT)["usage"] == "1.234"


def test_a_thousandfold_that_the_total_proves_is_taken_however_sure_the_print() -> None:
    lines: list[Written] = [
        (60, 40, "[issue_date:2025-01-08]"),
        (60, 80, "LPG [usage:9.167] [unit:KGS]"),
        (400, 80, "[unit_price:22.91@0.7]"),
        (60, 120, "VAT 5% [tax:10,501]"),
        (60, 160, "Total [total_amount:220,517]"),
    ]
    reading = judge([sheet_of(BillKind.LPG, lines)], TODAY)
    assert {field.value: one.value for field, one in reading.fields.items()}["usage"] == "9167"


@given(st.dates(date(2020, 1, 1), date(2024, 1, 1)), st.integers(20, 74), st.booleans())
def test_two_days_taken_for_one_end_are_both_ends(first: date, days: int, backwards: bool) -> None:
    last = first + timedelta(days)
    ends = [last, first] if backwards else [first, last]
    lines = [(60.0, 40.0 + 40 * place, f"抄表 [period_end:{day}]") for place, day in enumerate(ends)]
    found = read(BillKind.WATER, [*lines, (60.0, 200.0, "[usage:142]度")])
    assert (found["period_start"], found["period_end"]) == (str(first), str(last))


@pytest.mark.parametrize(("price", "quantity"), [("27.8", "42.20"), ("31.2", "9.87")])
def test_a_price_taken_for_a_quantity_is_told_by_the_total(price: str, quantity: str) -> None:
    total = round(float(price) * float(quantity))
    line, paid = f"@[usage:{price}] x [usage:{quantity}]L", f"合計 [total_amount:{total}]"
    found = read(BillKind.FUEL, [(60, 40, "[fuel:超級柴油]"), (60, 80, line), (60, 120, paid)])
    assert (found["unit_price"], float(found["usage"])) == (price, float(quantity))


@pytest.mark.parametrize("taken_for", ["seller_ubn", "buyer_ubn"])
def test_words_tell_whose_number_it_is(taken_for: str) -> None:
    lines: list[Written] = [
        (60, 40, f"統一編號 [{taken_for}:12345675]"),
        (60, 80, f"賣方統一編號 [{taken_for}:24567894]"),
    ]
    found = read(BillKind.INVOICE, lines)
    assert (found["seller_ubn"], found["buyer_ubn"]) == ("24567894", "12345675")
    alone = read(BillKind.INVOICE, [(60, 40, f"買受人統編：[{taken_for}:12345675]")])
    assert alone == {"buyer_ubn": "12345675"}


@pytest.mark.parametrize(("likelier", "other"), [("seller_ubn", "buyer_ubn"), ("buyer_ubn", "seller_ubn")])
def test_two_numbers_that_seem_one_firms_are_both_firms(likelier: str, other: str) -> None:
    lines = [(60.0, 40.0, f"統編 [{likelier}:12345675@0.7]"), (60.0, 80.0, f"統編 [{likelier}:24567894]")]
    found = read(BillKind.INVOICE, lines)
    assert (found[likelier], found[other]) == ("24567894", "12345675")


@pytest.mark.parametrize("misread", ["順興加油站", "順興加曲站", "順興加站", "順興加國由站"])
def test_a_registered_name_goes_on_from_its_heading(misread: str) -> None:
    lines = [(60.0, 40.0, "[vendor:順興加油站]"), (60.0, 80.0, f"{misread}有限公司(SS490)")]
    assert read(BillKind.FUEL, lines)["vendor"] == "順興加油站有限公司"


def test_another_firms_name_is_no_vendors() -> None:
    lines = [(60.0, 40.0, "[vendor:順興加油站]"), (60.0, 80.0, "大豐交通有限公司")]
    assert read(BillKind.FUEL, lines)["vendor"] == "順興加油站"
