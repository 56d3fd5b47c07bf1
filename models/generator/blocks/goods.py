"""Goods without a table: each in one line or several, as tills, messages and slips have them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from models.generator.identifiers import shaped
from models.generator.marked import Marked, Piece, Table, plain, written
from models.generator.paper import Column, joined
from models.generator.wording import PRODUCTS, SALES

_SLOT: Final = re.compile(r"\{([^{}%]*)%(\w)([^{}]*)\}")
# What the columns of a table of lines are called in the forms.
# o and k are what a family adds to a row: an older price, what tells the good's kind.
_COLUMNS: Final = "nqupaok"


class _Slot(NamedTuple):
    """A value with what belongs to it, and what stands between it and the one before."""

    between: str
    before: str
    column: int
    behind: str


def worded(column: Column, content: Table) -> None:
    """Every one of the goods in the page's form."""
    dice = column.paper.dice
    form = [line.split("|") for line in dice.choose(SALES["goods"]["forms"])]
    indent = dice.choose((0.0, 0.0, 1.0, 2.0)) * column.size
    marking = _marking(column)
    mark = dice.choose(PRODUCTS["tills"]["taxed"]) if dice.chance(0.15) else ""
    for number, row in enumerate(content.rows, 1):
        marked = (*marking(number), *row[0]) if marking else row[0]
        amount = (*row[4], Piece(mark)) if mark and row[4] else row[4]
        _one(column, form, (marked, *row[1:4], amount), indent)


class _Marking(NamedTuple):
    """What stands before a name: its place in the list, or a code of the shop's."""

    column: Column
    form: str
    coded: bool

    def __call__(self, number: int) -> Marked:
        if self.coded:
            return plain(shaped(self.column.paper.dice, self.form) + " ")
        return plain(self.form.format(n=number))


def _marking(column: Column) -> _Marking | None:
    dice, goods = column.paper.dice, SALES["goods"]
    if not dice.chance(0.25):
        return None
    coded = dice.chance(0.5)
    return _Marking(column, dice.choose(goods["codes" if coded else "numbering"]), coded)


def _one(column: Column, form: Sequence[Sequence[str]], row: Sequence[Marked], indent: float) -> None:
    for number, line in enumerate(form):
        cells = [filled_in(cell, row) for cell in line]
        if not any(cells):
            continue
        left = column.left + (indent if number else 0.0)
        _placed(column, cells, left)


def placed(column: Column, form: Sequence[Sequence[str]], row: Sequence[Marked]) -> None:
    """One of the goods in a form of lines and cells."""
    _one(column, form, row, 0.0)


def _placed(column: Column, cells: Sequence[Marked], left: float) -> None:
    """The first at the left, the last at the right, the others between them; too wide a line in two."""
    paper = column.paper
    first, *others = cells
    if not others:
        column.y += column.cell(left, column.right - left, first, 0.0) - column.size
        column.skip()
        return
    room = (column.right - left) / max(len(cells) + 1, 3)
    wide = paper.measure(written(first), column.size)
    taken = 2 * room if len(others) > 1 else column.right - left - paper.measure(
        written(others[-1]), column.size
    )  # fmt: skip
    if wide > taken:
        column.y += column.cell(left, column.right - left, first, 0.0) - column.size
        column.skip()
    elif first:
        paper.put(left, column.y, first, column.size)
    for place, cell in enumerate(others[:-1]):
        if cell:
            paper.put(left + (place + 2) * room, column.y, cell, column.size)
    if others[-1]:
        paper.put(column.right, column.y, others[-1], column.size, 1.0)
    column.skip()


def filled_in(cell: str, row: Sequence[Marked]) -> Marked:
    """The cell with what the row has; what belongs to a missing value is left out with it."""
    made: list[Piece] = []
    slots, tail = _parsed(cell)
    for slot in slots:
        value = row[slot.column]
        if not value:
            continue
        between = slot.between if made else ""
        made += [Piece(between + slot.before), *value, Piece(slot.behind)]
    whole = [*made, Piece(tail)] if made else []
    return joined([piece for piece in whole if piece.text or piece.label])


@cache
def _parsed(cell: str) -> tuple[tuple[_Slot, ...], str]:
    parts = _SLOT.split(cell)
    slots = [
        _Slot(parts[place], parts[place + 1], _COLUMNS.index(parts[place + 2]), parts[place + 3])
        for place in range(0, len(parts) - 1, 4)
    ]
    return tuple(slots), parts[-1]
