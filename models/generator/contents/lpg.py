"""Bottled gas by the kilogram and by the cylinder."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.emissions import tell_carbon
from models.generator.contents.items import Line, amount_cell, list_items, priced
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale, number_and_day, sums, title, trade_facts
from models.generator.contents.statements import lettered, spare_columns, summed, told_of_month
from models.generator.dice import Dice
from models.generator.figures import normal
from models.generator.marked import Marked, Piece, Table, plain
from models.generator.style import UNITS, Style
from models.generator.wording import ENERGY, HEADINGS, PRODUCTS, SALES
from models.labels import Label

_UNIT = UNITS[BillKind.LPG][0]


@dataclass(frozen=True, slots=True)
class _Cylinders:
    """`count` cylinders of `size` kilograms at `price` the kilogram."""

    size: int
    count: int
    price: Decimal

    @property
    def weight(self) -> int:
        return self.size * self.count


def _cylinders(dice: Dice) -> _Cylinders:
    size = dice.drawn((20, 20, 20, 20, 16, 16, 50, 50, *PRODUCTS["cylinders"]["sizes"]))
    count = dice.drawn((1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 12, 20, 30))
    return _Cylinders(size, count, Decimal(dice.amount(220, 520)) / 10)


def sample_lpg(dice: Dice, form: str) -> Content:
    """A delivery of one size or two; `form` is proof, paper or note."""
    sale = begin_sale(dice, BillKind.LPG, form)
    content = sale.content
    title(content, form)
    number_and_day(content, form, 0.3)
    several, bulk = dice.chance(0.2), dice.chance(0.18)
    if bulk:
        sale.lines.append(_bulk(content.style))
        trade_facts(content, "bulk")
    sold = [] if bulk else [_cylinders(dice) for _ in range(2 if several else 1)]
    printing = dice.choose((_by_weight, _by_product, _by_product, _apart))
    if len(sold) > 1 and sold[0].size == sold[1].size:
        sold = sold[:1]
    for one in sold:
        label = Label.USAGE if len(sold) == 1 else Label.USAGE_PART
        sale.lines.append(printing(content.style, one, label, priced_alike=len(sold) == 1))
    if dice.chance(0.12):
        sale.lines.append(_beside(dice))
    if dice.chance(0.12):
        sale.discounts.append(_returned(dice))
    sale.added_tax = form in ("paper", "foreign") and dice.chance(0.5)
    list_items(sale)
    parties(content, buyer=0.55, account=0.25)
    if sold:
        _entries(content, sold)
    sums(sale)
    weight = sum(one.weight for one in sold)
    if weight and dice.chance(0.12):
        low, high = PRODUCTS["factors"]["lpg"]
        carbon = round(weight * Decimal(dice.random.uniform(low, high)), dice.drawn((0, 1, 1, 2)))
        tell_carbon(content, content.style.figures.labelled(Label.PRINTED_KGCO2E, carbon))
    return content


def _returned(dice: Dice) -> Line:
    """What is taken off for gas that came back, or for being a customer."""
    name = dice.choose(PRODUCTS["cylinders"]["returns"]).format(k=f"{dice.amount(0, 6)}.{dice.amount(1, 9)}")
    return Line(plain(name), (), (), -dice.amount(10, 120))


def _name(style: Style) -> str:
    english = style.language == "en" and style.dice.chance(0.85)
    name: str = style.dice.choose(PRODUCTS["cylinders"]["english_names" if english else "names"])
    return name


def _entries(content: Content, sold: list[_Cylinders]) -> None:
    """The weight in all, beside whatever the lines say."""
    style, dice = content.style, content.style.dice
    if dice.chance(0.2) and "product" not in content.groups:
        weight = sum(one.weight for one in sold)
        entry = style.quantity("usage", style.figures.labelled(Label.USAGE, weight))
        content.add("weight", entry)


def _by_weight(style: Style, one: _Cylinders, label: Label, *, priced_alike: bool) -> Line:
    """Kilograms at a price each."""
    name = _name(style)
    unit = (Piece(style.unit, Label.UNIT, _UNIT),) if style.unit_place == "value" else ()
    weight = style.figures.quantity(label, one.weight)
    price = priced(style, Label.UNIT_PRICE if priced_alike else None, one.price)
    return Line(plain(name), (weight,), price, round(one.weight * one.price), unit)


def _bulk(style: Style) -> Line:
    """Out of a tanker, by the scales."""
    dice = style.dice
    weight = Decimal(dice.amount(80, 15_000))
    if dice.chance(0.2):
        weight += Decimal(dice.amount(1, 99)) / 100
    price = round(Decimal(dice.random.uniform(18, 45)), dice.drawn((0, 1, 1, 2, 2)))
    unit = (Piece(style.unit, Label.UNIT, _UNIT),) if style.unit_place == "value" else ()
    return Line(
        plain(dice.choose(SALES["bulk"]["names"])),
        (style.figures.labelled(Label.USAGE, weight),),
        priced(style, Label.UNIT_PRICE, price),
        round(weight * price),
        unit,
    )


def _by_product(style: Style, one: _Cylinders, label: Label, *, priced_alike: bool) -> Line:
    """Size times count in one, in the name or where the quantity stands."""
    dice = style.dice
    form = dice.choose(PRODUCTS["cylinders"]["forms"])
    piece = Piece(form.format(s=one.size, c=one.count), label, str(one.weight))
    product: Marked = (piece, Piece("", Label.UNIT, _UNIT)) if "{s}×" not in form else (piece,)
    name = plain(_name(style))
    price = plain(style.figures.number(round(one.size * one.price)))
    amount = round(one.size * one.price) * one.count
    if dice.chance(0.5):
        gap = dice.choose((" ", "", " "))
        return Line(
            (*name, *(plain(gap) if gap else ()), *product), (), price if dice.chance(0.6) else (), amount
        )
    return Line(name, product, price, amount)


def _apart(style: Style, one: _Cylinders, label: Label, *, priced_alike: bool) -> Line:
    """Size in the name, count as quantity: both are parts, and what they come to stands with the size."""
    dice = style.dice
    size = Piece(
        dice.choose(PRODUCTS["cylinders"]["each"]).format(s=one.size), Label.USAGE_PART, str(one.weight)
    )
    name = plain(_name(style))
    hint = (size, Piece("", Label.UNIT, _UNIT))
    words = (*hint, *name) if dice.chance(0.5) else (*name, *(plain(" ") if dice.chance(0.5) else ()), *hint)
    count = (Piece(str(one.count), Label.USAGE_PART, "0"),)
    counted = dice.choose(PRODUCTS["cylinders"]["counts"])
    price = round(one.size * one.price)
    return Line(
        words, count, plain(style.figures.number(price)), price * one.count, plain(counted) if counted else ()
    )


def _beside(dice: Dice) -> Line:
    price = dice.amount(50, 1500)
    name = plain(dice.choose(PRODUCTS["cylinders"]["extras"]))
    return Line(name, plain("1"), plain(str(price)), price)


def sample_lpg_statement(dice: Dice) -> Content:
    """A month's deliveries, one row each."""
    sale = begin_sale(dice, BillKind.LPG)
    content = sale.content
    style = content.style
    content.titles.append(plain(dice.choose(HEADINGS["lpg"]["lists"])))
    sold = [_cylinders(dice) for _ in range(dice.whole(2, 14))]
    if dice.chance(0.6):
        # A month has one price, and most customers one size.
        like = sold[0]
        sold = [replace(one, price=like.price, size=dice.choose((like.size, one.size))) for one in sold]
    content.tables["list"], columns = _statement(content, sold)
    parties(content, buyer=0.7, account=0.5)
    if dice.chance(0.5):
        issued = style.days.day(Label.ISSUE_DATE, content.day + timedelta(4))
        content.add("invoice", style.entry("issue_date", issued))
    told_of_month(content, content.day - timedelta(2 * len(sold)), content.day)
    total = sum(round(one.weight * one.price) for one in sold)
    weight = Decimal(sum(one.weight for one in sold))
    amount = columns.index("amount") if "amount" in columns else None
    summed(content, columns.index("usage"), amount, weight, total)
    if dice.chance(0.2):
        lettered(content)
    content.add("payment", *style.distractors(BillKind.LPG, "payment", content.day, 0, 2))
    return content


