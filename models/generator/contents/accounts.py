"""A month on account with a station or a gas dealer: lines day by day, in groups, with sums and balances."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from domain.checkup.reading import BillKind, FuelKind
from models.generator.content import Content
from models.generator.contents.items import amount_cell, priced
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale
from models.generator.contents.statements import summed
from models.generator.days import first_and_last
from models.generator.dice import Dice
from models.generator.figures import normal
from models.generator.marked import EMPTY, WHOLE, Entry, Marked, Piece, Table, plain
from models.generator.style import UNITS, Style
from models.generator.wording import OIL, PADS, PRODUCTS
from models.labels import Label

_WORDS: Final = OIL["accounts"]
_KG: Final = UNITS[BillKind.LPG][0]
_SIZES: Final = ((50, 20), (20, 16), (50, 20, 16), (20, 4), (20, 10))


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came on one day: `bottles` are how many of which size."""

    row: int
    day: date
    quantity: Decimal
    price: Decimal
    bottles: tuple[tuple[int, int], ...] = ()
    name: str = ""
    fuel: str = ""

    @property
    def amount(self) -> int:
        return round(self.quantity * self.price)


def sample_account(dice: Dice, kind: BillKind) -> Content:
    """What is alike all month is often told once, above the lines."""
    content = begin_sale(dice, kind).content
    style = content.style
    sold = _deliveries(dice, kind, content.day)
    short = dice.chance(0.6)
    _title(content, short=short)
    _list(content, sold, short=short)
    parties(content, buyer=0.6, account=0.5)
    if dice.chance(0.5):
        last = _last(content.day) + timedelta(dice.amount(0, 5))
        words = plain(dice.choose(_WORDS["issued"]))
        content.add("invoice", Entry(words, style.days.day(Label.ISSUE_DATE, last)))
    content.notes += [plain(style.filled(form, content.day)) for form in dice.some(_WORDS["rules"], 0, 4)]
    return content


def _last(day: date) -> date:
    return date.fromisoformat(first_and_last((day.year, day.month), (day.year, day.month)).partition("/")[2])


def _deliveries(dice: Dice, kind: BillKind, day: date) -> list[Delivery]:
    days = sorted(dice.random.sample(range(27), dice.amount(2, 12)))
    first = day.replace(day=1)
    sizes, single = dice.drawn(_SIZES), dice.amount(0, 9) < 5
    fuels = [dice.drawn(("gasoline", "gasoline", "diesel", "diesel", "kerosene")) for _ in range(2)]
    names = {one: dice.choose(PRODUCTS["fuels"][one]) for one in FuelKind}
    prices = {one: _price(dice, kind, one) for one in (*fuels, "")}
    most = dice.drawn((60, 60, 180, 900))
    made = []
    for row, place in enumerate(days):
        when = first + timedelta(place)
        if kind is BillKind.LPG:
            bought = (dice.drawn(sizes),) if single else sizes
            counts = [(size, dice.amount(0, 6)) for size in bought]
            bottles = tuple(one for one in counts if one[1]) or ((bought[0], 1),)
            weight = Decimal(sum(size * count for size, count in bottles))
            made.append(Delivery(row, when, weight, prices[""], bottles))
        else:
            fuel = fuels[0] if single else dice.drawn(fuels)
            litres = round(Decimal(dice.random.uniform(5, most)), dice.drawn((2, 2, 2, 0)))
            made.append(Delivery(row, when, litres, prices[fuel], (), names[FuelKind(fuel)], fuel))
    return made


def _price(dice: Dice, kind: BillKind, fuel: str) -> Decimal:
    if kind is BillKind.LPG:
        return Decimal(dice.amount(60, 104)) / 2
    low, high = PRODUCTS["prices"][fuel or "diesel"]
    return round(Decimal(dice.random.uniform(low, high)), 1)


