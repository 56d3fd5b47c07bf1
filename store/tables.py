"""Tables that people upload, XLSX or CSV, read as text within bounds: nothing in them is ever computed.

An XLSX file is a zip file of XML, so what it would unpack to is bounded before any of it is unpacked.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from domain.sheet import LONGEST_CELL, Column, Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
_ZIP = b"PK\x03\x04"
# How older Excel files and password-protected ones begin.
_COMPOUND = b"\xd0\xcf\x11\xe0"
_MOST_PARTS = 500
_LAST_ROW = 1_048_576
_MACRO_PARTS = ("vbaproject.bin", "/macrosheets/", "/externallinks/", "/activex/")
# What spreadsheets take for the beginning of a formula, in usual and in full-width letters.
GUARDED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
REASON = "原因 / reason"
_ENCODINGS = ("utf-8", "big5-hkscs", "cp950")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most rows below the header, columns, and bytes that a workbook may unpack to."""

    rows: int = 5000
    columns: int = 40
    unpacked_bytes: int = 50 * 1024 * 1024


class TableRefused(Exception):
    """A file that is no table of ours: a stable code, what is wrong in both languages, and its fields."""

    def __init__(self, code: str, zh: str, en: str, **fields: object) -> None:
        super().__init__(f"{zh} / {en}")
        self.code, self.zh, self.en, self.fields = code, zh, en, fields


@dataclass(frozen=True, slots=True)
class Table:
    """The header as it was written, and the rows that are not empty.

    `written` holds each row's text in the order of the header, by the row's number.
    """

    media_type: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    written: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def read_table(content: bytes, columns: Sequence[Column], bounds: Bounds | None = None) -> Table:
    """The first sheet of an XLSX file, or a CSV file; TableRefused."""
    limits = bounds or Bounds()
    if content.startswith(_ZIP):
        _check_package(content, limits)
        return _table(XLSX, _xlsx_lines(content, limits), columns, limits)
    if content.startswith(_COMPOUND):
        raise TableRefused(
            "table_format",
            "檔案是舊版 Excel（.xls）或已加密碼：請另存為未加密碼的 .xlsx 或 .csv。",
            "The file is an old Excel file (.xls) or has a password: save it as .xlsx or .csv without one.",
        )
    return _table(CSV, _csv_lines(content), columns, limits)


def header_key(text: str) -> str:
    """A header as it is compared: without blanks, stars, hints in brackets, in usual letters."""
    usual = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\([^()]*\)|[\s*_\-:]", "", usual)


def _check_package(content: bytes, limits: Bounds) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise _broken() from None
    names = [part.filename.lower() for part in parts]
    if any(mark in f"/{name}" for name in names for mark in _MACRO_PARTS):
        raise TableRefused(
            "table_macros",
            "檔案含有巨集或外部連結：請另存為一般的 .xlsx 檔。",
            "The file holds macros or links to other files: save it as a plain .xlsx file.",
        )
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise _too_large(f"{limits.unpacked_bytes // (1024 * 1024)} MB")
    if "xl/workbook.xml" not in names:
        raise _broken()


def _xlsx_lines(content: bytes, limits: Bounds) -> Iterator[tuple[str, ...]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # What a file says of its own size may be anything.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_row=_LAST_ROW, max_col=limits.columns + 1):
            # Rows that are missing come as one and the same row, a million of them if the last one is there.
            cells: tuple[Any, ...] = row
            yield () if all(cell is EMPTY_CELL for cell in cells) else tuple(map(_text, cells))
    except TableRefused:
        raise
    except Exception as fault:
        # Whatever a parser stumbles over in a hostile or broken file, it is the file that is refused.
        raise _broken() from fault


def _text(cell: Any) -> str:
    value = cell.value
    if getattr(cell, "data_type", "") == "f":
        text = str(getattr(value, "text", value) or "")
        return text if text.startswith("=") else f"={text}"
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return format(Decimal(repr(value)), "f")
        case datetime() | date():
            return value.isoformat()
        case _:
            return _unguarded(str(value))


def _csv_lines(content: bytes) -> Iterator[tuple[str, ...]]:
    text = _decoded(content)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), strict=True):
            yield tuple(_unguarded(cell) for cell in line)
    except csv.Error:
        raise _broken() from None


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise _broken()
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise TableRefused(
        "table_encoding",
        "文字編碼無法辨識：請存為 CSV UTF-8，或 Big5。",
        "The encoding cannot be told: save it as CSV UTF-8, or Big5.",
    )


