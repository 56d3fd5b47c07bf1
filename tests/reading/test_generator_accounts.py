"""Accounts, notices, sentences and gauges of fuel and bottled gas say what is billed and nothing else."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from domain.checkup.reading import BillKind, ReadingField
from models.generator.pages import SampledPage
from models.generator.sampling import sample_page
from models.labels import Label

F = ReadingField


def _pages(family: str, count: int = 120) -> Iterator[SampledPage]:
    return (sample_page(Random(seed), [family]) for seed in range(count))


def _texts(page: SampledPage, label: Label) -> list[str]:
    return [
        line.text[one.start : one.end] for line in page.lines for one in line.stretches if one.label is label
    ]


def test_days_without_a_year_lie_in_the_month_that_the_account_tells() -> None:
    short = 0
    for page in _pages("month_account"):
        if F.PERIOD_START not in page.values:
            continue
        start, end = (date.fromisoformat(page.values[one]) for one in (F.PERIOD_START, F.PERIOD_END))
        days = [date.fromisoformat(row[F.ISSUE_DATE]) for row in page.rows if F.ISSUE_DATE in row]
        assert all(start <= day <= end for day in days)
        short += any(re.fullmatch(r"\d+\D\d+日?", text) for text in _texts(page, Label.ISSUE_DATE))
    assert short > 30


def test_sums_of_groups_are_no_rows() -> None:
    """What all rows come to is the document's own; what some of them come to is nothing."""
    grouped = 0
    for page in _pages("month_account"):
        usages = [Decimal(row[F.USAGE]) for row in page.rows if F.USAGE in row]
        grouped += any("小計" in line.text for line in page.lines)
        if F.USAGE in page.values and usages:
            assert Decimal(page.values[F.USAGE]) >= sum(usages)
    assert grouped > 10


def test_fillings_counted_beside_litres_are_none() -> None:
    for page in _pages("supply_notice"):
        if page.kind is BillKind.FUEL:
            assert all("." in text for text in _texts(page, Label.USAGE))


def test_cubic_metres_of_bottles_are_read_and_kilograms_are_billed() -> None:
    for page in _pages("gauged_bottles"):
        assert page.values.get(F.UNIT, "kg") == "kg"
        ends = [page.values.get(one) for one in (F.PREVIOUS_READING, F.CURRENT_READING)]
        if all(ends) and F.USAGE in page.values:
            before, after = (Decimal(one) for one in ends if one)
            assert Decimal(page.values[F.USAGE]) != after - before


def test_bottles_weighed_one_by_one_are_no_rows() -> None:
    weighed = 0
    for page in _pages("weighed_bottles"):
        assert not page.rows
        weighed += F.USAGE in page.values
    assert weighed > 90


def test_sentences_tell_sums_in_words_and_figures_alike() -> None:
    told = 0
    for family in ("told_receipt", "told_message"):
        for page in _pages(family):
            told += F.USAGE in page.values and F.TOTAL_AMOUNT in page.values
            assert not page.rows
    assert told > 100


def test_a_counter_moves_by_what_is_sold() -> None:
    for page in _pages("quota_note"):
        known = {F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE} & page.values.keys()
        if len(known) == 3:
            moved = Decimal(page.values[F.CURRENT_READING]) - Decimal(page.values[F.PREVIOUS_READING])
            assert moved == Decimal(page.values[F.USAGE])
