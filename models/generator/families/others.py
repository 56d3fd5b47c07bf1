"""Grammars of papers that are no bill."""

from models.generator.blocks.entries import ALL, BOXED, LISTED, grid, inline
from models.generator.blocks.texts import codes, heading, notes, paragraph
from models.generator.content import Content
from models.generator.families.parts import any_table, distinct
from models.generator.paper import Column


def prose(column: Column, content: Content) -> None:
    """Sentences below a head."""
    dice = column.paper.dice
    if dice.chance(0.85):
        heading(column, content)
    for name in dice.shuffled(("customer", "vendor")):
        if content.groups.get(name):
            dice.choose(LISTED)(column, content.groups[name])
    scale = dice.between(0.9, 1.4)
    for note in content.notes:
        paragraph(column, note, scale)
        column.skip(dice.between(0.0, 0.6))
    codes(column, content)


def filled_form(column: Column, content: Content) -> None:
    """Cells with names and values."""
    dice = column.paper.dice
    heading(column, content)
    column.paper.handwriting = dice.chance(0.3)
    block = dice.choose((grid, inline, *BOXED, *ALL))
    for entries in dice.shuffled(list(content.groups.values())):
        block(column, entries)
    column.paper.handwriting = False
    notes(column, content)


def grid_list(column: Column, content: Content) -> None:
    """A table of things."""
    dice = column.paper.dice
    if dice.chance(0.8):
        heading(column, content)
    if content.groups.get("customer"):
        dice.choose(ALL)(column, content.groups["customer"])
    any_table(column, content, "list")
    notes(column, content)


def scattered(column: Column, content: Content) -> None:
    """Pieces of text that lie anywhere, as in a photograph."""
    paper, dice = column.paper, column.paper.dice
    height = column.width * dice.between(0.5, 1.4)
    for marked in (*content.notes, *content.codes):
        size = column.size * dice.between(0.6, 3.0)
        width = paper.measure("".join(piece.text for piece in marked), size)
        x = column.left + dice.random.random() * max(column.width - width, 1.0)
        paper.put(x, column.y + dice.random.random() * height, marked, size)
    column.y += height


def slip_of_paper(column: Column, content: Content) -> None:
    """A short slip with a few values."""
    dice = column.paper.dice
    heading(column, content)
    everything = [entry for entries in content.groups.values() for entry in entries]
    dice.choose(ALL)(column, dice.some(distinct(everything), 2, 9))
    for note in dice.some(content.notes, 0, 3):
        paragraph(column, note)
    codes(column, content)
