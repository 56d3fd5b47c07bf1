"""What stands beside the fields of bills of power, water and gas is none of them."""

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import BillKind, ReadingField
from models.generator.contents import beside
from models.generator.contents.facts import Facts, sample_facts
from models.generator.contents.feet import named_at_foot
from models.generator.contents.lists import sample_list
from models.generator.contents.utility import sample_utility
from models.generator.dice import Dice
from models.generator.marked import Entry, Piece, Table
from models.generator.sampling import sample_page
from models.generator.style import Style
from models.labels import Label

SEEDS = st.integers(0, 2**32)
METERED = st.sampled_from((BillKind.ELECTRICITY, BillKind.WATER, BillKind.NATURAL_GAS))
F = ReadingField


def begun(seed: int, kind: BillKind) -> tuple[Style, Facts]:
    dice = Dice(Random(seed))
    return Style.sample(dice, kind), beside.shared(dice, kind, sample_facts(dice, kind))


def labelled(entries: list[Entry], label: Label) -> list[Piece]:
    return [piece for entry in entries for piece in entry.value if piece.label is label]


def in_cells(table: Table, label: Label) -> list[Piece]:
    return [piece for row in table.rows for cell in row for piece in cell if piece.label is label]


@given(SEEDS, METERED)
def test_of_what_was_counted_shared_and_billed_only_the_last_is_the_usage(seed: int, kind: BillKind) -> None:
    style, facts = begun(seed, kind)
    told = beside.counted_and_shared(style, facts)
    beyond = facts.usage - (facts.current - facts.previous) * facts.multiplier
    assert bool(told) == (beyond != 0)
    if told:
        assert {piece.value for piece in labelled(told, Label.USAGE)} == {str(facts.usage)}


@given(SEEDS, METERED)
def test_the_sum_before_credits_and_the_credits_are_no_total(seed: int, kind: BillKind) -> None:
    style, facts = begun(seed, kind)
    off, lines = beside.credited(style, facts.total)
    assert off > 0
    assert not labelled(lines, Label.TOTAL_AMOUNT)
    assert any(style.figures.number(facts.total + off) in piece.text for piece in lines[0].value)
    (left,) = labelled([beside.after_credits(style, facts.total)], Label.TOTAL_AMOUNT)
    assert left.value == str(facts.total)


@given(SEEDS, METERED)
def test_of_the_days_of_a_paper_one_is_its_day(seed: int, kind: BillKind) -> None:
    content = sample_utility(Dice(Random(seed)), kind)
    _, facts = begun(seed, kind)
    entries = beside.days_of_the_paper(content, facts)
    (issued,) = labelled(entries, Label.ISSUE_DATE)
    assert issued.value >= facts.end.isoformat()
    assert sum(len(entry.value) for entry in entries) > 1


@given(SEEDS)
def test_registers_make_up_the_usage_and_their_sum_is_it(seed: int) -> None:
    style, facts = begun(seed, BillKind.ELECTRICITY)
    made = beside.registers(style, facts)
    parts, usage = in_cells(made, Label.USAGE_PART), in_cells(made, Label.USAGE)
    assert sum(Decimal(piece.value) for piece in parts) == facts.usage
    assert [Decimal(piece.value) for piece in usage] in ([], [facts.usage])
    assert not in_cells(made, Label.CURRENT_READING)


@given(SEEDS, METERED)
def test_a_name_at_the_foot_stands_there_and_no_longer_in_the_head(seed: int, kind: BillKind) -> None:
    content = sample_list(Dice(Random(seed)), kind)
    (name,) = [piece for piece in content.vendor if piece.label is Label.VENDOR]
    named_at_foot(content)
    assert [piece for piece in content.foot if piece.label not in (None, Label.SELLER_UBN)] == [name]
    assert not any(piece.label for piece in content.vendor)


def test_periods_by_hours_have_quantities_whether_or_not_they_are_summed() -> None:
    summed = 0
    for seed in range(60):
        page = sample_page(Random(seed), ["hours_apart"])
        summed += any(one.label is Label.USAGE for line in page.lines for one in line.stretches)
        assert any(F.USAGE in row for row in page.rows or (page.values,))
    assert 10 < summed < 50
