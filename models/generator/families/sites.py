"""Grammars of companies' sites: a bill between tabs, a menu at one side, buttons and small print."""

from collections.abc import Sequence

from models.generator.blocks.entries import above, aligned, grid, inline, packed, spread, two_columns
from models.generator.blocks.texts import notes
from models.generator.content import Content
from models.generator.families.parts import any_table
from models.generator.marked import EMPTY, Entry, plain
from models.generator.paper import Column
from models.generator.wording import TOLD

_WORDS = TOLD["sites"]
_USE = {"water": "水", "natural_gas": "氣"}


def site(column: Column, content: Content) -> None:
    """Names before values in one column or two; the menu's lines stand beside them."""
    dice = column.paper.dice
    head = dice.chance(0.7)
    if head:
        column.line(content.vendor, dice.between(1.0, 1.6))
    packed(column, _told(content, "tabs", 2, 7))
    packed(column, _told(content, "crumbs", 0, 1) + _told(content, "seen", 0, 1))
    column.skip(dice.between(0.2, 1.0))
    if dice.chance(0.7):
        left, shares = dice.chance(0.85), (1.0, dice.between(3.0, 6.0))
        columns = column.parts(shares if left else shares[::-1], dice.between(0.5, 2.0))
        menu, main = columns if left else columns[::-1]
        step = dice.between(0.2, 0.9)
        for entry in _told(content, "menus", 3, 8):
            menu.line(entry.value)
            menu.skip(step)
        _bill(main, content)
        column.after(columns)
    else:
        _bill(column, content)
    if not head:
        column.line(content.vendor, dice.between(0.8, 1.1), dice.choose((0.0, 0.5)))
    for entry in _told(content, "feet", 0, 3):
        column.line(entry.value, dice.between(0.65, 0.9), dice.choose((0.0, 0.5)))


def _bill(column: Column, content: Content) -> None:
    dice = column.paper.dice
    for entry in _told(content, "heads", 0, 1):
        column.line(entry.value, dice.between(1.0, 1.5))
    block = dice.choose((_pairs, _pairs, grid, two_columns, inline, aligned, spread, above))
    block(column, content.groups["told"])
    column.skip(dice.between(0.1, 0.8))
    for key in ("comparison", "history"):
        if key in content.tables:
            any_table(column, content, key)
    packed(column, _told(content, "buttons", 0, 3))
    notes(column, content)


def _pairs(column: Column, entries: Sequence[Entry]) -> None:
    """Two to a line, names up to a line within the page and values behind it; long ones take a line each."""
    dice = column.paper.dice
    anchor, width = dice.choose((1.0, 1.0, 0.0)), column.width / 2
    colon = plain(dice.choose(("：", ":", "")))
    for first in range(0, len(entries), 2):
        height = column.size
        for place, entry in enumerate(entries[first : first + 2]):
            left = column.left + place * width
            words = (*entry.words, *(piece for piece in colon if piece.text))
            height = max(height, column.cell(left, 0.36 * width, words, anchor))
            height = max(height, column.cell(left + 0.4 * width, 0.57 * width, entry.value, 0.0))
        column.y += max(height + column.size * 0.4, column.step)


def _told(content: Content, key: str, least: int, most: int) -> list[Entry]:
    """Some of the words, each without a name."""
    forms: Sequence[str] = content.style.dice.some(_WORDS[key], least, most)
    use = _USE.get(content.kind.value, "電")
    filled = [content.style.filled(form.replace("{w}", use), content.day) for form in forms]
    return [Entry(EMPTY, plain(text)) for text in filled if text]
