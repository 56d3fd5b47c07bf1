"""Notices of payment: bottled gas of a month, several fuels on one card, gas by a meter."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind, FuelKind
from models.generator import identifiers
from models.generator.content import Content
from models.generator.contents.emissions import tell_carbon
from models.generator.contents.facts import TAX_RATE
from models.generator.contents.items import amount_cell, priced
from models.generator.contents.numbers import account_no, meter_no
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale
from models.generator.days import months_before
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import OIL, PRODUCTS
from models.labels import Label

_WORDS: Final = OIL["notices"]
_GAUGES: Final = OIL["gauges"]


def sample_notice(dice: Dice, kind: BillKind) -> Content:
    """A month's bottles, or litres of each fuel, and what else a card or a dealer charges."""
    content = _begun(dice, kind, _WORDS["titles"][kind.value])
    total = _fuels(content) if kind is BillKind.FUEL else _bottles(content)
    _period(content)
    _ends(content, total)
    return content


def _begun(dice: Dice, kind: BillKind, titles: Sequence[str]) -> Content:
    """The buyer's number is called after the buyer, wherever it stands."""
    content = begin_sale(dice, kind).content
    style = content.style
    content.titles.append(plain(dice.choose(titles)))
    parties(content, buyer=0.0, account=0.0)
    if dice.chance(0.85):
        account = style.entry("account_no", account_no(style))
        content.add("buyer", account)
        content.strong.append(account)
    if dice.chance(0.6):
        number = identifiers.ubn(dice)
        value = (Piece(number, Label.BUYER_UBN, number),)
        content.add("buyer", Entry(plain(dice.choose(_WORDS["buyers"])), value))
    content.add("buyer", *(style.distractor(pair, content.day) for pair in dice.some(_WORDS["beside"], 0, 4)))
    return content


def _bottles(content: Content) -> int:
    """Bottles in the line of the charge, kilograms and price in entries; gives what is to pay."""
    style, dice = content.style, content.style.dice
    size, count = dice.drawn((16, 20, 20, 50, 50, 4)), dice.amount(1, 20)
    weight, price = size * count, Decimal(dice.amount(60, 104)) / 2
    amount = round(weight * price)
    told = dice.chance(0.75)
    bought = Piece(f"{size}kg×{count}", Label.USAGE, str(weight))
    name = plain(dice.choose(_WORDS["lines"]))
    if not told or dice.chance(0.5):
        before, after = dice.choose((("（", "桶）"), ("(", "支)"), (" ", "桶"), ("(", ")")))
        name = (*name, Piece(before), bought, Piece(after))
    content.add("charges", Entry(name, amount_cell(style, amount)))
    if told:
        words = plain(dice.choose(_WORDS["usage"]["lpg"]))
        value = (style.figures.labelled(Label.USAGE, weight), Piece(" "), style.unit_piece())
        content.add("usage", Entry(words, value))
    if dice.chance(0.7):
        content.add("usage", _price(style, price))
    return amount + _extras(content, amount)


def _price(style: Style, price: Decimal) -> Entry:
    behind = plain(style.dice.choose((" 元", "元", "元/公斤", " 元（含稅）", "")) or " ")
    value = (*priced(style, Label.UNIT_PRICE, price), *behind)
    return Entry(plain(style.dice.choose(_WORDS["prices"])), value)


