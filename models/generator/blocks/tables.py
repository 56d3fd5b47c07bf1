"""Tables: heads above columns, heads beside rows, periods beside each other, and none at all."""

from collections.abc import Sequence
from string import ascii_uppercase

from models.generator.marked import EMPTY, Entry, Marked, Table, plain, written
from models.generator.paper import Column, Paper
from models.generator.wording import PRODUCTS, UTILITY


def table(column: Column, content: Table, scale: float = 1.0) -> None:
    """As one of the ways tables are printed."""
    inner = Column(column.paper, column.left, column.right, column.y, column.size * scale)
    dice = column.paper.dice
    if 1 < len(content.rows) <= 5 and dice.chance(0.2):
        turned(inner, content)
    else:
        upright(inner, content)
    column.y = inner.y
    column.skip(dice.between(0.2, 1.0))


def upright(column: Column, content: Table) -> None:
    """Heads in the first line, sometimes English below them; numbers mostly to the right."""
    dice = column.paper.dice
    lefts, widths = _columns(column, content)
    anchors = _anchors(column.paper, content)
    head_anchor = dice.choose((None, 0.5, 0.0))
    if dice.chance(0.95):
        _row(
            column, content.heads, lefts, widths, [a if head_anchor is None else head_anchor for a in anchors]
        )
        if any(content.english):
            _row(column, [plain(one) for one in content.english], lefts, widths, anchors, 0.72)
        column.skip(dice.between(0.0, 0.4))
    for row in content.rows:
        _row(column, row, lefts, widths, anchors)


def with_sums(content: Table, sums: Sequence[Entry], *, first: bool) -> Table:
    """The table with sums as its last rows: names in its first column or before the amounts."""
    filled = content.rows[0] if content.rows else content.heads
    last = max((place for place, cell in enumerate(filled) if cell), default=0)
    rows = []
    for entry in sums:
        row = [EMPTY] * len(content.heads)
        row[0 if first else max(last - 1, 0)] = entry.words
        row[last] = entry.value
        rows.append(tuple(row))
    return content._replace(rows=(*content.rows, *rows))


def _row(
    column: Column,
    cells: Sequence[Marked],
    lefts: Sequence[float],
    widths: Sequence[float],
    anchors: Sequence[float],
    scale: float = 1.0,
) -> None:
    height = column.size
    for cell, left, width, anchor in zip(cells, lefts, widths, anchors, strict=False):
        if cell:
            height = max(height, column.cell(left, width, cell, anchor, scale))
    column.y += max(height + column.size * 0.25, column.step * scale)


def _columns(column: Column, content: Table) -> tuple[list[float], list[float]]:
    """Left edges and widths, as their widest cells want them, spread over all the width or not."""
    paper, dice = column.paper, column.paper.dice
    wanted = [column.size] * len(content.heads)
    longest = [content.heads, *content.rows[:3], *content.rows[-1:]]
    for row in longest:
        for place, cell in enumerate(row):
            wanted[place] = max(wanted[place], paper.measure(written(cell), column.size))
    # Many columns on narrow paper stand close, so that each keeps some width.
    gap = min(column.size * dice.between(0.5, 1.6), 0.4 * column.width / len(wanted))
    room = column.width - gap * len(wanted)
    total = sum(wanted)
    if total > room:
        column.size *= max(room / total, 0.6)
        wanted = [one * room / total for one in wanted]
    elif dice.chance(0.75):
        spare = (room - total) / len(wanted)
        wanted = [one + spare for one in wanted]
    lefts, left = [], column.left
    for one in wanted:
        lefts.append(left)
        left += one + gap
    return lefts, wanted


def _anchors(paper: Paper, content: Table) -> list[float]:
    dice = paper.dice
    every = dice.choose((None, None, 0.5, 0.0, 1.0))
    if every is not None:
        return [every] * len(content.heads)
    like = content.rows[0] if content.rows else content.heads
    return [1.0 if written(cell)[:1].isdigit() and len(written(cell)) < 9 else 0.0 for cell in like]


def turned(column: Column, content: Table) -> None:
    """Heads at the left, every row a column of its own."""
    dice = column.paper.dice
    count = len(content.rows) + 1
    width = column.width / count
    anchor = dice.choose((0.0, 0.5, 1.0))
    for place, head in enumerate(content.heads):
        cells = [head, *(row[place] if place < len(row) else EMPTY for row in content.rows)]
        lefts = [column.left + number * width for number in range(count)]
        _row(column, cells, lefts, [width * 0.95] * count, [0.0, *[anchor] * (count - 1)])


