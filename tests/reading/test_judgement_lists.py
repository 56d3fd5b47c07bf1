"""Lists: sums of them, doubtful cells, cells that the network missed, and blocks side by side."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.assembling import Assembled, assemble
from tests.reading.laid_out import Written, sheet_of

F = ReadingField
COLUMNS = (60, 300, 480, 660)


def assembled(kind: BillKind, rows: Sequence[Sequence[str]], lefts: Sequence[int] = COLUMNS) -> Assembled:
    lines: list[Written] = [
        (left, 100 + 40 * number, cell)
        for number, row in enumerate(rows)
        for left, cell in zip(lefts, row, strict=False)
        if cell
    ]
    return assemble([sheet_of(kind, lines)], kind, 0.99)


def column(found: Assembled, field: ReadingField) -> list[str | None]:
    return [row[field].value if field in row else None for row in found.rows]


def item(count: int, price: int) -> list[str]:
    return ["品項", f"[usage:{count}]", f"[unit_price:{price}]"]


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(11, 999)), min_size=3, max_size=6, unique=True))
def test_a_few_things_are_no_sum_of_others(things: list[tuple[int, int]]) -> None:
    things[-1] = (sum(count for count, _ in things[:-1]), 1000)
    found = assembled(BillKind.INVOICE, [item(*thing) for thing in things])
    assert column(found, F.USAGE) == [str(count) for count, _ in things]


def test_a_sum_of_many_digits_is_one_whatever_was_misread_beside_it() -> None:
    rows = [[f"[issue_date:112/10/0{day}]", f"[usage:{used}]"] for day, used in ((1, 186.32), (2, 39.25))]
    rows += [["[issue_date:112/10/07]", "[usage:139.33]", "[total_amount:325,767]"]]
    found = assembled(BillKind.FUEL, [*rows, ["", "[usage:364.90]", "[total_amount:11,402]"]])
    assert column(found, F.USAGE) == ["186.32", "39.25", "139.33"]
    assert found.fields[F.USAGE].value == "364.9"
    assert found.fields[F.TOTAL_AMOUNT].value == "11402"


def test_a_doubtful_quantity_beside_a_sure_one_is_no_row() -> None:
    lines: list[Written] = [
        (60, 100, "影印紙[usage:70@0.3]磅"), (420, 100, "[usage:2]"), (560, 100, "[unit_price:709]"),
        (60, 180, "碳粉匣"), (420, 180, "[usage:3]"), (560, 180, "[unit_price:3,990]"),
    ]  # fmt: skip
    found = assemble([sheet_of(BillKind.INVOICE, lines)], BillKind.INVOICE, 0.99)
    assert column(found, F.USAGE) == ["2", "3"]
    assert column(found, F.UNIT_PRICE) == ["709", "3990"]


def history(*readings: tuple[str, int, int]) -> list[list[str]]:
    return [
        [f"[period_end:{day}]", f"[current_reading:{reading}]", f"[usage:{used}]"]
        for day, reading, used in readings
    ]


PAST = [
    ("2023-08-17", 86320, 33),
    ("2023-06-17", 86287, 79),
    ("2023-04-17", 86208, 27),
    ("2023-02-17", 86181, 119),
]


@pytest.mark.parametrize("which", [1, 2])
def test_a_doubtful_number_is_what_its_column_is(which: int) -> None:
    rows = history(*PAST)
    rows[which][1] = f"[usage:{PAST[which][1]}@0.1]"
    found = assembled(BillKind.NATURAL_GAS, rows)
    assert column(found, F.CURRENT_READING) == [str(reading) for _, reading, _ in PAST]
    assert column(found, F.USAGE) == [str(used) for _, _, used in PAST]


def test_a_sum_below_its_column_is_none_of_it() -> None:
    rows = [[f"[meter_no:A{row}1234]", f"[usage:{used}]"] for row, used in enumerate((8120, 931, 404, 77))]
    found = assembled(BillKind.ELECTRICITY, [*rows, ["", "[total_amount:9,532@0.4]"]])
    assert len(found.rows) == 4
    assert found.fields[F.TOTAL_AMOUNT].value == "9532"


@pytest.mark.parametrize("which", range(4))
@pytest.mark.parametrize("place", range(3))
def test_a_cell_that_the_network_missed_is_filled_in(which: int, place: int) -> None:
    rows = history(*PAST)
    rows[which][place] = (PAST[which][0], str(PAST[which][1]), str(PAST[which][2]))[place]
    found = assembled(BillKind.NATURAL_GAS, rows)
    assert column(found, F.PERIOD_END) == [day for day, _, _ in PAST]
    assert column(found, F.CURRENT_READING) == [str(reading) for _, reading, _ in PAST]
    assert column(found, F.USAGE) == [str(used) for _, _, used in PAST]


def test_most_of_a_column_is_not_made_up_and_nothing_below_it() -> None:
    rows = history(*PAST)
    for row, (_, _, used) in zip(rows[1:], PAST[1:], strict=True):
        row[2] = str(used)
    assert column(assembled(BillKind.NATURAL_GAS, rows), F.USAGE) == [None] * 4
    averaged = [*history(*PAST), ["平均", "", "64"]]
    assert len(assembled(BillKind.NATURAL_GAS, averaged).rows) == len(PAST)


def test_what_a_station_sells_beside_fuel_has_no_litres() -> None:
    sold = [("1", "31.5", "28.4"), ("3", "28.4", "28.5"), ("7", "40.2", "28.6")]
    rows = [[f"[issue_date:112/10/0{day}]", f"[usage:{n}]", f"[unit_price:{each}]"] for day, n, each in sold]
    rows.insert(2, ["[issue_date:112/10/05] 洗車", "1", "[unit_price:100]"])
    assert column(assembled(BillKind.FUEL, rows), F.USAGE) == ["31.5", "28.4", None, "40.2"]


def test_blocks_side_by_side_keep_their_own_cells() -> None:
    """Lines that rise towards the right: a cell lies as high as the next block's next line."""
    left = [("111/07-08", 2777, 9273), ("111/05-06", 2236, 8042), ("111/03-04", 2298, 8319)]
    right = [("111/01-02", 2095, 7100), ("110/11-12", 1739, 5804), ("110/09-10", 1649, 5928)]
    lines: list[Written] = []
    for number, pair in enumerate(zip(left, right, strict=True)):
        for start, (months, used, paid) in zip((60, 560), pair, strict=True):
            cells = f"[period_months:{months}]", f"[usage:{used:,}]", f"[total_amount:{paid:,}]"
            for x, cell in zip((start, start + 180, start + 300), cells, strict=True):
                lines.append((x, 100 + 52 * number - 0.03 * x, cell))
    found = assemble([sheet_of(BillKind.ELECTRICITY, lines)], BillKind.ELECTRICITY, 0.99)
    told = {(row[F.USAGE].value, row[F.TOTAL_AMOUNT].value) for row in found.rows}
    assert told == {(str(used), str(paid)) for _, used, paid in (*left, *right)}


