"""Grammar of bills that come every month: facts and boxes, services, sums, bills before, a stub."""

from models.generator.blocks.entries import (
    BOXED,
    LISTED,
    Block,
    above,
    aligned,
    grid,
    header_row,
    inline,
    packed,
    spread,
)
from models.generator.blocks.goods import worded
from models.generator.blocks.strung import pairs_at_right, strung
from models.generator.blocks.tables import table
from models.generator.blocks.texts import codes, heading, notes, section
from models.generator.content import Content
from models.generator.contents.items import LINES
from models.generator.contents.parties import ADDRESSED, BUYER_LINE, SELLER_LINE
from models.generator.families.buyers import addressed, number_among_facts
from models.generator.families.trade import counter_slip
from models.generator.marked import Entry, plain
from models.generator.paper import Column
from models.generator.wording import TRADES

_WORDS = TRADES["services"]


def bill(column: Column, content: Content) -> None:
    """The window of the envelope, three boxes, services beside the account's facts, a stub to pay with."""
    dice = column.paper.dice
    number_among_facts(content)
    heading(column, content)
    if dice.chance(0.6):
        dice.choose((strung, inline, packed))(
            column, _of(content, SELLER_LINE if dice.chance(0.5) else "seller")
        )
        content.groups["seller"] = []
    if dice.chance(0.3):
        for entry in content.groups[ADDRESSED][::-1]:
            column.line(entry.value)
    else:
        addressed(column, content)
    if dice.chance(0.4):
        dice.choose((above, header_row))(column, [*content.strong[:1], *_of(content, "customer")[:2]])
    wide = column.width > 40 * column.size
    if wide and dice.chance(0.45):
        halves = column.parts((dice.between(1.2, 2.2), 1), dice.between(1.0, 3.0))
        _billed(halves[0], content)
        _facts(halves[1], content, (inline, aligned, spread, grid))
        column.after(halves)
    elif dice.chance(0.75):
        _facts(column, content, (*LISTED, *BOXED, strung))
        _billed(column, content)
    else:
        _billed(column, content)
        _facts(column, content, (*LISTED, *BOXED, strung))
    notes(column, content, dice.between(0.7, 1.0))
    strung(column, [*_of(content, "seller"), *_of(content, "end")])
    if dice.chance(0.4):
        _stub(column, content)


def slip(column: Column, content: Content) -> None:
    """The same on narrow paper: account and time stand among the paper's facts."""
    content.groups["facts"] = [*_of(content, "customer"), *_of(content, "facts")[:3]]
    content.groups["payment"] = [*_of(content, "before"), *_of(content, "payment")]
    counter_slip(column, content)


def _facts(column: Column, content: Content, blocks: tuple[Block, ...]) -> None:
    """The account, who buys, the invoice; what bills before came to."""
    dice = column.paper.dice
    groups = ["customer", BUYER_LINE if dice.chance(0.3) else "buyer", "invoice", "facts"]
    block = dice.choose(blocks)
    joined = dice.chance(0.4)
    for name in groups if dice.chance(0.6) else dice.shuffled(groups):
        if not joined and dice.chance(0.3) and _of(content, name):
            section(column, dice.choose(("帳戶資料", "電子發票", "費用資訊", "用戶資料", "帳單資訊")))
        block(column, _of(content, name))
    if dice.chance(0.35):
        column.line(plain(dice.choose(_WORDS["months"])))
        table(column, content.tables["past"], 0.9)


def _billed(column: Column, content: Content) -> None:
    dice = column.paper.dice
    if dice.chance(0.4):
        section(
            column, dice.choose(("費用明細", "本期費用", "應繳費用明細", "服務項目", "計費內容", "Charges"))
        )
    if dice.chance(0.75):
        table(column, content.tables["items"])
    else:
        worded(column, content.tables[LINES])
    before, sums = _of(content, "before"), _of(content, "sums")
    block = dice.choose((spread, spread, pairs_at_right, aligned, inline, strung, grid))
    for part in (before, sums) if dice.chance(0.6) else (sums, before):
        block(column, part)
    block(column, _of(content, "payment")[:3])


def _stub(column: Column, content: Content) -> None:
    """The total again, the deadline, room for a stamp, bar codes."""
    dice, style = column.paper.dice, content.style
    column.line(plain(dice.choose(_WORDS["stub"])))
    pairs = dice.some(_WORDS["stubbed"], 1, 4)
    told = [*content.strong[:1], *(style.distractor(pair, content.day) for pair in pairs)]
    dice.choose((inline, packed, strung, above))(column, told)
    codes(column, content)


def _of(content: Content, name: str) -> list[Entry]:
    return content.groups.get(name, [])
