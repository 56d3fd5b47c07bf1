"""The file for the bank: its layout, its sums, and nothing in it that a spreadsheet would run."""

import csv
import io
from datetime import date

import pytest

from activities.payment_file import COLUMNS, Head, Payment, payment_file
from domain.payout import PayoutLine
from domain.streams import derived

BATCH = derived("batch", 1)
HEAD = Head(BATCH, "114", date(2025, 9, 1), "f" * 64)


def payment(number: int, name: str, net: int = 8_500) -> Payment:
    line = PayoutLine(derived("case", number), derived("person", number), net, 0, 0, net, "9A")
    return Payment(line, name, "004", "0015", f"00012345678{number}")


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_it_has_a_head_its_columns_a_line_a_payment_and_an_end() -> None:
    content = payment_file(HEAD, [payment(1, "林志明"), payment(2, "陳怡君", 700)])
    head, columns, *lines, end = read(content)
    assert content.startswith(b"\xef\xbb\xbfH,")
    assert content.endswith(b"\r\n")
    assert head == ["H", str(BATCH), "114", "2025-09-01", "2", "9200", "f" * 64]
    assert columns == list(COLUMNS)
    assert lines[1] == [
        "D", "2", str(derived("case", 2)), "陳怡君", "004", "0015", "000123456782", "700", "9A",
    ]  # fmt: skip
    assert end == ["T", str(BATCH), "2", "9200"]


def test_the_same_batch_gives_the_same_bytes() -> None:
    payments = [payment(1, "林志明")]
    assert payment_file(HEAD, payments) == payment_file(HEAD, payments)


@pytest.mark.parametrize("name", ["=1+1", "+886", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_name_is_never_a_formula(name: str) -> None:
    [_, _, line, _] = read(payment_file(HEAD, [payment(1, name)]))
    assert line[3] == f"'{name}"


def test_a_name_with_a_comma_or_a_quote_stays_one_cell() -> None:
    [_, _, line, _] = read(payment_file(HEAD, [payment(1, '林,"志明"')]))
    assert (len(line), line[3]) == (len(COLUMNS), '林,"志明"')
