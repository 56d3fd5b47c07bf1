"""Grammars of sales: tills, proofs, invoices on paper, notes of delivery, screens, statements."""

from collections.abc import Sequence

from domain.checkup.reading import BillKind
from models.generator.blocks.entries import (
    ALL,
    BOXED,
    LISTED,
    Block,
    above,
    aligned,
    cards,
    inline,
    packed,
    spread,
)
from models.generator.blocks.goods import worded
from models.generator.blocks.strung import pairs_at_right, strung
from models.generator.blocks.tables import heads_in_line, lines, table
from models.generator.blocks.texts import codes, heading, name_in_two, notes, paragraph
from models.generator.cheques import DIGITS, in_words
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.contents.parties import BUYER_LINE, SELLER_LINE
from models.generator.families.buyers import headed, number_among_facts
from models.generator.families.parts import any_table, distinct
from models.generator.marked import Entry, Piece, plain
from models.generator.paper import Column

_GROUPS = ("invoice", "seller", "buyer", "transaction")


def till(column: Column, content: Content) -> None:
    """Narrow thermal paper: centred head, lines of items, sums to the right."""
    dice = column.paper.dice
    headed(column, content)
    block = dice.choose((inline, packed, inline, spread))
    names = dice.shuffled((*_GROUPS, "facts"))
    cut = dice.whole(2, 5)
    _groups(column, content, names[:cut], block)
    _divided(column)
    _items(column, content)
    _divided(column)
    _groups(column, content, ("sums",), dice.choose((spread, inline, spread, aligned, strung)))
    _groups(
        column, content, (*names[cut:], "payment", "weight", "carbon"), dice.choose((block, spread, packed))
    )
    notes(column, content, dice.between(0.8, 1.0))
    codes(column, content)


def _items(column: Column, content: Content) -> None:
    """As lines, as a table, or as entries."""
    dice = column.paper.dice
    if "product" in content.groups and dice.chance(0.3):
        dice.choose((inline, spread, aligned))(column, content.groups["product"])
    elif dice.chance(0.65):
        if dice.chance(0.35):
            packed(column, [Entry((), head) for head in content.tables["items"].heads])
        elif dice.chance(0.4):
            heads_in_line(column, content.tables["items"])
        if dice.chance(0.5):
            worded(column, content.tables[LINES])
        else:
            lines(column, content.tables["items"])
    else:
        table(column, content.tables["items"], dice.between(0.8, 1.0))


def _divided(column: Column) -> None:
    dice = column.paper.dice
    if dice.chance(0.3):
        mark = dice.choose(("-", "=", "*", "－", "_"))
        count = int(column.width / column.paper.measure(mark, column.size))
        column.line(plain(mark * count))


def _groups(column: Column, content: Content, names: Sequence[str], block: Block) -> None:
    """Topics below each other; who sells and who buys are sometimes told in one line each."""
    for name in names:
        line = {"seller": SELLER_LINE, "buyer": BUYER_LINE}.get(name, "")
        told = line in content.groups and column.paper.dice.chance(0.25)
        entries = content.groups.get(line if told else name)
        if entries:
            block(column, entries)


def proof(column: Column, content: Content) -> None:
    """The tax office's slip: months and number large, day, code, sum, seller, buyer; perhaps its detail."""
    dice, style = column.paper.dice, content.style
    if content.brand and dice.chance(0.6):
        column.line(content.brand, dice.between(1.2, 2.2), 0.5)
    elif dice.chance(0.7):
        column.line(content.vendor, dice.between(0.9, 1.4), 0.5)
    column.line(content.titles[0], dice.between(1.2, 1.8), 0.5)
    column.line(plain(style.days.invoice_months(content.day)), dice.between(1.3, 2.0), 0.5)
    _number_and_day(column, content)
    pairs = [Entry(plain("隨機碼"), plain(f"{dice.amount(0, 9999):04}")), *content.strong[:1]]
    _proof_pairs(column, pairs)
    numbers = [
        e
        for e in (*content.groups.get("seller", []), *content.groups.get("buyer", []))
        if "ubn" in "".join(_labels(e))
    ]
    _proof_pairs(
        column, [Entry(plain("賣方" if "seller_ubn" in _labels(e) else "買方"), e.value) for e in numbers]
    )
    codes(column, content)
    # A proof alone does not tell fuel or gas from anything else.
    if content.kind is not BillKind.INVOICE or dice.chance(0.6):
        _detail(column, content)


