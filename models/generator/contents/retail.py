"""Bills of who sells on: retailers of green power, and buildings and parks that recharge by sub-meters."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.arrangements import called, days_and_readings, usage_entry
from models.generator.contents.briefs import account_entry, bill_number
from models.generator.contents.facts import TAX_RATE, Facts, sample_facts, split_up
from models.generator.contents.numbers import meter_no
from models.generator.contents.periods import after
from models.generator.contents.utility import (
    add_notes,
    head,
    invoice_pieces,
    sided_ubn,
    total_entry,
    ubn_entry,
    vendor_name,
)
from models.generator.dice import Dice
from models.generator.marked import EMPTY, WHOLE, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import NUMBERS, UTILITY
from models.labels import Label


@dataclass(frozen=True, slots=True)
class _Line:
    """One of what is charged: `quantity` in the kind's unit, none of flat charges."""

    name: str
    quantity: int
    price: Decimal
    amount: int


def sample_green(dice: Dice, kind: BillKind) -> Content:
    """Power of one source or several, each with its price, and what its way through the grid costs."""
    words = UTILITY["green"]
    style, facts, content = _begun(dice, kind, words["titles"])
    _customer(content, words["details"])
    period = plain(dice.choose(words["period"]))
    content.add("customer", Entry(period, style.days.period(facts.start, facts.end)))
    energy = _energy(dice, facts)
    flat = [_line(dice, name, facts.usage) for name in dice.some(words["wheeling"], 0, 2)]
    content.tables["sources"] = _sources(style, facts, energy, flat)
    if len(energy) == 1 and dice.chance(0.2):
        content.tables.clear()
        content.add("usage", _told_in_a_line(style, energy[0]))
        content.add("usage", *(_entry(style, line.name, line.amount) for line in flat))
    _settled(content, facts, sum(line.amount for line in (*energy, *flat)), taxed=dice.chance(0.85))
    return content


def sample_recharge(dice: Dice, kind: BillKind) -> Content:
    """What one tenant's sub-meter, or the sub-meters of several rooms, come to."""
    words = UTILITY["recharge"]
    style, facts, content = _begun(dice, kind, words["titles"][kind.value])
    name = dice.choose(words["vendors"]).format(s=names.stem(dice), t=names.stem(dice, 3))
    content.vendor = (Piece(name, Label.VENDOR, name),)
    _customer(content, words["details"], numbered=0.3)
    price = Decimal(dice.amount(200, 2400)) / 100
    if dice.chance(0.4):
        content.add("customer", style.entry("period", style.days.period(facts.start, facts.end)))
        content.tables["sources"] = _sub_meters(style, facts, price)
    else:
        content.add("usage", *days_and_readings(style, facts), usage_entry(style, facts))
    content.add("usage", *(style.distractor(pair, facts.end) for pair in dice.some(words["shares"], 0, 3)))
    if dice.chance(0.7):
        content.add("usage", Entry(called(style, "unit_price"), _price(style, price)))
    _settled(content, facts, max(round(facts.usage * price), 1), taxed=dice.chance(0.3))
    return content


def _begun(dice: Dice, kind: BillKind, titles: Sequence[str]) -> tuple[Style, Facts, Content]:
    style = Style.sample(dice, kind)
    facts = sample_facts(dice, kind)
    style.usage, style.total = facts.usage, facts.total
    content = Content(kind, style, facts.end, vendor_name(style))
    if dice.chance(0.85):
        content.titles.append(plain(dice.choose(titles)))
    else:
        head(content)
    return style, facts, content


def _customer(content: Content, details: Sequence[tuple[str, str]], numbered: float = 0.7) -> None:
    style, dice = content.style, content.style.dice
    entries = [style.entry("customer", plain(names.customer(dice)))]
    if dice.chance(0.6):
        buyer = ubn_entry(style, "buyer_ubn", Label.BUYER_UBN)
        short = plain(dice.choose(("統一編號", "統編")))
        entries.append(buyer._replace(words=short) if dice.chance(0.5) else buyer)
    if dice.chance(numbered):
        entries.append(account_entry(style))
        content.strong.append(entries[-1])
    if dice.chance(0.3):
        entries.append(style.entry("address", plain(names.address(dice))))
    entries += [style.distractor(pair, content.day) for pair in dice.some(details, 0, 4)]
    content.add("customer", *(dice.shuffled(entries) if dice.chance(0.4) else entries))


