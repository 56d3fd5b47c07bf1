"""Grammars of bills by hours of use: boxes on top, who it is beside what it costs, sums below or within."""

from models.generator.blocks.entries import above, aligned, grid, header_row, inline, packed, spread, strip
from models.generator.blocks.strung import pairs_at_right
from models.generator.blocks.tables import upright, with_sums
from models.generator.blocks.texts import codes, heading, notes, section
from models.generator.content import Content
from models.generator.paper import Column


def charged(column: Column, content: Content) -> None:
    """Beside each other or one below the other."""
    dice = column.paper.dice
    heading(column, content)
    boxes = dice.choose((above, above, grid, header_row, strip, spread))
    boxes(column, content.strong)
    column.skip(dice.between(0.1, 0.8))
    if dice.chance(0.5):
        columns = column.parts((1.0, dice.between(1.0, 1.9)), dice.between(0.8, 2.0))
        left, right = columns if dice.chance(0.8) else columns[::-1]
        _told(left, content, "customer", ("用戶資料", "用戶 Customer", "用電資料", "基本資料"))
        _charges(right, content)
        _told(right, content, "invoice", ("發票資訊", "電子發票", "其他"))
        column.after(columns)
    else:
        dice.choose((above, grid, packed, strip))(column, content.groups["customer"])
        column.skip(dice.between(0.1, 0.8))
        _charges(column, content)
        _told(column, content, "invoice", ("發票資訊", "電子發票", "其他"))
    notes(column, content)
    codes(column, content)


def _told(column: Column, content: Content, group: str, titles: tuple[str, ...]) -> None:
    dice = column.paper.dice
    if dice.chance(0.5):
        section(column, dice.choose(titles))
    dice.choose((spread, spread, inline, aligned, grid))(column, content.groups.get(group, []))
    column.skip(dice.between(0.1, 0.6))


def _charges(column: Column, content: Content) -> None:
    """The sums are the last lines of the table, or stand below it, or beside the remarks."""
    dice, made, sums = column.paper.dice, content.tables["hours"], content.groups["sums"]
    if dice.chance(0.4):
        section(column, dice.choose(("電費明細", "計費明細", "本期電費", "費用")))
    if dice.chance(0.45):
        upright(column, with_sums(made, sums, first=dice.chance(0.9)))
        return
    upright(column, made)
    column.skip(dice.between(0.1, 0.6))
    if dice.chance(0.3) and content.notes:
        columns = column.parts((1.2, 1.0), 2.0)
        notes(columns[0], content)
        content.notes = []
        dice.choose((spread, aligned, pairs_at_right))(columns[1], sums)
        column.after(columns)
        return
    dice.choose((spread, spread, aligned, pairs_at_right, grid, inline))(column, sums)
