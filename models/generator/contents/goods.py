"""Invoices and receipts of anything else: what is bought, how many of it, and at what price each."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.items import Line, Sale, list_items, priced
from models.generator.contents.parties import parties
from models.generator.contents.sales import UNTAXED, begin_sale, number_and_day, sums, title
from models.generator.dice import Dice
from models.generator.figures import normal
from models.generator.identifiers import shaped
from models.generator.marked import EMPTY, WHOLE, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import PRODUCTS, SALES
from models.labels import Label

_GOODS = PRODUCTS["goods"]
_COUNTS = (1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 10, 12, 20, 50, 100)
# What a page tells of each of its goods: number and price, one of them, or its amount alone.
_TOLD = (("quantity", "price"),) * 7 + (("quantity",),) * 2 + (("price",), ())
# Hours, gigabytes and the like are sold by the fraction.
_METERED_TRADE = "service"


@dataclass(frozen=True, slots=True)
class _Habits:
    """How one page lists goods: of one trade or of any, and what it tells of each."""

    trade: str
    told: tuple[str, ...]
    measured: float

    @classmethod
    def sample(cls, dice: Dice) -> "_Habits":
        trade = dice.drawn(tuple(_GOODS["trades"]))
        return cls(trade, dice.choose(_TOLD), dice.choose((0.0, 0.0, 0.0, 0.3, 1.0)))


def sample_goods(dice: Dice, form: str) -> Content:
    """One to twelve goods, of which several are rows; `form` is one of `title`'s."""
    sale = begin_sale(dice, BillKind.INVOICE, form)
    content = sale.content
    title(content, form)
    number_and_day(content, form, 0.35)
    habits = _Habits.sample(dice)
    count = 1 if form != "statement" and dice.chance(0.35) else dice.whole(2, 12)
    for row in range(count):
        sale.lines.append(_line(content.style, habits, content.day, WHOLE if count == 1 else row))
    _beside(sale)
    sale.added_tax = form not in ("proof", *UNTAXED) and dice.chance(0.4)
    list_items(sale)
    if form == "statement":
        _dated(content)
    if count == 1:
        content.add("product", *_entries(content.style, sale.lines[0]))
    parties(content, buyer=0.6, account=0.08)
    sums(sale)
    return content


def _dated(content: Content) -> None:
    """With the day of each delivery, which is no field of goods, and now and then its note's number."""
    style, dice = content.style, content.style.dice
    made = content.tables["items"]
    days = sorted(content.day - timedelta(dice.amount(1, 30)) for _ in made.rows)
    heads = [plain(dice.choose(("日期", "送貨日", "出貨日期", "銷貨日", "月/日", "Date")))]
    columns = [[plain(style.days.written(day)) for day in days]]
    if dice.chance(0.4):
        heads.append(plain(dice.choose(("單號", "銷貨單號", "憑證號碼", "No."))))
        shape = dice.choose(("999999", "A99999", "9999999999"))
        columns.append([plain(shaped(dice, shape)) for _ in made.rows])
    blank = [EMPTY] * len(heads)
    rows = tuple(
        (*(front if any(row[1:]) else blank), *row) for *front, row in zip(*columns, made.rows, strict=True)
    )
    english = tuple("" for _ in heads) + made.english if made.english else ()
    content.tables["items"] = Table((*heads, *made.heads), rows, english)


def _entries(style: Style, line: Line) -> list[Entry]:
    made = [style.entry("item", line.name)]
    if line.quantity:
        made.append(style.entry("quantity", (*line.quantity, *line.unit)))
    if line.price:
        made.append(style.entry("unit_price", line.price))
    return made


def _line(style: Style, habits: _Habits, day: date, row: int) -> Line:
    """Without its number or price where the page tells none; then there is one of it."""
    told = () if habits.told and style.dice.chance(0.04) else habits.told
    one = "quantity" not in told
    if not one and style.dice.chance(habits.measured):
        line = _measured(style, row)
    elif not one and habits.trade == _METERED_TRADE and style.dice.chance(0.2):
        line = _by_the_fraction(style, row)
    else:
        line = _counted(style, habits, day, row, single=one)
    if one:
        return Line(line.name, EMPTY, line.price if "price" in told else EMPTY, line.amount)
    return line if "price" in told else Line(line.name, line.quantity, EMPTY, line.amount, line.unit)


