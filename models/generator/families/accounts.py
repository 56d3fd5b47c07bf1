"""Grammars of accounts for a month, notices of payment, gauges, and sales told in sentences."""

from models.generator.blocks.entries import BOXED, LISTED, above, aligned, grid, inline, packed, spread
from models.generator.blocks.strung import pairs_at_right, strung
from models.generator.blocks.tables import bars, entries_of, upright
from models.generator.blocks.texts import bubble, heading, notes, paragraph
from models.generator.content import Content
from models.generator.contents.parties import ADDRESSED, BUYER_LINE, SELLER_LINE
from models.generator.families.parts import distinct
from models.generator.marked import EMPTY, Entry, plain
from models.generator.paper import Column
from models.generator.wording import OIL


def of(content: Content, name: str) -> list[Entry]:
    return content.groups.get(name, [])


def account(column: Column, content: Content) -> None:
    """A sheet, a card that somebody fills in by hand, or a booklet that lies open."""
    dice, paper = column.paper.dice, column.paper
    by_hand = dice.chance(0.35)
    if dice.chance(0.2):
        halves = column.parts((1.0, dice.between(0.9, 1.5)), dice.between(1.0, 3.0))
        heading(halves[0], content)
        inline(halves[0], [*of(content, "seller"), *of(content, "buyer")])
        notes(halves[0], content)
        paper.handwriting = by_hand
        _lines(halves[1], content)
        paper.handwriting = False
        column.after(halves)
        return
    heading(column, content)
    strung(column, of(content, SELLER_LINE if dice.chance(0.5) else "seller"))
    buyer = of(content, BUYER_LINE) if dice.chance(0.3) else of(content, "buyer")
    if dice.chance(0.3):
        buyer = [Entry(plain(dice.choose(("TO：", "客戶：", ""))), of(content, ADDRESSED)[0].value), *buyer]
    dice.choose((*LISTED, grid, strung))(column, buyer)
    paper.handwriting = by_hand
    _lines(column, content)
    paper.handwriting = False
    notes(column, content)
    signs = dice.some(("會計：", "製表：", "核對：", "客戶簽章：", "主管："), 0, 3)
    packed(column, [Entry(plain(sign), plain("   ")) for sign in signs])


def _lines(column: Column, content: Content) -> None:
    """What is told once, the table, and its sums."""
    dice = column.paper.dice
    told = [*of(content, "invoice"), *of(content, "price")]
    dice.choose((packed, inline, strung, aligned))(column, told)
    upright(column, content.tables["list"])
    column.skip(dice.between(0.2, 1.0))
    dice.choose((spread, inline, packed, aligned, pairs_at_right, strung))(column, of(content, "sums"))


def told(column: Column, content: Content) -> None:
    """Title, paragraph, who was paid and when: the name may stand at the head or below only."""
    dice, paper = column.paper.dice, column.paper
    headed = dice.chance(0.35)
    if headed:
        heading(column, content)
    else:
        column.line(content.titles[0], dice.between(1.2, 2.2), dice.choose((0.5, 0.5, 0.0)))
    column.skip(dice.between(0.0, 1.0))
    paper.handwriting = dice.chance(0.25)
    paragraph(column, (*plain(dice.choose(("", "　　", "  "))), *content.notes[0]))
    paper.handwriting = False
    rest = [Entry(EMPTY, one) for one in content.notes[1:]]
    if not headed:
        payer = plain(dice.choose(OIL["sentences"]["payers"]))
        rest.insert(dice.whole(0, len(rest)), Entry(payer, content.vendor))
    seller = of(content, SELLER_LINE if dice.chance(0.3) else "seller")
    dice.choose((inline, packed, inline, strung))(column, [*rest, *seller])
    for entry in of(content, "dated"):
        column.line(entry.value, dice.between(0.9, 1.3), dice.choose((0.5, 0.5, 1.0, 0.0)))


