"""Names and values beside each other, over each other, in lines, boxes and grids."""

from collections.abc import Callable, Sequence

from models.generator.blocks.strung import strung
from models.generator.marked import EMPTY, Entry, Marked, Piece, broken, plain, written
from models.generator.paper import Column

Block = Callable[[Column, Sequence[Entry]], None]


def _joined(column: Column, entry: Entry, colon: str) -> Marked:
    """Name, colon and value as one text; English goes into it."""
    words = _bilingual(column, entry)
    text = written(words)
    if not text:
        return entry.value
    if text.endswith(("：", ":")) or not colon:
        return (*words, *entry.value) if text.endswith(("：", ":")) else (*words, Piece(" "), *entry.value)
    return (*words, Piece(colon), *entry.value)


def _bilingual(column: Column, entry: Entry) -> Marked:
    if not entry.english:
        return entry.words
    joint = column.paper.style.joint
    return (*entry.words, Piece(joint + entry.english + (")" if joint == "(" else "")))


def _colon(column: Column) -> str:
    """The page's own, mostly."""
    style = column.paper.style
    return style.colon if style.dice.chance(0.93) else style.dice.choose(("：", ":", " "))


def inline(column: Column, entries: Sequence[Entry]) -> None:
    """Each in a line of its own: 電號：01-23."""
    for entry in entries:
        _printed(column, entry, column.left, column.width)
        column.skip()


def _printed(column: Column, entry: Entry, x: float, width: float) -> float:
    """As one text or as two with a gap between; gives the width."""
    paper, dice = column.paper, column.paper.dice
    joined = _joined(column, entry, _colon(column))
    if dice.chance(0.75):
        wide = paper.measure(written(joined), column.size)
        if wide > width:
            height = column.cell(x, width, joined, 0.0)
            column.y += max(height - column.size, 0)
            return width
        return paper.put(x, column.y, joined, column.size)
    words = joined[: len(joined) - len(entry.value)]
    gap = column.size * dice.between(0.2, 2.0)
    if paper.measure(written(joined), column.size) + gap > width:
        column.y += max(column.cell(x, width, joined, 0.0) - column.size, 0)
        return width
    wide = paper.put(x, column.y, words, column.size)
    return wide + gap + paper.put(x + wide + gap, column.y, entry.value, column.size)


def packed(column: Column, entries: Sequence[Entry]) -> None:
    """As many in a line as fit."""
    paper, dice = column.paper, column.paper.dice
    gap, x = column.size * dice.between(1.0, 4.0), column.left
    for entry in entries:
        wide = (
            paper.measure(written(entry.words + entry.value) + entry.english, column.size) + 2 * column.size
        )
        if x > column.left and x + wide > column.right:
            column.skip()
            x = column.left
        x += _printed(column, entry, x, column.right - x) + gap
    column.skip()


def aligned(column: Column, entries: Sequence[Entry]) -> None:
    """Names left, values in a column of their own beside them."""
    paper, dice = column.paper, column.paper.dice
    colon = dice.choose((column.paper.style.colon, "", "："))
    widest = max((paper.measure(written(entry.words), column.size) for entry in entries), default=0.0)
    start = min(widest + column.size * dice.between(0.6, 4.0), column.width * 0.6)
    right = dice.chance(0.25)
    scale = dice.choose((1.0, 1.0, 1.0, 1.15, 0.9))
    for entry in entries:
        words = (*entry.words, Piece(colon)) if colon else entry.words
        height = column.cell(column.left, start, words, 0.0)
        if entry.english and dice.chance(0.5):
            paper.put(column.left, column.y + column.size * 1.1, plain(entry.english), column.size * 0.7)
            height = column.size * 1.9
        left = column.left + start
        height = max(height, column.cell(left, column.right - left, entry.value, float(right), scale))
        column.y += max(column.step, height + column.size * 0.3)


def spread(column: Column, entries: Sequence[Entry]) -> None:
    """Names left, values at the right edge, with or without leaders between."""
    paper, dice = column.paper, column.paper.dice
    leader = dice.choose(("",) * 12 + (".", "…", "·", "-"))
    for entry in entries:
        words = _bilingual(column, entry)
        wide = paper.measure(written(words), column.size)
        value = paper.measure(written(entry.value), column.size)
        height = column.size
        if wide + value > column.width:
            # Too long for one line: the value goes below its name.
            column.y += column.cell(column.left, column.width, words, 0.0) + 0.2 * column.size
            column.y += column.cell(column.left, column.width, entry.value, 1.0) + 0.4 * column.size
            continue
        paper.put(column.left, column.y, words, column.size)
        paper.put(column.right, column.y, entry.value, column.size, 1.0)
        free = column.width - wide - value - 2 * column.size
        if leader and free > 3 * column.size:
            count = int(free / paper.measure(leader, column.size))
            paper.put(
                column.left + wide + column.size * 0.6, column.y, plain(leader * min(count, 40)), column.size
            )
        column.y += max(column.step, height + column.size * 0.3)


