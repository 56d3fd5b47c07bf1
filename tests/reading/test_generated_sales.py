"""What is sold: goods and their rows, sums in one line, numbers of both sides, and look-alikes of sums."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField
from models.generator.content import Content, Entry
from models.generator.contents.fuel import sample_fuel
from models.generator.contents.goods import sample_goods
from models.generator.dice import Dice
from models.generator.families.sales import in_words_line
from models.generator.marked import Piece, plain, written
from models.generator.paper import Column, Paper
from models.generator.sampling import sample_page
from models.labels import Label
from tests.reading.test_generator import SEEDS

F = ReadingField
_NUMBERED = (Label.USAGE, Label.UNIT_PRICE)
SOLD = ["till_receipt", "invoice_sheet", "paper_invoice", "delivery_note", "free_sale", "invoice_proof"]


@given(SEEDS)
def test_goods_have_rows_of_their_own(seed: int) -> None:
    page = sample_page(Random(seed), SOLD)
    if page.kind is BillKind.INVOICE and page.rows:
        assert all(row.keys() <= {F.USAGE, F.UNIT_PRICE, F.UNIT} for row in page.rows)
        assert not {F.USAGE, F.UNIT_PRICE} & page.values.keys()


@pytest.mark.parametrize("sold", [sample_goods, sample_fuel])
@given(seed=SEEDS)
def test_what_is_sold_comes_to_its_number_times_its_price(
    sold: Callable[[Dice, str], Content], seed: int
) -> None:
    items = sold(Dice(Random(seed)), "note").tables["items"]
    for cells in items.rows:
        told = {
            piece.label: Decimal(piece.value) for cell in cells for piece in cell if piece.label in _NUMBERED
        }
        if {Label.USAGE, Label.UNIT_PRICE} <= told.keys():
            amount = round(told[Label.USAGE] * told[Label.UNIT_PRICE])
            texts = [unicodedata.normalize("NFKC", written(cell)).replace(",", "") for cell in cells]
            assert any(re.match(rf"{amount}(?!\d)", text) for text in texts), texts


def test_freight_service_and_discounts_are_no_rows() -> None:
    beside = re.compile("運費|(?<!保全)服務費|折扣|折讓|運送費|Freight|Service Charge|優惠|郵資")
    seen = 0
    for seed in range(400):
        page = sample_page(Random(seed), ["till_receipt", "invoice_sheet"])
        if page.kind is not BillKind.INVOICE:
            continue
        for line in page.lines:
            if beside.search(line.text):
                seen += 1
                assert not {Label.USAGE, Label.UNIT_PRICE} & {one.label for one in line.stretches}, line.text
    assert seen > 20


def test_goods_come_alone_and_together_with_and_without_numbers() -> None:
    found: set[tuple[bool, frozenset[ReadingField]]] = set()
    for seed in range(500):
        page = sample_page(Random(seed), SOLD)
        if page.kind is BillKind.INVOICE:
            keys = frozenset(page.rows[0] if page.rows else page.values) & {F.USAGE, F.UNIT_PRICE, F.UNIT}
            found.add((bool(page.rows), keys))
    for several in (True, False):
        assert {(several, frozenset({F.USAGE, F.UNIT_PRICE})), (several, frozenset({F.USAGE}))} <= found
        assert (several, frozenset({F.USAGE, F.UNIT_PRICE, F.UNIT})) in found


TRADE = ["workshop_bill", "counter_slip", "boxed_sale", "celled_invoice", "sealed_sheet", "order_message"]


def test_sums_stand_in_one_line_and_numbers_beside_names() -> None:
    """Tax and total in one line, buyers with their names and numbers in one, and both numbers on a page."""
    sums, buyers, both = 0, 0, 0
    for seed in range(300):
        labels = [[one.label for one in line.stretches] for line in sample_page(Random(seed), TRADE).lines]
        sums += any({Label.TAX, Label.TOTAL_AMOUNT} <= set(line) for line in labels)
        buyers += [Label.BUYER_UBN] in labels
        both += {Label.BUYER_UBN, Label.SELLER_UBN} <= {label for line in labels for label in line}
    assert sums > 10
    assert buyers > 60
    assert both > 60


BARE = re.compile(r"(統一編號|統編|Tax ID|UBN)[：: ]*$")
OF_THE_SELLER = re.compile(r"\d{2,4}\)?[- ]?\d{3,4}-?\d{3,4}|[市縣].*[路街道].*號|0800-")


def test_bare_numbers_are_the_sellers_beside_its_address_and_the_buyers_by_the_papers_facts() -> None:
    """With address or telephone in its line it is the seller's, with or below number or day the buyer's."""
    whose: Counter[tuple[str, Label]] = Counter()
    for seed in range(400):
        above: set[Label] = set()
        for line in sample_page(Random(seed), TRADE).lines:
            labels = {one.label for one in line.stretches}
            for one in line.stretches:
                if one.label in (Label.SELLER_UBN, Label.BUYER_UBN) and BARE.search(line.text[: one.start]):
                    rest = line.text[: one.start] + line.text[one.end :]
                    place = "paper" if (labels | above) & {Label.INVOICE_NO, Label.ISSUE_DATE} else "alone"
                    whose["seller" if OF_THE_SELLER.search(rest) else place, one.label] += 1
            above = labels
    assert whose["seller", Label.SELLER_UBN] > max(50, 5 * whose["seller", Label.BUYER_UBN])
    assert whose["paper", Label.BUYER_UBN] > max(10, 3 * whose["paper", Label.SELLER_UBN]), whose


def test_prices_stand_before_and_behind_numbers_in_one_line_without_a_table() -> None:
    orders: Counter[tuple[Label, ...]] = Counter()
    for seed in range(300):
        page = sample_page(Random(seed), ["counter_slip", "order_message"])
        for line in page.lines:
            found = tuple(one.label for one in line.stretches if one.label in _NUMBERED)
            orders[found] += len(found) == 2
    assert min(orders[_NUMBERED], orders[_NUMBERED[::-1]]) > 40


@given(SEEDS)
def test_small_sellers_have_no_invoice_and_add_no_tax(seed: int) -> None:
    page = sample_page(Random(seed), ["purchase_note"])
    assert F.INVOICE_NO not in page.values


@given(SEEDS)
def test_what_looks_like_a_sum_is_none(seed: int) -> None:
    """Deposits, change, points and what is paid in cash stand beside the total and are not labelled."""
    named = "訂金|找[零您回]|點數|Change|Points|收您|尾款|賒欠|零稅率|空重|毛重|過磅|上次出貨"
    beside = re.compile(rf"({named})[^0-9A-Za-z\u4e00-\u9fff]*$")
    for line in sample_page(Random(seed), TRADE).lines:
        for one in line.stretches:
            if one.label in (Label.TOTAL_AMOUNT, Label.USAGE):
                assert not beside.search(line.text[: one.start]), line.text


@given(SEEDS, st.integers(-500, 99_999_999))
def test_a_sum_in_words_is_said_or_there_is_none(seed: int, total: int) -> None:
    content = sample_goods(Dice(Random(seed)), "paper")
    content.strong = [Entry(plain("總計"), (Piece(str(total), Label.TOTAL_AMOUNT, str(total)),))]
    paper = Paper(content.style, 1000.0, 20.0)
    in_words_line(Column(paper, 50.0, 950.0, 50.0, 20.0), content)
    assert bool(paper.atoms) is (total >= 0)