@pytest.mark.parametrize("prices", [(1291, 1044), (874, 162)])
def test_equal_quantities_beside_their_prices_are_rows(prices: tuple[int, int]) -> None:
    found = assembled(BillKind.INVOICE, [item(1, price) for price in prices])
    assert column(found, F.USAGE) == ["1", "1"]
    assert column(found, F.UNIT_PRICE) == [str(price) for price in prices]


def test_a_total_that_a_stub_prints_again_is_no_rows() -> None:
    lines: list[Written] = [
        (300, 60, "[total_amount:85,771]"),
        (60, 100, "[fuel:超級柴油]"), (400, 100, "[usage:1,681.61]"),
        (60, 140, "[fuel:95無鉛汽油]"), (400, 140, "[usage:1,442.37]"),
        (300, 400, "[total_amount:85,771]"),
    ]  # fmt: skip
    found = assemble([sheet_of(BillKind.FUEL, lines)], BillKind.FUEL, 0.99)
    assert column(found, F.USAGE) == ["1681.61", "1442.37"]
    assert column(found, F.TOTAL_AMOUNT) == [None, None]
    assert found.fields[F.TOTAL_AMOUNT].value == "85771"


@given(st.integers(10_000, 99_999), st.integers(10, 999))
def test_readings_taken_for_each_other_are_changed_over(before: int, used: int) -> None:
    assume(before + used < 100_000)
    told = [[f"[previous_reading:{before + used}@0.6]", f"[current_reading:{before}]", f"[usage:{used}]"]]
    found = assembled(BillKind.NATURAL_GAS, told).fields
    assert found[F.PREVIOUS_READING].value == str(before)
    assert found[F.CURRENT_READING].value == str(before + used)
    # The sum that chose them proves them no more.
    assert not found[F.PREVIOUS_READING].best.clean


