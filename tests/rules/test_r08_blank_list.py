"""R8: the blank firm list, as the import of registration lists reads it."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.counties import COUNTIES
from domain.programme import Programme
from domain.registration_list import COLUMNS, judge_list
from store.blank_lists import blank_firm_list
from store.tables import TableRefused, read_table
from tests.imports.made_up_list import rows_of


@pytest.fixture
def blank(programme: Programme) -> Workbook:
    return load_workbook(io.BytesIO(blank_firm_list(programme.year, programme.registration.firms)))


def _sheet(book: Workbook) -> Worksheet:
    return book.worksheets[0]


def test_it_has_the_columns_that_the_import_reads_and_the_list_s_rows(
    blank: Workbook, programme: Programme
) -> None:
    sheet = _sheet(blank)
    assert [cell.value for cell in sheet[1]] == [column.zh for column in COLUMNS]
    assert sheet.max_row == programme.registration.firms + 1


def test_codes_are_text_so_that_leading_zeros_stay(blank: Workbook) -> None:
    formats = {column.key: cell.number_format for column, cell in zip(COLUMNS, _sheet(blank)[2], strict=True)}
    assert (formats["ubn"], formats["industry"], formats["national_id"]) == ("@", "@", "@")
    assert formats["revenue"] == formats["capital"] == "#,##0"


def test_counties_and_the_declaration_are_chosen_from_a_list(blank: Workbook, programme: Programme) -> None:
    rules = {str(rule.sqref): rule.formula1 for rule in _sheet(blank).data_validations.dataValidation}
    last = programme.registration.firms + 1
    assert rules == {f"I2:I{last}": f"選項!$A$1:$A${len(COUNTIES)}", f"J2:J{last}": '"是,否"'}
    offered = [cell.value for (cell,) in blank["選項"].iter_rows(max_col=1)]
    assert offered == list(COUNTIES)


def test_an_empty_one_is_no_list_and_a_filled_one_is(blank: Workbook, programme: Programme) -> None:
    with pytest.raises(TableRefused) as refused:
        read_table(_saved(blank), COLUMNS)
    assert refused.value.code == "table_empty"
    rows = rows_of(1, firms_each=programme.registration.firms)
    for at, row in enumerate(rows, start=2):
        for column, value in enumerate(row.cells, start=1):
            _sheet(blank).cell(at, column).value = value
    table = read_table(_saved(blank), COLUMNS)
    judged = judge_list(table.rows, {str(row.values["letter"]).casefold() for row in rows}, ())
    assert not judged.faults
    assert [len(trainee.rows) for trainee in judged.trainees] == [programme.registration.firms]


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
