"""Sampled pages are well formed, say what their truth says, and differ."""

import math
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField
from domain.ubn import is_ubn
from models.generator.contents.papers import sample_offer
from models.generator.dice import Dice
from models.generator.grammars import FAMILIES
from models.generator.pages import PrintedLine, SampledPage
from models.generator.sampling import FAMILY_NAMES, sample_page
from models.labels import Label
from tests.reading.printed import parsed

SEEDS = st.integers(0, 2**32)
F = ReadingField


def pages(count: int) -> Iterator[SampledPage]:
    return (sample_page(Random(f"page {number}")) for number in range(count))


def printed(page: SampledPage) -> Iterator[tuple[Label, str]]:
    for line in page.lines:
        for stretch in line.stretches:
            yield stretch.label, line.text[stretch.start : stretch.end]


@given(SEEDS)
def test_stretches_are_in_their_text_in_order_and_apart(seed: int) -> None:
    for line in sample_page(Random(seed)).lines:
        place = 0
        for stretch in line.stretches:
            assert place <= stretch.start < stretch.end <= len(line.text)
            place = stretch.end
        assert line.text == line.text.strip() != ""


@given(SEEDS)
def test_quads_are_lines_in_the_picture(seed: int) -> None:
    page = sample_page(Random(seed))
    for line in page.lines:
        (left, top), (right, _), _, (_, bottom) = line.quad
        assert right > left
        assert bottom > top
        for x, y in line.quad:
            assert -0.2 * page.width <= x <= 1.2 * page.width
            assert -0.05 * page.height <= y <= 1.05 * page.height


@given(SEEDS)
def test_what_is_labelled_says_the_truth(seed: int) -> None:
    """Every value of the truth is printed, and everything labelled says a value of the truth."""
    page = sample_page(Random(seed))
    true = {(field, value) for values in (page.values, *page.rows) for field, value in values.items()}
    told_in_parts = (Label.USAGE_PART, Label.VENDOR)
    whole = [(label, text) for label, text in printed(page) if label not in told_in_parts]
    said = {pair for label, text in whole for pair in parsed(label, text, page.kind)}
    assert said <= true
    # A sum of parts, the unit within 20kg×6 and an end without its year are printed in other words.
    shortened = (F.USAGE, F.UNIT, F.PERIOD_END, F.VENDOR, *[F.ISSUE_DATE] * _has_days_without_a_year(page))
    derived = {(field, value) for field, value in true if field in shortened}
    assert true - derived <= said


def _has_days_without_a_year(page: SampledPage) -> bool:
    dated = [text for label, text in printed(page) if label is Label.ISSUE_DATE]
    return any(re.fullmatch(r"\d+\s*[-/.月]\s*\d+日?", text) for text in dated)


@given(SEEDS)
def test_a_name_is_printed_whole_or_in_two_halves(seed: int) -> None:
    page = sample_page(Random(seed), ["invoice_proof", "till_receipt", "boxed_bill", "free_sale"])
    said = ["".join(text.split()) for label, text in printed(page) if label is Label.VENDOR]
    name = page.values.get(F.VENDOR)
    assert (name is not None) == bool(said)
    if name is not None:
        assert all(one in name for one in said)
        assert name in said or name == "".join(said)


@given(SEEDS)
def test_a_page_without_rows_says_one_thing_of_each_field(seed: int) -> None:
    page = sample_page(Random(seed))
    if page.rows:
        return
    said: dict[ReadingField, str] = {}
    for label, text in printed(page):
        in_parts = label in (Label.USAGE_PART, Label.VENDOR)
        for field, value in [] if in_parts else parsed(label, text, page.kind):
            assert said.setdefault(field, value) == value


@given(SEEDS)
def test_parts_of_a_usage_add_up_to_it(seed: int) -> None:
    page = sample_page(Random(seed), ["boxed_bill", "form_bill", "charged_hours", "retailed_bill"])
    texts = [text for label, text in printed(page) if label is Label.USAGE_PART]
    if texts:
        total = sum(Decimal(parsed(Label.USAGE_PART, text, page.kind)[0][1]) for text in texts)
        assert Decimal(page.values[F.USAGE]) == total


@given(SEEDS)
def test_meters_taxes_and_numbers_hold(seed: int) -> None:
    page = sample_page(Random(seed))
    for values in (page.values, *page.rows):
        if F.PREVIOUS_READING in values and F.CURRENT_READING in values:
            assert Decimal(values[F.PREVIOUS_READING]) <= Decimal(values[F.CURRENT_READING])
        if F.PERIOD_START in values and F.PERIOD_END in values:
            assert date.fromisoformat(values[F.PERIOD_START]) < date.fromisoformat(values[F.PERIOD_END])
        if F.TAX in values and F.TOTAL_AMOUNT in values:
            total, tax = int(values[F.TOTAL_AMOUNT]), int(values[F.TAX])
            assert abs(total - tax - total / 1.05) <= 1.5
        for field in (F.SELLER_UBN, F.BUYER_UBN):
            assert field not in values or is_ubn(values[field])


