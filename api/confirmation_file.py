"""The bank's file, read: every line has its shape, or the file is refused and the line named (R34).

`H,<batch>`, then `D,<number>,<enrolment>,<amount>,paid` or `…,returned,<reason>` for each payment, then
`T,<batch>,<count>,<sum paid>,<sum returned>`; UTF-8 with or without a BOM. See docs/payment-file.md.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn
from uuid import UUID

from api.misshapen import Misshape
from api.multipart import one_file_schema
from api.problems import misshapen
from domain.payout import Confirmation

MEDIA_TYPE = "text/csv"
MOST_LINES = 5_000
_COUNT = re.compile(r"[0-9]{1,9}")
_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_PAID, _RETURNED = "paid", "returned"

FORM_SCHEMA = one_file_schema("CSV（UTF-8）：H、D…、T / CSV in UTF-8: H, D…, T")


@dataclass(frozen=True, slots=True)
class Told:
    """What the file says, not compared with the batch yet."""

    batch: UUID
    payments: tuple[Confirmation, ...]
    count: int
    paid_sum: int
    returned_sum: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file with its number, from 1."""

    number: int
    cells: Sequence[str]


def read_confirmation(content: bytes) -> Told:
    """The file's words; Problem 422 that names the line, its value and what is wrong with it."""
    lines = _lines(content)
    head, last = lines[0], lines[-1]
    _must_be(head, "H", 2)
    _must_be(last, "T", 5)
    batch = _id(head, 1)
    if _id(last, 1) != batch:
        _refuse(last, last.cells[1], "批次與第 1 行不同", "names another batch than line 1")
    payments = tuple(_payment(line) for line in lines[1:-1])
    return Told(batch, payments, _number(last, 2), _number(last, 3), _number(last, 4))


def _lines(content: bytes) -> list[_Line]:
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        _refuse(_Line(1, ()), "", "不是 UTF-8 的 CSV", "is no CSV in UTF-8")
    lines = [_Line(number, row) for number, row in enumerate(rows, start=1) if row]
    if len(lines) < 2:
        _refuse(_Line(1, ()), "", "至少要有 H 與 T 兩行", "needs a line H and a line T at least")
    if len(lines) > MOST_LINES:
        zh, en = f"最多 {MOST_LINES} 行", f"takes at most {MOST_LINES} lines"
        _refuse(lines[MOST_LINES], "", zh, en)
    return lines


def _payment(line: _Line) -> Confirmation:
    returned = len(line.cells) > 4 and line.cells[4] == _RETURNED
    _must_be(line, "D", 6 if returned else 5)
    if not returned and line.cells[4] != _PAID:
        _refuse(line, line.cells[4], "須為 paid 或 returned", "must be paid or returned")
    reason = line.cells[5] if returned else None
    if reason is not None and _CODE.fullmatch(reason) is None:
        _refuse(line, reason, "不是退匯原因代碼", "is no code of a reason")
    return Confirmation(_id(line, 2), _number(line, 3), reason, line.number)


def _must_be(line: _Line, kind: str, count: int) -> None:
    if not line.cells or line.cells[0] != kind:
        _refuse(line, line.cells[0] if line.cells else "", f"須為 {kind} 行", f"must be a line {kind}")
    # A spreadsheet fills shorter lines up with empty cells.
    if len(line.cells) < count or any(line.cells[count:]):
        zh, en = f"須有 {count} 欄", f"takes {count} cells"
        _refuse(line, str(len(line.cells)), zh, en)


def _id(line: _Line, place: int) -> UUID:
    try:
        return UUID(line.cells[place])
    except ValueError:
        _refuse(line, line.cells[place], "不是識別碼", "is no id")


def _number(line: _Line, place: int) -> int:
    if _COUNT.fullmatch(line.cells[place]) is None:
        _refuse(line, line.cells[place], "須為不帶符號與逗號的整數", "must be a whole number, digits alone")
    return int(line.cells[place])


def _refuse(line: _Line, value: str, zh: str, en: str) -> NoReturn:
    said = value[:80]
    told = (f"回覆檔第 {line.number} 行「{said}」{zh}", f"line {line.number} of the file, {said!r}: {en}")
    raise misshapen([Misshape(f"line {line.number}", said, "confirmation_malformed", "R34", *told)], 422)
