"""Several facts in one line, with little between them."""

from collections.abc import Sequence

from models.generator.marked import Entry, Marked, Piece, plain, written
from models.generator.paper import Column, joined
from models.generator.wording import SALES


def strung(column: Column, entries: Sequence[Entry]) -> None:
    """As many in a line as the page likes, as one text: 未稅 6,009 稅金 300 總價 6,309元."""
    dice = column.paper.dice
    between, inside = dice.choose(SALES["strung"]["between"]), dice.choose(SALES["strung"]["inside"])
    between = "" if dice.chance(0.12) else between
    anchor = dice.choose((0.0, 0.0, 0.5, 1.0))
    most = dice.choose((2, 3, 4, 4, 6))
    line: list[Piece] = []
    count = 0
    for entry in entries:
        text = _told(entry, inside)
        wide = column.paper.measure(written(joined(line)) + between + written(text), column.size)
        if line and (count >= most or wide > column.width):
            _print(column, line, anchor)
            line, count = [], 0
        line += [Piece(_joint(line, text, between)), *text] if line else text
        count += 1
    _print(column, line, anchor)


def _joint(line: Sequence[Piece], text: Marked, between: str) -> str:
    """A blank between them at least where nothing else parts two numbers or words."""
    before, after = line[-1].text[-1:], written(text)[:1]
    return between or (" " if before.isalnum() and (before.isascii() == after.isascii()) else "")


def _told(entry: Entry, inside: str) -> Marked:
    """Name and value; where a name ends with digits something has to part them."""
    words = written(entry.words)
    if not words:
        return entry.value
    foreign = f" {entry.english}" if entry.english else ""
    needed = inside or (" " if (words + foreign)[-1:].isascii() else "")
    if words.endswith(("：", ":")):
        needed = ""
    return (*entry.words, Piece(foreign + needed), *entry.value)


def _print(column: Column, line: list[Piece], anchor: float) -> None:
    text = joined([piece for piece in line if piece.text or piece.label])
    if not text:
        return
    if column.paper.measure(written(text), column.size) > column.width:
        column.y += column.cell(column.left, column.width, text, 0.0) - column.size
        column.skip()
    else:
        column.line(text, 1.0, anchor)


def pairs_at_right(column: Column, entries: Sequence[Entry]) -> None:
    """Sums below a table: names right up to a line within the page, values at its edge."""
    paper, dice = column.paper, column.paper.dice
    widest = max((paper.measure(written(entry.value), column.size) for entry in entries), default=0.0)
    edge = column.right - min(widest + column.size * dice.between(1.0, 6.0), 0.6 * column.width)
    for entry in entries:
        words = (*entry.words, *plain(" " + entry.english)) if entry.english else entry.words
        height = column.cell(column.left, edge - column.left, words, 1.0)
        column.cell(edge, column.right - edge, entry.value, 1.0)
        column.y += max(column.step, height + column.size * 0.2)
