"""Marked characters become fields and rows, wherever and however often they are printed."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.assembling import Assembled, assemble
from models.judgement.places import box_of
from models.sheets import Sheet, TextLine
from tests.reading.laid_out import HEIGHT, Written, quad_of, sheet_of

F = ReadingField


def assembled(kind: BillKind, lines: list[Written], turned: float = 0.0) -> Assembled:
    return assemble([sheet_of(kind, lines, turned=turned)], kind, 0.99)


def values(kind: BillKind, lines: list[Written], turned: float = 0.0) -> dict[str, str]:
    return {field.value: choice.value for field, choice in assembled(kind, lines, turned).fields.items()}


def rows(kind: BillKind, lines: list[Written], turned: float = 0.0) -> list[dict[str, str]]:
    return [
        {field.value: choice.value for field, choice in row.items()}
        for row in assembled(kind, lines, turned).rows
    ]


POWER: list[Written] = [
    (60, 40, "山明電力股份有限公司"),
    (60, 100, "電號 [account_no:01-23-4567-89-0]"),
    (560, 100, "[total_amount:2,298]元"),
    (60, 200, "計費度數([unit:度])"),
    (300, 200, "[usage:931]"),
    (560, 240, "營業稅 [tax:109.0]元"),
    (560, 300, "應繳總金額 [total_amount:2,298]元"),
    (60, 600, "計費期間 [period_start:113/08/28]至[period_end:113/10/28]"),
    (60, 640, "下次抄表日 113/12/26"),
]


def test_one_bill_has_fields_and_no_rows() -> None:
    assert values(BillKind.ELECTRICITY, POWER) == {
        "account_no": "01234567890",
        "total_amount": "2298",
        "unit": "kWh",
        "usage": "931",
        "tax": "109",
        "period_start": "2024-08-28",
        "period_end": "2024-10-28",
    }
    assert rows(BillKind.ELECTRICITY, POWER) == []


def test_two_prints_agree() -> None:
    total = assembled(BillKind.ELECTRICITY, POWER).fields[F.TOTAL_AMOUNT]
    assert (len(total.prints), total.rivals) == (2, ())


def test_a_misread_print_is_a_rival_and_no_row() -> None:
    misread = [
        (x, y, text.replace("應繳總金額 [total_amount:2,298]", "[total_amount:2,293@0.6]"))
        for x, y, text in POWER
    ]
    misread.append((560, 700, "計費度數 [usage:981@0.5]"))
    found = assembled(BillKind.ELECTRICITY, misread)
    assert found.rows == ()
    total, usage = found.fields[F.TOTAL_AMOUNT], found.fields[F.USAGE]
    assert (total.value, [one.value for one in total.rivals]) == ("2298", ["2293"])
    assert (usage.value, usage.alternatives) == ("931", ("981",))


def test_parts_are_added_up_where_no_usage_is_printed() -> None:
    parts: list[Written] = [
        (60, 200, "尖峰度數"), (300, 200, "[usage_part:1,200]"),
        (60, 230, "半尖峰度數"), (300, 230, "[usage_part:300]"),
        (60, 260, "離峰度數"), (300, 260, "[usage_part:2,500]"),
    ]  # fmt: skip
    found = assembled(BillKind.ELECTRICITY, parts)
    assert (found.fields[F.USAGE].value, found.fields[F.USAGE].derived, found.rows) == ("4000", True, ())
    printed = values(BillKind.ELECTRICITY, [*parts, (60, 300, "合計 [usage:4,000]")])
    assert printed == {"usage": "4000", "unit": "kWh"}


def gas_list(count: int, column: float = 40.0) -> list[Written]:
    """A list of past bills: month, amount, day of reading, reading, usage."""
    lines: list[Written] = [(60, 40, "用戶編號 [account_no:12345678]")]
    for row in range(count):
        y = 100 + row * column
        month = 12 - row
        lines += [
            (60, y, f"113{month:02}"),
            (220, y, f"[total_amount:{128_341 - 1000 * row}.00]"),
            (420, y, f"[period_end:2024/{month:02}/26]"),
            (600, y, f"[current_reading:{992_410 - 4300 * row}]"),
            (760, y, f"[usage:{7194 - row}]"),
        ]
    return lines


@given(st.integers(2, 12), st.floats(-8, 8), st.sampled_from([30.0, 40.0, 60.0]))
def test_each_line_of_a_table_is_a_row_on_a_turned_page(count: int, turned: float, column: float) -> None:
    found = rows(BillKind.NATURAL_GAS, gas_list(count, column), turned)
    assert found == [
        {
            "total_amount": str(128_341 - 1000 * row),
            "period_end": f"2024-{12 - row:02}-26",
            "current_reading": str(992_410 - 4300 * row),
            "usage": str(7194 - row),
        }
        for row in range(count)
    ]
    assert values(BillKind.NATURAL_GAS, gas_list(count), turned) == {"account_no": "12345678", "unit": "m3"}


def test_a_line_that_adds_the_rows_up_belongs_to_the_whole() -> None:
    total = sum(128_341 - 1000 * row for row in range(4))
    lines = [*gas_list(4), (220.0, 400.0, f"[total_amount:{total:,}]")]
    assert values(BillKind.NATURAL_GAS, lines)["total_amount"] == str(total)
    assert len(rows(BillKind.NATURAL_GAS, lines)) == 4


def test_periods_side_by_side_are_rows() -> None:
    lines: list[Written] = []
    for column in range(3):
        x = 300 + column * 220
        lines += [
            (x, 100, f"[period_months:113年{column + 1}月]"),
            (x, 140, f"[usage:{500 + column}]"),
            (x, 180, f"[total_amount:{1800 + 7 * column}]"),
        ]
    assert rows(BillKind.ELECTRICITY, lines)[1] == {
        "period_start": "2024-02-01",
        "period_end": "2024-02-29",
        "usage": "501",
        "total_amount": "1807",
    }


def test_cards_of_several_lines_are_rows() -> None:
    lines: list[Written] = []
    for card in range(3):
        y = 100 + card * 160
        lines += [
            (60, y, f"[period_months:2024/{card + 1:02}]"),
            (60, y + 40, f"用電 [usage:{500 + card}] [unit:度]"),
            (60, y + 80, f"金額 [total_amount:{1800 + 7 * card}]元"),
        ]
    found = rows(BillKind.ELECTRICITY, lines)
    assert [row["usage"] for row in found] == ["500", "501", "502"]
    assert [row["total_amount"] for row in found] == ["1800", "1807", "1814"]


def test_two_products_are_rows_with_the_fuel_above_the_numbers() -> None:
    lines: list[Written] = [
        (60, 40, "[issue_date:2024-01-26]"),
        (60, 100, "[fuel:超級柴油]"),
        (60, 130, "[usage:54.14]"), (240, 130, "[unit_price:27.7]"), (400, 130, "1500"),
        (60, 160, "[fuel:九五無鉛]"),
        (60, 190, "[usage:20.00]"), (240, 190, "[unit_price:30.1]"), (400, 190, "602"),
        (60, 240, "總計 [total_amount:2,102]"),
    ]  # fmt: skip
    assert rows(BillKind.FUEL, lines) == [
        {"fuel": "diesel", "usage": "54.14", "unit_price": "27.7"},
        {"fuel": "gasoline", "usage": "20", "unit_price": "30.1"},
    ]
    assert values(BillKind.FUEL, lines) == {"issue_date": "2024-01-26", "total_amount": "2102", "unit": "L"}


def test_days_outrank_months_and_months_stand_where_there_are_none() -> None:
    months: Written = (60, 40, "[period_months:113年09-10月]")
    both = values(BillKind.WATER, [months, (60, 80, "[period_start:113/08/28]至[period_end:10/28]")])
    assert (both["period_start"], both["period_end"]) == ("2024-08-28", "2024-10-28")
    alone = values(BillKind.WATER, [months])
    assert (alone["period_start"], alone["period_end"]) == ("2024-09-01", "2024-10-31")


def test_an_end_without_a_year_may_lie_in_the_next() -> None:
    found = values(BillKind.WATER, [(60, 80, "[period_start:113/12/03]~[period_end:02/01]")])
    assert found["period_end"] == "2025-02-01"


def test_days_of_rows_without_a_year_are_the_last_before_the_paper() -> None:
    sold = [("12/03", 34), ("12-19", 93), ("1月2日", 81)]
    lines: list[Written] = [(60, 40, "製表日期 [issue_date:115/01/04]"), (300, 100, "公升")]
    for place, (day, litres) in enumerate(sold):
        top = 150 + 40 * place
        lines += [(60, top, f"[issue_date:{day}]"), (300, top, f"[usage:{litres}]")]
    found = [row["issue_date"] for row in rows(BillKind.FUEL, lines)]
    assert found == ["2025-12-03", "2025-12-19", "2026-01-02"]


def test_days_of_a_card_lie_in_the_one_year_that_it_names() -> None:
    lines: list[Written] = [(60, 40, "送氣卡 中華民國 114 年"), (60, 100, "月/日"), (300, 100, "公斤")]
    for place, (day, weight) in enumerate((("1/30", 40), ("12/3", 60))):
        lines += [(60, 150 + 40 * place, f"[issue_date:{day}]"), (300, 150 + 40 * place, f"[usage:{weight}]")]
    assert [row["issue_date"] for row in rows(BillKind.LPG, lines)] == ["2025-01-30", "2025-12-03"]


def test_a_registered_name_outranks_a_heading_and_goes_on_in_the_next_line() -> None:
    lines: list[Written] = [
        (60, 40, "[vendor:山明加油]"),
        (60, 80, "TS01 [vendor:山明加油站有限公]"),
        (60, 110, "[vendor:司]"),
    ]
    choice = assembled(BillKind.FUEL, lines).fields[F.VENDOR]
    assert (choice.value, len(choice.prints), choice.rivals) == ("山明加油站有限公司", 2, ())


@pytest.mark.parametrize(
    ("heading", "sure", "name"),
    [
        ("山明加油站", 0.99, "山明加油站有限公司"),
        ("山明加油站", 0.6, "出明加油站有限公司"),
        ("川朋油品", 0.99, "出明加油站有限公司"),
    ],
)
def test_a_clearer_heading_puts_one_sign_of_the_registered_name_right(
    heading: str, sure: float, name: str
) -> None:
    sheet = sheet_of(
        BillKind.FUEL, [(60, 40, f"[vendor:{heading}]"), (60, 80, "[vendor:出明加油站有限公司]")]
    )
    first, second = (
        replace(line, score=score) for line, score in zip(sheet.sheet.lines, (sure, 0.8), strict=True)
    )
    given = replace(sheet, sheet=replace(sheet.sheet, lines=(first, second)))
    assert assemble([given], BillKind.FUEL, 0.99).fields[F.VENDOR].value == name


@pytest.mark.parametrize(
    ("kind", "unit"), [(BillKind.WATER, "m3"), (BillKind.LPG, "kg"), (BillKind.FUEL, "L")]
)
def test_a_usage_without_a_unit_has_that_of_the_kind(kind: BillKind, unit: str) -> None:
    choice = assembled(kind, [(60, 40, "[usage:100]")]).fields[F.UNIT]
    assert (choice.value, choice.derived, choice.best.probability) == (unit, True, 0.99)
    assert "unit" not in values(BillKind.INVOICE, [(60, 40, "[usage:100]")])


@given(
    st.text(st.sampled_from("度數0123456789,元電A"), min_size=1, max_size=20),
    st.data(),
    st.floats(-30, 30),
)
def test_a_box_lies_within_its_line_and_parts_follow_each_other(
    text: str, draws: st.DataObject, turned: float
) -> None:
    start = draws.draw(st.integers(0, len(text) - 1))
    end = draws.draw(st.integers(start + 1, len(text)))
    sheet = Sheet((TextLine(text, quad_of(300, 400, text, turned)),), 1000, 1400)
    part, whole = box_of(sheet, 0, start, end), box_of(sheet, 0, 0, len(text))
    for low, high in ((0, 2), (1, 3)):
        assert whole[low] - 1e-9 <= part[low] <= part[high] <= whole[high] + 1e-9
    if start and not turned:
        assert box_of(sheet, 0, 0, start)[2] == pytest.approx(part[0])


def test_a_box_of_a_digit_is_half_as_wide_as_one_of_a_character() -> None:
    sheet = Sheet((TextLine("度1", quad_of(0, 0, "度1", 0)),), 1000, 1000)
    wide, narrow = box_of(sheet, 0, 0, 1), box_of(sheet, 0, 1, 2)
    assert wide[2] - wide[0] == pytest.approx(HEIGHT / 1000)
    assert narrow[2] - narrow[0] == pytest.approx(0.55 * HEIGHT / 1000)


@given(st.lists(st.decimals("0.1", 9999, places=1), min_size=2, max_size=5))
def test_the_sum_of_parts_is_exact(parts: list[Decimal]) -> None:
    lines: list[Written] = [
        (60, 100 + 30 * place, f"[usage_part:{part}]") for place, part in enumerate(parts)
    ]
    found = assembled(BillKind.ELECTRICITY, lines)
    assume(2 * max(parts) != sum(parts))
    assert Decimal(found.fields[F.USAGE].value) == sum(parts)


@given(st.lists(st.integers(60, 9999), min_size=2, max_size=4), st.randoms())
def test_a_sum_that_passes_for_a_part_is_not_added_to_them(parts: list[int], random: Random) -> None:
    several = [*parts, sum(parts)]
    random.shuffle(several)
    lines: list[Written] = [
        (60, 100 + 30 * place, f"[usage_part:{part}]") for place, part in enumerate(several)
    ]
    assert assembled(BillKind.ELECTRICITY, lines).fields[F.USAGE].value == str(sum(parts))
