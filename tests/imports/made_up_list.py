"""A guild's list of made-up trainees with ten firms each, some rows faulty: each kind of fault so often."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook

from domain.registration_list import COLUMNS
from store.table_writing import write_table
from store.tables import CSV, REASON, XLSX, read_table
from tests import made_up
from tests.made_up import PDF

FIRMS_EACH = 10
INDUSTRIES = ("085000", "255000", "473000", "562000", "691000", "412000")
Cells = tuple[Any, ...]

# What is written instead, by the code that the row is refused with.
FAULTS: Mapping[str, Mapping[str, Any]] = {
    "wrong_ubn": {"ubn": "12345678"},
    "industry_code_lost_zero": {"industry": 81111},
    "county_unknown": {"county": "火星市"},
    "negative_amount": {"revenue": -500000},
    "wrong_national_id": {"national_id": "A100000000"},
    "wrong_email": {"email": "nobody at example"},
    "formula_cell": {"capital": "=1000000*2"},
    "letter_not_enclosed": {"letter": "沒有這個檔.pdf"},
    "firm_not_small_or_medium": {"small_or_medium": "否"},
    "firm_listed_twice": {},
    "firm_taken": {},
}


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row as it should be, and the code of its fault if it has one."""

    values: Mapping[str, Any]
    fault: str | None = None
    written: Mapping[str, Any] | None = None

    @property
    def cells(self) -> Cells:
        shown = {**self.values, **(self.written or {})}
        return tuple(shown[column.key] for column in COLUMNS)

    @property
    def mended(self) -> Cells:
        return tuple(self.values[column.key] for column in COLUMNS)


def rows_of(
    trainees: int, *, first_person: int = 0, first_firm: int = 0, firms_each: int = FIRMS_EACH
) -> list[ListedRow]:
    """So many trainees' rows, none faulty."""
    return [
        _row(first_person + person, first_firm + person * firms_each + place)
        for person in range(trainees)
        for place in range(firms_each)
    ]


def with_faults(
    rows: Sequence[ListedRow], faults: Mapping[str, int], taken: Sequence[str]
) -> list[ListedRow]:
    """The list with so many faults of each kind, at most one for each trainee, from the third firm on.

    `taken` are firms that other enrolments have.
    """
    spoilt, codes = list(rows), [code for code, times in faults.items() for _ in range(times)]
    others = iter(taken)
    for person, code in enumerate(codes):
        at = person * FIRMS_EACH + 2 + person % (FIRMS_EACH - 2)
        written = dict(FAULTS[code])
        if code == "firm_listed_twice":
            written["ubn"] = rows[person * FIRMS_EACH].values["ubn"]
        if code == "firm_taken":
            written["ubn"] = next(others)
        spoilt[at] = replace(rows[at], fault=code, written=written)
    return spoilt


def as_xlsx(rows: Sequence[Cells], header: Sequence[str] = ()) -> bytes:
    """A workbook with numbers, text and formulas, as a spreadsheet would write them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("清冊")
    sheet.append(list(header or [column.zh for column in COLUMNS]))
    for row in rows:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_csv(rows: Sequence[Cells], encoding: str = "utf-8-sig") -> bytes:
    """The same as CSV, with headers in English."""
    lines = [[str(cell) for cell in row] for row in rows]
    text = write_table(CSV, [column.en for column in COLUMNS], lines).decode("utf-8-sig")
    return text.encode(encoding)


def letters_of(rows: Sequence[ListedRow]) -> bytes:
    """The letters that the rows name as they should be."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for row in rows:
            package.writestr(f"委任書/{row.values['letter']}", PDF + row.values["ubn"].encode())
    return content.getvalue()


def damaged(letters: bytes, row: ListedRow) -> bytes:
    """The letters with a byte flipped at the end of the one that the row names."""
    at = letters.index(PDF + row.values["ubn"].encode()) + len(PDF)
    return letters[:at] + bytes([letters[at] ^ 1]) + letters[at + 1 :]


def mended(result: bytes, rows: Sequence[ListedRow]) -> bytes:
    """The file of the rows that were not taken, each written as it should be, the reasons left in it."""
    table = read_table(result, COLUMNS)
    faulty = [row for row in rows if row.fault is not None]
    assert table.header == (*(column.zh for column in COLUMNS), REASON)
    assert len(table.rows) == len(faulty)
    header = list(table.header)
    lines = [
        (*row.mended, table.written[one.number][-1]) for row, one in zip(faulty, table.rows, strict=True)
    ]
    return as_xlsx(lines, header) if table.media_type == XLSX else write_table(CSV, header, lines)


def _row(person: int, number: int) -> ListedRow:
    firm = made_up.firm(number, INDUSTRIES[number % len(INDUSTRIES)], indicator=number % FIRMS_EACH == 0)
    return ListedRow(
        {
            "name": made_up.person_name(person),
            "email": made_up.email(person),
            "national_id": made_up.national_id(person),
            "ubn": firm.ubn,
            "firm_name": made_up.firm_name(number, firm.industry),
            "industry": firm.industry,
            "revenue": firm.revenue,
            "capital": firm.capital,
            "county": firm.county,
            "small_or_medium": "是",
            "letter": f"委任書-{firm.ubn}.pdf",
        }
    )
