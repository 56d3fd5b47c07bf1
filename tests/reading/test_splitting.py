"""Receipts that lie on one page are told apart; one document, whatever its columns and gaps, stays whole."""

from collections.abc import Sequence
from random import Random
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.codes.einvoice import einvoices
from models.codes.reading import Code, CodeFormat, read_codes
from models.recognition.engine import Recogniser
from models.recognition.splitting import Part, split
from models.sheets import Sheet, TextLine
from tests.reading.drawn_pages import Word, page
from tests.reading.printed_codes import numbered, pasted
from tests.reading.test_codes import SALE, slip

PITCH = 30
Placed = list[tuple[float, float, str]]


def receipt(number: int, rows: int = 2, invoiced: bool = True) -> Placed:
    """A till receipt of its own number and total, by left and top in pixels."""
    total = 1000 + 317 * number
    told = ["春田生活百貨有限公司", "電子發票證明聯" if invoiced else "收據"]
    told += [f"AB-{12345670 + number:08d}"] if invoiced else []
    lines: Placed = [(0, PITCH * row, text) for row, text in enumerate([*told, "2025-03-05 10:11:12"])]
    for row in range(rows):
        lines += [
            (0, PITCH * (len(told) + 2 + row), f"品項{row}"),
            (230, PITCH * (len(told) + 2 + row), "250"),
        ]
    return [*lines, (0, PITCH * (len(told) + 3 + rows), f"總計 {total:,}元")]


def bill() -> Placed:
    """Boxes in two columns, with the total and the invoice on one side only, and a stub that repeats both."""
    left = ["電費通知單", "電號 12-34-5678-90-3", "計費期間 113/08/28至113/10/28", "用電度數 931"]
    right = [
        "應繳總金額 2,298元",
        "發票號碼 AB12345678",
        "繳費期限 113/11/24",
        "流動電費 2,189",
        "營業稅 109",
    ]
    stub = ["收據聯 113/11/24", "電號 12-34-5678-90-3", "應繳總金額 2,298元", "春田電力公司"]
    columns = [(0, 0, left), (500, 0, right), (0, 420, stub)]
    return [(x, y + 60 * row, text) for x, y, texts in columns for row, text in enumerate(texts)]


def invoice_list() -> Placed:
    """One firm's purchases of a month: as many numbers, days and sums as rows."""
    lines: Placed = [
        (0, 0, "春田有限公司 進貨發票明細"),
        (0, 60, "日期"),
        (250, 60, "發票號碼"),
        (500, 60, "合計"),
    ]
    for row in range(8):
        cells = [f"113/0{row + 1}/05", f"AB{11111111 * (row + 1):08d}", f"{(row + 3) * 417}"]
        lines += [(250 * column, 110 + 45 * row, cell) for column, cell in enumerate(cells)]
    return lines


def lists_beside() -> Placed:
    """Two months of one firm's purchases, each with its head and its sum."""
    months = []
    for month in (3, 4):
        lines = [
            "進貨明細 春田有限公司",
            *(f"113/0{month}/{day} AB{month}{day}34567" for day in range(11, 15)),
        ]
        lines += [f"合計 {month * 1417}"]
        months += [(500 * (month - 3), 45 * row, text) for row, text in enumerate(lines)]
    return months


def two_halves() -> Placed:
    """An invoice above, and after a gap what was sold with the same total again."""
    upper = receipt(1, rows=0)
    lower = ["銷貨明細 2025-03-05", "春田生活百貨有限公司", "毛巾 3 x 439", "合計 1,317"]
    return [*upper, *((0, 400 + PITCH * row, text) for row, text in enumerate(lower))]


def lines_of(words: Placed, left: float = 0, top: float = 0, degrees: float = 0) -> list[TextLine]:
    """As recognition would give them, put somewhere and turned clockwise."""
    angle = np.deg2rad(degrees)
    turning = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    lines = []
    for x, y, text in words:
        width = sum(20 if ord(character) > 255 else 11 for character in text)
        corners = np.array([(x, y), (x + width, y), (x + width, y + 22), (x, y + 22)]) @ turning + (left, top)
        a, b, c, d = ((float(across), float(down)) for across, down in corners)
        lines.append(TextLine(text, (a, b, c, d)))
    return lines


def sheet_of(*documents: Sequence[TextLine], seed: int = 0) -> Sheet:
    lines = [line for document in documents for line in document]
    Random(seed).shuffle(lines)
    return Sheet(tuple(lines), 2400, 2400)


def texts(parts: Sequence[Part]) -> set[frozenset[str]]:
    return {frozenset(line.text for line in part.sheet.lines) for part in parts}


