"""What stands in one row is found on any page: aslant, bent, in cards, with cells missing or unreadable."""

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind
from models.judgement.assembling import Assembled, assemble
from models.judgement.mentions import UnderstoodSheet
from models.judgement.places import straightened
from models.sheets import Point
from tests.reading.laid_out import Written, sheet_of

Row = dict[str, str]


def read(kind: BillKind, lines: Sequence[Written], warp: "Warp | None" = None) -> tuple[Row, list[Row]]:
    sheet = sheet_of(kind, lines)
    found: Assembled = assemble([warp.seen(sheet) if warp else sheet], kind, 0.99)
    rows = [{field.value: one.value for field, one in row.items()} for row in found.rows]
    return {field.value: one.value for field, one in found.fields.items()}, rows


class Warp:
    """A page of 1,000 × 1,400 pixels seen from a corner and bent along its width."""

    def __init__(self, degrees: float, lean: float, bend: float) -> None:
        self.turn, self.lean, self.bend = math.radians(degrees), lean / 1000, bend

    def point(self, point: Point) -> Point:
        x, y = point[0], point[1] + self.bend * math.sin(math.pi * point[0] / 1000)
        depth = 1 + self.lean * (x + y)
        sine, cosine = math.sin(self.turn), math.cos(self.turn)
        return (x * cosine - y * sine) / depth, (x * sine + y * cosine) / depth

    def seen(self, given_sheet: UnderstoodSheet) -> UnderstoodSheet:
        quads = [
            (self.point(a), self.point(b), self.point(c), self.point(d))
            for a, b, c, d in (line.quad for line in given_sheet.sheet.lines)
        ]
        lines = tuple(
            replace(line, quad=quad) for line, quad in zip(given_sheet.sheet.lines, quads, strict=True)
        )
        return replace(given_sheet, sheet=replace(given_sheet.sheet, lines=lines))


WARPS = st.builds(Warp, st.floats(-6, 6), st.floats(-0.08, 0.08), st.floats(-12, 12))
MONTHS = 9


def cells(month: int) -> dict[str, str]:
    """A month's reading, usage and sum; every value differs."""
    return {
        "period_end": f"2024-{month:02}-26",
        "current_reading": str(40_000 + 731 * month),
        "usage": str(500 + 37 * month),
        "total_amount": str(3_000 + 211 * month),
    }


def listed(hidden: Sequence[tuple[int, str]] = ()) -> list[Written]:
    """A dense table below a long line of text."""
    lines: list[Written] = [
        (60, 40, "用戶編號 [account_no:12345678] 用戶名稱與用電地址及其他說明文字列印於此處供核對")
    ]
    for month in range(1, MONTHS + 1):
        for column, (field, value) in enumerate(cells(month).items()):
            if (month, field) not in hidden:
                lines.append((80 + 240 * column, 90 + 28 * month, f"[{field}:{value}]"))
    lines.append((60, 600, "本表所列金額僅供參考實際應繳金額以帳單所載者為準如有疑問請洽服務中心查詢"))
    return lines


@given(WARPS)
def test_a_page_seen_aslant_and_bent_lies_level_again(warp: Warp) -> None:
    sheet = warp.seen(sheet_of(BillKind.WATER, listed())).sheet
    straight = straightened(sheet)
    for line in sheet.lines:
        left, right = straight(line.quad[0]), straight(line.quad[1])
        assert abs(left[1] - right[1]) < 7


HIDDEN = st.dictionaries(st.sampled_from([3, 7]), st.sets(st.sampled_from(sorted(cells(1))), max_size=3))


@given(WARPS, HIDDEN)
def test_cells_that_are_missing_shift_no_others(warp: Warp, lacking: dict[int, set[str]]) -> None:
    hidden = [(month, field) for month, fields in lacking.items() for field in fields]
    _, rows = read(BillKind.ELECTRICITY, listed(hidden), warp)
    expected = [
        {field: value for field, value in cells(month).items() if (month, field) not in hidden}
        for month in range(1, MONTHS + 1)
    ]
    assert rows == expected


def test_a_cell_that_cannot_be_read_keeps_its_place() -> None:
    lines = [(x, y, text.replace("[usage:574]", "[usage:攝]")) for x, y, text in listed()]
    whole, rows = read(BillKind.ELECTRICITY, lines)
    assert [row.get("usage") for row in rows] == [
        "537",
        None,
        *(str(500 + 37 * month) for month in range(3, 10)),
    ]
    assert "usage" not in whole


@pytest.mark.parametrize("places", [[460], [20], [460, 520, 560]])
def test_a_sum_however_often_printed_belongs_to_the_whole(places: list[float]) -> None:
    summed = sum(500 + 37 * month for month in range(1, MONTHS + 1))
    lines = [*listed(), *((560.0, y, f"[usage:{summed}]") for y in places)]
    whole, rows = read(BillKind.WATER, lines)
    assert (whole["usage"], len(rows)) == (str(summed), MONTHS)


def test_meters_that_print_nothing_but_usage_are_rows_above_their_sum() -> None:
    usages = ["25", "51", "25", "101"]
    lines: list[Written] = [(60, 40 + 30 * row, f"[usage:{one}]") for row, one in enumerate(usages)]
    whole, rows = read(BillKind.WATER, [*lines, (300, 400, "[usage:101]")])
    assert (whole["usage"], rows) == ("101", [{"usage": "25"}, {"usage": "51"}, {"usage": "25"}])


