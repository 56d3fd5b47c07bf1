"""Grammars of open bills with great figures and sentences, of reminders, and of lists in two halves."""

from models.generator.blocks.entries import (
    above,
    aligned,
    cards,
    grid,
    header_row,
    inline,
    packed,
    spread,
    strip,
)
from models.generator.blocks.strung import strung
from models.generator.blocks.tables import bars, table, upright
from models.generator.blocks.texts import codes, heading, notes, paragraph, section
from models.generator.content import Content
from models.generator.families.parts import any_table
from models.generator.identifiers import shaped
from models.generator.marked import EMPTY, Marked, Table, plain, written
from models.generator.paper import Column


def open_bill(column: Column, content: Content) -> None:
    """Head, who it is, great figures, sentences, steps beside a chart, how to pay, and the foot."""
    dice = column.paper.dice
    heading(column, content)
    _who(column, content)
    great = dice.choose((above, above, cards, spread, grid))
    great(column, content.strong)
    column.skip(dice.between(0.2, 1.0))
    _sentences(column, content)
    if dice.chance(0.6):
        columns = column.parts((dice.between(0.8, 1.5), 1.0), dice.between(1.0, 3.0))
        _steps(columns[0], content)
        _past(columns[1], content)
        column.after(columns)
    else:
        _steps(column, content)
        _past(column, content)
    _pay(column, content)
    foot, scale = content.groups["foot"], dice.between(0.65, 1.0)
    for entry in foot:
        paragraph(column, entry.value, scale)
    notes(column, content)


def _who(column: Column, content: Content) -> None:
    """One below the other, or what belongs to the paper at the right."""
    dice, who = column.paper.dice, content.groups["who"]
    if dice.chance(0.5):
        columns = column.parts((1.3, 1.0), 1.0)
        cut = dice.whole(1, len(who))
        dice.choose((inline, aligned))(columns[0], who[:cut])
        inline(columns[1], who[cut:])
        column.after(columns)
    else:
        dice.choose((inline, packed, aligned))(column, who)
    column.skip(dice.between(0.2, 1.2))


def _sentences(column: Column, content: Content) -> None:
    """Each in lines of its own, or one behind the other."""
    dice = column.paper.dice
    told = [entry.value for entry in content.groups["told"]]
    if dice.chance(0.2):
        gap = plain(dice.choose(("　", " ", "  ", "；")))
        told = [tuple(piece for one in (told[0], gap, *told[1:]) for piece in one)]
    for one in told:
        paragraph(column, one, dice.choose((1.0, 1.0, 0.9, 1.1)))
    column.skip(dice.between(0.1, 0.8))


def _titled(column: Column, content: Content) -> None:
    if column.paper.dice.chance(0.6):
        section(column, written(column.paper.dice.choose(content.groups["titles"]).words))


def _steps(column: Column, content: Content) -> None:
    dice = column.paper.dice
    _titled(column, content)
    dice.choose((spread, spread, aligned, inline))(column, content.groups["steps"])
    column.skip(dice.between(0.1, 0.6))


def _past(column: Column, content: Content) -> None:
    dice = column.paper.dice
    if "history" in content.tables:
        _titled(column, content)
        if dice.chance(0.75):
            bars(column, content.tables["history"])
        else:
            any_table(column, content, "history")
    for entry in content.groups["asides"]:
        inline(column, [entry])


def _pay(column: Column, content: Content) -> None:
    dice = column.paper.dice
    _titled(column, content)
    shapes = ("999999A9A", "9999999999999999", "99999999999", "9999999A")
    content.codes += [plain(shaped(dice, dice.choose(shapes))) for _ in range(dice.whole(0, 3))]
    codes(column, content)
    column.skip(dice.between(0.1, 0.8))


def reminder(column: Column, content: Content) -> None:
    """A stamp beside the name, the title, a sentence, the table of a line, and what is to be done."""
    dice = column.paper.dice
    stamp: Marked = next((entry.value for entry in content.groups.get("stamp", [])), EMPTY)
    if stamp:
        column.paper.put(column.right, column.y, stamp, column.size * dice.between(0.9, 1.4), 1.0)
        column.skip(dice.choose((0.0, 1.2)))
    heading(column, content)
    dice.choose((inline, packed, strung, aligned, spread))(column, content.groups["who"])
    column.skip(dice.between(0.1, 0.6))
    first = dice.chance(0.8)
    for entry in content.groups["told"] if first else ():
        paragraph(column, entry.value)
    column.skip(dice.between(0.1, 0.6))
    _unpaid(column, content)
    for entry in () if first else content.groups["told"]:
        paragraph(column, entry.value)
    notes(column, content)
    codes(column, content)


def _unpaid(column: Column, content: Content) -> None:
    dice, made = column.paper.dice, content.tables["unpaid"]
    entries = content.groups.get("unpaid", [])
    if dice.chance(0.5) or not entries:
        table(column, made)
        return
    dice.choose((strip, header_row, grid, spread, aligned, inline))(column, entries)


def halves(column: Column, content: Content) -> None:
    """A list whose second half, or thirds, stand beside its first, and below it what all of it comes to."""
    dice, made = column.paper.dice, content.tables["list"]
    heading(column, content)
    dice.choose((inline, packed, grid, aligned, strung))(column, content.groups.get("customer", []))
    column.skip(dice.between(0.1, 0.8))
    upright(
        column, abreast(made, 3 if len(made.rows) > 5 and len(made.heads) < 4 and dice.chance(0.15) else 2)
    )
    column.skip(dice.between(0.1, 0.8))
    for entry in content.groups.get("sums", []):
        paragraph(column, entry.value, dice.between(0.9, 1.2))
    notes(column, content)


def abreast(made: Table, count: int) -> Table:
    """The list in so many parts beside each other, an empty column between."""
    deep = -(-len(made.rows) // count)
    blank: tuple[Marked, ...] = (EMPTY,) * len(made.heads)
    parts = [made.rows[first : first + deep] for first in range(0, len(made.rows), deep)]
    heads: tuple[Marked, ...] = ()
    for number in range(len(parts)):
        heads += (*[EMPTY] * bool(number), *made.heads)
    rows = []
    for place in range(deep):
        row: tuple[Marked, ...] = ()
        for number, part in enumerate(parts):
            row += (*[EMPTY] * bool(number), *(part[place] if place < len(part) else blank))
        rows.append(row)
    return Table(heads, tuple(rows))
