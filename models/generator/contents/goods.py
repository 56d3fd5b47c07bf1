"""Invoices and receipts of anything else."""

from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.sales import (
    Line,
    begin_sale,
    item_table,
    number_and_day,
    parties,
    priced,
    sums,
    title,
)  # fmt: skip
from models.generator.dice import Dice
from models.generator.figures import normal
from models.generator.marked import Entry, Piece, plain
from models.generator.style import Style
from models.generator.wording import PRODUCTS
from models.labels import Label

# Written units of goods by weight and volume, with the unit that they mean.
_MEASURED = (("公斤", "kg"), ("kg", "kg"), ("KG", "kg"), ("公升", "L"), ("L", "L"))


def sample_goods(dice: Dice, form: str) -> Content:
    """One to twelve lines; `form` is proof, paper, note or credit."""
    sale = begin_sale(dice, BillKind.INVOICE)
    content = sale.content
    title(content, form)
    number_and_day(content, invoiced=form != "note" or dice.chance(0.35))
    single = dice.chance(0.35)
    if single and dice.chance(0.3):
        sale.lines.append(_measured(content.style))
    else:
        sale.lines += [_line(content.style, single=single) for _ in range(1 if single else dice.whole(2, 12))]
    if dice.chance(0.12):
        amount = -dice.amount(1, max(sale.total // 10, 2))
        name = plain(dice.choose(PRODUCTS["discounts"]["names"]))
        sale.discounts.append(Line(name, plain("1"), plain(str(amount)), amount))
    sale.added_tax = form != "proof" and dice.chance(0.4)
    content.tables["items"] = item_table(sale)
    if single:
        content.add("product", *_entries(content.style, sale.lines[0]))
    parties(content, buyer=0.6, account=0.08)
    sums(sale)
    return content


def _entries(style: Style, line: Line) -> list[Entry]:
    return [
        style.entry("item", line.name),
        style.entry("quantity", (*line.quantity, *line.unit)),
        style.entry("unit_price", line.price),
    ]


def _line(style: Style, *, single: bool) -> Line:
    """Counted goods: their number is no quantity of a unit that we know."""
    dice = style.dice
    table = PRODUCTS["goods"]
    names = table["english"] if style.language == "en" else table["names"]
    name = dice.drawn(names) + dice.drawn(table["specifications"])
    count = dice.drawn((1, 1, 1, 2, 2, 3, 4, 5, 6, 10, 12, 20, 50, 100))
    price = Decimal(dice.drawn((dice.amount(5, 300), dice.amount(100, 9000), dice.amount(1, 90) * 50)))
    unit = dice.drawn(table["each"])
    label = Label.UNIT_PRICE if single else None
    return Line(
        plain(name),
        plain(style.figures.number(count)),
        priced(style, label, price),
        round(count * price),
        plain(unit) if unit else (),
    )


def _measured(style: Style) -> Line:
    """One thing by weight or volume."""
    dice = style.dice
    quantity = round(Decimal(dice.random.uniform(1, 900)), dice.drawn((0, 0, 1, 2)))
    price = round(Decimal(dice.random.uniform(8, 300)), dice.drawn((0, 0, 1)))
    unit, meant = dice.choose(_MEASURED)
    return Line(
        plain(dice.drawn(PRODUCTS["goods"]["weighed"])),
        (Piece(style.figures.number(quantity), Label.USAGE, normal(quantity)),),
        priced(style, Label.UNIT_PRICE, price),
        round(quantity * price),
        (Piece(unit, Label.UNIT, meant),),
    )
