"""Grammars of letters about what is owed, utilities' own invoices, lists of premises and English accounts."""

from models.generator.blocks.entries import Block, above, aligned, grid, inline, packed, spread, two_columns
from models.generator.blocks.strung import strung
from models.generator.blocks.tables import lines, table
from models.generator.blocks.texts import heading, notes, paragraph, section
from models.generator.content import Content
from models.generator.marked import EMPTY, Entry, Marked, Piece, plain
from models.generator.paper import Column
from models.generator.wording import PIPES
from models.labels import Label


def owed(column: Column, content: Content) -> None:
    """Head, office, subject, the table of periods, what follows, a signature."""
    dice = column.paper.dice
    anchor = dice.choose((0.5, 0.5, 0.0))
    for title in content.titles:
        column.line(title, dice.between(1.2, 1.9), anchor)
    if not any(piece.label is Label.VENDOR for title in content.titles for piece in title):
        column.line(content.vendor, dice.between(0.9, 1.3), anchor)
    office = [Entry(EMPTY, entry.value) for entry in content.groups.get("office", [])]
    dice.choose((_lines, _lines, packed))(column, office)
    column.skip(dice.between(0.0, 0.8))
    for note in content.notes:
        paragraph(column, note)
    inner = Column(column.paper, column.left, column.right, column.y, column.size)
    inner.left += column.width * dice.between(0.0, 0.1)
    inner.right -= column.width * dice.between(0.0, 0.2)
    table(inner, content.tables["list"], dice.choose((1.0, 0.95)))
    column.y = inner.y
    if content.groups.get("sums"):
        dice.choose((inline, spread, packed))(column, content.groups["sums"])
    for closing in content.codes:
        paragraph(column, closing)
    _seal(column, content)


def _lines(column: Column, entries: list[Entry]) -> None:
    scale = column.paper.dice.choose((1.0, 0.85))
    for entry in entries:
        column.line(entry.value, scale)


def _seal(column: Column, content: Content) -> None:
    """The vendor's name again at some place of the line."""
    dice = column.paper.dice
    if content.vendor and dice.chance(0.4):
        column.line(content.vendor, dice.between(0.8, 1.2), dice.choose((0.0, 0.5, 1.0)))
        if dice.chance(0.5):
            column.line(plain(dice.choose(("業務專用章", "用戶服務\n專用章", "統一發票專用章"))), 0.9, 1.0)


def invoiced(column: Column, content: Content) -> None:
    """Name and number on top, the buyer, goods in a table, remarks beside or above the sums, the seal."""
    dice = column.paper.dice
    _top(column, content)
    dice.choose((two_columns, inline, packed, grid, aligned))(column, content.groups["buyer"])
    column.skip(dice.between(0.2, 1.0))
    table(column, content.tables["goods"])
    if dice.chance(0.7):
        halves = column.parts((dice.between(1.0, 2.0), 1.0), dice.between(1.0, 3.0))
        if dice.chance(0.5):
            halves[0].line(plain(dice.choose(("備註：", "備註", "說明", "Remarks"))))
        _remarks(halves[0], content)
        spread(halves[1], content.groups["sums"])
        column.after(halves)
    else:
        dice.choose((spread, aligned, inline))(column, content.groups["sums"])
        _remarks(column, content)
    _invoice_seal(column, content)
    for line in content.codes:
        paragraph(column, line, 0.85)


def _remarks(column: Column, content: Content) -> None:
    scale = column.paper.dice.between(0.8, 1.0)
    for note in content.notes:
        paragraph(column, note, scale)


def _invoice_seal(column: Column, content: Content) -> None:
    dice = column.paper.dice
    inner = Column(column.paper, column.left, column.right, column.y, column.size * dice.between(0.8, 1.0))
    inner.left += column.width * dice.between(0.0, 0.5)
    if content.vendor and dice.chance(0.85):
        inner.line(content.vendor)
    if dice.chance(0.7):
        inner.line(plain(dice.choose(("統一發票專用章", "發票專用章", "營業人蓋用統一發票專用章"))))
    inline(inner, content.groups["seal"])
    column.y = inner.y


def _top(column: Column, content: Content) -> None:
    """Name and addresses at one side, title, number and day at the other; or all below each other."""
    dice = column.paper.dice
    if dice.chance(0.3):
        heading(column, content)
        dice.choose((packed, inline))(column, content.groups["invoice"])
        return
    sides = column.parts((dice.between(1.0, 1.8), 1.0), dice.between(0.5, 2.0))
    sides[0].line(content.vendor, dice.between(1.0, 1.7))
    for form in dice.some(("{a}", "TEL {t}　FAX {t}", "電話：{t}", "{a}　{t}"), 0, 2):
        sides[0].line(plain(column.paper.style.filled(form, content.day)), 0.9)
    anchor = dice.choose((0.5, 1.0, 0.0))
    for title in content.titles:
        sides[1].line(title, dice.between(1.0, 1.4), anchor)
    for entry in content.groups["invoice"]:
        gap: Marked = (Piece(dice.choose(("：", " "))),) if entry.words else ()
        sides[1].line((*entry.words, *gap, *entry.value), dice.between(0.9, 1.2), anchor)
    column.after(sides)
    column.skip(dice.between(0.2, 1.0))