LISTED = {F.PERIOD_END, F.CURRENT_READING, F.USAGE, F.TOTAL_AMOUNT}


def test_the_months_of_a_query_and_the_days_of_payment_are_no_fields() -> None:
    """Where a reading's day stands in a row, its month, its payment and what was asked for are none."""
    dated = 0
    for seed in range(120):
        page = sample_page(Random(seed), ["query_page"])
        if not page.rows or F.PERIOD_END not in page.rows[0] or F.PERIOD_START in page.rows[0]:
            continue
        dated += 1
        assert Label.PERIOD_MONTHS not in {label for label, _ in printed(page)}
        ends = [row[F.PERIOD_END] for row in page.rows if F.PERIOD_END in row]
        assert len(set(ends)) == len(ends)
        assert all(row.keys() <= LISTED for row in page.rows)
    assert dated > 60


TODAY = date(2026, 11, 28)
DATED = (F.PERIOD_START, F.PERIOD_END, F.ISSUE_DATE)


@given(SEEDS)
def test_what_is_printed_lies_in_the_past_and_not_too_far_back(seed: int) -> None:
    page = sample_page(Random(seed))
    told = [values[field] for values in (page.values, *page.rows) for field in DATED if field in values]
    assert all(date(2014, 11, 1) <= date.fromisoformat(one) <= TODAY for one in told)


def test_what_a_unit_costs_is_what_it_costs_in_taiwan() -> None:
    """NT$ in all per kWh, and per cubic metre where a price is printed."""
    per_hour, per_metre = [], []
    for seed in range(500):
        page = sample_page(Random(seed), ["sheet_of_periods", "boxed_bill", "form_bill", "free_bill"])
        for values in (page.values, *page.rows):
            if page.kind is BillKind.ELECTRICITY and {F.USAGE, F.TOTAL_AMOUNT} <= values.keys():
                usage = Decimal(values[F.USAGE])
                # Each period's basic charge weighs more the less is used.
                least = 200 * max(len(page.rows), 1) if values is page.values else 200
                per_hour += [Decimal(values[F.TOTAL_AMOUNT]) / usage] if usage > least else []
            if page.kind is BillKind.NATURAL_GAS and F.UNIT_PRICE in values:
                per_metre.append(Decimal(values[F.UNIT_PRICE]))
    assert len(per_hour) > 50
    assert len(per_metre) > 5
    assert all(1 < one < 10 for one in per_hour)
    assert all(8 < one < 30 for one in per_metre)


def test_bottles_weigh_what_is_still_to_be_seen_of_them() -> None:
    """A size whose count is cut off, or the other way round, is no part of a weight."""
    seen = 0
    for seed in range(1500):
        page = sample_page(Random(seed), ["delivery_note", "till_receipt", "paper_invoice"])
        texts = [text for label, text in printed(page) if label is Label.USAGE_PART]
        sizes = [text for text in texts if re.fullmatch(r"\d+(公斤|kg)\D*", text, re.IGNORECASE)]
        if page.kind is BillKind.LPG and sizes:
            seen += 1
            assert len(texts) == 2 * len(sizes)
    assert seen > 30


def test_a_quantity_stands_below_its_name_and_unit() -> None:
    """Somewhere the name with its unit has a line of its own, and the line below has the number."""
    below = 0
    for seed in range(300):
        page = sample_page(Random(seed), ["columns_notice"])
        by_label = {one.label: line for line in page.lines for one in line.stretches}
        unit, usage = by_label.get(Label.UNIT), by_label.get(Label.USAGE)
        below += bool(unit and usage and unit is not usage and unit.quad[0][1] < usage.quad[0][1])
    assert below > 10


def test_sums_have_stars_and_taxes_have_places() -> None:
    starred, places = 0, 0
    for seed in range(400):
        page = sample_page(Random(seed), ["columns_notice", "boxed_bill"])
        for line in page.lines:
            for one in line.stretches:
                starred += one.label is Label.TOTAL_AMOUNT and "* *" in line.text[: one.start]
                places += one.label is Label.TAX and line.text[one.start : one.end].endswith(".0")
    assert starred > 5
    assert places > 5


NO_BILLS = [family.name for family in FAMILIES if family.kinds == (BillKind.UNKNOWN,)]


@given(SEEDS)
def test_an_unknown_page_has_no_fields(seed: int) -> None:
    page = sample_page(Random(seed), NO_BILLS)
    assert page.kind is BillKind.UNKNOWN
    assert not page.values
    assert not page.rows
    assert not any(line.stretches for line in page.lines)


