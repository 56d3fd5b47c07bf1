"""What the judge takes alone a case takes alone, and what it asks a person for the case asks for: no more."""

from decimal import Decimal
from uuid import UUID

import pytest

from activities.stored_reading import stored_reading
from domain.checkup.bill_reading import ReadDocument
from domain.checkup.reading import BillKind, ReadingField
from domain.checkup.reading_events import Judged
from domain.checkup.reading_state import is_sure, questioned
from domain.sealed import Sealed
from models.documents import Documents
from models.evaluation.examples import DEVELOPMENT, load
from models.judgement.checks import bounds
from models.judgement.judging import Judge
from models.network.understanding import Understanding
from models.readings import DocumentReading, FileReading, Versions
from tests.reading.laid_out import Written, sheet_of
from tests.reading.test_judgement_judging import DIESEL, POWER, TODAY, edited, read

F = ReadingField
JUDGED = Judged(Decimal(0), Decimal(0), "seed")
LIST: list[Written] = [
    (left, 100.0 + 40 * row, text)
    for row in range(5)
    for left, text in (
        (60.0, f"[period_start:2024/{row + 1:02}/27]至[period_end:2024/{row + 2:02}/26]"),
        (400.0, f"[usage:{12_000 + 77 * row}]"),
        (600.0, f"[total_amount:{210_000 + 991 * row}]"),
    )
]
RIVAL: Written = (60, 700, "電號 [account_no:01-23-4567-90-5]")


@pytest.fixture(scope="module")
def documents() -> Documents:
    return Documents(Understanding.load(), Judge.load())


def test_an_evaluation_counts_as_asked_what_a_case_asks_for(documents: Documents) -> None:
    asked_for, taken = 0, 0
    for example in load(DEVELOPMENT)[::20]:
        for reading in documents.of(example.pages, TODAY):
            in_question = questioned(in_a_case(reading), JUDGED) & set(reading.places)
            assert reading.asked == in_question
            asked_for, taken = asked_for + len(in_question), taken + len(reading.places) - len(in_question)
    assert asked_for > 0 < taken


def in_a_case(reading: DocumentReading) -> ReadDocument:
    """The document as its case has it."""
    read_file = FileReading((reading,), 1, Versions("network", "recogniser"))
    return stored_reading(read_file, lambda text: (Sealed(UUID(int=1), "", text), text)).documents[0]


@pytest.mark.parametrize(
    ("kind", "lines", "warning"),
    [
        (BillKind.ELECTRICITY, POWER, ""),
        (BillKind.ELECTRICITY, edited(POWER, "4567-89-7", "4567-89-8"), "account_digit"),
        (BillKind.ELECTRICITY, [*POWER, RIVAL], "prints_agree"),
        (BillKind.ELECTRICITY, [*POWER, (60, 700, "開立日期 [issue_date:2024-10-01]")], "issue_after_period"),
        (BillKind.NATURAL_GAS, edited(LIST, "2024/03/27", "2024/03/25"), "periods_adjoin"),
        (BillKind.ELECTRICITY, edited(POWER, "[tax:109.0]", "[tax:189.0]"), ""),
        (BillKind.ELECTRICITY, edited(POWER, "[usage:931]", "931"), ""),
        (BillKind.ELECTRICITY, edited(POWER, "113/08/28]", "113/08/28@0.4]"), ""),
        (BillKind.FUEL, DIESEL, ""),
        (BillKind.FUEL, edited(DIESEL, "[seller_ubn:24567894]", "[seller_ubn:24567895]"), ""),
    ],
)
def test_judge_and_case_agree_on_who_is_called(kind: BillKind, lines: list[Written], warning: str) -> None:
    reading = read(sheet_of(kind, lines))
    failed = {check.name for check in reading.checks if not check.ok}
    assert failed & bounds.WARNINGS == ({warning} if warning else set())
    assert is_sure(in_a_case(reading), JUDGED) is not reading.needs_person
    # A warning that is there in spite of what else calls a person would show nothing.
    assert not (warning and reading.needs_person)


def test_a_row_that_fails_is_asked_for_alone() -> None:
    reading = read(sheet_of(BillKind.NATURAL_GAS, edited(LIST, "[usage:12077]", "[usage:120770]")))
    [failed] = [check for check in reading.checks if check.name == "tariff_band" and not check.ok]
    assert (failed.row, failed.detail.partition(":")[0]) == (1, "row 2")
    assert questioned(in_a_case(reading), JUDGED) == {(1, F.USAGE), (1, F.TOTAL_AMOUNT)}