def _unguarded(text: str) -> str:
    """Without the mark that our own files put before text that would else be taken for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in GUARDED else text


def _table(
    media_type: str, lines: Iterable[tuple[str, ...]], columns: Sequence[Column], limits: Bounds
) -> Table:
    header: tuple[str, ...] | None = None
    keys: list[str | None] = []
    rows: list[Row] = []
    written: dict[int, tuple[str, ...]] = {}
    for number, line in enumerate(lines, start=1):
        if header is None:
            _check_place(number, line, limits)
            header, keys = _header(line, columns)
        elif any(cell.strip() for cell in line):
            _check_place(number, line, limits)
            cells = line[: len(header)] + ("",) * (len(header) - len(line))
            rows.append(Row(number, {key: cell for key, cell in zip(keys, cells, strict=True) if key}))
            written[number] = cells
    if header is None or not rows:
        raise TableRefused("table_empty", "檔案沒有任何資料列。", "The file has no rows.")
    return Table(media_type, header, tuple(rows), written)


def _check_place(number: int, line: tuple[str, ...], limits: Bounds) -> None:
    if any(line[limits.columns :]):
        raise _too_large(f"{limits.columns} 欄", f"{limits.columns} columns")
    if number > limits.rows + 1:
        raise _too_large(f"{limits.rows} 列", f"{limits.rows} rows")


def _header(line: tuple[str, ...], columns: Sequence[Column]) -> tuple[tuple[str, ...], list[str | None]]:
    """The header without the empty cells behind it, and each column's key; None for the reasons of ours."""
    titles = line[: max((at + 1 for at, title in enumerate(line) if title.strip()), default=0)]
    known: dict[str, str | None] = {
        header_key(name): one.key for one in columns for name in (one.zh, one.en, one.key)
    }
    known[header_key(REASON)] = None
    said = [header_key(title) if len(title) <= LONGEST_CELL else "" for title in titles]
    strange = [title for title, name in zip(titles, said, strict=True) if name not in known]
    keys = [known.get(name) for name in said]
    named = Counter(key for key in keys if key)
    missing = [one.zh for one in columns if one.needed and one.key not in named]
    twice = [key for key, times in named.items() if times > 1]
    if strange or missing or twice:
        raise _wrong_header(missing, strange, [one.zh for one in columns if one.key in twice])
    return titles, keys


def _wrong_header(missing: Sequence[str], strange: Sequence[str], twice: Sequence[str]) -> TableRefused:
    parts_zh, parts_en = [], []
    unknown = [name.strip()[:40] for name in strange[:10]]
    for names, zh, en in (
        (missing, "缺少欄位", "missing"),
        ([name or "（空白）" for name in unknown], "不認得的欄位", "unknown"),
        (twice, "重複的欄位", "twice"),
    ):
        if names:
            parts_zh.append(f"{zh}：{'、'.join(names)}")
            parts_en.append(f"{en}: {', '.join(names)}")
    zh = f"第 1 列的欄位名稱不符。{'；'.join(parts_zh)}。請以空白表單為準。"
    en = f"The headers in row 1 do not fit ({'; '.join(parts_en)}): use the blank form."
    fields = {"missing": list(missing), "unknown": unknown, "twice": list(twice)}
    return TableRefused("table_header", zh, en, **fields)


def _broken() -> TableRefused:
    return TableRefused(
        "table_broken",
        "檔案無法讀取：須為完整的 .xlsx 或 .csv 檔。",
        "The file cannot be read: it must be a whole .xlsx or .csv file.",
    )


def _too_large(most_zh: str, most_en: str = "") -> TableRefused:
    return TableRefused(
        "table_too_large",
        f"表格超過上限（{most_zh}）：請分成數個檔案。",
        f"The table is larger than is taken ({most_en or most_zh}): send it in parts.",
    )
