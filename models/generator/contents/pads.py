"""Pads to tick, and sheets with a cell for each size of bottle."""

from collections.abc import Sequence
from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.items import Line, Sale, amount_cell, priced
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale, number_and_day, sums
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.style import UNITS, Style
from models.generator.wording import PADS, PRODUCTS
from models.labels import Label

_KG = UNITS[BillKind.LPG][0]
# Kilograms in a bottle; sheets of dealers print most of these, and pads one of these choices.
_SIZES = (4, 10, 16, 18, 20, 50)
_CHOICES = ((4, 10, 16, 20, 50), (16, 20, 50), (4, 16, 20), (10, 20), (4, 10, 20, 50))
# NT$ of ten kilograms, least and most.
_TEN = (220, 480)


def sample_pad(dice: Dice, kind: BillKind) -> Content:
    """One of the printed products or sizes is ticked; the rest is written beside."""
    sale = begin_sale(dice, kind, "note")
    content = sale.content
    content.titles.append(plain(dice.choose(PADS["pads"]["titles"][kind.value])))
    number_and_day(content, "note", 0.15)
    (_fuel if kind is BillKind.FUEL else _bottle)(sale)
    _facts(content, "facts" if kind is BillKind.FUEL else "bottle_facts", 1)
    parties(content, buyer=0.4, account=0.15)
    sums(sale)
    return content


def _facts(content: Content, name: str, least: int) -> None:
    style = content.style
    facts = style.dice.some(PADS["pads"][name], least, 5)
    content.add("facts", *(style.distractor(pair, content.day) for pair in facts))


def _named(dice: Dice, words: Sequence[str], value: Marked) -> Entry:
    return Entry(plain(dice.choose(words)), value)


def _fuel(sale: Sale) -> None:
    content = sale.content
    style, dice = content.style, content.style.dice
    choices: Sequence[tuple[str, str]] = dice.choose(tuple(PADS["pads"]["fuels"].values()))
    sold, meant = dice.drawn([pair for pair in choices if pair[1]])
    low, high = PRODUCTS["prices"][meant]
    price = round(Decimal(dice.random.uniform(low, high)), 1)
    litres = round(Decimal(dice.random.uniform(3, 400)), dice.drawn((0, 1, 2, 2)))
    printed = [
        ((Piece(name, Label.FUEL, meant),) if name == sold else plain(name), name == sold)
        for name, _ in choices
    ]
    content.add("product", _named(dice, PADS["pads"]["products"], ticked(style, printed)))
    content.add("product", style.quantity("usage", style.figures.labelled(Label.USAGE, litres)))
    if dice.chance(0.65):
        content.add("product", style.entry("unit_price", priced(style, Label.UNIT_PRICE, price)))
    sale.lines.append(Line(EMPTY, EMPTY, EMPTY, round(litres * price)))


def ticked(style: Style, choices: Sequence[tuple[Marked, bool]]) -> Marked:
    """All of them in one line, each behind its box, or none behind a box and one before a tick."""
    dice, words = style.dice, PADS["ticks"]
    empty, full = dice.choose(words["empty"]), dice.choose(words["ticked"])
    between = dice.choose(words["between"])
    behind = dice.choose(words["behind"]) if dice.chance(0.15) else ""
    made: list[Piece] = []
    for choice, is_it in choices:
        box = "" if behind else full if is_it else empty
        front = (between if made else "") + box
        made += [*([Piece(front)] if front else []), *choice]
        made += [Piece(behind)] if behind and is_it else []
    return tuple(made)


def _bottle(sale: Sale) -> None:
    """A ticked size and, somewhere beside it, how many of it."""
    content = sale.content
    style, dice = content.style, content.style.dice
    sizes = dice.choose(_CHOICES)
    size, count = dice.drawn(sizes), dice.drawn((1, 1, 1, 2, 2, 3, 4, 5, 8, 10))
    form = dice.choose(PADS["cells"]["sizes"])
    printed = [(_size(form, one, {size: count}), one == size) for one in sizes]
    content.add("product", _named(dice, PADS["pads"]["sizes"], ticked(style, printed)))
    behind = dice.choose(("", "桶", " 桶", "支", " 瓶", "桶"))
    counted = (*_count(size, {size: count}), *([Piece(behind)] if behind else []))
    content.add("product", _named(dice, PADS["pads"]["counts"], counted))
    each = round(Decimal(dice.amount(*_TEN)) * size / 10)
    if dice.chance(0.4):
        content.add("product", _named(dice, PADS["cells"]["prices"], plain(style.figures.number(each))))
    sale.lines.append(Line(EMPTY, EMPTY, EMPTY, each * count))


