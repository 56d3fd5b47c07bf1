"""The bars of an invoice, drawn and read: they outrank the print, and a contradiction is told."""

import numpy as np
import pytest
import zxingcpp

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.codes.bars import invoice_bars
from models.codes.reading import read_codes
from models.judgement.mentions import UnderstoodSheet
from tests.reading.laid_out import Written, judge, sheet_of
from tests.reading.printed_codes import bars, pasted
from tests.reading.test_judgement_judging import DIESEL, TODAY, edited

F = ReadingField


def with_bars(lines: list[Written], content: str) -> UnderstoodSheet:
    """The sheet, with what is read of the bars drawn on a paper."""
    line = bars(content, zxingcpp.BarcodeFormat.Code39)
    paper = np.full((line.shape[0] + 80, line.shape[1] + 80, 3), 255, np.uint8)
    read = invoice_bars(read_codes(pasted(paper, (40, 40, line))))
    assert len(read) == 1
    given = sheet_of(BillKind.FUEL, lines)
    return UnderstoodSheet(given.sheet, given.understood, bars=read)


def test_bars_that_agree_make_the_number_sure() -> None:
    reading = judge([with_bars(DIESEL, "11302AB123456780000")], TODAY)
    number = reading.fields[F.INVOICE_NO]
    assert (number.value, number.source, number.confidence) == ("AB12345678", ReadingSource.QR, 0.999)
    assert reading.reasons == ()


def test_a_misread_number_is_the_bars_and_is_told() -> None:
    lines = edited(DIESEL, "AB-12345678", "AB-12845678")
    reading = judge([with_bars(lines, "11302AB123456780000")], TODAY)
    assert reading.fields[F.INVOICE_NO].value == "AB12345678"
    assert "codes_contradict" in reading.reasons


def test_a_number_that_is_not_printed_is_read_off_the_bars() -> None:
    lines = edited(DIESEL, "[invoice_no:AB-12345678]", "統一發票")
    assert judge([with_bars(lines, "11302AB123456780000")], TODAY).fields[F.INVOICE_NO].value == "AB12345678"


@pytest.mark.parametrize("day", ["2024-03-01", "2023-01-26", "2023-12-31"])
def test_a_day_outside_the_two_months_of_the_bars_needs_a_person(day: str) -> None:
    lines = edited(DIESEL, "2024-01-26", day)
    assert "check_failed:issued_in_months" in judge([with_bars(lines, "11302AB123456780000")], TODAY).reasons


@pytest.mark.parametrize("day", ["2024-01-01", "2024-02-29"])
def test_each_of_the_two_months_is_within(day: str) -> None:
    reading = judge([with_bars(edited(DIESEL, "2024-01-26", day), "11302AB123456780000")], TODAY)
    assert [check.ok for check in reading.checks if check.name == "issued_in_months"] == [True]
