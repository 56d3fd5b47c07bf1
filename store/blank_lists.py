"""The blank firm list (R8): the columns that the importer reads, as text, with the choices of a cell."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from domain.counties import COUNTIES
from domain.registration_list import (
    CAPITAL,
    COLUMNS,
    COUNTY,
    EMAIL,
    FIRM_NAME,
    INDUSTRY,
    LETTER,
    NAME,
    NATIONAL_ID,
    REVENUE,
    SMALL_OR_MEDIUM,
    UBN,
)
from store.table_writing import guarded

_WIDTHS = {
    NAME: 12,
    EMAIL: 26,
    NATIONAL_ID: 14,
    UBN: 12,
    FIRM_NAME: 24,
    INDUSTRY: 14,
    REVENUE: 15,
    CAPITAL: 15,
    COUNTY: 10,
    SMALL_OR_MEDIUM: 16,
    LETTER: 26,
}
_AMOUNTS = (REVENUE, CAPITAL)
_CHOICES = "選項"
_FONT = "Microsoft JhengHei"
_LINE = Side(style="thin", color="FFBFBFBF")
_NOTES = (
    (
        "每列為一位學員的一家實作企業；同一學員的各列，姓名、電子郵件與身分證字號須相同。",
        "One row is one firm.",
    ),
    (
        "統一編號與稅務行業代碼為文字欄，請保留開頭的 0（例如 081111）。",
        "Keep leading zeros; codes are text.",
    ),
    ("年營收與資本額為整數新臺幣元，不含公式。", "Yearly revenue and capital are whole NTD; no formulas."),
    (
        "縣市為全名（例如臺北市）；中小微企業聲明填「是」或「否」。",
        "County by full name; declaration 是 or 否.",
    ),
    (
        "委任書檔名為一併上傳之壓縮檔（.zip）內的檔名；尚無委任書者留空。",
        "The letter's name in the zip file.",
    ),
)


def blank_firm_list(programme: str, rows: int) -> bytes:
    """An XLSX file with so many empty rows, all of them text but the amounts."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "企業名單"
    _write_header(sheet)
    for number in range(2, rows + 2):
        _write_row(sheet, number)
    _write_notes(book.create_sheet("填寫說明"), programme)
    _write_choices(book.create_sheet(_CHOICES))
    _offer_choices(sheet, rows + 1)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_header(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 24
    for at, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, at, guarded(column.zh))
        cell.font = Font(name=_FONT, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor="FF1F5C4D" if column.filled else "FF6B8F86")
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS[column]
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:1"


def _write_row(sheet: Worksheet, number: int) -> None:
    for at, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(number, at)
        cell.number_format = "#,##0" if column in _AMOUNTS else "@"
        cell.font = Font(name=_FONT)
        cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def _write_notes(sheet: Worksheet, programme: str) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 78, 44
    lines: Sequence[tuple[str, str]] = (
        (f"{programme} 年度碳健檢企業名單", f"Firm list of programme {programme}"),
        *_NOTES,
    )
    for number, (zh, en) in enumerate(lines, start=1):
        for at, text in enumerate((zh, en), start=1):
            cell = sheet.cell(number, at, guarded(text))
            cell.font = Font(name=_FONT, bold=number == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_choices(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"
    for number, county in enumerate(COUNTIES, start=1):
        sheet.cell(number, 1, guarded(county))


def _offer_choices(sheet: Worksheet, last: int) -> None:
    # A list within the cell's own rule takes 255 letters, which the counties' names exceed with commas.
    counties = f"{_CHOICES}!$A$1:$A${len(COUNTIES)}"
    for column, formula in ((COUNTY, counties), (SMALL_OR_MEDIUM, '"是,否"')):
        rule = DataValidation("list", formula1=formula, allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = column.zh, "請由清單選擇。 Choose from the list."
        letter = get_column_letter(COLUMNS.index(column) + 1)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
