"""The test set: what its truths are written like, that they are printed, and that it is nobody's training."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest

from domain.checkup.reading import BillKind, FuelKind, ReadingField
from domain.ubn import is_ubn
from tests.architecture.sources import ROOT
from tests.bills.drawing import browser, pictures, texts
from tests.bills.drawn import FAMILIES, DrawnBill, Family, Page, Pen, Truths
from tests.bills.photographing import Level, photographed, resolution
from tests.bills.setting import all_families, bill_set

SEED = 20261128
DAY = r"(201|202)\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
WHOLE, NUMBER = r"0|[1-9]\d*", r"(0|[1-9]\d*)(\.\d*[1-9])?"
FORMS = {
    ReadingField.VENDOR: r"\S{3,30}",
    ReadingField.ACCOUNT_NO: r"[0-9A-Z]{4,20}",
    ReadingField.METER_NO: r"[0-9A-Z]{4,16}",
    ReadingField.PERIOD_START: DAY,
    ReadingField.PERIOD_END: DAY,
    ReadingField.PREVIOUS_READING: NUMBER,
    ReadingField.CURRENT_READING: NUMBER,
    ReadingField.USAGE: NUMBER,
    ReadingField.UNIT: "kWh|m3|L|kg",
    ReadingField.UNIT_PRICE: NUMBER,
    ReadingField.TOTAL_AMOUNT: WHOLE,
    ReadingField.TAX: WHOLE,
    ReadingField.INVOICE_NO: r"[A-Z]{2}\d{8}",
    ReadingField.ISSUE_DATE: DAY,
    ReadingField.SELLER_UBN: r"\d{8}",
    ReadingField.BUYER_UBN: r"\d{8}",
    ReadingField.PRINTED_KGCO2E: NUMBER,
    ReadingField.FUEL: "|".join(FuelKind),
}
needs_browser = pytest.mark.skipif(browser() is None, reason="needs Chromium, which draws the pages")


def drawn_by(design: Family, count: int = 4) -> list[DrawnBill]:
    return [design.draw(Random(f"{SEED}/{number}")) for number in range(count)]


def entries(bill: DrawnBill) -> Iterator[Truths]:
    yield bill.values
    yield from bill.rows


def modules_imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_the_set_knows_nothing_of_what_trains_the_reader() -> None:
    imported = {name for path in (ROOT / "tests" / "bills").rglob("*.py") for name in modules_imported(path)}
    assert "tests.bills.drawn.Pen" in imported
    assert {name for name in imported if name.split(".")[0] == "models"} == set()
    # Of the other tests it takes nothing that could lead there either.
    neighbours = {
        name for name in imported if name.startswith("tests.") and not name.startswith("tests.bills")
    }
    assert neighbours == {"tests.architecture.sources.ROOT"}


def test_every_kind_has_families_for_the_test_and_others_for_development() -> None:
    counted = Counter((one.kind, one.development) for one in all_families())
    assert {kind: counted[kind, False] for kind in BillKind if counted[kind, False] < 5} == {}
    assert {kind: counted[kind, True] for kind in BillKind if counted[kind, True] < 2} == {}
    names = [one.name for one in FAMILIES]
    assert len(set(names)) == len(names)


def test_a_truth_is_written_as_docs_reading_says() -> None:
    wrong = [
        (bill.family, what, value)
        for design in all_families()
        for bill in drawn_by(design, 12)
        for entry in entries(bill)
        for what, value in entry.items()
        if not re.fullmatch(FORMS[what], value) or (what.endswith("_ubn") and not is_ubn(value))
    ]
    assert wrong == []


def test_periods_and_readings_run_forwards() -> None:
    pairs = [
        (ReadingField.PERIOD_START, ReadingField.PERIOD_END, str),
        (ReadingField.PREVIOUS_READING, ReadingField.CURRENT_READING, float),
    ]
    backwards = [
        (bill.family, entry)
        for design in all_families()
        for bill in drawn_by(design, 12)
        for entry in entries(bill)
        for first, last, read in pairs
        if first in entry and last in entry and read(entry[first]) > read(entry[last])
    ]
    assert backwards == []


def test_the_same_seed_tells_the_same_truths_and_another_seed_others() -> None:
    first, again, other = bill_set(90, SEED), bill_set(90, SEED), bill_set(90, SEED + 1)
    assert [one.truth for one in first] == [one.truth for one in again]
    # Papers of which nothing is true are alike for every seed.
    told = {str(one.truth["sha256"]) for one in first if one.bill.values}
    assert told.isdisjoint(one.truth["sha256"] for one in other)


def test_a_set_holds_fields_enough_and_is_even_over_kinds_families_and_levels() -> None:
    posed = bill_set(600, SEED)
    assert sum(len(entry) for one in posed for entry in entries(one.bill)) >= 4_000
    kinds = Counter(one.bill.kind for one in posed)
    assert max(kinds.values()) - min(kinds.values()) <= 1
    for kind in kinds:
        of_kind = Counter(one.bill.family for one in posed if one.bill.kind == kind)
        assert max(of_kind.values()) - min(of_kind.values()) <= 1
    shares = {level: count / 600 for level, count in Counter(one.level for one in posed).items()}
    assert shares == pytest.approx({Level.SCAN: 0.3, Level.PHOTO: 0.4, Level.HARD: 0.3}, abs=0.02)


def test_development_and_test_share_no_family() -> None:
    tested = {one.bill.family for one in bill_set(200, SEED)}
    developed = {one.bill.family for one in bill_set(200, SEED, development=True)}
    assert tested.isdisjoint(developed)
    assert tested | developed == {one.name for one in all_families()}


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("design", all_families(), ids=lambda one: one.name)
def test_every_truth_is_printed(design: Family) -> None:
    bills = drawn_by(design)
    for bill, text in zip(bills, texts(bills), strict=True):
        assert [form for form in bill.printed if "".join(form.split()) not in text] == []


def test_a_field_written_twice_says_the_same() -> None:
    pen = Pen(Random(SEED))
    assert pen.write(ReadingField.USAGE, "1,234.50") == "1,234.50"
    pen.write(ReadingField.USAGE, "1234.5 度")
    assert pen.values == {ReadingField.USAGE: "1234.5"}
    with pytest.raises(ValueError, match=r"1234\.5.*1235"):
        pen.write(ReadingField.USAGE, "1235")


@needs_browser
@pytest.mark.slow
def test_a_design_longer_than_its_page_is_named() -> None:
    long = Family(BillKind.WATER, "long", lambda pen: Page("", "<p>水</p>" * 99, 100, 100))
    with pytest.raises(ValueError, match="long"):
        next(iter(texts(drawn_by(long, 2))))


@pytest.mark.parametrize("level", Level)
def test_a_photograph_is_of_a_telephones_size_and_the_same_again(level: Level) -> None:
    density = resolution(level, 210, 297, Random(SEED))
    page = np.full((int(297 * density), int(210 * density), 3), 255, np.uint8)
    page[100:140, 100:900] = 0
    first, again, other = (photographed(page, level, Random(seed)) for seed in (1, 1, 2))
    assert first == again != other
    seen = cv2.imdecode(np.frombuffer(first, np.uint8), cv2.IMREAD_COLOR)
    assert seen is not None
    assert 900 <= max(seen.shape[:2]) <= 2400
    assert seen.min() < 110 < 180 < seen.max()


@needs_browser
@pytest.mark.slow
def test_a_cropped_page_ends_below_its_last_line() -> None:
    receipt = Family(BillKind.WATER, "receipt", lambda pen: Page("", "<p>水費</p>", 50, 200, cropped=True))
    [picture] = pictures(drawn_by(receipt, 1), [5.0])
    height, width = picture.shape[:2]
    assert width == pytest.approx(250, abs=2)
    assert height < 100
