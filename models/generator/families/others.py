"""Grammars of papers that are no bill."""

from typing import Final

from models.generator.blocks.entries import ALL, BOXED, LISTED, grid, inline, packed
from models.generator.blocks.strung import strung
from models.generator.blocks.texts import bubble, codes, heading, notes, paragraph
from models.generator.content import Content
from models.generator.families.parts import any_table, distinct
from models.generator.marked import plain
from models.generator.paper import Column

_COUNTED: Final = "一二三四五六七八九十"


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


def office_paper(column: Column, content: Content) -> None:
    """A title, facts, numbered sentences or a table, in this order or another."""
    dice, paper = column.paper.dice, column.paper
    if dice.chance(0.92):
        dice.choose((heading, heading, _title_alone))(column, content)
    paper.handwriting = dice.chance(0.12)
    parts = [_facts, _told, _listed] if dice.chance(0.75) else dice.shuffled([_facts, _told, _listed])
    for part in parts:
        part(column, content)
    paper.handwriting = False
    codes(column, content)


def _title_alone(column: Column, content: Content) -> None:
    """Who issues the paper stands small at its head, or at its foot."""
    dice = column.paper.dice
    first = dice.chance(0.5)
    if content.vendor and first:
        column.line(content.vendor, dice.between(0.7, 1.1), dice.choose((0.0, 0.5, 1.0)))
    for title in content.titles:
        column.line(title, dice.between(1.1, 2.4), dice.choose((0.5, 0.5, 0.0)))
    if content.vendor and not first:
        content.notes.append(content.vendor)
    column.skip(dice.between(0.2, 1.5))


def _facts(column: Column, content: Content) -> None:
    dice = column.paper.dice
    entries = content.groups.get("facts", [])
    blocks = (inline, inline, strung, strung, packed, *BOXED, *ALL)
    cut = dice.whole(0, len(entries)) if dice.chance(0.3) else len(entries)
    dice.choose(blocks)(column, entries[:cut])
    dice.choose(blocks)(column, entries[cut:])
    column.skip(dice.between(0.0, 1.0))


def _told(column: Column, content: Content) -> None:
    """One after the other, numbered in one of the ways of offices."""
    dice = column.paper.dice
    form = dice.choose(("", "", "", "{z}、", "{z}、", "{n}.", "{n}、", "({n})", "•", "-", "（{z}）", "{n}) "))
    scale = dice.between(0.8, 1.4)
    for number, note in enumerate(content.notes, 1):
        counted = _COUNTED[(number - 1) % len(_COUNTED)]
        mark = plain(form.format(z=counted, n=number)) if form else ()
        paragraph(column, (*mark, *note), scale)
        column.skip(dice.between(0.0, 0.5))


def _listed(column: Column, content: Content) -> None:
    if "list" in content.tables:
        any_table(column, content, "list")


def bubbles(column: Column, content: Content) -> None:
    """What several people say, at both sides of a screen; or cards of a page."""
    dice = column.paper.dice
    for title in content.titles:
        column.line(title, dice.between(1.0, 1.5), dice.choose((0.0, 0.5)))
    said = [*content.notes, *((*entry.words, *plain(" "), *entry.value) for entry in content.groups["facts"])]
    for text in dice.shuffled(said):
        bubble(column, [text], "", own=dice.chance(0.5))