def bars(column: Column, content: Table) -> None:
    """What a chart of bars prints: quantities at all heights, months in a line below."""
    paper, dice = column.paper, column.paper.dice
    rows = content.rows[:13]
    height = column.size * dice.between(4, 9)
    size = column.size * dice.between(0.55, 0.8)
    scaled = dice.chance(0.4)
    left = column.left + (_scale(column, height, size) if scaled else 0.0)
    width = (column.right - left) / max(len(rows), 1)
    told = not scaled or dice.chance(0.5)
    for place, row in enumerate(rows):
        x = left + (place + 0.5) * width
        if told:
            paper.put(x, column.y + dice.random.random() * height, row[1], size, 0.5)
        paper.put(x, column.y + height + size, row[0], min(size, width / 4), 0.5)
    column.y += height + 2.5 * size


def _scale(column: Column, height: float, size: float) -> float:
    """Round numbers at the left of a chart, its unit above them; gives the room that they take."""
    dice, figures = column.paper.dice, column.paper.style.figures
    if dice.chance(0.6):
        column.line(plain(dice.choose(UTILITY["screens"]["axes"])), 0.8)
    count, step = dice.whole(3, 6), dice.amount(1, 9) * 10 ** dice.amount(0, 4)
    for mark in range(count + 1):
        y = column.y + height * (1 - mark / count)
        column.paper.put(column.left, y, plain(figures.number(mark * step)), size)
    return column.paper.measure(figures.number(count * step), size) + size


def lines(column: Column, content: Table) -> None:
    """As tills print: the name in one line, quantity, price and amount in the next."""
    paper, dice = column.paper, column.paper.dice
    joint = dice.choose(("  ", *PRODUCTS["tills"]["times"]))
    indent = column.size * dice.between(0, 2)
    together, apart = dice.chance(0.25), dice.chance(0.3)
    heads = [written(head) for head in content.heads]
    for row in content.rows:
        name, *others = (
            cell for cell, head in zip(row, heads, strict=False) if head not in ("項次", "No.", "序號", "#")
        )
        wide = paper.put(column.left, column.y, name, column.size)
        filled = [cell for cell in others if cell]
        inner = column.left + indent
        if together and wide < 0.4 * column.width:
            inner = column.left + max(wide + column.size, 0.4 * column.width)
        else:
            column.skip()
        if not filled:
            column.skip(float(together))
            continue
        (_apart if apart else _strung)(column, filled, inner, joint)
        column.skip()


def _strung(column: Column, cells: Sequence[Marked], left: float, joint: str) -> None:
    """All but the last one as one text."""
    *front, last = cells
    text: list[Marked] = []
    for number, cell in enumerate(front):
        text += [cell] if number == 0 else [plain(joint), cell]
    wide = column.paper.put(left, column.y, tuple(piece for cell in text for piece in cell), column.size)
    free = column.right - column.paper.measure(written(last), column.size) - left - wide
    if front and free < 1.5 * column.size:
        column.skip()
    column.paper.put(column.right, column.y, last, column.size, 1.0)


def _apart(column: Column, cells: Sequence[Marked], left: float, joint: str = "") -> None:
    """Evenly over the line, the last one at its right edge."""
    room = (column.right - left) / max(len(cells), 1)
    for number, cell in enumerate(cells[:-1]):
        column.paper.put(left + number * room, column.y, cell, column.size)
    column.paper.put(column.right, column.y, cells[-1], column.size, 1.0)


def heads_in_line(column: Column, content: Table) -> None:
    """The heads above such lines, the first two joined: 品名/數量 單價 金額."""
    first, *others = content.heads
    if others:
        form = column.paper.dice.choose(PRODUCTS["tills"]["joined_heads"])
        first = plain(form.format(a=written(first), b=written(others.pop(0))))
    _apart(column, [first, *others], column.left)
    column.skip()


def entries_of(content: Table) -> list[Entry]:
    """A table of one row as entries."""
    return [Entry(head, cell) for head, cell in zip(content.heads, content.rows[0], strict=False) if cell]


def column_letters(column: Column, left: float, room: float, count: int, size: float) -> None:
    """What a program calls a sheet's columns, above them."""
    for place, letter in enumerate(ascii_uppercase[:count]):
        column.paper.put(left + (place + 0.5) * room, column.y, plain(letter), size, 0.5)
    column.skip()
