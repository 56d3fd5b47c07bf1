"""Bills that come every month: telephone, space, rent, insurance, couriers, cleaning, maintenance."""

from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.items import Line, list_items, priced
from models.generator.contents.numbers import account_no
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale, number_and_day, sums
from models.generator.days import months_before
from models.generator.dice import Dice
from models.generator.marked import EMPTY, WHOLE, Entry, Table, plain
from models.generator.style import Style
from models.generator.wording import TRADES
from models.labels import Label

_WORDS = TRADES["services"]


def sample_service(dice: Dice, kind: BillKind) -> Content:
    """One to eight services, the customer's number and the time for which they are billed."""
    sale = begin_sale(dice, kind, "note")
    content = sale.content
    style = content.style
    content.titles.append(plain(dice.choose(_WORDS["titles"])))
    number_and_day(content, "note", 0.55)
    count = dice.choose((1, 1, 2, 3, 3, 4, 5, 6, 8))
    numbered, unpriced = dice.chance(0.8), dice.chance(0.15)
    for row in range(count):
        line = _line(style, content, WHOLE if count == 1 else row)
        told = line.quantity if numbered else EMPTY
        price = EMPTY if unpriced or (not numbered and dice.chance(0.7)) else line.price
        sale.lines.append(line if told and price else Line(line.name, told, price, line.amount))
    sale.added_tax = dice.chance(0.35)
    list_items(sale)
    parties(content, buyer=0.7, account=0.0)
    sums(sale)
    _customer(content)
    content.notes += [plain(style.filled(one, content.day)) for one in dice.some(_WORDS["lines"], 0, 4)]
    content.tables["past"] = _past(content)
    return content


def _line(style: Style, content: Content, row: int) -> Line:
    dice = style.dice
    count = dice.drawn((1, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 10, 12, 20, 30))
    price = Decimal(dice.drawn((dice.amount(20, 900), dice.amount(100, 4000), dice.amount(10, 600) * 50)))
    unit = dice.drawn(_WORDS["units"])
    return Line(
        plain(style.filled(dice.drawn(_WORDS["goods"]), content.day)),
        (style.figures.quantity(Label.USAGE, count, row),),
        priced(style, Label.UNIT_PRICE, price, row),
        round(count * price),
        plain(unit) if unit else EMPTY,
    )


def _customer(content: Content) -> None:
    """Account, period and what else such bills tell of the contract."""
    style, dice = content.style, content.style.dice
    if dice.chance(0.75):
        content.add("customer", Entry(plain(dice.choose(_WORDS["accounts"])), account_no(style)))
    if dice.chance(0.6):
        end = content.day - timedelta(dice.amount(1, 25))
        start = end - timedelta(dice.drawn((27, 29, 30, 30, 60, 89, 364)))
        content.add("customer", Entry(plain(dice.choose(_WORDS["periods"])), style.days.period(start, end)))
    others = dice.some(_WORDS["top"], 1, 6)
    content.add("customer", *(style.distractor(pair, content.day) for pair in others))
    if dice.chance(0.5):
        content.groups["customer"] = dice.shuffled(content.groups["customer"])
    past = dice.some(_WORDS["past"], 1, 4) if dice.chance(0.45) else []
    content.add("before", *(style.distractor(pair, content.day) for pair in past))


def _past(content: Content) -> Table:
    """What the bills before came to, which is none of this one's money."""
    style, dice = content.style, content.style.dice
    rows = []
    for back in range(1, dice.whole(2, 6) + 1):
        month = style.days.month(*months_before(content.day.year, content.day.month, back))
        amount = max(style.total * dice.amount(40, 200) // 100, 1)
        rows.append((plain(month), plain(style.figures.number(amount))))
    heads = (
        plain(dice.choose(("帳單月份", "月份", "期別"))),
        plain(dice.choose(("金額", "應繳金額", "帳單金額"))),
    )
    return Table(heads, tuple(rows))
