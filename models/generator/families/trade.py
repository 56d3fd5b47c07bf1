"""Grammars of shops' own papers: workshops, counters, kitchens, tankers, mails, foreign sellers, seals."""

from collections.abc import Sequence

from models.generator.blocks.entries import (
    BOXED,
    LISTED,
    Block,
    above,
    aligned,
    cards,
    grid,
    header_row,
    inline,
    packed,
    spread,
)
from models.generator.blocks.goods import worded
from models.generator.blocks.strung import pairs_at_right, strung
from models.generator.blocks.tables import entries_of, heads_in_line, table, upright, with_sums
from models.generator.blocks.texts import codes, heading, notes
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.contents.parties import BUYER_LINE, BUYER_SHORT, SEAL, SELLER_LINE
from models.generator.dice import Dice
from models.generator.families.buyers import headed, number_among_facts
from models.generator.families.sales import in_words_line
from models.generator.marked import EMPTY, Entry, Piece, Table, plain, written
from models.generator.numerals import day_in_numerals
from models.generator.paper import Column
from models.generator.wording import SALES
from models.labels import Label

_SUMS: Sequence[Block] = (
    strung,
    strung,
    strung,
    pairs_at_right,
    pairs_at_right,
    spread,
    aligned,
    above,
    inline,
)
# How many columns tables of parts and of work have that are told apart by their heads.
_WORKED = 4
_REST = ("payment", "weight", "carbon")


def workshop(column: Column, content: Content) -> None:
    """A repairer's or printer's own bill: facts in few lines, goods, sums in one line or at the right."""
    dice = column.paper.dice
    number_among_facts(content)
    dated = dice.chance(0.6)
    if dated:
        _day_beside_title(column, content)
    else:
        heading(column, content)
    facts = [
        *_buyer(dice, content),
        *_of(content, "invoice", without="issue_date" if dated else ""),
        *_of(content, "facts"),
    ]
    dice.choose((strung, strung, packed, inline))(column, facts if dice.chance(0.6) else dice.shuffled(facts))
    _goods(column, content)
    _sums(column, content)
    # What tells of the seller stays together: its number may have no other sign of whose it is.
    strung(column, _of(content, "transaction"))
    ending = _of(content, "end"), _seller(dice, content)
    strung(column, [entry for part in dice.shuffled(ending) for entry in part])
    notes(column, content)


def counter_slip(column: Column, content: Content) -> None:
    """A slip from a kitchen, a laundry, a station: who sells at the top, facts strung, goods in lines."""
    dice = column.paper.dice
    headed(column, content)
    for entry in _seller(dice, content):
        _told(column, entry, dice.choose((0.0, 0.5)))
    facts = [*_of(content, "invoice"), *_of(content, "facts"), *_of(content, "transaction")]
    facts = dice.shuffled(facts) if dice.chance(0.5) else facts
    facts += _of(content, BUYER_SHORT if dice.chance(0.6) else BUYER_LINE)
    dice.choose((strung, strung, packed, inline))(column, facts)
    _goods(column, content, tabled=0.3)
    _sums(column, content, (spread, spread, inline, strung, strung))
    strung(column, _of(content, "end"))
    notes(column, content, dice.between(0.7, 1.0))
    codes(column, content)


def boxes(column: Column, content: Content) -> None:
    """A sheet of boxes alone: every fact has its name above it, goods and sums as well."""
    dice = column.paper.dice
    headed(column, content)
    if dice.chance(0.4):
        strung(column, [*_buyer(dice, content), *_of(content, "facts")])
    block = dice.choose((header_row, above, grid, header_row))
    first = [*_of(content, "invoice"), *_of(content, "buyer"), *_of(content, "facts")]
    block(column, first if dice.chance(0.5) else dice.shuffled(first))
    goods = content.tables["items"]
    sums = _of(content, "sums")
    if len(goods.rows) == 1:
        single = entries_of(goods)
        together = dice.chance(0.3)
        block(column, [*single, *sums] if together else single)
        sums = [] if together else sums
    else:
        table(column, goods)
    if sums:
        others = dice.some(_of(content, "transaction"), 0, 3)
        dice.choose((block, block, header_row, strung))(column, dice.shuffled([*sums, *others]))
    for name in _REST:
        dice.choose((block, strung))(column, _of(content, name))
    strung(column, [*_seller(dice, content), *_of(content, "end"), Entry(plain("簽收："), plain("   "))])
    notes(column, content)


def celled(column: Column, content: Content) -> None:
    """Name, value, name, value in cells; a table, sums below its last columns."""
    dice = column.paper.dice
    sided = dice.chance(0.5)
    if sided:
        halves = column.parts((1, 1), 2.0)
        halves[0].line(content.vendor, dice.between(1.0, 1.5))
        _contact(halves[0], content)
        for title in content.titles:
            halves[1].line(title, dice.between(1.0, 1.5), dice.choose((0.0, 1.0)))
        column.after(halves)
    else:
        headed(column, content)
    facts = [*_of(content, "invoice"), *_of(content, "buyer"), *_of(content, "transaction")]
    grid(column, facts if dice.chance(0.6) else dice.shuffled(facts))
    _table_and_sums(column, content, (pairs_at_right, strung, grid, strung))
    for name in _REST:
        grid(column, _of(content, name))
    dice.choose((strung, packed))(column, _of(content, "facts"))
    dice.choose((strung, packed))(column, _seller(dice, content))
    notes(column, content)


