"""Grammars of works' statements, letters in sentences, ruled cards, and summaries in two languages."""

from collections.abc import Sequence

from models.generator.blocks.entries import (
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
    two_columns,
)  # fmt: skip
from models.generator.blocks.strung import strung
from models.generator.blocks.tables import table
from models.generator.blocks.texts import codes, heading, notes, paragraph, section
from models.generator.content import Content
from models.generator.families.parts import any_table
from models.generator.families.utility import foot
from models.generator.marked import EMPTY, Entry, Marked, Piece, plain, written
from models.generator.paper import Column
from models.generator.wording import UTILITY, WORKS
from models.labels import Label


def statement(column: Column, content: Content) -> None:
    """Facts in a block, the table of meters, and the sums at one side with remarks at the other."""
    dice = column.paper.dice
    heading(column, content)
    block: Block = dice.choose((above, grid, two_columns, aligned, inline, packed, header_row, strip))
    block(column, content.groups["told"])
    column.skip(dice.between(0.2, 1.0))
    table(column, content.tables["meters"], dice.choose((1.0, 0.9, 0.85)))
    if dice.chance(0.5):
        halves = column.parts((1.0, dice.between(0.8, 1.6)), 2.0)
        sides = halves if dice.chance(0.8) else halves[::-1]
        notes(sides[0], content)
        _sums(sides[1], content)
        column.after(halves)
        return
    _sums(column, content)
    notes(column, content)


def _sums(column: Column, content: Content) -> None:
    """As a table, or as names and amounts."""
    dice, made = column.paper.dice, content.tables["sums"]
    if dice.chance(0.6):
        table(column, made)
        return
    entries = []
    for words, price, amount in made.rows:
        entries += [Entry(plain(dice.choose(("單價", "每度單價", "單價(元/度)"))), price)] if price else []
        entries.append(Entry(words, amount))
    dice.choose((spread, spread, aligned, inline, grid))(column, entries)


def letter(column: Column, content: Content) -> None:
    """Head in the middle, the office's lines at one side, sentences, a list of charges, a seal."""
    dice = column.paper.dice
    anchor = dice.choose((0.5, 0.5, 0.0))
    for title in content.titles:
        column.line(title, dice.between(1.2, 2.0), anchor)
    if not any(piece.label is Label.VENDOR for title in content.titles for piece in title):
        column.line(content.vendor, 1.2, anchor)
    side = dice.choose((0.0, 0.0, 1.0))
    for entry in content.groups.get("office", []):
        column.line(entry.value, dice.choose((1.0, 0.85)), side)
    column.skip(dice.between(0.0, 0.6))
    for note in content.notes[:2]:
        paragraph(column, note)
    if "charges" in content.groups:
        inner = Column(column.paper, column.left, column.right, column.y, column.size)
        inner.left += column.width * dice.between(0.0, 0.15)
        inner.right -= column.width * dice.between(0.0, 0.3)
        dice.choose((spread, aligned, grid, inline))(inner, content.groups["charges"])
        column.y = inner.y
    for note in content.notes[2:]:
        paragraph(column, note)
    for closing in content.codes:
        paragraph(column, closing)
    _stamps(column, content, column.left, column.right)


