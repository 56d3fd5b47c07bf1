"""Grammars of pages that tell a dozen things: strips of cells, one list, a form, a meter reader's slip."""

from itertools import pairwise

from models.generator.blocks.entries import (
    ALL,
    LISTED,
    Block,
    above,
    aligned,
    cards,
    grid,
    header_row,
    inline,
    packed,
    spread,
    strip,
)  # fmt: skip
from models.generator.blocks.strung import strung
from models.generator.blocks.texts import codes, heading, notes
from models.generator.content import Content
from models.generator.families.parts import any_table, prominent, stub
from models.generator.marked import Entry, plain
from models.generator.paper import Column

_RULES = ("-", "- ", "=", "*", "─", "_", "·", "－")


def plain_strips(column: Column, content: Content) -> None:
    """One or two tables of a line, with any of the fields in them; what does not fit stands below as text."""
    dice = column.paper.dice
    heading(column, content)
    told = content.groups["told"]
    aside = {dice.whole(0, len(told) - 1) for _ in range(dice.whole(0, 4))}
    cells = [entry for place, entry in enumerate(told) if place not in aside]
    outside = [told[place] for place in sorted(aside)]
    before = dice.chance(0.35)
    text = dice.choose((strung, packed, inline, strung))
    if before:
        text(column, outside)
    dice.choose((strip, strip, header_row))(column, cells)
    if not before:
        text(column, outside)
    _ending(column, content)


def plain_list(column: Column, content: Content) -> None:
    """One thing below the other over the whole width or a part of it."""
    dice = column.paper.dice
    heading(column, content)
    inner = Column(column.paper, column.left, column.right, column.y, column.size)
    if dice.chance(0.35):
        inner.right -= column.width * dice.between(0.1, 0.5)
        if dice.chance(0.4):
            inner.left += column.width * dice.between(0.02, 0.15)
    if dice.chance(0.2):
        prominent(inner, content, dice.choose((above, cards, spread)), 3)
    block = dice.choose((aligned, spread, inline, aligned, spread, cards))
    _in_turns(inner, content.groups["told"], (block,), dice.whole(1, 3))
    column.y = inner.y
    _ending(column, content)


def plain_form(column: Column, content: Content) -> None:
    """Cells in pairs, the same grid for everything, or two lists beside each other."""
    dice = column.paper.dice
    heading(column, content)
    told = content.groups["told"]
    if dice.chance(0.6):
        grid(column, told)
    else:
        cut = max(len(told) // 2 + dice.whole(-2, 2), 1)
        columns = column.parts((dice.between(0.8, 1.6), 1.0), dice.between(1.0, 3.0))
        blocks = (*LISTED, grid, strung)
        dice.choose(blocks)(columns[0], told[:cut])
        dice.choose(blocks)(columns[1], told[cut:])
        column.after(columns)
    _ending(column, content)


def plain_parts(column: Column, content: Content) -> None:
    """Some of it in each of several ways, down the page."""
    dice = column.paper.dice
    heading(column, content)
    _in_turns(column, content.groups["told"], ALL, dice.whole(2, 4))
    _ending(column, content)


def readers_slip(column: Column, content: Content) -> None:
    """Narrow paper of a machine that is carried along: name left, value right, rules of dashes between."""
    dice = column.paper.dice
    heading(column, content)
    ruled = dice.chance(0.7)
    _rule(column, shown=ruled)
    blocks = dice.choose(((spread,), (spread,), (inline,), (aligned,), (spread, inline)))
    told = content.groups["told"]
    _in_turns(column, told, blocks, dice.whole(1, 3), ruled=dice.chance(0.5))
    _rule(column, shown=ruled)
    _ending(column, content)


def _in_turns(
    column: Column, entries: list[Entry], blocks: tuple[Block, ...], count: int, *, ruled: bool = False
) -> None:
    """So many stretches of the entries, each in a block of its own."""
    dice = column.paper.dice
    cuts = sorted({dice.whole(0, len(entries)) for _ in range(count - 1)} | {0, len(entries)})
    for first, last in pairwise(cuts):
        if first:
            _rule(column, shown=ruled)
        dice.choose(blocks)(column, entries[first:last])
        column.skip(dice.between(0.0, 0.6))


def _rule(column: Column, *, shown: bool) -> None:
    """A line of dashes, which recognition sometimes takes for text."""
    dice = column.paper.dice
    if not shown or dice.chance(0.4):
        column.skip(0.3)
        return
    sign = dice.choose(_RULES)
    count = int(column.width / column.paper.measure(sign, column.size))
    column.line(plain(sign * max(count - dice.whole(0, 6), 1)))


def _ending(column: Column, content: Content) -> None:
    dice = column.paper.dice
    for key in ("comparison", "history"):
        if key in content.tables:
            any_table(column, content, key)
    notes(column, content)
    if dice.chance(0.25):
        codes(column, content)
    if dice.chance(0.12):
        stub(column, content)
