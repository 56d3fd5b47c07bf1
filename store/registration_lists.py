"""A registration list from its files: the table, each row judged, and the letters that come with it."""

from dataclasses import dataclass

from domain.registration_list import COLUMNS, JudgedList, judge_list
from domain.sheet import RowFault
from store.letter_zip import LetterZip, no_letters
from store.tables import Table, read_table


@dataclass(frozen=True, slots=True)
class ReadList:
    """The table as it was written, its rows as they were judged, and the opened letters."""

    table: Table
    judged: JudgedList
    letters: LetterZip


def read_registrations(content: bytes, letters: bytes | None) -> ReadList:
    """Read the list and look into its letters; TableRefused."""
    table = read_table(content, COLUMNS)
    enclosed = no_letters() if letters is None else LetterZip(letters)
    return ReadList(table, judge_list(table.rows, enclosed.names, enclosed.unreadable), enclosed)


def row_faults(judged: JudgedList) -> tuple[RowFault, ...]:
    """The faults by their codes alone: what was typed may be personal, and stays in the file."""
    return tuple(
        RowFault(row, tuple(error.code for error in errors)) for row, errors in sorted(judged.faults.items())
    )
