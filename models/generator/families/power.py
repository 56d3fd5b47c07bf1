"""Grammars of power's papers: sheets of hours, spreadsheets, many premises, cards, works, statements."""

from models.generator.blocks.entries import ALL, aligned, grid, inline, packed, spread, strip
from models.generator.blocks.strung import strung
from models.generator.blocks.tables import column_letters, table
from models.generator.blocks.texts import codes, heading, notes
from models.generator.content import Content
from models.generator.marked import Marked, Piece, Table, plain
from models.generator.paper import Column
from models.generator.wording import POWER


def wide_list(column: Column, content: Content) -> None:
    """Whose it is in a line or two, and a table over all the width."""
    dice = column.paper.dice
    heading(column, content)
    dice.choose((packed, packed, strung, grid, inline, strip))(column, content.groups.get("customer", []))
    column.skip(dice.between(0.1, 0.8))
    table(column, content.tables["list"], dice.choose((1.0, 0.9, 0.8)))
    notes(column, content)


def spreadsheet(column: Column, content: Content) -> None:
    """Letters above the columns, numbers before the lines, ribbons and tabs around them."""
    dice, words = column.paper.dice, POWER["sheets"]
    if dice.chance(0.6):
        for ribbon in dice.some(words["ribbons"], 1, 3):
            column.line(plain(ribbon), 0.9)
    _cells(column, content)
    if dice.chance(0.6):
        column.line(plain(dice.choose(words["tabs"])), 0.9)


def _cells(column: Column, content: Content) -> None:
    """Name, account and heads are lines of the sheet like any other; long ones run over cells beside them."""
    dice, made = column.paper.dice, content.tables["list"]
    numbered, gap = dice.chance(0.8), (Piece(dice.choose((" ", "　", "-"))),)
    first: list[Marked] = [(*content.vendor, *gap, *content.titles[0])]
    if dice.chance(0.3):
        first = [content.vendor, content.titles[0]]
    first += [_cell(column, entry.words, entry.value) for entry in content.groups.get("customer", [])]
    if numbered:
        room = column.width / (len(made.heads) + 1)
        column_letters(column, column.left + room, room, len(made.heads), column.size)
    for number, told in enumerate(first, 1):
        if numbered:
            column.paper.put(column.left, column.y, plain(str(number)), column.size)
        column.paper.put(column.left + 3 * numbered * column.size, column.y, told, column.size)
        column.skip()
    if numbered:
        rows = [(plain(str(number)), *row) for number, row in enumerate(made.rows, len(first) + 2)]
        made = Table((plain(str(len(first) + 1)), *made.heads), tuple(rows))
    table(column, made)


def _cell(column: Column, words: Marked, value: Marked) -> Marked:
    return (*words, Piece(column.paper.style.colon or " "), *value)


def past_cards(column: Column, content: Content) -> None:
    """Cards below each other: two things to a line, left and right, or each in a line."""
    dice, words = column.paper.dice, POWER["cards"]
    column.line(content.titles[0], dice.between(1.0, 1.4), dice.choose((0.0, 0.5)))
    if dice.chance(0.75):
        column.line(content.vendor, dice.between(0.8, 1.2))
    inline(column, content.groups["customer"])
    for told in dice.some(words["chrome"], 0, 3):
        column.line(plain(told), 0.9)
    order = dice.choose(((0, 1, 2, 3), (0, 2, 1, 3), (1, 0, 2, 3), (0, 1, 2), (3, 0, 1, 2)))
    paired, large = dice.chance(0.7), dice.between(1.0, 1.5)
    for name, card in content.groups.items():
        if not name.startswith("card"):
            continue
        _card(
            column,
            [(*entry.words, *entry.value) for entry in (card[place] for place in order)],
            paired,
            large,
        )
        column.skip(dice.between(0.3, 1.2))


def _card(column: Column, told: list[Marked], paired: bool, large: float) -> None:
    while told:
        left, *told = told
        if paired and told and len(told) != 2:
            column.paper.put(column.left, column.y, left, column.size)
            right, *told = told
            column.paper.put(column.right, column.y, right, column.size, 1.0)
            column.skip()
        else:
            column.line(left, large if len(told) == 2 else 1.0)


def works(column: Column, content: Content) -> None:
    """Facts in columns or strips, the meters' table, and sums strung below it."""
    dice = column.paper.dice
    heading(column, content)
    dice.choose((grid, packed, strung, inline, strip, grid, aligned))(column, content.groups["customer"])
    column.skip(dice.between(0.1, 0.8))
    table(column, content.tables["list"])
    dice.choose((strung, packed, grid, spread, aligned, inline, strip))(column, content.groups["totals"])
    notes(column, content)
    if dice.chance(0.2):
        codes(column, content)


def statement(column: Column, content: Content) -> None:
    """In English: who sells, who is billed beside the facts, the meter, the charges, a year of months."""
    dice = column.paper.dice
    heading(column, content)
    for entry in content.groups.get("vendor", []):
        column.line((*entry.words, *entry.value), dice.between(0.7, 1.0), dice.choose((0.0, 0.0, 0.5)))
    halves = column.parts((1.2, 1.0), 2.0)
    sides = halves if dice.chance(0.75) else halves[::-1]
    for entry in content.groups["buyer"]:
        sides[0].line((*entry.words, *entry.value))
    dice.choose((spread, spread, aligned, inline, grid))(sides[1], content.groups["facts"])
    column.after(halves)
    parts = [_meter, _period]
    for part in parts if dice.chance(0.6) else parts[::-1]:
        part(column, content)
    dice.choose((spread, spread, aligned, grid))(column, content.groups["charges"])
    if "history" in content.tables:
        column.line(plain(dice.choose(POWER["english"]["histories"])), dice.between(0.9, 1.2))
        table(column, content.tables["history"], dice.choose((1.0, 0.85)))
    notes(column, content)


def _meter(column: Column, content: Content) -> None:
    if "list" in content.tables:
        table(column, content.tables["list"])
    column.paper.dice.choose(ALL)(column, content.groups.get("meters", []))


def _period(column: Column, content: Content) -> None:
    for entry in content.groups["period"]:
        column.line(entry.value)