def _number_and_day(column: Column, content: Content) -> None:
    """The number large; the day with its time, and the form's number behind where a firm buys."""
    dice = column.paper.dice
    found = {label: entry for entry in content.groups["invoice"] for label in _labels(entry)}
    if "invoice_no" in found:
        column.line(found["invoice_no"].value, dice.between(1.3, 2.0), 0.5)
    if "issue_date" not in found:
        return
    entry = found["issue_date"]
    if content.groups.get("buyer") and dice.chance(0.6):
        form = dice.choose(("格式 25", "格式:25", "格式25", " 格式：25"))
        column.paper.put(column.right, column.y, plain(form), column.size, 1.0)
    bare = dice.chance(0.8)
    column.line(entry.value if bare else (*entry.words, Piece(" "), *entry.value))


def _proof_pairs(column: Column, pairs: list[Entry]) -> None:
    dice = column.paper.dice
    if dice.chance(0.75):
        colon = dice.choose((":", "：", " ", ""))
        halves = column.parts((1, 1))
        for entry, half in zip(pairs, halves, strict=False):
            half.line((*entry.words, *plain(colon), *entry.value) if colon else (*entry.words, *entry.value))
        column.after(halves)
    else:
        inline(column, pairs)


def _detail(column: Column, content: Content) -> None:
    dice = column.paper.dice
    column.skip(dice.between(0.5, 2.0))
    if dice.chance(0.5):
        column.line(plain(dice.choose(("交易明細", "銷貨明細", "明細", "消費明細", "交易明細表"))), 1.1, 0.5)
    if dice.chance(0.3):
        name_in_two(column, content)
    elif dice.chance(0.5):
        column.line(content.vendor, 1.0, dice.choose((0.0, 0.5)))
        if dice.chance(0.4):
            strung(column, content.groups[SELLER_LINE])
    if dice.chance(0.4):
        _again(column, content)
    _groups(column, content, ("transaction",), dice.choose((inline, packed)))
    _items(column, content)
    _groups(column, content, ("sums", "payment", "weight", "carbon"), dice.choose((spread, inline)))
    notes(column, content, 0.9)


def _again(column: Column, content: Content) -> None:
    """How the seller is reached, and the day once more."""
    dice = column.paper.dice
    entries = [entry for entry in content.groups.get("seller", []) if not _labels(entry)]
    entries += [entry for entry in content.groups["invoice"] if "issue_date" in _labels(entry)]
    bare = dice.chance(0.6)
    for entry in dice.shuffled(entries) if dice.chance(0.3) else entries:
        column.line(entry.value if bare else (*entry.words, Piece(" "), *entry.value))


def _labels(entry: Entry) -> list[str]:
    return [piece.label.value for piece in entry.value if piece.label]