def _energy(dice: Dice, facts: Facts) -> list[_Line]:
    count = dice.choose((1, 1, 2, 3, 4))
    parts = split_up(dice, facts.usage, count)
    sources = dice.some(UTILITY["green"]["sources"], count, count)
    return [_line(dice, name, part) for name, part in zip(sources, parts, strict=False)]


def _line(dice: Dice, name: str, quantity: int) -> _Line:
    price = (
        Decimal(dice.amount(200, 70_000)) / 10_000 if dice.chance(0.7) else Decimal(dice.amount(2, 700)) / 100
    )
    return _Line(name, quantity, price, round(quantity * price))


def _entry(style: Style, name: str, amount: int) -> Entry:
    return Entry(plain(name), style.figures.money(None, amount))


def _sources(style: Style, facts: Facts, energy: list[_Line], flat: list[_Line]) -> Table:
    """Quantity, price and amount of each source; the usage is their sum where it is printed."""
    dice, words = style.dice, UTILITY["green"]
    summed = len(energy) > 1 and dice.chance(0.6)
    label = Label.USAGE if len(energy) == 1 else Label.USAGE_PART
    rows = [_source_row(style, line, label) for line in energy]
    bare_flat = dice.chance(0.6)
    for line in flat:
        same = Label.USAGE if len(energy) == 1 else None
        row = _source_row(style, line, same)
        rows.append((row[0], EMPTY, EMPTY, row[3]) if bare_flat or not same else row)
    if summed:
        total = _with_unit(style, style.figures.quantity(Label.USAGE, facts.usage))
        amount = plain(style.figures.number(sum(line.amount for line in (*energy, *flat))))
        rows.append((plain(dice.choose(words["sums"])), total, EMPTY, amount))
    usage = plain(dice.choose(words["usage"]))
    heads = (
        style.words("charge"),
        style.with_unit(usage) if style.unit_place == "label" else usage,
        plain(dice.choose(words["price"])),
        style.words("amount"),
    )
    order = dice.choose(((0, 1, 2, 3), (0, 1, 2, 3), (0, 2, 1, 3), (1, 2, 3), (0, 1, 3), (0, 1)))
    kept = order if len(energy) == 1 else (0, *(one for one in order if one))
    made = Table(tuple(heads[one] for one in kept), tuple(tuple(row[one] for one in kept) for row in rows))
    return _widened(style, made, kept.index(1)) if dice.chance(0.3) else made


def _widened(style: Style, made: Table, quantity: int) -> Table:
    """With what tables of goods have besides: the row's number in front, the unit behind the quantity."""
    dice = style.dice
    heads, rows = list(made.heads), [list(row) for row in made.rows]
    if style.unit_place == "none":
        heads.insert(quantity + 1, plain(dice.choose(("單位", "Unit"))))
        for row in rows:
            told = any(piece.label for piece in row[quantity])
            row.insert(quantity + 1, (style.unit_piece(),) if told else EMPTY)
    if dice.chance(0.6):
        heads.insert(0, plain(dice.choose(("項次", "No.", "序號", "#"))))
        for number, row in enumerate(rows, 1):
            row.insert(0, plain(str(number)))
    return Table(tuple(heads), tuple(map(tuple, rows)))


def _source_row(style: Style, line: _Line, label: Label | None) -> tuple[Marked, Marked, Marked, Marked]:
    quantity = _with_unit(style, style.figures.quantity(label, line.quantity))
    price = plain(style.figures.number(line.price))
    return plain(line.name), quantity, price, plain(style.figures.number(line.amount))


def _with_unit(style: Style, piece: Piece) -> Marked:
    if style.unit_place != "value":
        return (piece,)
    unit = style.unit_piece() if piece.label else Piece(style.unit)
    return (piece, Piece(" "), unit) if style.widened or style.unit.isascii() else (piece, unit)


