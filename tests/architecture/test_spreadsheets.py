"""Whoever writes a spreadsheet guards its text by the one function for it, or has it written by who does."""

import ast

import pytest

from tests.architecture.sources import FOLDERS, Source, sources

WRITERS = frozenset(("csv.writer", "csv.DictWriter", "Workbook"))


def spreadsheet_offences(source: Source) -> list[str]:
    """Files that write a spreadsheet and never say `guarded`."""
    used = {ast.unparse(node.func) for node in ast.walk(source.tree) if isinstance(node, ast.Call)}
    if used & WRITERS and "guarded" not in used:
        return [f"{source.path}: text that begins a formula is to pass through store.table_writing.guarded"]
    return []


def test_no_spreadsheet_is_written_without_guarding_its_text() -> None:
    assert [offence for source in sources(*FOLDERS) for offence in spreadsheet_offences(source)] == []


@pytest.mark.parametrize("call", ["csv.writer(file)", "csv.DictWriter(file, names)", "Workbook()"])
def test_a_spreadsheet_without_guard_is_named(call: str) -> None:
    [offence] = spreadsheet_offences(Source("api/board.py", f"{call}.writerow(row)"))
    assert offence.startswith("api/board.py")
    assert (
        spreadsheet_offences(Source("api/board.py", f"{call}.writerow(map(guarded, row))\nguarded(x)")) == []
    )
