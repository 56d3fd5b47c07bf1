"""Grammars of registers, declarations, plates, rules in small print and talks: no bill is among them."""

from models.generator.blocks.entries import ALL, BOXED, grid, header_row, inline, packed, spread
from models.generator.blocks.strung import strung
from models.generator.blocks.tables import table
from models.generator.blocks.texts import bubble, heading, notes, paragraph
from models.generator.content import Content
from models.generator.marked import Marked, Piece, plain
from models.generator.paper import Column


def register(column: Column, content: Content) -> None:
    """A page of a book or a log, mostly by hand or from a printer that fills in a book's lines."""
    dice, paper = column.paper.dice, column.paper
    if dice.chance(0.75):
        heading(column, content)
    paper.handwriting = dice.chance(0.3)
    dice.choose((strung, strung, packed, grid, inline))(column, content.groups.get("facts", []))
    table(column, content.tables["list"], dice.choose((1.0, 0.85, 0.75)))
    paper.handwriting = False
    notes(column, content)


def declaration(column: Column, content: Content) -> None:
    """Boxes of facts, dense columns, more boxes, small print."""
    dice = column.paper.dice
    heading(column, content)
    facts = content.groups.get("facts", [])
    cut = dice.whole(len(facts) // 2, len(facts))
    dice.choose((grid, grid, header_row, *BOXED, strung))(column, facts[:cut])
    table(column, content.tables["list"], dice.choose((0.9, 0.75, 0.65)))
    dice.choose((grid, strung, packed))(column, facts[cut:])
    notes(column, content, dice.between(0.6, 0.9))


def plate(column: Column, content: Content) -> None:
    """A few words and numbers of several sizes, one below the other."""
    dice = column.paper.dice
    anchor = dice.choose((0.5, 0.5, 0.0))
    told: list[Marked] = [
        (*entry.words, Piece(dice.choose((" ", "  ", " : "))), *entry.value)
        for entry in content.groups.get("facts", [])
    ]
    told += content.notes
    if content.vendor:
        column.line(content.vendor, dice.between(0.9, 1.4), anchor)
    for title in content.titles:
        column.line(title, dice.between(0.9, 1.6), anchor)
    for text in dice.shuffled(told):
        column.line(text, dice.choose((0.8, 1.0, 1.0, 1.4, 2.2)), anchor)
        column.skip(dice.between(0.0, 0.8))


def small_print(column: Column, content: Content) -> None:
    """Rules one after the other, with sums or lines to sign between names and right edge."""
    dice = column.paper.dice
    heading(column, content)
    facts = content.groups.get("facts", [])
    cut = dice.whole(0, len(facts))
    dice.choose((spread, inline, *ALL))(column, facts[:cut])
    form = dice.choose(("{}. ", "", "({}) ", "※", "•", "{}、"))
    for number, note in enumerate(content.notes, 1):
        paragraph(column, (*plain(form.format(number)), *note) if form else note)
    dice.choose((inline, spread, packed))(column, facts[cut:])


def talk(column: Column, content: Content) -> None:
    """Lines of two people, each with its time beside it."""
    dice = column.paper.dice
    for title in content.titles:
        column.line(title, dice.between(1.0, 1.5), dice.choose((0.0, 0.5)))
    for entry in content.groups.get("facts", []):
        column.line((*entry.words, Piece(" "), *entry.value), 0.8, 0.5)
    hour, minute = dice.amount(7, 20), dice.amount(0, 40)
    for number, note in enumerate(content.notes):
        bubble(column, [note], f"{hour:02}:{minute + number:02}", own=dice.chance(0.5))