def _statement(content: Content, sold: list[_Cylinders]) -> tuple[Table, list[str]]:
    """The table, and what its first columns hold; cylinders are counted beside their weight or in one."""
    style, dice = content.style, content.style.dice
    product = dice.chance(0.3)
    counted = not product and dice.chance(0.5)
    columns = ["issue_date", *["item"] * (counted or dice.chance(0.7)), *["count"] * counted, "usage"]
    columns += [*["unit_price"] * (not product and dice.chance(0.7)), *["amount"] * dice.chance(0.9)]
    words = ENERGY["statements"]
    name, form = dice.choose(PRODUCTS["cylinders"]["names"]), dice.choose(PRODUCTS["cylinders"]["forms"])
    bottle = dice.choose(words["bottles"])
    spare, others = spare_columns(content, len(sold))
    rows = []
    for row, one in enumerate(sold):
        day = content.day - timedelta(2 * (len(sold) - row))
        weight = style.figures.labelled(Label.USAGE, one.weight, row)
        if product:
            weight = Piece(form.format(s=one.size, c=one.count), Label.USAGE, normal(one.weight), row)
        cells: dict[str, Marked] = {
            "issue_date": style.days.day(Label.ISSUE_DATE, day, row),
            "item": plain(bottle.format(s=one.size) if counted else name),
            "count": plain(str(one.count)),
            "usage": (weight,),
            "unit_price": priced(style, Label.UNIT_PRICE, one.price, row),
            "amount": amount_cell(style, round(one.weight * one.price)),
        }
        rows.append((*(cells[key] for key in columns), *(column[row] for column in others)))
    heads = [plain(dice.choose(words["counts"])) if key == "count" else style.words(key) for key in columns]
    place = columns.index("usage")
    if counted:
        heads[place] = plain(dice.choose(words["weights"]))
    elif style.unit_place == "label" and not product:
        heads[place] = style.with_unit(heads[place])
    return Table((*heads, *spare), tuple(rows)), columns