def ruled_card(column: Column, content: Content) -> None:
    """Small stiff paper: titles, rows of cells with an upright name before each group, stamps, signatures."""
    dice = column.paper.dice
    top = column.y
    heading(column, content)
    told = content.groups["told"]
    if dice.chance(0.2):
        told = _label_stuck_on(column, told)
    if dice.chance(0.55):
        cut = max(len(told) * dice.whole(4, 7) // 10, 1)
        halves = column.parts((dice.between(1.0, 1.8), 1.0), dice.between(0.6, 1.5))
        _groups(halves[0], told[:cut])
        _groups(halves[1], told[cut:])
        column.after(halves)
    else:
        _groups(column, told)
    _signatures(column, content)
    _stamps(column, content, column.left, column.right, top)
    notes(column, content)
    if dice.chance(0.2):
        codes(column, content)


def _label_stuck_on(column: Column, told: Sequence[Entry]) -> list[Entry]:
    """Numbers of the customer and the meter printed on a sticker, without names or with few words."""
    dice = column.paper.dice
    rest = []
    for entry in told:
        labels = {piece.label for piece in entry.value}
        if Label.ACCOUNT_NO in labels:
            column.line(entry.value, 1.0, 0.5)
        elif Label.METER_NO in labels:
            column.line((Piece(dice.choose(WORKS["cards"]["meters"])), *entry.value), 1.0, 0.5)
        else:
            rest.append(entry)
    return rest


def _groups(column: Column, told: Sequence[Entry]) -> None:
    """Rows of one to three pairs; what each group is about stands at its left, halfway down."""
    dice = column.paper.dice
    pairs, upright = dice.whole(1, 3), dice.chance(0.7)
    size = dice.whole(2, 3) * pairs
    share, anchors = dice.between(0.35, 0.55), (dice.choose((0.0, 0.5)), dice.choose((0.0, 0.5, 1.0, 1.0)))
    for first in range(0, len(told), size):
        part = told[first : first + size]
        inner = Column(column.paper, column.left, column.right, column.y, column.size)
        if upright:
            inner.left += 2.6 * column.size
            rows = (len(part) + pairs - 1) // pairs
            middle = column.y + (rows - 1) / 2 * column.step + dice.between(-0.3, 0.5) * column.size
            name = plain(dice.choose(WORKS["cards"]["groups"]))
            column.paper.put(column.left, middle, name, column.size * dice.between(0.8, 1.0))
        for start in range(0, len(part), pairs):
            _pairs(inner, part[start : start + pairs], pairs, share, anchors)
        column.y = inner.y


def _pairs(
    column: Column, entries: Sequence[Entry], pairs: int, share: float, anchors: tuple[float, float]
) -> None:
    """Names and values in cells of one line."""
    width, height = column.width / pairs, column.size
    for place, entry in enumerate(entries):
        left = column.left + place * width
        words = _spaced(column, entry.words)
        height = max(height, column.cell(left, width * share * 0.95, words, anchors[0]))
        height = max(
            height, column.cell(left + width * share, width * (0.96 - share), entry.value, anchors[1])
        )
    column.y += max(height + 0.3 * column.size, column.step)


def _spaced(column: Column, words: Marked) -> Marked:
    """Two characters drawn apart to the width of four, as ruled paper has them."""
    text = written(words)
    if len(text) == 2 and not text.isascii() and column.paper.dice.chance(0.4):
        return plain("　　".join(text))
    return words


def _signatures(column: Column, content: Content) -> None:
    dice, style = column.paper.dice, column.paper.style
    signs = [plain(style.filled(form, content.day)) for form in dice.some(WORKS["cards"]["signs"], 0, 5)]
    dice.choose((packed, packed, strung))(column, [Entry(EMPTY, sign) for sign in signs])


def _stamps(column: Column, content: Content, left: float, right: float, top: float | None = None) -> None:
    """Over what is printed, or beside it: the vendor's name again and what the stamp is for."""
    dice, style = column.paper.dice, column.paper.style
    if not dice.chance(0.45):
        return
    size = column.size * dice.between(0.8, 1.5)
    y = column.y if top is None or dice.chance(0.5) else dice.between(top, max(column.y, top + size))
    x = dice.between(left, max(right - 8 * size, left + 1))
    lines = [content.vendor] if dice.chance(0.5) and content.vendor else []
    stamp = style.filled(dice.choose(WORKS["cards"]["stamps"]), content.day)
    lines += [plain(part) for part in stamp.split("\n")]
    for number, line in enumerate(lines):
        column.paper.put(x, y + number * 1.2 * size, line, size)
    column.y = max(column.y, y + len(lines) * 1.2 * size)


def history_cards(column: Column, content: Content) -> None:
    """An app's past bills: each with a title and its amount in one line, the rest small below."""
    dice, style, words = column.paper.dice, column.paper.style, UTILITY["screens"]
    for told in dice.some(("‹ 歷史帳單", "15:42", "我的家 ▾", "帳單紀錄", "5G 88%"), 0, 3):
        column.line(plain(told), dice.between(0.8, 1.3))
    column.line(content.vendor, dice.between(0.9, 1.2))
    for entry in content.groups.get("customer", [])[: dice.whole(1, 3)]:
        column.line((*entry.words, Piece(dice.choose((" ", "：", "  "))), *entry.value))
    made, joined = content.tables["list"], dice.chance(0.6)
    between, colon = dice.choose(("　", "  ", " · ", " | ")), dice.choose((" ", " ", "：", ""))
    for row in made.rows[: dice.whole(3, 8)]:
        entries = [Entry(*pair) for pair in zip(made.heads, row, strict=True) if pair[1]]
        money = [one for one in entries if any(piece.label is Label.TOTAL_AMOUNT for piece in one.value)]
        months = [one for one in entries if any(piece.label is Label.PERIOD_MONTHS for piece in one.value)]
        rest = [one for one in entries if one not in money and one not in months]
        title = plain(style.filled(dice.choose(words["card_titles"]), content.day))
        column.paper.put(column.left, column.y, months[0].value if months else title, column.size)
        for one in money:
            column.paper.put(column.right, column.y, one.value, column.size * 1.2, 1.0)
        column.skip()
        lines = [
            (*one.words, *plain(colon), *one.value) if colon else (*one.words, *one.value) for one in rest
        ]
        if joined and len(lines) > 1:
            lines[-2:] = [(*lines[-2], *plain(between), *lines[-1])]
        for line in lines:
            column.y += column.cell(column.left, column.width * 0.75, line, 0.0, 0.85) - column.size * 0.85
            column.skip(0.9)
        if dice.chance(0.7):
            column.paper.put(
                column.right,
                column.y - column.step,
                plain(dice.choose(words["states"])),
                column.size * 0.8,
                1.0,
            )
        column.skip(dice.between(0.2, 0.8))
    foot(column, content)


def summary(column: Column, content: Content) -> None:
    """A bar with the name, cards of what matters, the account beside the charges, a chart, remarks."""
    dice = column.paper.dice
    title = content.titles[0]
    if dice.chance(0.6):
        halves = column.parts((1.0, 1.0))
        halves[0].line(content.vendor, dice.between(1.0, 1.5))
        halves[1].line(title, dice.between(0.9, 1.2), dice.choose((1.0, 1.0, 0.0)))
        column.after(halves)
    else:
        column.line(content.vendor, dice.between(1.0, 1.6), dice.choose((0.0, 0.5)))
        column.line(title, 1.0, dice.choose((0.0, 0.5)))
    column.skip(dice.between(0.2, 1.0))
    above(column, content.strong, per_row=dice.choose((3, 3, 2, 1)))
    parts = [("account", content.groups["account"]), ("charges", content.groups["charges"])]
    parts = parts if dice.chance(0.8) else parts[::-1]
    columns = column.parts((1.0, 1.0), dice.between(1.0, 3.0)) if dice.chance(0.75) else [column, column]
    block = dice.choose((spread, spread, aligned, inline, cards, grid))
    for inner, (_, entries) in zip(columns, parts, strict=True):
        if dice.chance(0.75):
            section(inner, dice.choose(WORKS["summary"]["heads"]))
        block(inner, entries)
    column.after(columns)
    if "history" in content.tables:
        any_table(column, content, "history")
    notes(column, content, dice.between(0.7, 1.0))
