"""Lists that people fill in with a spreadsheet: their columns, their rows, and what is wrong with a cell."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from domain.errors import DomainError

LONGEST_CELL = 500
_WHOLE = re.compile(r"(-?[0-9]{1,15}|-?[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.0+)?")
_YES, _NO = (
    frozenset(("是", "有", "y", "yes", "true", "v", "✓", "1")),
    frozenset(("否", "無", "n", "no", "false", "x", "0")),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its key, and what its header says in zh-Hant and in English.

    `needed` columns have to be there; `filled` ones in every row.
    """

    key: str
    zh: str
    en: str
    needed: bool = True
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was written: `number` as the sheet counts, the text of each cell by its column's key.

    The text of a formula begins with `=`: no formula is ever computed.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row was not taken, by the codes of its refusals, the first one's fields beside.

    Fields are kept only of what a rule said about a command: what somebody typed may be personal, and is
    told again from the file itself.
    """

    row: int
    codes: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)


class FormulaCell(DomainError):
    code: ClassVar[str] = "formula_cell"
    rule: ClassVar[str] = "engine"
    zh: ClassVar[str] = "「{column_zh}」是公式：請改填值（複製後以「選擇性貼上：值」貼上）。"
    en: ClassVar[str] = 'The cell "{column_en}" is a formula: paste its value instead.'


class CellMissing(DomainError):
    code: ClassVar[str] = "cell_missing"
    rule: ClassVar[str] = "engine"
    zh: ClassVar[str] = "「{column_zh}」未填。"
    en: ClassVar[str] = 'The cell "{column_en}" is empty.'


class CellUnfit(DomainError):
    code: ClassVar[str] = "cell_unfit"
    rule: ClassVar[str] = "engine"
    zh: ClassVar[str] = "「{column_zh}」含有控制字元，或超過 {most} 字。"
    en: ClassVar[str] = 'The cell "{column_en}" holds a control character, or more than {most} letters.'


class AmountNotWhole(DomainError):
    code: ClassVar[str] = "amount_not_whole"
    rule: ClassVar[str] = "R11"
    zh: ClassVar[str] = "「{column_zh}」須為整數元（例如 5000000），不含文字與小數。"
    en: ClassVar[str] = 'The cell "{column_en}" must be whole NTD, such as 5000000: no words, no decimals.'


class NotYesOrNo(DomainError):
    code: ClassVar[str] = "not_yes_or_no"
    rule: ClassVar[str] = "engine"
    zh: ClassVar[str] = "「{column_zh}」須填「是」或「否」。"
    en: ClassVar[str] = 'The cell "{column_en}" must say yes or no.'


def normal(text: str) -> str:
    """Full-width letters and digits as usual ones, and no blanks around."""
    return unicodedata.normalize("NFKC", text).strip()


def faults_of_cells(row: Row, columns: tuple[Column, ...]) -> tuple[DomainError, ...]:
    """What is wrong with the row whatever its cells mean: formulas, empty cells, unfit text."""
    return tuple(fault for column in columns if (fault := _fault(row, column)) is not None)


def whole_amount(text: str, column: Column) -> int:
    """Whole NTD, with or without thousands' commas; AmountNotWhole."""
    found = _WHOLE.fullmatch(normal(text).replace(" ", ""))
    if found is None:
        raise AmountNotWhole(column_zh=column.zh, column_en=column.en)
    return int(found[1].replace(",", ""))


def yes_or_no(text: str, column: Column) -> bool:
    """NotYesOrNo for anything else."""
    said = normal(text).lower()
    if said not in _YES | _NO:
        raise NotYesOrNo(column_zh=column.zh, column_en=column.en)
    return said in _YES


def _fault(row: Row, column: Column) -> DomainError | None:
    text = row.cells.get(column.key, "")
    named = {"column_zh": column.zh, "column_en": column.en}
    if text.startswith("="):
        return FormulaCell(**named)
    if not text.strip():
        return CellMissing(**named) if column.filled else None
    if len(text) > LONGEST_CELL or any(_is_control(letter) for letter in text):
        return CellUnfit(**named, most=LONGEST_CELL)
    return None


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t"
