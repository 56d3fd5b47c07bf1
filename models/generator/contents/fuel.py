"""Receipts and statements of petrol stations and of who delivers fuel."""

from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind, FuelKind
from models.generator import identifiers
from models.generator.content import Content
from models.generator.contents.emissions import tell_carbon
from models.generator.contents.items import Line, Sale, amount_cell, list_items, priced
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale, number_and_day, sums, title, trade_facts
from models.generator.contents.statements import lettered, moved, spare_columns, summed, told_of_month
from models.generator.dice import Dice
from models.generator.figures import normal
from models.generator.marked import WHOLE, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import ENERGY, HEADINGS, NUMBERS, PADS, PRODUCTS
from models.labels import Label

_KINDS = (FuelKind.GASOLINE,) * 11 + (FuelKind.DIESEL,) * 8 + (FuelKind.KEROSENE, FuelKind.FUEL_OIL)
_PLACES = (2, 2, 2, 3, 1, 0)
_PRICE_PLACES = (1, 1, 1, 2)


def sample_fuel(dice: Dice, form: str) -> Content:
    """One sale of one product, sometimes of several; `form` is proof, paper or note."""
    sale = begin_sale(dice, BillKind.FUEL, form)
    content = sale.content
    title(content, form)
    number_and_day(content, form, 0.5)
    count = dice.whole(2, 3) if dice.chance(0.12) else 1
    products = [_Product(dice, content.style, row if count > 1 else WHOLE) for row in range(count)]
    for product in products:
        sale.lines.append(product.line(content.style))
        if dice.chance(0.25):
            sale.discounts.append(_discount(dice, content.style, product.litres))
    if dice.chance(0.06):
        sale.lines.append(_beside(dice, content.style))
    list_items(sale)
    if len(sale.lines) == 1:
        content.add("product", *products[0].entries(content.style, sale))
        if form == "note" and dice.chance(0.4 if products[0].delivered else 0.08):
            content.add("transaction", *_totaliser(content.style, products[0].litres))
    if dice.chance(0.2) and products[0].delivered:
        trade_facts(content, "oil")
    parties(content, buyer=0.5, account=0.06)
    sums(sale)
    if dice.chance(0.3):
        _emissions(content, products)
    return content


class _Product:
    """What was filled: `litres` at `price`."""

    def __init__(self, dice: Dice, style: Style, row: int) -> None:
        self.kind = dice.drawn(_KINDS)
        self.row = row
        large = self.delivered = self.kind is FuelKind.FUEL_OIL or dice.amount(0, 9) == 0
        low, high = PRODUCTS["prices"][self.kind.value]
        self.price = round(Decimal(dice.random.uniform(low, high)), dice.drawn(_PRICE_PLACES))
        litres = dice.random.uniform(100, 9000) if large else dice.random.uniform(2, 95)
        if dice.amount(0, 3) == 0:
            litres = dice.drawn((100, 200, 300, 500, 800, 1000, 1200, 1500, 2000)) / float(self.price)
        self.litres = round(Decimal(litres), dice.drawn(_PLACES)) or Decimal(1)
        english = style.language == "en" and dice.chance(0.85)
        name = dice.choose(PRODUCTS["english_fuels" if english else "fuels"][self.kind.value])
        self.name = (Piece(name, Label.FUEL, self.kind.value, row),)

    @property
    def amount(self) -> int:
        return round(self.litres * self.price)

    def quantity(self, style: Style) -> Piece:
        return Piece(style.figures.number(self.litres), Label.USAGE, normal(self.litres), self.row)

    def line(self, style: Style) -> Line:
        dice = style.dice
        unit = (style.unit_piece(self.row),) if style.unit_place == "value" else ()
        name = (
            (*self.name, Piece(dice.choose((" TX", "*", "(應稅)", "")))) if dice.chance(0.15) else self.name
        )
        if dice.chance(0.05):
            name = (*name, Piece("\n" + dice.choose(PADS["rows"]["behind"])))
        price = priced(style, Label.UNIT_PRICE, self.price, self.row)
        return Line(tuple(p for p in name if p.text), (self.quantity(style),), price, self.amount, unit)

    def entries(self, style: Style, sale: Sale) -> list[Entry]:
        """The same as entries, of which tills and portals print some."""
        dice = style.dice
        price = priced(style, Label.UNIT_PRICE, self.price, self.row)
        made = [
            style.entry("item", self.name),
            self._quantity_entry(style),
            style.entry("unit_price", (*price, *plain(dice.choose(("元", "", "元/公升", " 元"))))),
        ]
        if dice.chance(0.6):
            made.append(style.entry("amount", amount_cell(style, self.amount)))
        made += [Entry(one.name, amount_cell(style, one.amount)) for one in sale.discounts]
        return made

    def _quantity_entry(self, style: Style) -> Entry:
        entry = style.quantity("usage", self.quantity(style))
        if not self.delivered or style.language == "en" or style.dice.chance(0.5):
            return entry
        return Entry(plain(style.dice.choose(ENERGY["meters"]["quantities"])), entry.value, entry.english)