def paper_invoice(column: Column, content: Content) -> None:
    """Two or three parts with ruled cells, filled in by hand or by a printer."""
    dice, paper = column.paper.dice, column.paper
    written_by_hand = dice.chance(0.5)
    column.line(content.titles[0], dice.between(1.2, 1.8), 0.5)
    found = {label: entry for entry in content.groups["invoice"] for label in _labels(entry)}
    if "invoice_no" in found:
        column.line(found["invoice_no"].value, dice.between(1.0, 1.6), dice.choose((0.0, 0.0, 1.0)))
    column.line(plain(content.style.days.invoice_months(content.day)), 1.0, 0.5)
    paper.handwriting = written_by_hand
    buyers = [*content.groups.get("buyer", []), *([found["issue_date"]] if "issue_date" in found else [])]
    dice.choose((inline, aligned, inline))(column, buyers)
    _groups(column, content, ("weight",), inline)
    table(column, content.tables["items"])
    column.skip(dice.between(0.5, 3.0))
    dice.choose((spread, aligned, inline, pairs_at_right, strung))(column, content.groups["sums"])
    if dice.chance(0.7):
        in_words_line(column, content)
    paper.handwriting = False
    _stamp(column, content)
    if dice.chance(0.5):
        notes(column, content)


def in_words_line(column: Column, content: Content) -> None:
    """The sum in Chinese words, or in a row of boxes that says it digit by digit."""
    dice = column.paper.dice
    total = next(piece for entry in content.strong for piece in entry.value if piece.label)
    # Empties that are given back may come to more than what is bought.
    if int(total.value) < 0:
        return
    head = dice.choose(("總計新臺幣", "合計新台幣", "總計新臺幣(中文大寫)", "新臺幣"))
    if dice.chance(0.5):
        said = Piece(in_words(int(total.value)), total.label, total.value)
        column.line((*plain(head), said, Piece(dice.choose(("元整", "圓整", "元正")))))
        return
    digits = f"{int(total.value):08}"
    cells = "".join(
        DIGITS[int(digit)] + power for digit, power in zip(digits, "仟佰拾萬仟佰拾元", strict=True)
    )
    column.line(plain(head + (" ".join(cells) if dice.chance(0.5) else cells)))


def _stamp(column: Column, content: Content) -> None:
    """The seller's stamp: name, number, address, telephone."""
    dice = column.paper.dice
    left = column.left + dice.between(0.0, 0.6) * column.width
    inner = Column(column.paper, left, column.right, column.y, column.size * dice.between(0.8, 1.1))
    if dice.chance(0.5):
        inner.line(plain(dice.choose(("營業人蓋用統一發票專用章", "統一發票專用章", "發票專用章"))))
    inner.line(content.vendor)
    inline(inner, content.groups.get("seller", []))
    column.y = inner.y


def invoice_sheet(column: Column, content: Content) -> None:
    """A whole sheet: seller and buyer beside each other, a table, sums at its right."""
    dice = column.paper.dice
    headed(column, content)
    halves = column.parts((1, 1), 2.0)
    sides = dice.shuffled([("seller", "transaction"), ("buyer", "invoice")])
    for half, names in zip(halves, sides, strict=True):
        _groups(half, content, list(names), dice.choose((*LISTED, *BOXED)))
    column.after(halves)
    column.skip()
    table(column, content.tables["items"])
    inner = Column(
        column.paper, column.left + column.width * dice.between(0.0, 0.6), column.right, column.y, column.size
    )
    _groups(inner, content, ["sums"], dice.choose((spread, aligned, inline, pairs_at_right, strung, above)))
    column.y = inner.y
    if dice.chance(0.3):
        in_words_line(column, content)
    _groups(column, content, ["weight", "carbon", "payment"], dice.choose((inline, packed, above)))
    notes(column, content)


def delivery_note(column: Column, content: Content) -> None:
    """Half a sheet that goes with the goods and is signed."""
    dice, paper = column.paper.dice, column.paper
    headed(column, content)
    by_hand = dice.chance(0.35)
    paper.handwriting = by_hand
    names = dice.shuffled(_GROUPS)
    _groups(column, content, names, dice.choose(ALL))
    table(column, content.tables["items"])
    block = dice.choose((packed, spread, inline, above, strung))
    _groups(column, content, ["sums", "weight", "payment"], block)
    paper.handwriting = False
    notes(column, content)
    signs = dice.some(
        ("客戶簽收：", "送貨人：", "主管：", "會計：", "製單：", "經手人：", "簽收：", "倉管："), 1, 4
    )
    packed(column, [Entry(plain(sign), plain("    ")) for sign in signs])