PLACES = {
    "two side by side": [(0, 0), (600, 40)],
    "three side by side": [(0, 0), (520, 30), (1040, -20)],
    "two below each other": [(0, 0), (10, 560)],
    "four in a grid": [(0, 0), (560, 20), (0, 620), (570, 640)],
    "one long beside two": [(0, 0), (560, 0), (560, 560)],
}


@pytest.mark.parametrize("places", PLACES.values(), ids=PLACES.keys())
@pytest.mark.parametrize("invoiced", [True, False])
@settings(deadline=None, max_examples=15)
@given(st.integers(0, 99), st.lists(st.floats(-3, 3), min_size=4, max_size=4))
def test_receipts_are_told_apart(
    places: list[tuple[float, float]], invoiced: bool, seed: int, degrees: list[float]
) -> None:
    placed = [
        lines_of(receipt(number, 2 + number % 3, invoiced), *place, degrees[number])
        for number, place in enumerate(places)
    ]
    parts = split(sheet_of(*placed, seed=seed))
    assert texts(parts) == {frozenset(line.text for line in document) for document in placed}


@pytest.mark.parametrize(
    "words",
    [receipt(1), bill(), invoice_list(), lists_beside(), two_halves(), [(0, 0, "協議書"), (0, 900, "甲方")]],
    ids=["receipt", "bill", "list", "lists", "halves", "letter"],
)
@settings(deadline=None, max_examples=10)
@given(st.floats(-8, 8))
def test_one_document_stays_whole(words: Placed, degrees: float) -> None:
    sheet = sheet_of(lines_of(words, 300, 300, degrees))
    [part] = split(sheet)
    assert part.sheet == sheet


def test_a_gap_within_a_receipt_is_no_end_of_it() -> None:
    upper, lower = (
        [*receipt(number)[:4], (0, 120, f"總計 {number}317"), (0, 290, "品項"), (230, 290, "250")]
        for number in (1, 2)
    )
    placed = lines_of(upper), lines_of(lower, 0, 380)
    assert texts(split(sheet_of(*placed))) == {frozenset(line.text for line in one) for one in placed}


def test_copies_of_one_form_stay_together_even_with_a_slip_in_one() -> None:
    second = [(x, y, text.replace("1,634", "1,684")) for x, y, text in receipt(2, invoiced=False)]
    assert len(split(sheet_of(lines_of(receipt(2, invoiced=False)), lines_of(second, 700)))) == 1


def test_nothing_to_split_is_one_part() -> None:
    assert split(Sheet((), 100, 100)) == (Part(Sheet((), 100, 100), ()),)


def test_a_scan_full_of_receipts_is_parted_whole() -> None:
    places = [(560 * column, 460 * row) for row in range(5) for column in range(4)]
    receipts = [lines_of(receipt(number, 4), *place) for number, place in enumerate(places)]
    parts = split(sheet_of(*receipts))
    assert texts(parts) == {frozenset(line.text for line in one) for one in receipts}


def test_a_page_that_is_made_to_be_cut_everywhere_is_given_up_in_seconds() -> None:
    told = "統一發票 AB{0:08d} 春田有限公司 113/01/02 總計 {0}"
    slips = [lines_of([(0, 90 * number, told.format(1000 + 7 * number))]) for number in range(1000)]
    started = process_time()
    assert len(split(sheet_of(*slips))) < len(slips)
    assert process_time() - started < 30


def test_codes_go_with_their_receipts_and_places_stay_those_of_the_page() -> None:
    codes = [
        Code(b"left", CodeFormat.QR, (0.1, 0.3, 0.2, 0.35)),
        Code(b"right", CodeFormat.QR, (0.4, 0.3, 0.5, 0.35)),
    ]
    sheet = sheet_of(lines_of(receipt(1)), lines_of(receipt(2), 800))
    parts = split(sheet, codes)
    assert [part.codes for part in parts] == [(codes[0],), (codes[1],)]
    assert [part.sheet.width for part in parts] == [2400, 2400]


def test_a_scan_of_two_slips_gives_two_sheets_with_their_invoices() -> None:
    words: list[Word] = []
    pictures = []
    for number, (left, top) in enumerate([(60, 50), (1000, 90)]):
        words += [(left + x * 1.1, top + y * 1.4, text) for x, y, text in receipt(number)]
        pictures.append((left, top + 420, slip(numbered(SALE, f"AB{12345670 + number}"))))
    scan = pasted(page(words, 1800, 1200), *pictures)
    read = Recogniser().read(scan)
    parts = split(Sheet(read.lines, read.width, read.height), read_codes(scan))
    assert [[invoice.number for invoice in einvoices(part.codes)] for part in parts] == [
        ["AB12345670"],
        ["AB12345671"],
    ]
    assert [any("1,317" in line.text for line in part.sheet.lines) for part in parts] == [False, True]
