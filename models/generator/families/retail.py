"""Grammars of bills around a table, of receipts of payments, of messages, of screens with charts."""

from models.generator.blocks.entries import (
    ALL,
    above,
    aligned,
    cards,
    grid,
    inline,
    packed,
    spread,
    strip,
    two_columns,
)  # fmt: skip
from models.generator.blocks.strung import strung
from models.generator.blocks.tables import bars, table, with_sums
from models.generator.blocks.texts import codes, heading, notes, paragraph
from models.generator.content import Content
from models.generator.families.parts import prominent
from models.generator.marked import Marked, Piece, plain
from models.generator.paper import Column
from models.generator.wording import UTILITY


def billed(column: Column, content: Content) -> None:
    """Whose it is, a table of what is charged, and below it at one side what that comes to."""
    dice = column.paper.dice
    heading(column, content)
    invoice = content.groups["invoice"]
    cut = dice.whole(0, len(invoice))
    dice.choose((strung, packed, inline))(column, invoice[:cut])
    dice.choose((grid, two_columns, aligned, packed, strip, inline, spread))(
        column, content.groups["customer"]
    )
    column.skip(dice.between(0.2, 1.0))
    used, first = content.groups.get("usage", []), dice.chance(0.5)
    block = dice.choose(ALL)
    block(column, used if first else [])
    if "sources" in content.tables:
        table(column, content.tables["sources"])
    block(column, [] if first else used)
    _aside(column, content)
    dice.choose((strung, packed, inline, strung))(column, invoice[cut:])
    notes(column, content)
    if dice.chance(0.3):
        codes(column, content)


def _aside(column: Column, content: Content) -> None:
    """Amounts in the right part of the page, or over all of it."""
    dice = column.paper.dice
    inner = Column(column.paper, column.left, column.right, column.y, column.size)
    if dice.chance(0.65):
        inner.left += column.width * dice.between(0.35, 0.65)
    dice.choose((strung, spread, spread, aligned, inline, grid))(inner, content.groups["totals"])
    column.y = inner.y
    if dice.chance(0.15):
        prominent(column, content, dice.choose((above, spread)))


def sheet(column: Column, content: Content) -> None:
    """As a firm's invoice: who buys beside the paper's facts, a table with its sums, notes."""
    dice = column.paper.dice
    heading(column, content)
    halves = column.parts((dice.between(0.8, 1.6), 1.0), 2.0)
    sides = ("customer", "invoice") if dice.chance(0.7) else ("invoice", "customer")
    for half, name in zip(halves, sides, strict=True):
        dice.choose((inline, aligned, strung, spread))(half, content.groups.get(name, []))
    column.after(halves)
    dice.choose(ALL)(column, content.groups.get("usage", []))
    sums = content.groups["totals"]
    if "sources" in content.tables and dice.chance(0.6):
        table(column, with_sums(content.tables["sources"], sums, first=dice.chance(0.4)))
    else:
        if "sources" in content.tables:
            table(column, content.tables["sources"])
        _aside(column, content)
    notes(column, content)


def payment(column: Column, content: Content) -> None:
    """Who collects, what was paid, and to whom."""
    dice = column.paper.dice
    anchor = dice.choose((0.0, 0.5, 0.5))
    if dice.chance(0.85):
        column.line(content.brand, dice.between(1.0, 1.7), anchor)
    for title in content.titles:
        column.line(title, dice.between(0.9, 1.5), anchor)
    if dice.chance(0.3):
        prominent(column, content, cards, 1)
    blocks = (spread, spread, aligned, inline, cards, strip, grid, packed)
    dice.choose(blocks)(column, content.groups["told"])
    notes(column, content)


def message(column: Column, content: Content) -> None:
    """A bubble on a telephone, or a short mail."""
    dice = column.paper.dice
    if dice.chance(0.5):
        sender = dice.choose(("簡訊", "今天 {i}", "訊息通知", "{t}", "電子帳單通知", "昨天 {i}"))
        column.line(plain(column.paper.style.filled(sender, content.day)), 0.9, dice.choose((0.0, 0.5)))
    if content.vendor:
        column.line(_chatting(content), dice.between(1.0, 1.4), dice.choose((0.0, 0.5)))
    if dice.chance(0.3):
        column.line(content.titles[0], dice.between(1.0, 1.4))
    inner = Column(column.paper, column.left, column.right, column.y, column.size)
    inner.right -= column.width * dice.between(0.0, 0.35)
    for note in content.notes:
        paragraph(inner, note)
    for place, said in enumerate(content.codes):
        inner.skip(0.5)
        if place % 2:
            paragraph(inner, said)
        else:
            column.y = inner.y
            column.line(said, 1.0, 1.0)
            inner.y = column.y
    column.y = inner.y


def _chatting(content: Content) -> Marked:
    """The vendor's name, sometimes as the head of a chat has it."""
    dice, style = content.style.dice, content.style
    if not dice.chance(0.4):
        return content.vendor
    before, _, behind = dice.choose(UTILITY["messages"]["heads"]).partition("{v}")
    pieces = (Piece(before), *content.vendor, Piece(style.filled(behind, content.day)))
    return tuple(piece for piece in pieces if piece.text)


def dashboard(column: Column, content: Content) -> None:
    """An app's page of one month: tabs, a picker of months, large numbers, a chart."""
    dice, style, words = column.paper.dice, column.paper.style, UTILITY["screens"]
    if dice.chance(0.6):
        column.line(content.vendor, dice.between(0.9, 1.4), dice.choose((0.0, 0.5)))
    _tabs(column)
    if dice.chance(0.7):
        picked = style.filled(dice.choose(words["pickers"]), content.day)
        column.line(plain(picked), dice.between(0.9, 1.3), dice.choose((0.5, 0.5, 0.0)))
    told = content.groups["told"]
    if dice.chance(0.6):
        prominent(column, content, dice.choose((cards, above)), 2)
    history = content.tables.get("history")
    above_chart = dice.chance(0.5)
    if history and above_chart:
        bars(column, history)
    dice.choose((cards, spread, aligned, above, spread))(column, told)
    if history and not above_chart:
        bars(column, history)
    if not dice.chance(0.6):
        _tabs(column)
    if dice.chance(0.4):
        notes(column, content)


def _tabs(column: Column) -> None:
    dice = column.paper.dice
    tabs = dice.some(UTILITY["screens"]["tabs"], 0, 5)
    for place, word in enumerate(tabs):
        x = column.left + (place + 0.5) * column.width / len(tabs)
        column.paper.put(x, column.y, plain(word), column.size * 0.85, 0.5)
    column.skip(1.2 if tabs else 0.0)