def texted(column: Column, content: Content) -> None:
    """Messages below each other, each with its time; one of them tells the sale."""
    dice = column.paper.dice
    for line in content.titles:
        column.line(line, dice.between(0.7, 1.0), dice.choose((0.0, 0.5, 1.0)))
    said = list(content.codes)
    said.insert(dice.whole(0, len(said)), content.notes[0])
    for one in said:
        if dice.chance(0.7):
            clock = content.style.filled(dice.choose(OIL["sentences"]["clocks"]), content.day)
            column.line(plain(clock), 0.8, dice.choose((0.5, 0.5, 0.0)))
        if dice.chance(0.5):
            bubble(column, [one], "", own=False)
        else:
            paragraph(column, one)
        column.skip(dice.between(0.2, 1.0))


def notice(column: Column, content: Content) -> None:
    """Boxes of what matters, what was supplied and what it costs, months before, and a stub."""
    dice = column.paper.dice
    heading(column, content)
    if dice.chance(0.6):
        inline(column, of(content, ADDRESSED))
    boxed = dice.chance(0.75)
    if boxed:
        above(column, distinct(content.strong), per_row=dice.whole(2, 4))
    blocks = dice.choose((*LISTED, grid)), dice.choose((*LISTED, strung))
    facts = [*of(content, "buyer"), *of(content, "invoice")]
    blocks[0](column, dice.shuffled(facts) if dice.chance(0.5) else facts)
    parts = [_supplied, _charged] if dice.chance(0.7) else [_charged, _supplied]
    if dice.chance(0.3):
        halves = column.parts((1.0, dice.between(0.8, 1.3)), 2.0)
        for half, part in zip(halves, parts, strict=True):
            part(half, content)
        column.after(halves)
    else:
        for part in parts:
            part(column, content)
    blocks[1](column, [*of(content, "carbon"), *of(content, "seller")])
    notes(column, content)
    if dice.chance(0.6):
        column.line(plain(dice.choose(OIL["notices"]["stubs"])), 0.8, dice.choose((0.0, 0.5)))
        dice.choose((strung, inline, spread, packed))(column, distinct(content.strong))
        column.line(content.vendor, 0.9)


def _supplied(column: Column, content: Content) -> None:
    dice = column.paper.dice
    if "gauge" in content.groups and dice.chance(0.5):
        dice.choose((*LISTED, grid))(column, of(content, "gauge"))
    elif "list" in content.tables:
        upright(column, content.tables["list"])
    dice.choose((strung, inline, packed, spread))(column, of(content, "usage"))
    if "history" in content.tables:
        column.line(plain(dice.choose(OIL["notices"]["charts"])), 0.9)
        bars(column, content.tables["history"])


def _charged(column: Column, content: Content) -> None:
    dice = column.paper.dice
    dice.choose((spread, aligned, spread, inline))(column, [*of(content, "charges"), *of(content, "sums")])


def gauged(column: Column, content: Content) -> None:
    """Facts in boxes or lines, the table of what was measured, sums, and who signs."""
    dice, paper = column.paper.dice, column.paper
    heading(column, content)
    facts = [*of(content, "invoice"), *of(content, "facts")]
    buyer = of(content, BUYER_LINE) if dice.chance(0.3) else of(content, "buyer")
    mixed = dice.shuffled([*facts, *buyer]) if dice.chance(0.4) else [*buyer, *facts]
    paper.handwriting = dice.chance(0.15)
    dice.choose((*LISTED, *BOXED, strung))(column, mixed)
    if len(content.tables["list"].rows) == 1 and dice.chance(0.25):
        dice.choose((*LISTED, grid))(column, entries_of(content.tables["list"]))
    else:
        upright(column, content.tables["list"])
    column.skip(dice.between(0.2, 1.0))
    sums = [*of(content, "weights"), *of(content, "sums")]
    dice.choose((spread, inline, above, packed, pairs_at_right, strung, aligned))(column, sums)
    paper.handwriting = False
    rest = [*of(content, "carbon"), *of(content, SELLER_LINE if dice.chance(0.5) else "seller")]
    dice.choose((inline, strung, packed))(column, rest)
    notes(column, content)
    signs = dice.some(("倉管", "司機", "客戶簽收", "Received by", "船主簽章", "加油員", "核准"), 0, 3)
    packed(column, [Entry(plain(sign), plain("   ")) for sign in signs])
