"""Letters about debts, own invoices, lists of premises, English accounts: what is billed and nothing else."""

import re
from collections.abc import Iterator
from random import Random

import pytest

from domain.checkup.reading import BillKind, ReadingField
from models.generator.pages import SampledPage
from models.generator.sampling import sample_page
from models.labels import Label

F = ReadingField


def _pages(family: str, count: int) -> Iterator[SampledPage]:
    return (sample_page(Random(f"{family} {seed}"), [family]) for seed in range(count))


def _lines(page: SampledPage, label: Label) -> list[str]:
    return [line.text for line in page.lines if any(one.label is label for one in line.stretches)]


@pytest.mark.parametrize("family", ["owed_letter", "premises_list"])
def test_the_document_s_sum_is_what_its_rows_come_to(family: str) -> None:
    checked = 0
    for page in _pages(family, 120):
        amounts = [int(row[F.TOTAL_AMOUNT]) for row in page.rows if F.TOTAL_AMOUNT in row]
        if F.TOTAL_AMOUNT in page.values and len(amounts) == len(page.rows) > 1:
            # A page that was cut lacks whole rows.
            checked += sum(amounts) == int(page.values[F.TOTAL_AMOUNT])
            assert sum(amounts) <= int(page.values[F.TOTAL_AMOUNT])
    assert checked > 60


def test_a_row_owes_what_is_late_too() -> None:
    late = 0
    for page in _pages("owed_letter", 120):
        told = {int(one) for line in page.lines if re.fullmatch(r"[\d,]+", line.text)
                for one in [line.text.replace(",", "")]}  # fmt: skip
        for row in page.rows:
            total = int(row.get(F.TOTAL_AMOUNT, 0))
            late += any(total - one in told and 0 < one <= total // 8 for one in told)
    assert late > 60


def test_use_is_the_first_of_an_invoice_s_goods() -> None:
    priced = 0
    for page in _pages("own_invoice", 120):
        assert not page.rows
        for text in _lines(page, Label.PREVIOUS_READING):
            assert not re.search("式|Price|單價", text)
        priced += F.UNIT_PRICE in page.values
        assert page.kind is BillKind.NATURAL_GAS or F.UNIT_PRICE not in page.values
    assert priced > 20


def test_what_was_owed_before_is_no_account_s_sum() -> None:
    before = 0
    for page in _pages("english_account", 120):
        sums = " ".join(_lines(page, Label.TOTAL_AMOUNT))
        assert not re.search("Previous|Payment rec|Last bill|Opening|brought", sums)
        before += any(
            re.search("Previous bill|Previous balance|Opening balance", line.text) for line in page.lines
        )
    assert before > 40


def test_less_may_be_billed_than_was_counted() -> None:
    """Readings further apart than the usage, and the line that tells why."""
    less = 0
    for page in _pages("plain_list", 900):
        values = page.values
        if not {F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE} <= set(values):
            continue
        counted = float(values[F.CURRENT_READING]) - float(values[F.PREVIOUS_READING])
        told = any(re.search("扣|減|退還|調整|Less", line.text) for line in page.lines)
        less += counted - float(values[F.USAGE]) >= 1 and told
    assert less > 3
