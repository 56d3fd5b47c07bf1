"""Grammars of lists whose periods stand apart: in a line of text each, in blocks, or as columns."""

from models.generator.blocks.entries import above, aligned, grid, inline, packed, spread, strip
from models.generator.blocks.strung import strung
from models.generator.blocks.tables import table, turned
from models.generator.blocks.texts import heading, notes, paragraph
from models.generator.content import Content
from models.generator.marked import Entry, Marked, Piece, Table
from models.generator.paper import Column


def lines_of_periods(column: Column, content: Content) -> None:
    """A period in a line, its parts named or only in the order that the line above names."""
    dice, made = column.paper.dice, content.tables["list"]
    _head(column, content)
    between = dice.choose((" ", "　", ", ", "; ", "／", " | ", ",", "  "))
    named = dice.chance(0.6)
    inside = dice.choose((" ", ":", "：", "", "="))
    if not named:
        paragraph(column, _told(made.heads, between))
    for row in made.rows:
        cells = [cell for cell in row if cell]
        if named:
            pairs = [(head, cell) for head, cell in zip(made.heads, row, strict=True) if cell]
            cells = [(*head, Piece(inside or " "), *cell) for head, cell in pairs]
        paragraph(column, _told(cells, between))
    notes(column, content)


def _told(cells: list[Marked] | tuple[Marked, ...], between: str) -> Marked:
    pieces: list[Piece] = []
    for number, cell in enumerate(cells):
        pieces += [*[Piece(between)] * bool(number), *cell]
    return tuple(pieces)


def blocks_of_periods(column: Column, content: Content) -> None:
    """A block for each period: named numbers in the same arrangement, one to three blocks abreast."""
    dice, made = column.paper.dice, content.tables["list"]
    _head(column, content)
    block = dice.choose((spread, inline, grid, above, aligned, strip, packed))
    abreast = dice.choose((1, 1, 2, 3))
    for first in range(0, len(made.rows), abreast):
        columns = column.parts((1.0,) * abreast, 1.5)
        for inner, row in zip(columns, made.rows[first : first + abreast], strict=False):
            entries = [entry for entry in map(Entry, made.heads, row) if entry.value]
            if entries and dice.chance(0.5):
                inner.line(entries[0].value)
                entries = entries[1:]
            block(inner, entries)
        column.after(columns)
        column.skip(dice.between(0.2, 1.0))
    notes(column, content)


def columns_of_periods(column: Column, content: Content) -> None:
    """Periods beside each other, a few to a table: what they are called at the left."""
    dice, made = column.paper.dice, content.tables["list"]
    _head(column, content)
    abreast = dice.whole(2, 6)
    for first in range(0, len(made.rows), abreast):
        turned(column, Table(made.heads, made.rows[first : first + abreast]))
        column.skip(dice.between(0.2, 1.0))
    notes(column, content)


def listed_hours(column: Column, content: Content) -> None:
    """Any of these, or a plain table."""
    dice = column.paper.dice
    way = dice.choose((lines_of_periods, blocks_of_periods, columns_of_periods, None))
    if way:
        way(column, content)
        return
    _head(column, content)
    table(column, content.tables["list"])
    notes(column, content)


def _head(column: Column, content: Content) -> None:
    dice = column.paper.dice
    heading(column, content)
    told = content.groups.get("customer", [])
    dice.choose((packed, strung, grid, inline))(column, told)
    column.skip(dice.between(0.1, 0.8))
