"""Tables that are given out, XLSX or CSV: text that would be taken for a formula is marked as text."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from store.tables import CSV, GUARDED, XLSX

ENDINGS = {XLSX: ".xlsx", CSV: ".csv"}


def guarded(text: str) -> str:
    """The text as it is written into any spreadsheet: never one that begins a formula."""
    return f"'{text}" if text.startswith(GUARDED) else text


def write_table(media_type: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table in this format: every cell is text, CSV in UTF-8 with its mark for Excel."""
    return _csv(header, rows) if media_type == CSV else _xlsx(header, rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([guarded(title) for title in header])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _xlsx(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("清冊")
    sheet.freeze_panes = "A2"
    titles = []
    for title in header:
        cell = WriteOnlyCell(sheet, guarded(title))
        cell.font = Font(bold=True)
        titles.append(cell)
    sheet.append(titles)
    for row in rows:
        sheet.append([_as_text(sheet, cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _as_text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, guarded(text))
    cell.number_format = "@"
    return cell