def _title(content: Content, *, short: bool) -> None:
    """The month stands before the title, among the facts, as days, or only as a year; short days need it."""
    style, dice, day = content.style, content.style.dice, content.day
    title = plain(dice.choose(_WORDS["titles"][content.kind.value]))
    ways = ("title", "entry", "period", "year") if short else ("title", "entry", "period", "none", "none")
    way = dice.choose(ways)
    month = style.days.months((day.year, day.month), (day.year, day.month), Label.PERIOD_MONTHS)
    if way == "title":
        title = (*month, *plain(dice.choose((" ", "", "份", " "))), *title)
    if way == "entry":
        content.add("invoice", Entry(plain(dice.choose(_WORDS["months"])), month))
    if way == "period":
        words = dice.choose(("帳款期間", "對帳期間", "請款期間", "送貨期間", "加油期間", "結帳期間"))
        content.add("invoice", Entry(plain(words), style.days.period(day.replace(day=1), _last(day))))
    if way == "year":
        form = dice.choose(_WORDS["years"])
        content.add("invoice", Entry(EMPTY, plain(form.format(roc=day.year - 1911, y=day.year))))
    content.titles.append(title)


def _list(content: Content, sold: Sequence[Delivery], *, short: bool) -> None:
    """The table with its groups, what is told above it, and its sums."""
    style, dice = content.style, content.style.dice
    shape = _shape(dice, sold)
    keys = _columns(dice, shape, sold)
    if "unit_price" not in keys and len({one.price for one in sold}) == 1 and dice.chance(0.7):
        price = priced(style, Label.UNIT_PRICE, sold[0].price)
        content.add("price", Entry(plain(dice.choose(_WORDS["prices"])), (*price, *plain(" 元"))))
    if shape == "fuel" and "item" not in keys:
        value = Piece(sold[0].name, Label.FUEL, sold[0].fuel)
        content.add("price", Entry(plain(dice.choose(PADS["pads"]["products"][:4])), (value,)))
    written = dice.choose(_WORDS["short"]) if short else None
    spare = dice.some(_WORDS["behind"][content.kind.value], 0, 3)
    sizes = sorted({size for one in sold for size, _ in one.bottles}, reverse=True)
    rows = []
    for one in sold:
        cells = _cells(style, one, shape, written, sizes)
        behind = [
            plain(text) if (text := style.filled(name.strip("?"), one.day)) else EMPTY for _, name in spare
        ]
        rows.append((*(cell for key in keys for cell in cells[key]), *behind))
    heads = [head for key in keys for head in _heads(style, key, shape, sizes)]
    heads += [plain(name) for name, _ in spare]
    places = _places(keys, sizes)
    content.tables["list"] = Table(tuple(heads), tuple(_grouped(content, rows, sold, places)))
    _sums(content, sold, places, shape)


def _shape(dice: Dice, sold: Sequence[Delivery]) -> str:
    """How quantities are told; of several sizes on one day in columns or by weight alone."""
    if not sold[0].bottles:
        return "fuel"
    if any(len(one.bottles) > 1 for one in sold):
        return dice.choose(("columns", "columns", "weight"))
    return dice.choose(("parts", "parts", "weighed", "joined", "weight", "columns"))


def _columns(dice: Dice, shape: str, sold: Sequence[Delivery]) -> list[str]:
    keys = ["day", *["number"] * dice.chance(0.35)]
    if shape == "fuel":
        keys += ["item"] * (len({one.fuel for one in sold}) > 1 or dice.chance(0.6))
    keys += {"columns": ["sizes"], "parts": ["bottle", "count"], "weighed": ["bottle", "count"]}.get(
        shape, []
    )
    keys += ["usage"] * (shape != "parts")
    several = len({one.price for one in sold}) > 1
    return [*keys, *["unit_price"] * (several or dice.chance(0.7)), *["amount"] * dice.chance(0.9)]


def _places(keys: Sequence[str], sizes: Sequence[int]) -> dict[str, int]:
    """Where each column begins."""
    made, place = {}, 0
    for key in keys:
        made[key] = place
        place += len(sizes) if key == "sizes" else 1
    return made


def _heads(style: Style, key: str, shape: str, sizes: Sequence[int]) -> list[Marked]:
    dice = style.dice
    if key == "sizes":
        form = dice.choose(("{}KG", "{}公斤", "{}K", "{}kg", "{}kg桶", "{}公斤桶"))
        return [plain(form.format(size)) for size in sizes]
    if key == "usage":
        words = style.words("usage") if dice.chance(0.6) else plain(dice.choose(("重量", "公斤")))
        words = words if shape != "fuel" else style.words("usage")
        return [style.with_unit(words) if style.unit_place == "label" and shape != "joined" else words]
    named = {
        "day": dice.choose(_WORDS["days"]),
        "number": dice.choose(_WORDS["numbers"])[0],
        "bottle": dice.choose(PADS["cells"]["specifications"]),
        "count": dice.choose(PADS["pads"]["counts"][:5]),
    }
    return [plain(named[key])] if key in named else [style.words(key)]