def sale_screen(column: Column, content: Content) -> None:
    """A purchase as an app or a shop's page shows it."""
    dice = column.paper.dice
    number_among_facts(content)
    column.line(content.titles[0], dice.between(1.0, 1.5), dice.choose((0.0, 0.5)))
    if dice.chance(0.8):
        column.line(content.vendor, dice.between(0.9, 1.3))
    blocks = dice.choose((cards, spread, aligned)), dice.choose((cards, spread, inline))
    if dice.chance(0.5):
        above(column, distinct(content.strong)[:2])
    _groups(column, content, ["invoice", "transaction", "buyer"], blocks[0])
    if "product" in content.groups and dice.chance(0.7):
        blocks[1](column, content.groups["product"])
    else:
        _items(column, content)
    _groups(column, content, ["sums", "payment", "weight", "carbon", "seller"], blocks[1])
    notes(column, content)


def short_receipt(column: Column, content: Content) -> None:
    """A receipt in sentences: received from whom, how much, for what."""
    dice, paper = column.paper.dice, column.paper
    heading(column, content)
    paper.handwriting = dice.chance(0.4)
    _groups(column, content, ["invoice", "buyer"], dice.choose((inline, packed)))
    if "product" in content.groups and dice.chance(0.6):
        dice.choose((inline, aligned, packed))(column, content.groups["product"])
    else:
        table(column, content.tables["items"])
    total = content.strong[0]
    told = (
        *plain(dice.choose(("茲收到 貴客戶 ", "實收新臺幣", "上列款項共計 ", "共計新台幣 "))),
        *total.value,
    )
    paragraph(column, (*told, Piece(dice.choose((" 無誤。", " 元整", " 此據")))))
    _groups(column, content, ["sums", "seller", "weight", "carbon"], dice.choose((inline, spread)))
    paper.handwriting = False
    column.line(content.vendor, 1.1, dice.choose((0.0, 0.5, 1.0)))
    notes(column, content)


def free_sale(column: Column, content: Content) -> None:
    """Anything anywhere."""
    dice = column.paper.dice
    number_among_facts(content)
    if dice.chance(0.85):
        heading(column, content)
    names = dice.shuffled([*_GROUPS, "items", "sums", "payment", "weight", "carbon"])
    while names:
        count = dice.choose((1, 1, 1, 2))
        part, names = names[:count], names[count:]
        columns = column.parts([dice.between(0.6, 1.4) for _ in part], dice.between(0.8, 3.0))
        for inner, name in zip(columns, part, strict=True):
            if name == "items":
                _items(inner, content)
            else:
                _groups(inner, content, [name], dice.choose(ALL))
        column.after(columns)
    notes(column, content)
    codes(column, content)


def statement(column: Column, content: Content) -> None:
    """Many sales of a month in one table."""
    dice = column.paper.dice
    heading(column, content)
    block = dice.choose((*LISTED, *BOXED))
    _groups(column, content, dice.shuffled(["invoice", "seller", "buyer"]), block)
    any_table(column, content, "list")
    _groups(column, content, ["sums", "payment"], dice.choose((spread, inline, packed, aligned)))
    notes(column, content)


def statement_cards(column: Column, content: Content) -> None:
    """Each sale of a month in a card of its own."""
    dice = column.paper.dice
    heading(column, content)
    _groups(column, content, ["buyer", "invoice", "sums"], dice.choose((inline, spread, cards)))
    made = content.tables["list"]
    block = dice.choose((spread, inline, packed, aligned, above))
    for row in made.rows[: dice.whole(2, 8)]:
        block(column, [entry for entry in map(Entry, made.heads, row) if entry.value])
        column.skip(dice.between(0.2, 1.0))
    _groups(column, content, ["seller"], dice.choose((inline, spread)))