def sealed_sheet(column: Column, content: Content) -> None:
    """A firm's invoice for a firm: buyer at the left top, table, three sums, the seller's seal below."""
    dice = column.paper.dice
    if dice.chance(0.6):
        column.line(content.vendor, dice.between(1.0, 1.6), 0.5)
    for title in content.titles:
        column.line(title, dice.between(1.0, 1.7), 0.5)
    if dice.chance(0.4):
        column.line(plain(content.style.days.invoice_months(content.day)), 1.0, 0.5)
    halves = column.parts((dice.between(0.8, 1.6), 1), 2.0)
    dice.choose((*LISTED, strung))(halves[0], _buyer(dice, content))
    dice.choose(LISTED)(halves[1], [*_of(content, "invoice"), *_of(content, "facts")])
    column.after(halves)
    table(column, content.tables["items"])
    if dice.chance(0.5):
        in_words_line(column, content)
    halves = column.parts((1, dice.between(0.7, 1.4)), 2.0)
    halves = halves if dice.chance(0.7) else halves[::-1]
    dice.choose((pairs_at_right, spread, aligned, strung))(halves[0], _of(content, "sums"))
    _seal(halves[1], content)
    column.after(halves)
    notes(column, content)


def purchase_note(column: Column, content: Content) -> None:
    """Written by hand into a small seller's form; the seal says who it was."""
    dice, paper = column.paper.dice, column.paper
    column.line(content.titles[0], dice.between(1.2, 1.9), dice.choose((0.5, 0.0)))
    if dice.chance(0.3):
        column.line(content.vendor, dice.between(1.0, 1.4), 0.5)
    paper.handwriting = dice.chance(0.7)
    facts = [*_buyer(dice, content), *_in_numerals(dice, content)]
    dice.choose((inline, strung, packed, aligned))(column, dice.shuffled(facts))
    _table_and_sums(column, content, (inline, pairs_at_right, strung, spread))
    if dice.chance(0.6):
        in_words_line(column, content)
    paper.handwriting = False
    _seal(_shifted(column), content)
    if dice.chance(0.4):
        strung(column, _of(content, "end"))


def order(column: Column, content: Content) -> None:
    """A shop's message about an order: what it is, goods one by one, sums, who sells."""
    dice = column.paper.dice
    number_among_facts(content)
    for title in (content.brand, content.titles[0]):
        if title:
            column.line(title, dice.between(1.0, 1.6), dice.choose((0.0, 0.0, 0.5)))
    block = dice.choose((inline, spread, cards, strung, aligned))
    block(column, [*_of(content, "invoice"), *_of(content, "facts"), *_of(content, "transaction")])
    if dice.chance(0.4):
        above(column, content.strong[:1])
    _goods(column, content, tabled=0.15)
    _sums(column, content, (spread, spread, inline, cards, strung))
    block(column, _of(content, "buyer"))
    column.line(content.vendor, dice.between(0.8, 1.1))
    _contact(column, content)
    for entry in _of(content, "end"):
        _told(column, entry)
    notes(column, content, dice.between(0.7, 0.9))


def foreign(column: Column, content: Content) -> None:
    """As firms abroad write: who is billed beside days and numbers, a table, sums at the right."""
    dice = column.paper.dice
    headed(column, content)
    halves = column.parts((1, 1), 2.0)
    sides = dice.shuffled(halves) if dice.chance(0.4) else halves
    billed = _of(content, "buyer")
    if billed and dice.chance(0.5):
        sides[0].line(plain(dice.choose(("Bill to", "BILL TO:", "Customer", "Sold to", "Invoice to"))))
    dice.choose((inline, aligned, strung))(sides[0], billed)
    facts = [*_of(content, "invoice"), *_of(content, "transaction"), *_of(content, "facts")]
    dice.choose((*LISTED, *BOXED))(sides[1], facts)
    column.after(halves)
    _table_and_sums(column, content, (pairs_at_right, spread, pairs_at_right, aligned))
    strung(column, [*_of(content, "payment"), *_of(content, "end"), *_seller(dice, content)])
    notes(column, content)


def goods_statement(column: Column, content: Content) -> None:
    """What a firm got in a month, to be paid at once."""
    dice = column.paper.dice
    headed(column, content)
    strung(column, _seller(dice, content))
    facts = [*_buyer(dice, content), *_of(content, "invoice")]
    dice.choose((*LISTED, *BOXED, strung))(column, facts)
    table(column, content.tables["items"], dice.between(0.8, 1.0))
    _sums(column, content)
    notes(column, content)


def _of(content: Content, name: str, without: str = "") -> list[Entry]:
    """The entries of a topic, but for one that stands elsewhere."""
    entries = content.groups.get(name, [])
    return [entry for entry in entries if not without or without not in _labels(entry)]