def _totaliser(style: Style, litres: Decimal) -> list[Entry]:
    """What the pump's counter showed before and after."""
    dice = style.dice
    before = Decimal(dice.amount(100, 99_999)) + Decimal(dice.amount(0, 9)) / 10
    if litres == int(litres):
        before = Decimal(dice.amount(100, 999_999))
    first, last = dice.choose(ENERGY["meters"]["pairs"])
    return [
        Entry(plain(first), (style.figures.labelled(Label.PREVIOUS_READING, before),)),
        Entry(plain(last), (style.figures.labelled(Label.CURRENT_READING, before + litres),)),
    ]


def _discount(dice: Dice, style: Style, litres: Decimal) -> Line:
    """A line that takes something off; its quantity is none of the sale's."""
    name = plain(dice.choose(PRODUCTS["discounts"]["names"]))
    if dice.chance(0.6):
        off = dice.drawn((Decimal("-0.5"), Decimal("-0.8"), Decimal(-1), Decimal("-1.5"), Decimal(-2)))
        return Line(name, plain(normal(litres)), plain(str(off)), round(litres * off))
    amount = -dice.amount(1, 60)
    return Line(name, plain("1"), plain(str(amount)), amount)


def _beside(dice: Dice, style: Style) -> Line:
    price = dice.amount(10, 300)
    return Line(plain(dice.choose(PRODUCTS["station"]["names"])), plain("1"), plain(str(price)), price)


def _emissions(content: Content, products: list[_Product]) -> None:
    style, dice = content.style, content.style.dice
    low, high = PRODUCTS["factors"][products[0].kind.value]
    factor = round(Decimal(dice.random.uniform(low, high)), 3)
    carbon = round(
        sum((product.litres for product in products), Decimal(0)) * factor, dice.drawn((1, 1, 2, 0))
    )
    tell_carbon(content, style.figures.labelled(Label.PRINTED_KGCO2E, carbon))


def sample_fuel_statement(dice: Dice) -> Content:
    """A month's fillings of a fleet, one row each."""
    sale = begin_sale(dice, BillKind.FUEL)
    content = sale.content
    style = content.style
    content.titles.append(plain(dice.choose(HEADINGS["fuel"]["lists"])))
    count = dice.whole(2, 22)
    products = [_Product(dice, style, row) for row in range(count)]
    content.tables["list"], columns = _statement(content, products)
    parties(content, buyer=0.7, account=0.5)
    if dice.chance(0.5):
        content.add(
            "invoice", style.entry("issue_date", style.days.day(Label.ISSUE_DATE, content.day + timedelta(5)))
        )
    if not told_of_month(content, content.day - timedelta(count), content.day):
        month = content.day.year, content.day.month
        value = style.days.months(month, month, Label.PERIOD_MONTHS)
        content.add("invoice", Entry(plain(dice.choose(("對帳月份", "結帳月份", "帳單月份"))), value))
    total = sum(product.amount for product in products)
    litres = sum((product.litres for product in products), Decimal(0))
    amount = columns.index("amount") if "amount" in columns else None
    summed(content, columns.index("usage"), amount, litres, total)
    if dice.chance(0.15):
        lettered(content)
    content.add("payment", *style.distractors(BillKind.FUEL, "payment", content.day, 0, 1))
    return content


def _statement(content: Content, products: list[_Product]) -> tuple[Table, list[str]]:
    """The table, and what its first columns hold."""
    style, dice = content.style, content.style.dice
    columns = ["issue_date", "item", "usage"]
    columns += [
        key
        for key, share in (("unit_price", 0.75), ("amount", 0.9), ("invoice_no", 0.2))
        if dice.chance(share)
    ]
    heads = [style.words(key) for key in columns]
    if style.unit_place == "label":
        heads[2] = style.with_unit(heads[2])
    shape = dice.choose(NUMBERS["invoice_no"]["any"])
    spare, others = spare_columns(content, len(products))
    rows = []
    for product in products:
        day = content.day - timedelta(len(products) - product.row)
        cells: dict[str, Marked] = {
            "issue_date": style.days.day(Label.ISSUE_DATE, day, product.row),
            "item": product.name,
            "usage": (product.quantity(style),),
            "unit_price": priced(style, Label.UNIT_PRICE, product.price, product.row),
            "amount": amount_cell(style, product.amount),
            "invoice_no": _row_invoice(dice, shape, product.row),
        }
        rows.append((*(cells[key] for key in columns), *(column[product.row] for column in others)))
    place = dice.choose((1, len(columns)))
    table = Table((*heads, *spare), tuple(rows))
    return moved(table, len(columns), place), [*columns[:place], *[""] * len(spare), *columns[place:]]


def _row_invoice(dice: Dice, shape: str, row: int) -> Marked:
    printed = identifiers.invoice(dice, shape)
    return (Piece(printed, Label.INVOICE_NO, identifiers.letters_and_digits(printed), row),)