def _told_in_a_line(style: Style, line: _Line) -> Entry:
    """Quantity times price makes an amount."""
    times = style.dice.choose((" × ", "x", " x ", "*", " @ "))
    quantity = _with_unit(style, style.figures.quantity(Label.USAGE, line.quantity))
    made = (
        f"{times}{line.price}{style.dice.choose(('', '元', ' 元/度'))} = {style.figures.number(line.amount)}"
    )
    return Entry(plain(line.name), (*quantity, Piece(made)))


def _price(style: Style, price: Decimal) -> Marked:
    """A field of gas only."""
    label = Label.UNIT_PRICE if style.kind is BillKind.NATURAL_GAS else None
    piece = style.figures.labelled(label, price)
    behind = style.dice.choose(("", "", "元", " 元/度"))
    return (piece, Piece(behind)) if behind else (piece,)


def _sub_meters(style: Style, facts: Facts, price: Decimal) -> Table:
    """A row for each room's meter."""
    dice = style.dice
    count = dice.amount(2, 6)
    numbered, dear = dice.chance(0.4), dice.chance(0.7)
    usage = style.words("row_usage")
    heads: list[Marked] = [plain(dice.choose(("房號", "戶別", "單元", "表位", "承租戶", "位置", "樓層")))]
    heads += [style.words("meter_no")] * numbered
    heads += [style.words("previous_reading"), style.words("current_reading")]
    heads += [style.with_unit(usage) if style.unit_place == "label" else usage]
    heads += [style.words("amount")] * dear
    rows = []
    for row, share in enumerate(split_up(dice, facts.usage, count)):
        rows.append(_sub_meter(style, row, share, price, numbered=numbered, dear=dear))
    if dice.chance(0.5):
        total = (style.figures.quantity(Label.USAGE, facts.usage),)
        blanks = [EMPTY] * (len(heads) - 2 - dear)
        rows.append((plain("合計"), *blanks, total, *[EMPTY] * dear))
    return Table(tuple(heads), tuple(rows))


def _sub_meter(
    style: Style, row: int, share: int, price: Decimal, *, numbered: bool, dear: bool
) -> tuple[Marked, ...]:
    dice, figures = style.dice, style.figures
    previous = dice.amount(0, 90_000)
    room = dice.choose(("{n}F-{m}", "{a}{n}0{m}", "{n}0{m}室", "{a}棟{n}樓", "{a}-{n}"))
    name = room.format(n=dice.amount(1, 20), m=dice.amount(1, 9), a=dice.drawn("ABCD"))
    cells: list[Marked] = [plain(name)]
    if numbered:
        cells.append(meter_no(dice, row))
    cells.append((figures.reading(Label.PREVIOUS_READING, previous, row),))
    cells.append((figures.reading(Label.CURRENT_READING, previous + share, row),))
    cells.append((figures.quantity(Label.USAGE, share, row),))
    return (*cells, *[plain(figures.number(round(share * price)))] * dear)


def _settled(content: Content, facts: Facts, untaxed: int, *, taxed: bool) -> None:
    """Amounts, and the numbers and days of the paper."""
    style, dice = content.style, content.style.dice
    tax = round(untaxed * TAX_RATE) if taxed else 0
    if taxed:
        before = dice.choose(("銷售額", "未稅金額", "小計", "稅前金額", "合計"))
        content.add("totals", _entry(style, before, untaxed))
        content.add("totals", style.entry("tax", style.figures.money(Label.TAX, tax)))
    total = total_entry(content, untaxed + tax)
    content.add("totals", total)
    content.strong.append(total)
    if dice.chance(0.6):
        pieces = invoice_pieces(dice, dice.choose(NUMBERS["invoice_no"]["any"]))
        content.add("invoice", style.entry("invoice_no", pieces))
    if dice.chance(0.6):
        content.add("invoice", sided_ubn(style))
    if dice.chance(0.5):
        content.add("invoice", bill_number(dice))
    if dice.chance(0.6):
        issued = style.days.day(Label.ISSUE_DATE, after(dice, facts.end), WHOLE)
        content.add("invoice", style.entry("issue_date", issued))
    content.groups["invoice"] = dice.shuffled(content.groups.get("invoice", []))
    add_notes(content, 4)