def above(column: Column, entries: Sequence[Entry], per_row: int = 0) -> None:
    """Boxes beside each other: name above, value below; English between them, beside or not at all."""
    paper, dice = column.paper, column.paper.dice
    count = per_row or dice.whole(2, 4)
    anchor = dice.choose((0.0, 0.5, 0.5))
    scale = dice.choose((1.0, 1.0, 1.1, 1.4, 1.8))
    small = dice.choose((1.0, 1.0, 0.8))
    between = dice.chance(0.6)
    for first in range(0, len(entries), count):
        part = entries[first : first + count]
        width = column.width / (count if dice.chance(0.7) else len(part))
        top = column.y
        words = [entry.words if between else _bilingual(column, entry) for entry in part]
        column.y += (
            max(
                column.cell(column.left + place * width, width * 0.96, one, anchor, small)
                for place, one in enumerate(words)
            )
            + column.size * 0.25
        )
        if between and any(entry.english for entry in part):
            for place, entry in enumerate(part):
                x = column.left + (place + anchor) * width
                paper.put(x, column.y, plain(entry.english), column.size * 0.7, anchor)
            column.y += column.size * 0.9
        heights = [
            column.cell(column.left + place * width, width * 0.96, entry.value, anchor, scale)
            for place, entry in enumerate(part)
        ]
        column.y = max(column.y + max(heights) + column.size * dice.between(0.3, 1.0), top + column.step)


def grid(column: Column, entries: Sequence[Entry]) -> None:
    """A form: name and value in cells side by side, one to three pairs in a line."""
    dice = column.paper.dice
    pairs = dice.whole(1, 3)
    share = dice.between(0.28, 0.5)
    anchors = dice.choose((0.0, 0.5)), dice.choose((0.0, 0.0, 0.5, 1.0))
    width = column.width / pairs
    for first in range(0, len(entries), pairs):
        height = column.size
        for place, entry in enumerate(entries[first : first + pairs]):
            left = column.left + place * width
            words = _bilingual(column, entry)
            height = max(height, column.cell(left, width * share * 0.95, words, anchors[0]))
            height = max(
                height, column.cell(left + width * share, width * (0.97 - share), entry.value, anchors[1])
            )
        column.y += max(height + column.size * 0.4, column.step)


def header_row(column: Column, entries: Sequence[Entry]) -> None:
    """A table of one line: names as heads, values below, in as many strips as it takes."""
    dice = column.paper.dice
    most = dice.whole(3, 6)
    for first in range(0, len(entries), most):
        above(column, entries[first : first + most], per_row=min(most, len(entries) - first))


def strip(column: Column, entries: Sequence[Entry]) -> None:
    """Tables of one line whose cells are as wide as what stands in them, strip under strip."""
    dice = column.paper.dice
    most, anchor = dice.whole(3, 8), dice.choose((0.5, 0.5, 0.0))
    stretched, room = dice.chance(0.8), dice.between(0.3, 1.2)
    gap = column.size * room
    for first in range(0, len(entries), most):
        part = entries[first : first + most]
        wanted = [_wide(column, entry) + gap for entry in part]
        share = column.width / sum(wanted)
        scale = max(min(share, 1.0), 0.55)
        widths = [one * (share if stretched or share < 1 else 1.0) for one in wanted]
        _strip_line(column, [_bilingual(column, entry) for entry in part], widths, anchor, scale)
        _strip_line(column, [entry.value for entry in part], widths, anchor, scale)
        column.skip(dice.between(0.0, 0.5))


def _wide(column: Column, entry: Entry) -> float:
    """What its name or the longest line of its value takes."""
    lines = [_bilingual(column, entry), *broken(entry.value)]
    return max(column.paper.measure(written(line), column.size) for line in lines)


def _strip_line(
    column: Column, cells: Sequence[Marked], widths: Sequence[float], anchor: float, scale: float
) -> None:
    left, height = column.left, column.size * scale
    for cell, width in zip(cells, widths, strict=True):
        if cell:
            height = max(height, column.cell(left, width * 0.97, cell, anchor, scale))
        left += width
    column.y += max(height + column.size * 0.25, column.step * scale)


def mixed(column: Column, entries: Sequence[Entry]) -> None:
    """Each line its own way."""
    dice = column.paper.dice
    rest = list(entries)
    while rest:
        count = dice.whole(1, 4)
        block = dice.choose((inline, packed, aligned, spread, above, grid, strip, strung))
        block(column, rest[:count])
        rest = rest[count:]


def two_columns(column: Column, entries: Sequence[Entry]) -> None:
    """Half of them left, half of them right."""
    dice = column.paper.dice
    block = dice.choose((inline, aligned, spread))
    half = (len(entries) + 1) // 2
    columns = column.parts((1, 1), dice.between(1.0, 3.0))
    block(columns[0], entries[:half])
    block(columns[1], entries[half:])
    column.after(columns)


def cards(column: Column, entries: Sequence[Entry]) -> None:
    """As screens show them: small name, large value, much room."""
    dice = column.paper.dice
    small, large = dice.between(0.7, 0.95), dice.between(1.0, 1.7)
    for entry in entries:
        column.line(_bilingual(column, entry), small)
        column.line(entry.value or EMPTY, large)
        column.skip(dice.between(0.1, 0.6))


LISTED: tuple[Block, ...] = (inline, aligned, spread, packed)
BOXED: tuple[Block, ...] = (above, grid, header_row, strip)
ALL: tuple[Block, ...] = (
    inline, aligned, spread, packed, above, grid, header_row, two_columns, mixed, cards, strip, strung,
)  # fmt: skip