def _name(style: Style, habits: _Habits, day: date) -> Marked:
    dice = style.dice
    if style.language == "en":
        return plain(dice.drawn(_GOODS["english"]))
    trade = habits.trade if dice.chance(0.8) else dice.drawn(tuple(_GOODS["trades"]))
    told = dice.drawn(_GOODS["specifications"])
    if dice.chance(0.3):
        told = style.filled(dice.choose(SALES["goods"]["kinds"]), day)
    name = dice.drawn(_GOODS["trades"][trade]) + told
    if told and dice.chance(0.08):
        name = name.removesuffix(told) + "\n" + told.strip()
    if style.language == "both" and dice.chance(0.6):
        name += dice.choose((" ", " ", "\n")) + dice.drawn(SALES["goods"]["second_names"])
    return plain(name)


def _counted(style: Style, habits: _Habits, day: date, row: int, *, single: bool) -> Line:
    """Pieces: their unit is none that readings have."""
    dice = style.dice
    count = 1 if single else dice.drawn(_COUNTS)
    price = Decimal(dice.drawn((dice.amount(5, 300), dice.amount(100, 9000), dice.amount(1, 90) * 50)))
    if dice.chance(0.06):
        price += Decimal(dice.amount(1, 9)) / 10
    unit = dice.drawn(_GOODS["each"])
    quantity = style.figures.quantity(Label.USAGE, count, row)
    return Line(
        _name(style, habits, day),
        (quantity,),
        priced(style, Label.UNIT_PRICE, price, row),
        round(count * price),
        plain(unit) if unit else EMPTY,
    )


def _by_the_fraction(style: Style, row: int) -> Line:
    """Hours of a server, gigabytes of space: many of them, each at next to nothing."""
    dice = style.dice
    quantity = round(Decimal(dice.random.uniform(1, 2000)), dice.drawn((0, 1, 2, 3)))
    price = round(Decimal(dice.random.uniform(0.5, 9)), dice.drawn((2, 3, 4)))
    name = dice.drawn(_GOODS["english"] if style.language == "en" else _GOODS["trades"][_METERED_TRADE])
    return Line(
        plain(name),
        (Piece(style.figures.number(quantity), Label.USAGE, normal(quantity), row),),
        priced(style, Label.UNIT_PRICE, price, row),
        round(quantity * price),
        plain(dice.choose(("小時", "GB", "時", "次", "hr", "GB-月"))),
    )


def _measured(style: Style, row: int) -> Line:
    """One thing by weight, volume or energy."""
    dice = style.dice
    quantity = round(Decimal(dice.random.uniform(1, 900)), dice.drawn((0, 0, 1, 2)))
    price = round(Decimal(dice.random.uniform(8, 300)), dice.drawn((0, 0, 1)))
    meant = dice.drawn(("kg", "kg", "kg", "L", "m3", "kWh"))
    unit = dice.choose(_GOODS["units"][meant])
    # On invoices a 度 is no unit that can be told.
    marked = Piece(unit) if unit == "度" else Piece(unit, Label.UNIT, meant, row)
    return Line(
        plain(dice.drawn(_GOODS["weighed"][meant])),
        (Piece(style.figures.number(quantity), Label.USAGE, normal(quantity), row),),
        priced(style, Label.UNIT_PRICE, price, row),
        round(quantity * price),
        (marked,),
    )


def _beside(sale: Sale) -> None:
    """Freight, service, discounts and rounding: no goods, so no rows."""
    dice = sale.content.style.dice
    words = PRODUCTS["beside"]
    if dice.chance(0.18):
        name = dice.choose(words["charges"])
        tenth = round(sum(line.amount for line in sale.lines) / 10)
        amount = tenth if "服務費" in name or "Service" in name else dice.amount(2, 40) * 10
        told = dice.chance(0.5)
        charge = Line(
            plain(name), plain("1") if told else EMPTY, plain(str(amount)) if told else EMPTY, amount
        )
        (sale.below if dice.chance(0.5) else sale.surcharges).append(charge)
    if dice.chance(0.12):
        amount = -dice.amount(1, max(sale.total // 10, 2))
        name = dice.choose(PRODUCTS["discounts"]["names"])
        sale.discounts.append(Line(plain(name), plain("1"), plain(str(amount)), amount))
    if dice.chance(0.04) and sale.total > 10:
        off = -(sale.total % 10 or 1)
        sale.below.append(Line(plain(dice.choose(words["rounding"])), EMPTY, EMPTY, off))