def proof(column: Column, content: Content) -> None:
    """As receipts have it: months, number, day, both sides' numbers, then a line for each good."""
    dice, style = column.paper.dice, column.paper.style
    anchor = dice.choose((0.5, 0.5, 0.0))
    for line in (content.vendor, *content.titles):
        column.line(line, dice.between(1.0, 1.5), anchor)
    if dice.chance(0.8):
        column.line(plain(style.days.invoice_months(content.day)), dice.between(1.0, 1.6), anchor)
    for entry in content.groups["invoice"]:
        column.line(entry.value, dice.between(1.0, 1.6), anchor)
    codes = Entry(plain("隨機碼"), plain(f"{dice.amount(0, 9999):04}"))
    total = content.groups["sums"][-1]
    packed(column, [codes, total._replace(words=plain(dice.choose(("總計", "總計", "金額"))))])
    sides = (("賣方", content.groups["seal"]), ("買方", content.groups["buyer"]))
    labels = (Label.SELLER_UBN, Label.BUYER_UBN)
    packed(column, [
        Entry(plain(name), entry.value) for name, group in sides for entry in group
        if any(piece.label in labels for piece in entry.value)
    ])  # fmt: skip
    column.skip(dice.between(0.3, 2.0))
    if dice.chance(0.6):
        column.line(plain(dice.choose(("交易明細", "銷貨明細表", "明細"))), 1.0, anchor)
    dice.choose((lines, lines, table))(column, content.tables["goods"])
    dice.choose((spread, inline))(column, content.groups["sums"])
    accounts = (one for one in content.groups["buyer"] if any(p.label is Label.ACCOUNT_NO for p in one.value))
    inline(column, list(accounts))
    _remarks(column, content)


def premises(column: Column, content: Content) -> None:
    """Whose premises, the list of them, and below it in a line what they come to."""
    dice = column.paper.dice
    rule = plain(dice.choose("-=＝－") * dice.whole(20, 60)) if dice.chance(0.25) else EMPTY
    heading(column, content)
    dice.choose((packed, packed, strung, inline, two_columns))(column, content.groups["customer"])
    if rule:
        column.line(rule)
    table(column, content.tables["list"])
    if rule:
        column.line(rule)
    for note in content.notes:
        paragraph(column, note)
    if dice.chance(0.4):
        column.line(plain(column.paper.style.filled("製表：{p}　　覆核：", content.day)), 0.9)


def account(column: Column, content: Content) -> None:
    """The name, an address, readings and charges, with the account beside or above them."""
    dice = column.paper.dice
    _english_head(column, content)
    if dice.chance(0.65):
        main, side = column.parts((dice.between(1.2, 2.0), 1.0), dice.between(1.0, 2.5))
        parts = (side, main) if dice.chance(0.2) else (main, side)
        main, side = parts
        _lines(main, content.groups["address"])
        _main(main, content)
        _side(side, content)
        column.after((main, side))
    else:
        halves = column.parts((1.0, 1.0), 1.5)
        _lines(halves[0], content.groups["address"])
        _side(halves[1], content)
        column.after(halves)
        _main(column, content)
    notes(column, content, dice.between(0.7, 0.95))


def _english_head(column: Column, content: Content) -> None:
    dice = column.paper.dice
    if dice.chance(0.4):
        heading(column, content)
        _lines(column, content.groups["office"])
        return
    sides = column.parts((dice.between(1.0, 1.8), 1.0))
    sides[0].line(content.vendor, dice.between(1.1, 1.6))
    lines = list(content.groups["office"])
    cut = dice.whole(0, len(lines))
    _lines(sides[0], lines[:cut])
    for title in content.titles:
        sides[1].line(title, dice.between(1.0, 1.4), dice.choose((1.0, 1.0, 0.0)))
    for entry in lines[cut:]:
        sides[1].line(entry.value, 0.85, 1.0)
    column.after(sides)
    column.skip(dice.between(0.3, 1.2))


def _side(column: Column, content: Content) -> None:
    """Numbers and days, what was owed before, and large what is to pay."""
    dice = column.paper.dice
    _titled(column)
    block: Block = dice.choose((spread, spread, aligned, inline, above))
    block(column, content.groups["account"])
    if content.groups["balance"]:
        dice.choose((spread, aligned, inline))(column, content.groups["balance"])
    for entry in content.strong if dice.chance(0.7) else ():
        column.line(entry.words)
        column.line(entry.value, dice.between(1.0, 1.8), dice.choose((0.0, 0.0, 1.0)))


def _main(column: Column, content: Content) -> None:
    """The sentence of the period, readings, what was used, charges and sum."""
    dice = column.paper.dice
    for entry in content.groups.get("told", []):
        paragraph(column, entry.value)
    _titled(column)
    if "meters" in content.tables:
        table(column, content.tables["meters"])
    if content.groups.get("meters"):
        dice.choose((spread, aligned, inline, above))(column, content.groups["meters"])
    if content.groups.get("used"):
        dice.choose((spread, inline))(column, content.groups["used"])
    _titled(column)
    if "charges" in content.tables:
        table(column, content.tables["charges"])
    else:
        dice.choose((spread, spread, aligned))(column, content.groups["charges"])
    for entry in content.strong:
        anchor = dice.choose((1.0, 0.0))
        column.line(
            (*entry.words, Piece(dice.choose((": ", " ", ":  "))), *entry.value),
            dice.between(1.0, 1.4),
            anchor,
        )


def _titled(column: Column) -> None:
    if column.paper.dice.chance(0.6):
        section(column, column.paper.dice.choose(PIPES["accounts"]["heads"]))