def test_a_bill_that_gives_back_runs_backwards() -> None:
    told = [["[previous_reading:1437]", "[current_reading:1385]", "[usage:52]"]]
    assert assembled(BillKind.WATER, told).fields[F.PREVIOUS_READING].value == "1437"


def test_a_round_sum_of_others_is_no_total_beside_a_day_or_a_price() -> None:
    days = [("113/10/02", 16.5, 500), ("113/10/05", 16.6, 500), ("113/10/07", 33.1, 1000)]
    rows = [[f"[issue_date:{day}]", f"[usage:{used}]", f"[total_amount:{paid}]"] for day, used, paid in days]
    found = assembled(BillKind.FUEL, [*rows, ["", "", "[total_amount:2,000]"]])
    assert column(found, F.USAGE) == ["16.5", "16.6", "33.1"]
    things = [("1", "2000", "2,000"), ("2", "500", "1,000"), ("1", "1000", "1,000")]
    rows = [[f"[usage:{n}]", f"[unit_price:{each}]", f"[total_amount:{paid}]"] for n, each, paid in things]
    assert column(assembled(BillKind.INVOICE, rows), F.UNIT_PRICE) == ["2000", "500", "1000"]


def test_a_doubtful_quantity_of_another_block_stays() -> None:
    lines: list[Written] = [
        (left, 100 + 40 * row, f"[{field}:{value}]")
        for row, (first, second) in enumerate([("2", "3@0.45"), ("5", "7"), ("4", "6")])
        for left, field, value in [
            (60, "usage", first), (160, "unit_price", f"7{row}9"),
            (560, "usage", second), (660, "unit_price", f"3{row}9"),
        ]
    ]  # fmt: skip
    found = assemble([sheet_of(BillKind.INVOICE, lines)], BillKind.INVOICE, 0.99)
    told = [row[F.USAGE].value for row in found.rows if F.USAGE in row]
    assert sorted(told) == ["2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize("run", ["88,14090,126", "8814090126", "90,12688,140", "9012688140"])
def test_two_readings_run_together_fall_apart_where_they_lie_the_usage_apart(run: str) -> None:
    found = assembled(BillKind.NATURAL_GAS, [["前次/本次抄見", run], ["使用氣量", "[usage:1,986]"]]).fields
    assert found[F.PREVIOUS_READING].value == "88140"
    assert found[F.CURRENT_READING].value == "90126"


@pytest.mark.parametrize(
    ("word", "run"),
    [
        ("本次抄見", "8814090127"), ("本次抄見", "02-88140"), ("本次抄見", "88140.90126"),
        ("客服", "8814090126"), ("用戶編號", "[account_no:8814090126]"),
    ],
)  # fmt: skip
def test_other_digits_are_no_readings(word: str, run: str) -> None:
    found = assembled(BillKind.NATURAL_GAS, [[word, run], ["使用氣量", "[usage:1,986]"]]).fields
    assert F.CURRENT_READING not in found


def test_digits_beside_known_readings_are_none() -> None:
    rows = [
        ["[previous_reading:12345]", "[current_reading:14331]"],
        ["本次抄見", "8814090126"],
        ["用量", "[usage:1,986]"],
    ]
    found = assembled(BillKind.NATURAL_GAS, rows)
    assert found.fields[F.PREVIOUS_READING].value == "12345"
    assert found.rows == ()
