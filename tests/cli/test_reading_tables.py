"""Readings as people see them: a row of the paper is a row, and what is unsure is marked."""

from api.cli.console import OUT
from api.cli.reading_tables import print_reading
from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.readings import Check, DocumentReading, FieldReading, FileReading, Versions

F = ReadingField


def read(value: str, confidence: float) -> FieldReading:
    return FieldReading(value, confidence, ReadingSource.OCR, least=0.9)


def printed(document: DocumentReading) -> list[str]:
    with OUT.capture() as told:
        print_reading("bill.png", FileReading((document,), 1, Versions("n", "r")))
    return told.get().splitlines()


def test_rows_are_lines_and_what_is_unsure_is_marked() -> None:
    rows = tuple(
        {F.USAGE: read(usage, sure), F.TOTAL_AMOUNT: read(paid, 0.99)}
        for usage, sure, paid in [("7194", 0.99, "128341"), ("11979", 0.4, "213367")]
    )
    lines = printed(DocumentReading(BillKind.NATURAL_GAS, 0.9, {}, rows))
    (first,) = [line for line in lines if "7194" in line]
    (second,) = [line for line in lines if "11979" in line]
    assert "128341" in first
    assert "?" not in first
    assert "11979 ?" in second


def test_checks_that_hold_are_counted_and_others_told() -> None:
    held = [Check("tariff_band", True, "", (F.USAGE,))] * 13
    failed = Check("tax_rate", False, "109; 115", (F.TAX, F.TOTAL_AMOUNT))
    warned = Check("parts_sum", False, "5; 6", (F.USAGE,), warning=True)
    checks = (*held, failed, warned)
    lines = printed(DocumentReading(BillKind.WATER, 0.9, {F.TAX: read("109", 0.5)}, checks=checks))
    assert any("tariff_band × 13" in line for line in lines)
    assert any("✗ tax_rate (tax, total_amount): 109; 115" in line for line in lines)
    assert any("! parts_sum (usage): 5; 6" in line for line in lines)


def test_of_nothing_there_is_no_table() -> None:
    lines = printed(DocumentReading(BillKind.UNKNOWN, 1.0, {}, reasons=("kind_unknown",)))
    assert not any("━" in line for line in lines)
    assert any("kind_unknown" in line for line in lines)