@given(WARPS, st.integers(3, 6))
def test_periods_from_left_to_right_are_rows(warp: Warp, count: int) -> None:
    lines: list[Written] = [
        (60, 40, "用戶編號 [account_no:12345678] 用戶名稱與用電地址及其他說明文字列印於此處")
    ]
    for month in range(1, count + 1):
        for line, (field, value) in enumerate(cells(month).items()):
            lines.append((40 + 150 * month, 120 + 40 * line, f"[{field}:{value}]"))
    assert read(BillKind.ELECTRICITY, lines, warp)[1] == [cells(month) for month in range(1, count + 1)]


def card(month: int, left: float, top: float) -> list[Written]:
    """A sale in four lines, as wide as they come."""
    sale = [f"[issue_date:2024/03/{month:02}]", f"[fuel:{'超柴' if month % 2 else '95UNL'}]"]
    sale += [f"[usage:{30 + month}.5]", f"單價 [unit_price:2{month}.3]"]
    return [(left + 7 * (place % 3), top + 30 * place, text) for place, text in enumerate(sale)]


@given(st.integers(2, 6), st.integers(1, 2), st.booleans())
def test_cards_are_rows_and_what_is_printed_before_them_is_not(count: int, across: int, dated: bool) -> None:
    lines: list[Written] = [(60, 20, "總計 [total_amount:8,765]")]
    lines += [(60, 50, "[issue_date:2024/04/09]"), (60, 80, "[usage:612.4]")] if dated else []
    for place in range(count):
        lines += card(place + 1, 60 + 450 * (place % across), 140 + 170 * (place // across))
    whole, rows = read(BillKind.FUEL, lines)
    assert sorted(row["issue_date"] for row in rows) == [f"2024-03-{day:02}" for day in range(1, count + 1)]
    for row in rows:
        day = int(row["issue_date"][-2:])
        assert (row["usage"], row["unit_price"]) == (f"{30 + day}.5", f"2{day}.3")
        assert row["fuel"] == ("diesel" if day % 2 else "gasoline")
    assert whole["total_amount"] == "8765"
    assert (whole.get("usage"), whole.get("issue_date")) == (
        ("612.4", "2024-04-09") if dated else (None, None)
    )


def test_a_card_without_its_first_field_takes_none_of_the_next() -> None:
    lines = [*card(1, 60, 100)[1:], *card(2, 60, 270), *card(3, 60, 440)]
    rows = read(BillKind.FUEL, lines)[1]
    assert [row.get("issue_date") for row in rows] == [None, "2024-03-02", "2024-03-03"]
    assert [row["usage"] for row in rows] == ["31.5", "32.5", "33.5"]


def test_a_stub_that_is_misread_makes_no_rows() -> None:
    lines: list[Written] = [
        (60, 40, "[account_no:01-23-4567-89-0]"), (60, 80, "[usage:1931]"),
        (60, 120, "[total_amount:12,298]"),
        (60, 900, "[account_no:01-23-4561-89-0@0.6]"), (60, 940, "[usage:1981@0.6]"),
        (60, 980, "[total_amount:12,293@0.6]"),
    ]  # fmt: skip
    whole, rows = read(BillKind.ELECTRICITY, lines)
    assert (whole["usage"], whole["total_amount"], rows) == ("1931", "12298", [])


def test_a_unit_in_every_row_is_the_documents_and_one_that_lacks_stays_in_its_row() -> None:
    lines: list[Written] = []
    for row in range(3):
        y = 100 + 40 * row
        lines += [(60, y, f"[fuel:{'柴油' if row else '92'}]"), (300, y, f"[usage:{40 + row}.1] [unit:公升]")]
    whole, rows = read(BillKind.FUEL, lines)
    assert whole == {"unit": "L"}
    assert rows[0] == {"fuel": "gasoline", "usage": "40.1"}
    fewer = [(x, y, text.replace(" [unit:公升]", "") if y == 140 else text) for x, y, text in lines]
    assert [row.get("unit") for row in read(BillKind.FUEL, fewer)[1]] == ["L", None, "L"]


def test_an_account_in_every_row_is_the_documents_however_it_is_misread() -> None:
    numbers = ["12345678", "12345678", "12845678", "12345678", "1234567"]
    lines: list[Written] = []
    for row, number in enumerate(numbers):
        y = 100 + 40 * row
        lines += [(60, y, f"[account_no:{number}]"), (300, y, f"[period_end:2024-0{row + 1}-26]")]
        lines.append((560, y, f"[usage:{700 + 31 * row}]"))
    whole, rows = read(BillKind.WATER, lines)
    assert (whole["account_no"], len(rows)) == ("12345678", 5)
    assert not any("account_no" in row for row in rows)


def test_an_equal_usage_of_every_meter_stands_in_their_columns() -> None:
    readings = [(84_152, 84_153), (22_609, 22_610), (54_127, 54_128)]
    lines: list[Written] = []
    for column, (previous, current) in enumerate(readings):
        x = 60.0 + 200 * column
        lines += [(x, 100, f"[previous_reading:{previous}]"), (x, 140, f"[current_reading:{current}]")]
        lines.append((x + 20, 180, "[usage:1]"))
    whole, rows = read(BillKind.WATER, lines)
    assert [row["usage"] for row in rows] == ["1", "1", "1"]
    assert "usage" not in whole


def test_items_of_a_till_are_rows_wherever_in_their_lines_the_quantity_stands() -> None:
    lines: list[Written] = [
        (60 + 90 * (row % 3), 100 + 90 * row, f"[usage:{number}] 個")
        for row, number in enumerate([7, 50, 20, 31, 6])
    ]
    assert [row["usage"] for row in read(BillKind.INVOICE, lines)[1]] == ["7", "50", "20", "31", "6"]