def test_papers_that_are_no_bill_speak_of_bills() -> None:
    """Firms' numbers, invoices' numbers and sums stand on them too, so that none of these makes a bill."""
    found = Counter[str]()
    for seed in range(400):
        text = "\n".join(line.text for line in sample_page(Random(seed), NO_BILLS).lines)
        found.update(
            word
            for word in (
                r"統一編號|統編",
                r"[A-Z]{2}\d{8}",
                r"發票",
                r"[電水瓦油]\w?費",
                r"合計|總計",
                r"公司",
            )
            if re.search(word, text)
        )
    assert len(found) == 6
    assert min(found.values()) > 30


def test_what_is_offered_is_not_bought() -> None:
    """An offer looks like an invoice, but has no invoice's number and no change."""
    for seed in range(120):
        content = sample_offer(Dice(Random(seed)))
        assert content.tables["items"].rows
        labels = [
            piece.label for group in content.groups.values() for entry in group for piece in entry.value
        ]
        assert Label.INVOICE_NO not in labels
        assert "payment" not in content.groups


@given(SEEDS)
def test_the_same_seed_gives_the_same_page(seed: int) -> None:
    assert sample_page(Random(seed)) == sample_page(Random(seed))


def test_every_family_kind_and_label_comes() -> None:
    families, kinds, labels, by_hand = set(), set(), set(), set()
    for page in pages(1500):
        families.add(page.family)
        kinds.add(page.kind)
        labels |= {label for label, _ in printed(page)}
        by_hand.add(page.handwritten)
    assert families == set(FAMILY_NAMES)
    assert kinds == set(BillKind)
    assert labels == set(Label)
    assert by_hand == {True, False}


def test_every_kind_has_five_families_so_that_six_folds_leave_some() -> None:
    counts = Counter(kind for family in FAMILIES for kind in family.kinds)
    assert all(counts[kind] >= 5 for kind in BillKind)


@pytest.mark.parametrize("family", FAMILY_NAMES)
def test_only_the_families_asked_for_come(family: str) -> None:
    asked = next(one for one in FAMILIES if one.name == family)
    found = [sample_page(Random(seed), [family]) for seed in range(12)]
    assert {page.family for page in found} == {family}
    assert {page.kind for page in found} <= set(asked.kinds)


@pytest.mark.parametrize("families", [["no such family"], []])
def test_families_that_there_are_none_of_are_refused(families: list[str]) -> None:
    with pytest.raises(ValueError, match="boxed_bill"):
        sample_page(Random(1), families)


def test_without_variety_every_page_of_a_kind_is_alike_but_for_its_values() -> None:
    shapes: dict[BillKind, set[tuple[str, ...]]] = {}
    for seed in range(150):
        page = sample_page(Random(seed), variety=False)
        shapes.setdefault(page.kind, set()).add(_wording(page))
    assert set(shapes) == set(BillKind)
    assert all(len(found) < 6 for found in shapes.values()), {k: len(v) for k, v in shapes.items()}


def test_with_variety_no_two_pages_are_alike() -> None:
    shapes = Counter(_wording(page) for page in pages(300) if page.values or page.rows)
    assert max(shapes.values()) <= 3


def _wording(page: SampledPage) -> tuple[str, ...]:
    """What is printed in words around the values."""
    return (page.family, *(_masked(line) for line in page.lines if line.stretches))


def _masked(line: PrintedLine) -> str:
    text = line.text
    for stretch in reversed(line.stretches):
        text = text[: stretch.start] + f"<{stretch.label}>" + text[stretch.end :]
    return re.sub(r"\d", "0", text)


def test_rows_are_rows_of_the_page() -> None:
    """In a list each period's row is level: its values stand in one line or one column."""
    for seed in range(60):
        page = sample_page(Random(seed), ["sheet_of_periods", "statement"])
        usages = [text for label, text in printed(page) if label is Label.USAGE]
        assert len(usages) >= sum(F.USAGE in row for row in page.rows)


def test_lines_run_along_their_text() -> None:
    """A line's quad is as long as its text needs: long texts are not squeezed into short quads."""
    for page in pages(60):
        for line in page.lines:
            (x, y), (right, below), *_ = line.quad
            assert math.hypot(right - x, below - y) >= 0.2 * len(line.text)


def test_how_fast_pages_come(capsys: pytest.CaptureFixture[str]) -> None:
    count, started = 400, time.perf_counter()
    lines = sum(len(page.lines) for page in pages(count))
    seconds = time.perf_counter() - started
    with capsys.disabled():
        print(f"\n{count / seconds:.0f} pages a second, {lines / count:.0f} lines a page")
    assert lines
