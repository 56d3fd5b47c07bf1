"""Grammars of pads to tick, sheets of bottles, slips of scales, and receipts written downwards."""

from collections.abc import Sequence

from models.generator.blocks.entries import (
    BOXED,
    LISTED,
    Block,
    aligned,
    grid,
    inline,
    packed,
    spread,
)
from models.generator.blocks.strung import pairs_at_right, strung
from models.generator.blocks.texts import codes, heading, notes
from models.generator.content import Content
from models.generator.contents.parties import BUYER_LINE, SELLER_LINE
from models.generator.families.buyers import number_among_facts
from models.generator.families.sales import delivery_note, invoice_sheet
from models.generator.families.trade import celled
from models.generator.marked import Entry, plain
from models.generator.paper import Column


def pad(column: Column, content: Content) -> None:
    """Printed names, boxes to tick, and what is written into the cells."""
    dice, paper = column.paper.dice, column.paper
    number_among_facts(content)
    heading(column, content)
    paper.handwriting = dice.chance(0.5)
    parts = [
        _of(content, "invoice") + _of(content, BUYER_LINE if dice.chance(0.4) else "buyer"),
        _of(content, "product"),
        _of(content, "facts"),
    ]
    blocks: Sequence[Block] = (inline, aligned, grid, inline, strung, packed)
    block = dice.choose(blocks)
    for part in parts if dice.chance(0.7) else dice.shuffled(parts):
        (block if dice.chance(0.7) else dice.choose(blocks))(column, part)
    dice.choose((spread, inline, strung, aligned))(column, _of(content, "sums"))
    paper.handwriting = False
    strung(column, _of(content, SELLER_LINE if dice.chance(0.5) else "seller"))
    signs = dice.some(("簽名：", "簽收：", "加油員：", "經手人：", "客戶簽章", "核准："), 1, 3)
    packed(column, [Entry(plain(sign), plain("   ")) for sign in signs])
    notes(column, content)


def bottles(column: Column, content: Content) -> None:
    """The sheet of sizes on any paper that goes with goods."""
    column.paper.dice.choose((delivery_note, invoice_sheet, celled))(column, content)


def scales(column: Column, content: Content) -> None:
    """What was weighed, one below the other or in cells, then perhaps what it costs."""
    dice = column.paper.dice
    number_among_facts(content)
    heading(column, content)
    block = dice.choose((*LISTED, *BOXED, inline, aligned))
    facts = [*_of(content, "invoice"), *_of(content, "facts")]
    buyer = _of(content, BUYER_LINE if dice.chance(0.4) else "buyer")
    if dice.chance(0.3):
        weighed = _of(content, "goods")
        block(column, dice.shuffled([*facts, *buyer]) + weighed)
    else:
        block(column, [*buyer, *facts])
        dice.choose((block, aligned, spread, grid))(column, _of(content, "goods"))
    sums = [*_of(content, "price"), *_of(content, "sums")]
    dice.choose((block, pairs_at_right, spread, strung))(column, sums)
    strung(column, _of(content, SELLER_LINE if dice.chance(0.4) else "seller"))
    _signed(column, ("司磅員：", "司機簽名：", "客戶簽章：", "過磅員", "收貨人："))
    notes(column, content)


def fares(column: Column, content: Content) -> None:
    """Facts of a ride or a visit, what the amount is made up of, the amount, who was paid."""
    dice = column.paper.dice
    number_among_facts(content)
    heading(column, content)
    block = dice.choose((*LISTED, inline, aligned, spread, packed))
    buyer = _of(content, BUYER_LINE if dice.chance(0.4) else "buyer")
    facts = [*_of(content, "invoice"), *_of(content, "facts"), *buyer]
    block(column, dice.shuffled(facts) if dice.chance(0.4) else facts)
    sums = [*_of(content, "goods"), *_of(content, "sums")]
    dice.choose((block, pairs_at_right, spread, strung, inline))(column, sums)
    dice.choose((strung, inline))(column, _of(content, SELLER_LINE if dice.chance(0.4) else "seller"))
    if dice.chance(0.4):
        _signed(column, ("收款人：", "經手人：", "旅客簽名：", "收訖章", "站務員：", "Signature"))
    notes(column, content)
    codes(column, content)


def _signed(column: Column, words: Sequence[str]) -> None:
    """Room for one to three signatures."""
    signs = column.paper.dice.some(words, 1, 3)
    packed(column, [Entry(plain(sign), plain("   ")) for sign in signs])


def _of(content: Content, name: str) -> list[Entry]:
    return content.groups.get(name, [])
