"""Bills of gas in bottles, fuel and other purchases, and what is none: their codes, sums, kinds and print."""

import html
import re
from decimal import Decimal
from random import Random

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.checkup.reading import BillKind
from domain.checkup.reading import ReadingField as F
from domain.ubn import is_ubn
from tests.bills.brush import Hand
from tests.bills.drawing import browser, pictures
from tests.bills.drawn import DrawnBill, Pen
from tests.bills.e_invoice import CHARACTER_SETS, Line, qr_texts, sale
from tests.bills.purchases import GOODS
from tests.bills.setting import all_families
from tests.bills.three_parts import NUMERALS, in_words

KINDS = (BillKind.LPG, BillKind.FUEL, BillKind.INVOICE, BillKind.UNKNOWN)
MINE = [one for one in all_families() if one.kind in KINDS]
# One example draws some forty papers.
FEW = settings(max_examples=12, deadline=None)
Good = tuple[str, str, int, int]
SEEDS = st.integers(min_value=0, max_value=2**32)
needs_browser = pytest.mark.skipif(browser() is None, reason="draws with Chromium")


def drawn(seed: int) -> list[DrawnBill]:
    return [one.draw(Random(f"{seed}/{one.name}")) for one in MINE]


def test_some_papers_are_written_by_hand() -> None:
    assert {bill.kind for bill in drawn(1) if bill.page.handwritten} >= {BillKind.LPG, BillKind.FUEL}


@FEW
@given(SEEDS)
def test_what_is_no_bill_has_no_fields(seed: int) -> None:
    for bill in drawn(seed):
        assert bool(bill.values) == (bill.kind is not BillKind.UNKNOWN)
        assert bool(bill.printed) == bool(bill.values)


@FEW
@given(SEEDS)
def test_firms_have_numbers_that_hold_and_differ(seed: int) -> None:
    for bill in drawn(seed):
        known = {**bill.coded, **bill.values}
        numbers = [known[who] for who in (F.SELLER_UBN, F.BUYER_UBN) if who in known]
        assert all(map(is_ubn, numbers))
        assert len(set(numbers)) == len(numbers)


@FEW
@given(SEEDS)
def test_fuel_in_rows_adds_up_to_the_total_that_is_printed(seed: int) -> None:
    for bill in drawn(seed):
        if bill.rows and F.USAGE in bill.values:
            assert sum(Decimal(row[F.USAGE]) for row in bill.rows) == Decimal(bill.values[F.USAGE])


# A subsidy, freight, fees, rent of bottles and credits stand in the total as well.
WITH_OTHER_CHARGES = (
    "development_fuel_four.boat_oil",
    "development_fuel_three.invoice_sheet",
    "development_lpg_four.metered_page",
    "development_lpg_three.payment_notice",
)


@FEW
@given(SEEDS)
def test_price_times_quantity_is_the_total_or_less_before_tax(seed: int) -> None:
    for bill in drawn(seed):
        known = {**bill.coded, **bill.values}
        alone = bill.kind is not BillKind.INVOICE and bill.family not in WITH_OTHER_CHARGES
        if alone and {F.USAGE, F.UNIT_PRICE, F.TOTAL_AMOUNT} <= set(known):
            ratio = Decimal(known[F.TOTAL_AMOUNT]) / (Decimal(known[F.USAGE]) * Decimal(known[F.UNIT_PRICE]))
            # Between a discount of three dollars a litre and a tax of five per cent on top.
            assert Decimal("0.86") < ratio < Decimal("1.06"), bill.family


@given(SEEDS, st.lists(st.sampled_from(GOODS), min_size=1, max_size=5), st.sampled_from(list(CHARACTER_SETS)))
def test_codes_of_an_invoice_follow_their_form(seed: int, goods: list[Good], flag: str) -> None:
    pen = Pen(Random(seed))
    sold = sale(pen, [Line(name, Decimal(2), Decimal(low), 2 * low) for name, _, low, _ in goods])
    left, right = qr_texts(sold, flag, pen.random)
    head, *told = left.split(":")
    assert len(head) == 77
    assert head[:10] == sold.number
    assert int(head[21:29], 16) + sold.tax == int(head[29:37], 16) == sold.total
    assert head[45:53] == sold.seller
    assert told[:4] == ["**********", str(len(goods)), str(len(goods)), flag]
    items = ":".join([*told[4:], *right.removeprefix("**").split(":")]).strip(":").split(":")
    assert items[::3] == [name for name, *_ in goods]


@given(st.integers(min_value=1, max_value=999_999_999))
def test_a_sum_in_words_says_every_digit(total: int) -> None:
    signs = [part[:-1] for part in in_words(total, str).removesuffix("整").split()]
    assert "".join(str(NUMERALS.index(sign)) for sign in signs if sign) == str(total)


@given(SEEDS, st.text(alphabet="0123456789年月日<&公斤×", min_size=1, max_size=12))
def test_a_hand_leaves_out_no_sign(seed: int, text: str) -> None:
    written = Hand(Random(seed)).write(html.escape(text))
    assert html.unescape(re.sub(r"<[^>]*>", "", written)) == text


@needs_browser
@pytest.mark.slow
def test_codes_can_be_read_off_the_page() -> None:
    slips = [one for one in MINE if one.name.endswith("_proof") and one.name.split(".")[0].endswith("slips")]
    bills = [one.draw(Random(seed)) for one in slips for seed in range(3)]
    for bill, picture in zip(bills, pictures(bills, [16] * len(bills)), strict=True):
        told = [code.text for code in zxingcpp.read_barcodes(picture)]
        number = bill.values[F.INVOICE_NO]
        assert any(text.startswith(number) for text in told), bill.family
        assert any(number in text and not text.startswith(number) for text in told), bill.family
