"""Grammars of licences: rows of small cells, a form, or two columns, with a seal across."""

from collections.abc import Callable, Sequence

from models.generator.blocks.entries import above, aligned, grid, inline, packed, spread, strip, two_columns
from models.generator.blocks.texts import notes
from models.generator.content import Content
from models.generator.marked import Entry, Marked, written
from models.generator.paper import Column

Layer = Callable[[Column, Sequence[Entry]], None]


def licence(column: Column, content: Content) -> None:
    """Numbers in the corners, the title, cells, the seal and what stands below."""
    dice = column.paper.dice
    parts: list[Callable[[Column, Content], None]] = [_corners, _title]
    for part in parts if dice.chance(0.7) else parts[::-1]:
        part(column, content)
    blocks: Sequence[Layer] = (above, grid, grid, aligned, inline, two_columns, spread, strip)
    layer = dice.choose((_cells, _cells, _cells, *blocks))
    top = column.y
    layer(column, content.groups["facts"])
    _seal(column, content, top)
    column.skip(dice.between(0.1, 1.0))
    notes(column, content)


def _corners(column: Column, content: Content) -> None:
    """One at the left, one at the right, or all in a line."""
    heads = content.groups.get("heads", [])
    if len(heads) == 2:
        column.paper.put(column.left, column.y, heads[0].value, column.size * 0.8)
        column.paper.put(column.right, column.y, heads[1].value, column.size * 0.8, 1.0)
        column.skip()
        return
    packed(column, heads)


def _title(column: Column, content: Content) -> None:
    dice = column.paper.dice
    lines: list[Marked] = [*content.titles]
    if content.vendor:
        lines.insert(0 if dice.chance(0.6) else len(lines), content.vendor)
    anchor = dice.choose((0.5, 0.5, 0.0))
    for line in lines:
        column.line(line, dice.between(1.0, 2.0), anchor)
    column.skip(dice.between(0.1, 0.8))


def _cells(column: Column, entries: Sequence[Entry]) -> None:
    """Three or so to a line, in each a small name and below it a larger value, or nothing yet."""
    dice, paper = column.paper.dice, column.paper
    count, small = dice.whole(2, 4), dice.between(0.55, 0.9)
    width = column.width / count
    for first in range(0, len(entries), count):
        height = 0.0
        for place, entry in enumerate(entries[first : first + count]):
            left = column.left + place * width
            high = small * column.size
            paper.put(left, column.y, entry.words, min(high, _fitting(column, entry.words, width)))
            size = min(column.size, _fitting(column, entry.value, width))
            paper.put(left, column.y + 1.25 * high, entry.value, size)
            height = max(height, 1.25 * high + size)
        column.y += height + column.size * dice.between(0.2, 0.5)


def _fitting(column: Column, marked: Marked, width: float) -> float:
    """The size at which a line is no wider than its cell."""
    wide = column.paper.measure(written(marked), column.size) if marked else 0.0
    return column.size * min(1.0, 0.95 * width / max(wide, 1.0))


def _seal(column: Column, content: Content, top: float) -> None:
    """Its lines lie beside or across what is there, at the right or below."""
    dice, paper = column.paper.dice, column.paper
    lines = [entry.value for entry in content.groups.get("seal", [])]
    if not lines:
        return
    below = dice.chance(0.5)
    x = column.left + column.width * dice.between(0.65, 0.85)
    y = column.y if below else top + (column.y - top) * dice.between(0.2, 0.8)
    size = column.size * dice.between(0.8, 1.5)
    for line in lines:
        room = max(column.right - x, size)
        wide = paper.measure(written(line), size)
        paper.put(x, y, line, size * min(1.0, room / max(wide, 1.0)))
        y += 1.2 * size
    column.y = max(column.y, y) if below else column.y