def _cells(
    style: Style, one: Delivery, shape: str, form: str | None, sizes: Sequence[int]
) -> dict[str, list[Marked]]:
    """What may stand in a line; size and count make up its weight if nothing else does."""
    dice, row = style.dice, one.row
    size, count = one.bottles[0] if one.bottles else (0, 0)
    day = Piece(style.days.written(one.day, form), Label.ISSUE_DATE, one.day.isoformat(), row)
    usage = style.figures.quantity(Label.USAGE, _whole(one.quantity), row)
    if shape == "joined":
        usage = Piece(f"{size}kg×{count}", Label.USAGE, normal(one.quantity), row)
    counted = dict(one.bottles)
    bottle: Marked = plain(f"{size}{dice.choose(('kg', '公斤', 'K'))}")
    number: Marked = plain(str(count))
    if shape == "parts":
        text = f"{size}{dice.choose(('kg', '公斤', 'KG'))}"
        bottle = (Piece(text, Label.USAGE_PART, normal(one.quantity), row),)
        number = (Piece(str(count), Label.USAGE_PART, "0", row),)
    return {
        "day": [(day,)],
        "number": [plain(style.filled(_WORDS["numbers"][0][1], one.day))],
        "item": [(Piece(one.name, Label.FUEL, one.fuel, row),)],
        "sizes": [plain(str(counted[each])) if each in counted else EMPTY for each in sizes],
        "bottle": [bottle],
        "count": [number],
        "usage": [(usage,)],
        "unit_price": [priced(style, Label.UNIT_PRICE, one.price, row)],
        "amount": [amount_cell(style, one.amount)],
    }


def _whole(number: Decimal) -> Decimal | int:
    return int(number) if number == int(number) else number


def _grouped(
    content: Content, rows: Sequence[tuple[Marked, ...]], sold: Sequence[Delivery], places: dict[str, int]
) -> list[tuple[Marked, ...]]:
    """Sometimes cut into groups with a line above each and what it comes to below: no fields."""
    style, dice = content.style, content.style.dice
    if len(rows) < 4 or not dice.chance(0.35):
        return list(rows)
    cuts = sorted({0, len(rows), *(dice.whole(1, len(rows) - 1) for _ in range(dice.whole(1, 3)))})
    form, named, summed_up = (
        dice.choose(_WORDS["groups"][content.kind.value]),
        dice.chance(0.8),
        dice.chance(0.8),
    )
    word, made = dice.choose(_WORDS["subtotals"]), []
    for begin, end in pairwise(cuts):
        blank = [EMPTY] * len(rows[0])
        if named:
            made.append((plain(style.filled(form, content.day)), *blank[1:]))
        made += rows[begin:end]
        if summed_up:
            last = [plain(word.format(n=end - begin)), *blank[1:]]
            part = sold[begin:end]
            if "usage" in places:
                quantity = sum((one.quantity for one in part), Decimal(0))
                last[places["usage"]] = plain(style.figures.number(_whole(quantity)))
            if "amount" in places:
                last[places["amount"]] = amount_cell(style, sum(one.amount for one in part))
            made.append(tuple(last))
    return made


def _sums(content: Content, sold: Sequence[Delivery], places: dict[str, int], shape: str) -> None:
    style, dice = content.style, content.style.dice
    total, quantity = sum(one.amount for one in sold), sum((one.quantity for one in sold), Decimal(0))
    balances = [style.distractor(pair, content.day) for pair in dice.some(_WORDS["balances"], 1, 3)]
    if dice.chance(0.3):
        content.add("sums", *balances)
    if shape != "parts":
        summed(content, places["usage"], places.get("amount"), quantity, total)
        return
    weight = style.figures.labelled(Label.USAGE, _whole(quantity), WHOLE)
    if dice.chance(0.7):
        words = plain(dice.choose(("本月合計", "合計", "總公斤數", "共計")))
        content.add("sums", Entry(words, (weight, Piece(" "), style.unit_piece())))
    entry = style.entry("total_amount", style.figures.money(Label.TOTAL_AMOUNT, total))
    content.add("sums", entry)
    content.strong.append(entry)
