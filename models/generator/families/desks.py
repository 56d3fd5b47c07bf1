"""A sale as a spreadsheet shows it: letters above the columns, numbers before the rows, facts in cells."""

from models.generator.blocks.tables import column_letters
from models.generator.content import Content
from models.generator.marked import EMPTY, Entry, Marked, plain, written
from models.generator.paper import Column


def spreadsheet(column: Column, content: Content) -> None:
    """Who sells, title and facts above the goods; sums in their last two columns."""
    dice, goods = column.paper.dice, content.tables["items"]
    wide = max(len(goods.heads), 4)
    rows: list[list[Marked]] = [[content.vendor], *([title] for title in content.titles)]
    groups = [name for name in ("seller", "buyer", "invoice") if content.groups.get(name)]
    facts = [entry for name in groups for entry in content.groups[name]]
    while facts:
        pair, facts = facts[:2], facts[2:]
        rows.append(_facts(pair, wide))
    rows += [list(goods.heads), *(list(row) for row in goods.rows)]
    for entry in content.groups.get("sums", []):
        rows.append([EMPTY] * (wide - 2) + [entry.words, entry.value])
    rows += [[note] for note in content.notes[:2]]
    if dice.chance(0.6):
        column.line(
            plain(dice.choose(("檔案　常用　插入　公式　資料　檢視", "File Home Insert Data", "對帳單.xlsx")))
        )
    _cells(column, rows, wide)
    if dice.chance(0.6):
        column.line(plain(dice.choose(("工作表1　工作表2　＋", "Sheet1 Sheet2 +", "就緒　100%"))), 0.8)


def _facts(pair: list[Entry], wide: int) -> list[Marked]:
    """One name and value at the left, one in the last two columns."""
    row = [pair[0].words, pair[0].value] + [EMPTY] * (wide - 2)
    if len(pair) > 1:
        row[-2:] = [pair[1].words, pair[1].value]
    return row


def _cells(column: Column, rows: list[list[Marked]], wide: int) -> None:
    paper, dice = column.paper, column.paper.dice
    start = column.left + 2 * column.size
    room = (column.right - start) / wide
    size = column.size * dice.between(0.7, 0.95)
    column_letters(column, start, room, wide, size)
    for number, row in enumerate(rows, 1):
        paper.put(column.left, column.y, plain(str(number)), size)
        for place, cell in enumerate(row[:wide]):
            free = all(not other for other in row[place + 1 : wide])
            if cell and free and not place:
                paper.put(start, column.y, cell, size)
            elif cell:
                inner = Column(paper, column.left, column.right, column.y, size)
                anchor = float(written(cell)[:1].isdigit() and len(written(cell)) < 9)
                inner.cell(start + place * room, 0.92 * room, cell, anchor)
        column.skip(1.3)