def _in_numerals(dice: Dice, content: Content) -> list[Entry]:
    """The invoice's facts, its day now and then in Chinese numerals and without a name."""
    told = _of(content, "invoice")
    if not dice.chance(0.15):
        return told
    return [
        Entry(EMPTY, (day._replace(text=day_in_numerals(dice, content.day)),))
        if (day := next((one for one in entry.value if one.label is Label.ISSUE_DATE), None))
        else entry
        for entry in told
    ]


def _labels(entry: Entry) -> list[str]:
    return [piece.label.value for piece in entry.value if piece.label]


def _buyer(dice: Dice, content: Content) -> list[Entry]:
    """Told in one line, or entry by entry."""
    return _of(content, BUYER_LINE if dice.chance(0.55) else "buyer")


def _seller(dice: Dice, content: Content) -> list[Entry]:
    return _of(content, SELLER_LINE if dice.chance(0.55) else "seller")


def _told(column: Column, entry: Entry, anchor: float = 0.0) -> None:
    """In a line of its own, name and value."""
    words = (*entry.words, Piece(column.paper.style.colon or " ")) if entry.words else ()
    column.y += column.cell(column.left, column.width, (*words, *entry.value), anchor) - column.size
    column.skip()


def _contact(column: Column, content: Content) -> None:
    """How the seller is reached, without any number of a firm."""
    for entry in _of(content, "seller", without="seller_ubn"):
        _told(column, entry)


def _day_beside_title(column: Column, content: Content) -> None:
    """The seller, then title and day in one line, or at its two ends."""
    dice = column.paper.dice
    anchor = dice.choose((0.0, 0.5))
    column.line(content.vendor, dice.between(1.0, 1.8), anchor)
    title = content.titles[0]
    days = [entry for entry in _of(content, "invoice") if "issue_date" in _labels(entry)]
    told = [(*(entry.words if dice.chance(0.3) else ()), *plain(" "), *entry.value) for entry in days]
    if told and dice.chance(0.5):
        column.paper.put(column.right, column.y, told.pop(), column.size, 1.0)
    column.line((*title, *(told[0] if told else ())), dice.between(0.9, 1.2), anchor if not days else 0.0)
    column.skip(dice.between(0.0, 0.7))


def _goods(column: Column, content: Content, tabled: float = 0.6) -> None:
    """As a table or in the page's own lines, with heads above these or without."""
    dice = column.paper.dice
    if dice.chance(tabled):
        (_in_two if len(content.tables["items"].rows) > 1 and dice.chance(0.25) else table)(
            column, content.tables["items"]
        )
        return
    if dice.chance(0.3):
        heads_in_line(column, content.tables["items"])
    worded(column, content.tables[LINES])
    column.skip(dice.between(0.0, 0.6))


def _in_two(column: Column, goods: Table) -> None:
    """Parts and work, food and drinks: two tables with heads of their own, beside or below each other."""
    dice = column.paper.dice
    cut = dice.whole(1, len(goods.rows) - 1)
    halves = (goods._replace(rows=goods.rows[:cut]), goods._replace(rows=goods.rows[cut:]))
    if len(goods.heads) == _WORKED and not goods.english and dice.chance(0.5):
        heads = tuple(plain(one) for one in dice.choose(SALES["goods"]["works"]))
        halves = (halves[0], halves[1]._replace(heads=heads))
    sides = column.parts((1, 1), dice.between(1.0, 3.0)) if dice.chance(0.6) else (column, column)
    for side, half in zip(sides, halves, strict=True):
        upright(side, half)
    column.after(sides)


def _table_and_sums(column: Column, content: Content, blocks: Sequence[Block]) -> None:
    """Sums go on in the table's columns, or stand below it."""
    dice, goods, sums = column.paper.dice, content.tables["items"], _of(content, "sums")
    if len(goods.heads) > 2 and dice.chance(0.4):
        table(column, with_sums(goods, sums, first=dice.chance(0.4)))
        return
    table(column, goods)
    column.skip(dice.between(0.0, 2.0))
    inner = _shifted(column)
    dice.choose(blocks)(inner, sums)
    column.y = inner.y


def _sums(column: Column, content: Content, blocks: Sequence[Block] = _SUMS) -> None:
    dice = column.paper.dice
    dice.choose(blocks)(column, _of(content, "sums"))
    for name in _REST:
        dice.choose(blocks)(column, _of(content, name))


def _shifted(column: Column) -> Column:
    """The same from somewhere within the page to its right edge."""
    left = column.left + column.paper.dice.between(0.0, 0.55) * column.width
    return Column(column.paper, left, column.right, column.y, column.size)


def _seal(column: Column, content: Content) -> None:
    """Line by line in the middle of its field, some of them larger."""
    dice = column.paper.dice
    anchor = dice.choose((0.5, 0.5, 0.0))
    for entry in _of(content, SEAL):
        scale = dice.choose((1.0, 1.0, 1.25, 0.85))
        if column.paper.measure(written(entry.value), column.size * scale) > column.width:
            _told(column, entry)
        else:
            column.line(entry.value, scale, anchor)
