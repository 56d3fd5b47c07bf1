"""Codes that we print are read back, and nothing that a code may say stops the reader."""

import base64
from dataclasses import replace
from datetime import date
from decimal import Decimal

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from models.codes.bars import account_numbers, invoice_bars
from models.codes.code import Code, CodeFormat
from models.codes.einvoice import EInvoice, Item, einvoice, einvoices
from models.codes.ladder import ladder
from models.codes.reading import read_codes
from tests.reading.drawn_pages import Picture, page
from tests.reading.printed_codes import bars, head, list_of, numbered, pasted, qr_contents, square

DIESEL = Item("超級柴油", Decimal("36.10"), Decimal("27.7"))
COUPON = Item("活動折抵", Decimal("36.10"), Decimal("-1"))
SALE = EInvoice(
    "AB12345678", date(2025, 3, 5), "0042", 952, 1000, "24567894", "12345675", (DIESEL, COUPON), 2, None, True
)
# Characters that Big5 has and no list divides by.
CHARACTERS = st.sampled_from("九五無鉛汽油超級柴辦公紙張許功蓋育壓克力板Aa0-/() ")
NAMES = st.text(CHARACTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
AMOUNTS = st.decimals(-99999, 99999, places=2)
ITEMS = st.lists(st.builds(Item, NAMES, AMOUNTS, AMOUNTS), max_size=4).map(tuple)
NUMBERS = st.from_regex(r"[A-Z]{2}[0-9]{8}", fullmatch=True)
UBNS = st.from_regex(r"[1-9][0-9]{7}", fullmatch=True)


@st.composite
def sales(draw: st.DrawFn) -> EInvoice:
    items = draw(ITEMS)
    total = draw(st.integers(0, 0x7FFFFFFF))
    return EInvoice(
        draw(NUMBERS),
        draw(st.dates(date(1912, 1, 1), date(2500, 1, 1))),
        draw(st.from_regex(r"[0-9]{4}", fullmatch=True)),
        draw(st.integers(0, total)),
        total,
        draw(st.none() | UBNS),
        draw(UBNS),
        items,
        len(items),
        None,
        bool(items),
    )


@settings(deadline=None)
@given(sales(), st.sampled_from([0, 1, 2]), st.integers(0, 4))
def test_what_is_said_is_understood(sold: EInvoice, encoding: int, here: int) -> None:
    assert einvoice(*qr_contents(sold, encoding, here)) == sold


@settings(deadline=None)
@given(sales().filter(lambda sold: sold.item_count > 1), st.sampled_from([0, 1]), st.data())
def test_a_list_may_be_cut_anywhere(sold: EInvoice, encoding: int, data: st.DataObject) -> None:
    listed = list_of(sold.items, encoding)
    cut = data.draw(st.integers(1, len(listed) - 1).filter(lambda at: b" " not in listed[at - 1 : at + 1]))
    opening = head(sold) + f":**********:1:{sold.item_count}:{encoding}:".encode()
    read = einvoice(opening + listed[:cut], b"**" + listed[cut:])
    assert read is not None
    assert read.complete
    assert len(read.items) == sold.item_count


def test_base64_may_cover_the_whole_list_or_the_names_alone() -> None:
    opening = head(SALE) + b":**********:1:2:2:"
    whole = base64.b64encode(list_of(SALE.items, 2))
    names = [replace(item, name=base64.b64encode(item.name.encode()).decode()) for item in SALE.items]
    assert einvoice(opening + whole[:30], b"**" + whole[30:]) == SALE
    assert einvoice(opening + list_of(names, 2)) == SALE


def test_a_list_that_lacks_its_right_code_is_not_complete() -> None:
    read = einvoice(qr_contents(SALE)[0])
    assert read == replace(SALE, items=(DIESEL,), complete=False)


def test_nobody_buys_with_zeros() -> None:
    read = einvoice(*qr_contents(replace(SALE, buyer_ubn=None)))
    assert read is not None
    assert read.buyer_ubn is None


@pytest.mark.parametrize(
    "content",
    [b"", b"AB12345678", head(SALE)[:76], head(SALE).replace(b"1140305", b"1140231"), b"**" + head(SALE)],
)
def test_what_is_no_invoice_gives_none(content: bytes) -> None:
    assert einvoice(content) is None


@settings(deadline=None)
@given(sales(), st.sampled_from([0, 1, 2]), st.lists(st.tuples(st.integers(0, 300), st.binary(max_size=3))))
def test_no_bytes_stop_the_reader(sold: EInvoice, encoding: int, slips: list[tuple[int, bytes]]) -> None:
    left, right = qr_contents(sold, encoding)
    for place, slip in slips:
        left, right = left[:place] + slip + left[place + 1 :], right[:place] + slip + right[place + 1 :]
    read = einvoice(left, right)
    assert read is None or len(read.items) <= max(read.item_count, 300)


@given(st.binary(max_size=200), st.binary(max_size=100), st.sampled_from(CodeFormat))
def test_no_code_stops_the_reader(content: bytes, tail: bytes, kind: CodeFormat) -> None:
    codes = [Code(content, kind, (0.1, 0.1, 0.2, 0.2)), Code(head(SALE) + tail, kind, (0.3, 0.1, 0.4, 0.2))]
    assert len(einvoices(codes)) <= 2
    assert (invoice_bars(codes), account_numbers(codes)) == ((), ())


def slip(sold: EInvoice, encoding: int = 1, module: int = 3) -> Picture:
    left, right = qr_contents(sold, encoding)
    width = square(left, module).shape[1]
    line = bars(f"11404{sold.number}{sold.random_code}", zxingcpp.BarcodeFormat.Code39)
    paper = np.full((width + 120, max(2 * width, line.shape[1]) + 40, 3), 255, np.uint8)
    placed = square(right, module, version=(width // module - 8 - 17) // 4)
    return pasted(
        paper,
        (20, 10, line),
        (10, 100, square(left, module)),
        (10 + width, 100, placed),
    )


@pytest.mark.parametrize("encoding", [0, 1, 2])
@pytest.mark.parametrize("turns", [0, 1, 2])
def test_a_printed_slip_is_read(encoding: int, turns: int) -> None:
    codes = read_codes(np.rot90(slip(SALE, encoding), turns).copy())
    [read] = einvoices(codes)
    assert replace(read, box=None) == SALE
    [line] = invoice_bars(codes)
    assert (line.number, line.year, line.month, line.random_code) == ("AB12345678", 2025, 4, "0042")


def test_a_slip_of_two_pixels_a_module_in_a_blurred_photo_is_read() -> None:
    blurred = cv2.GaussianBlur(slip(SALE), (0, 0), 1.4)
    small = cv2.resize(blurred, None, fx=2 / 3, fy=2 / 3, interpolation=cv2.INTER_AREA)
    paper = page([(100, 200 * row, "應繳總金額 12,345 元 用電地址") for row in range(10)], 1600, 2200)
    photo = pasted(paper, (700, 900, np.asarray(small, np.uint8)))
    [read] = einvoices(read_codes(photo))
    assert replace(read, box=None) == SALE
    assert read.box is not None
    assert read.box[0] == pytest.approx(700 / 1600, abs=0.02)
    assert read.box[1] == pytest.approx(967 / 2200, abs=0.02)


def test_every_left_code_gets_the_right_code_beside_it() -> None:
    other = numbered(replace(SALE, items=(DIESEL, DIESEL)), "CD87654321")
    one, two = slip(SALE), slip(other)
    paper = np.full((one.shape[0] + 100, one.shape[1] + two.shape[1] + 300, 3), 255, np.uint8)
    found = einvoices(read_codes(pasted(paper, (20, 40, one), (one.shape[1] + 250, 60, two))))
    assert {read.number: read.items for read in found} == {
        "AB12345678": (DIESEL, COUPON),
        "CD87654321": (DIESEL, DIESEL),
    }


def test_a_power_bills_bars_tell_the_customer() -> None:
    paper = np.full((200, 600, 3), 255, np.uint8)
    # 1, 3, 5, 7 and 9 doubled have the digit sums 2, 6, 1, 5 and 9; with 2 + 4 + 6 + 8 + 0 that is 43.
    right = bars("080612345678903", zxingcpp.BarcodeFormat.Code128)
    wrong = bars("080612345678904", zxingcpp.BarcodeFormat.Code128)
    assert account_numbers(read_codes(pasted(paper, (20, 20, right)))) == ("12345678903",)
    assert account_numbers(read_codes(pasted(paper, (20, 20, wrong)))) == ()


@pytest.mark.parametrize("shape", [(1, 1), (3, 4000), (40, 40)])
def test_a_picture_without_codes_has_none(shape: tuple[int, int]) -> None:
    assert read_codes(np.full((*shape, 3), 200, np.uint8)) == ()


def test_no_look_at_a_large_page_has_more_pixels_than_allowed() -> None:
    steps = ladder()
    grey = np.zeros((2500, 1768), np.uint8)
    for rung in steps.rungs:
        looked = rung.look(grey, rung.fitting(grey, steps.page_pixels))
        assert looked.size <= 1.01 * steps.page_pixels
