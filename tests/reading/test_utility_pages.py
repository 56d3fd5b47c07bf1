"""Plain bills, retailers' bills, receipts of payments and messages say what docs/reading.md makes of them."""

import re
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField
from models.generator.contents.arrangements import days_and_readings
from models.generator.contents.facts import sample_facts
from models.generator.dice import Dice
from models.generator.marked import Marked, Piece, broken, plain, unbroken, written
from models.generator.sampling import sample_page
from models.generator.style import Style
from models.labels import Label

SEEDS = st.integers(0, 2**32)
METERED = (BillKind.ELECTRICITY, BillKind.WATER, BillKind.NATURAL_GAS)
PLAIN = ["plain_strips", "plain_list", "plain_form", "plain_parts", "readers_slip", "dashboard"]
F = ReadingField


@given(SEEDS, st.sampled_from(METERED))
def test_an_arrangement_tells_each_end_of_a_period_at_most_once(seed: int, kind: BillKind) -> None:
    dice = Dice(Random(seed))
    facts = sample_facts(dice, kind)
    entries = days_and_readings(Style.sample(dice, kind), facts)
    told = Counter(piece.label for entry in entries for piece in entry.value if piece.label)
    assert told[Label.PERIOD_START] == told[Label.PERIOD_END] <= 1
    assert told[Label.PERIOD_START] + told[Label.PERIOD_MONTHS] <= 1
    assert told[Label.PREVIOUS_READING] == told[Label.CURRENT_READING] <= 1
    assert all(entry.words for entry in entries)


def test_days_and_readings_share_cells_and_part() -> None:
    """Both ends in one cell, a day with its reading, and every one alone: none of it is rare."""
    found: Counter[frozenset[Label]] = Counter()
    for seed in range(600):
        dice = Dice(Random(seed))
        facts = sample_facts(dice, BillKind.WATER)
        for entry in days_and_readings(Style.sample(dice, BillKind.WATER), facts):
            found[frozenset(piece.label for piece in entry.value if piece.label)] += 1
    for together in (
        {Label.PERIOD_START, Label.PERIOD_END},
        {Label.PERIOD_END, Label.CURRENT_READING},
        {Label.PREVIOUS_READING, Label.CURRENT_READING},
        {Label.PERIOD_END},
        {Label.CURRENT_READING},
    ):
        assert found[frozenset(together)] > 15, together


@given(st.lists(st.tuples(st.booleans(), st.text(alphabet="ab1 \n", min_size=1)), min_size=1))
def test_a_broken_text_loses_only_its_breaks(parts: list[tuple[bool, str]]) -> None:
    marked: Marked = tuple(
        Piece(text.replace("\n", ""), Label.USAGE) if labelled else Piece(text) for labelled, text in parts
    )
    whole = "".join(written(line) for line in broken(marked))
    assert whole == written(marked).replace("\n", "")
    assert "\n" not in written(unbroken(marked))
    assert all(line for line in broken(marked))


def test_a_cell_of_two_lines_is_two_lines() -> None:
    cell = (Piece("113/01/02", Label.PERIOD_START), *plain("\n~"), Piece("113/03/04", Label.PERIOD_END))
    assert [written(line) for line in broken(cell)] == ["113/01/02", "~113/03/04"]


@given(SEEDS)
def test_who_collects_is_not_the_vendor(seed: int) -> None:
    page = sample_page(Random(seed), ["payment_receipt"])
    collectors = re.compile("銀行|信用部|信用合作社|支付|便利商店")
    assert not collectors.search(page.values.get(F.VENDOR, ""))
    assert F.ISSUE_DATE not in page.values


@given(SEEDS)
def test_rooms_have_rows_and_no_amounts_of_their_own(seed: int) -> None:
    page = sample_page(Random(seed), ["retailed_bill"])
    readings = {F.METER_NO, F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE, F.UNIT}
    assert all(row.keys() <= readings for row in page.rows)
    if page.kind is not BillKind.NATURAL_GAS:
        assert F.UNIT_PRICE not in page.values


@given(SEEDS)
def test_numbers_of_other_papers_are_no_invoices(seed: int) -> None:
    page = sample_page(Random(seed), [*PLAIN, "retailed_bill"])
    shown = page.values.get(F.INVOICE_NO)
    for line in page.lines:
        for one in line.stretches:
            if one.label is Label.INVOICE_NO:
                assert re.sub(r"\W", "", line.text[one.start : one.end]) == shown


@pytest.mark.parametrize("family", ["plain_strips", "readers_slip", "message"])
def test_a_message_or_slip_tells_most_of_what_counts(family: str) -> None:
    pages = [sample_page(Random(seed), [family]) for seed in range(80)]
    metered = [page for page in pages if page.kind in METERED]
    for field in (F.ACCOUNT_NO, F.TOTAL_AMOUNT, F.USAGE):
        assert sum(field in page.values for page in metered) > len(metered) / 2, field


def test_strips_stand_below_each_other_with_values_under_names() -> None:
    """Of a strip the value begins below its name, whichever field it is."""
    below = 0
    for seed in range(60):
        page = sample_page(Random(seed), ["plain_strips"])
        usage = [line for line in page.lines for one in line.stretches if one.label is Label.USAGE]
        names = [line for line in page.lines if re.fullmatch(r".*(度數|用水|用電|用氣|量|度).*", line.text)]
        below += any(
            one.quad[0][1] < line.quad[0][1] < one.quad[0][1] + 4 * one.size
            for line in usage
            for one in names
        )
    assert below > 15


def test_something_is_left_of_the_shortest_page() -> None:
    """Edges cut off and boxes laid over leave a message of two lines its words."""
    assert all(sample_page(Random(seed), ["message"]).lines for seed in range(1500))