def _size(form: str, size: int, bought: dict[int, int]) -> Marked:
    """How much a bottle holds: of those that are bought a part of the weight."""
    text = form.format(s=size)
    if size not in bought:
        return plain(text)
    return Piece(text, Label.USAGE_PART, str(size * bought[size])), Piece("", Label.UNIT, _KG)


def _count(size: int, bought: dict[int, int]) -> Marked:
    return (Piece(str(bought[size]), Label.USAGE_PART, "0"),) if size in bought else EMPTY


def sample_bottles(dice: Dice, kind: BillKind) -> Content:
    """Sizes in a row or a column, with counts in cells of their own; most sizes stay empty."""
    sale = begin_sale(dice, kind, "note")
    content = sale.content
    style = content.style
    content.titles.append(plain(dice.choose(PADS["pads"]["titles"][kind.value])))
    number_and_day(content, "note", 0.3)
    printed = [size for size in _SIZES if dice.chance(0.75)] or [20]
    bought = {size: dice.amount(1, 12) for size in printed if dice.amount(0, 9) < 4}
    bought = bought or {dice.drawn(printed): dice.amount(1, 20)}
    ten = dice.amount(*_TEN)
    prices = {size: round(Decimal(size * ten) / 10) for size in printed}
    sale.lines += [Line(EMPTY, EMPTY, EMPTY, prices[size] * count) for size, count in bought.items()]
    content.tables["items"] = (_across if dice.chance(0.4) else _down)(style, printed, bought, prices)
    _facts(content, "bottle_facts", 0)
    if dice.chance(0.35):
        total = sum(size * count for size, count in bought.items())
        unit = (style.unit_piece(),) if dice.chance(0.5) else ()
        weight = (style.figures.labelled(Label.USAGE, total), *unit)
        content.add("weight", _named(dice, PADS["cells"]["weights"], weight))
    parties(content, buyer=0.5, account=0.25)
    sums(sale)
    return content


def _across(style: Style, printed: list[int], bought: dict[int, int], prices: dict[int, int]) -> Table:
    """A column for each size."""
    dice, words = style.dice, PADS["cells"]
    form = dice.choose(words["sizes"])
    named = {name: plain(dice.choose(words[name])) for name in ("counts", "prices", "sums", "empties")}
    rows = [(named["counts"], *(_count(one, bought) for one in printed))]
    if dice.chance(0.5):
        every = dice.chance(0.3)
        told = [
            plain(style.figures.number(prices[one])) if every or one in bought else EMPTY for one in printed
        ]
        rows.append((named["prices"], *told))
    if dice.chance(0.6):
        amounts = [prices[one] * bought.get(one, 0) for one in printed]
        rows.append((named["sums"], *(amount_cell(style, one) if one else EMPTY for one in amounts)))
    if dice.chance(0.3):
        empties = [plain(str(dice.amount(0, 6))) if one in bought else EMPTY for one in printed]
        rows.append((named["empties"], *empties))
    heads = (plain(dice.choose(words["specifications"])), *(_size(form, one, bought) for one in printed))
    return Table(heads, tuple(rows))


def _down(style: Style, printed: list[int], bought: dict[int, int], prices: dict[int, int]) -> Table:
    """A row for each size, those that nobody bought among them or left out."""
    dice, words = style.dice, PADS["cells"]
    form, name = dice.choose(words["sizes"]), plain(dice.choose(PRODUCTS["cylinders"]["names"]))
    named, emptied = dice.chance(0.6), dice.chance(0.35)
    heads = [style.words("item")] * named
    heads += [plain(dice.choose(words[one])) for one in ("specifications", "counts", "prices", "sums")]
    heads += [plain(dice.choose(words["empties"]))] * emptied
    rows = []
    for size in list(bought) if dice.chance(0.6) else printed:
        there = size in bought
        price = plain(style.figures.number(prices[size])) if there else EMPTY
        amount = amount_cell(style, prices[size] * bought[size]) if there else EMPTY
        row = [*[name] * named, _size(form, size, bought), _count(size, bought), price, amount]
        row += [plain(str(dice.amount(0, 6))) if there else EMPTY] * emptied
        rows.append(tuple(row))
    return Table(tuple(heads), tuple(rows))