def _extras(content: Content, most: int) -> int:
    """Rents, fees and what is taken off, which is little of what is paid."""
    dice, total = content.style.dice, 0
    for name, low, high in dice.some(_WORDS["extras"], 0, 3):
        amount = max(dice.amount(low, high), -most // 10)
        total += amount
        content.add("charges", Entry(plain(name), amount_cell(content.style, amount)))
    return total


def _fuels(content: Content) -> int:
    """A line for each fuel, how often it was filled beside its litres; gives what is to pay."""
    style, dice = content.style, content.style.dice
    fuels = dice.random.sample(("gasoline", "diesel", "gasoline", "kerosene"), dice.amount(2, 3))
    priced_apart, counted, first = dice.chance(0.3), dice.chance(0.7), dice.chance(0.8)
    litres, money, rows = Decimal(0), 0, []
    for row, fuel in enumerate(fuels):
        low, high = PRODUCTS["prices"][fuel]
        price = round(Decimal(dice.random.uniform(low, high)), 1)
        quantity = round(Decimal(dice.random.uniform(20, 2600)), 2)
        name = (Piece(dice.choose(PRODUCTS["fuels"][FuelKind(fuel)]), Label.FUEL, fuel, row),)
        number = [plain(str(dice.amount(1, 60)))] * counted
        usage: Marked = (style.figures.labelled(Label.USAGE, quantity, row),)
        cost = [priced(style, Label.UNIT_PRICE, price, row)] * priced_apart
        amount = amount_cell(style, round(quantity * price))
        rows.append((name, *(number if first else []), usage, *([] if first else number), *cost, amount))
        litres, money = litres + quantity, money + round(quantity * price)
    head = [plain(dice.choose(_WORDS["counts"]))] * counted
    usage_head = style.words("usage")
    heads = (
        style.words("item"),
        *(head if first else []),
        style.with_unit(usage_head) if style.unit_place == "label" else usage_head,
        *([] if first else head),
        *[style.words("unit_price")] * priced_apart,
        style.words("amount"),
    )
    if dice.chance(0.8):
        last: list[Marked] = [EMPTY] * len(heads)
        last[0] = plain(dice.choose(("合計", "總計", "小計", "Total")))
        last[1 + (counted and first)] = (style.figures.labelled(Label.USAGE, litres),)
        last[-1] = amount_cell(style, money)
        rows.append(tuple(last))
    content.tables["list"] = Table(heads, tuple(rows))
    if dice.chance(0.3):
        tell_carbon(content, style.figures.labelled(Label.PRINTED_KGCO2E, round(litres * Decimal("2.5"))))
    return money + _extras(content, money)


def _period(content: Content) -> None:
    """Months of use or days, of the month before the notice."""
    style, dice, day = content.style, content.style.dice, content.day
    month = months_before(day.year, day.month, 1)
    if dice.chance(0.55):
        words = plain(dice.choose(_WORDS["months"][content.kind.value]))
        entry = Entry(words, style.days.months(month, month, Label.PERIOD_MONTHS))
    else:
        words = plain(dice.choose(("帳單期間", "計費期間", "本期交易起訖", "供氣期間", "交易期間")))
        entry = Entry(words, style.days.period(day - timedelta(32), day - timedelta(3)))
    content.add("invoice", entry)
    content.strong.append(entry)


def _ends(content: Content, total: int) -> None:
    """What is to pay, the tax within, days of the notice and of payment, and quantities of months before."""
    style, dice, day = content.style, content.style.dice, content.day
    entry = style.entry("total_amount", style.figures.money(Label.TOTAL_AMOUNT, total))
    if dice.chance(0.5):
        tax = total - round(total / (1 + TAX_RATE))
        content.add("sums", style.entry("tax", style.figures.money(Label.TAX, tax)))
    content.add("sums", entry)
    due = Entry(plain(dice.choose(_WORDS["due"])), plain(style.beside(day, 10, 40)))
    content.strong += [entry, due]
    if dice.chance(0.7):
        words = plain(dice.choose(OIL["accounts"]["issued"]))
        content.add("invoice", Entry(words, style.days.day(Label.ISSUE_DATE, day)))
    if dice.chance(0.5):
        months = [months_before(day.year, day.month, back) for back in range(6, 0, -1)]
        told = [plain(style.figures.number(dice.amount(10, 3000))) for _ in months]
        past = tuple(zip([plain(style.days.month(*one)) for one in months], told, strict=True))
        content.tables["history"] = Table((EMPTY, EMPTY), past)


def sample_gauged(dice: Dice, kind: BillKind) -> Content:
    """Bottles behind a meter: its cubic metres are no quantity that is paid, the kilograms they weigh are."""
    content = _begun(dice, kind, _GAUGES["titles"])
    style = content.style
    before = Decimal(dice.amount(500, 90_000)) / 10
    used, density = Decimal(dice.amount(80, 4000)) / 10, Decimal(dice.amount(190, 260)) / 100
    weight, price = round(used * density, 1), Decimal(dice.amount(60, 108)) / 2
    if dice.chance(0.8):
        content.add("buyer", Entry(plain(dice.choose(_GAUGES["meters"])), meter_no(dice)))
    cubic, kilograms = plain(dice.choose(_GAUGES["cubic"])), (style.unit_piece(),)
    number = style.figures.labelled
    told: list[tuple[str, Marked, Marked]] = [
        ("before", (number(Label.PREVIOUS_READING, before),), cubic),
        ("after", (number(Label.CURRENT_READING, before + used),), cubic),
        ("flows", plain(style.figures.number(used)), cubic),
        ("factors", plain(str(density)), (*kilograms, Piece("/"), *cubic)),
        ("weights", (number(Label.USAGE, weight),), kilograms),
    ]
    if dice.chance(0.3):
        told = [one for one in told if one[0] != "flows"]
    lines = [(plain(dice.choose(_GAUGES[key])), value, unit) for key, value, unit in told]
    if dice.chance(0.85):
        words = plain(dice.choose(_WORDS["prices"]))
        lines.append((words, priced(style, Label.UNIT_PRICE, price), (Piece("元/"), *kilograms)))
    content.tables["list"] = Table(tuple(plain(one) for one in dice.choose(_GAUGES["heads"])), tuple(lines))
    content.add("gauge", *(Entry(words, (*value, Piece(" "), *unit)) for words, value, unit in lines))
    amount = round(weight * price)
    content.add("charges", Entry(plain(dice.choose(_WORDS["lines"])), amount_cell(style, amount)))
    total = amount + _extras(content, amount)
    _period(content)
    _ends(content, total)
    if dice.chance(0.3):
        rate = Entry(plain(dice.choose(("牌價", "公告牌價"))), plain(f"{price + 4} 元"))
        content.add("usage", rate)
    return content
