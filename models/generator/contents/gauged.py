"""Bottles weighed one by one, and fuel that a pump's counter measures under a quota."""

from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.emissions import tell_carbon
from models.generator.contents.facts import TAX_RATE
from models.generator.contents.items import amount_cell, priced
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale, number_and_day
from models.generator.dice import Dice
from models.generator.identifiers import shaped
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import OIL, PRODUCTS, SALES
from models.labels import Label

_WEIGHED: Final = OIL["weighed"]
_QUOTAS: Final = OIL["quotas"]


def sample_weighed_bottles(dice: Dice, kind: BillKind) -> Content:
    """Each bottle with and without its gas: these are no rows, what they hold together is billed."""
    content = begin_sale(dice, kind).content
    style = content.style
    content.titles.append(plain(dice.choose(_WEIGHED["titles"])))
    number_and_day(content, "note", 0.6)
    size, count = dice.drawn((50, 50, 50, 20, 16)), dice.amount(2, 14)
    nets = [size + Decimal(dice.amount(-18, 8)) / 10 for _ in range(count)]
    content.tables["list"] = _bottle_table(style, nets, size)
    others = dice.some(_WEIGHED["others"], 0, 5)
    content.add("facts", *(style.distractor(pair, content.day) for pair in others))
    name = f"{dice.choose(_WEIGHED['names'])} {size}kg × {count}"
    words = plain(dice.choose(("品名", "Description", "品名 Description", "")))
    content.add("facts", Entry(words, plain(name)))
    parties(content, buyer=0.6, account=0.5)
    net = sum(nets, Decimal(0))
    price = Decimal(dice.amount(2800, 5800)) / 100
    price = price if dice.chance(0.4) else round(price, 1)
    value = (style.figures.labelled(Label.USAGE, net), Piece(" "), style.unit_piece())
    content.add("weights", Entry(plain(dice.choose(_WEIGHED["totals"])), value))
    if dice.chance(0.8):
        content.add("weights", style.entry("unit_price", priced(style, Label.UNIT_PRICE, price)))
    _sums(content, round(net * price), added=dice.chance(0.7))
    if dice.chance(0.3):
        carbon = round(net * Decimal("2.99"), 1)
        tell_carbon(content, style.figures.labelled(Label.PRINTED_KGCO2E, carbon))
    return content


def _bottle_table(style: Style, nets: list[Decimal], size: int) -> Table:
    dice = style.dice
    heads = [plain(dice.choose(_WEIGHED[key])) for key in ("serials", "tares", "gross", "nets")]
    shape = dice.choose(("AA999999", "A99999", "999999", "AA-9999"))
    rows: list[tuple[Marked, ...]] = []
    for net in nets:
        tare = Decimal(size) * Decimal(dice.amount(76, 94)) / 100
        weights = (round(tare, 1), round(tare, 1) + net, net)
        rows.append((plain(shaped(dice, shape)), *(plain(str(one)) for one in weights)))
    numbered = dice.chance(0.6)
    if numbered:
        heads = [plain(dice.choose(("#", "項次", "No.", "序"))), *heads]
        rows = [(plain(str(place)), *row) for place, row in enumerate(rows, 1)]
    if len(rows) > 3 and dice.chance(0.5):
        half = (len(rows) + 1) // 2
        blank = (EMPTY,) * len(heads)
        rest = [*rows[half:], *[blank] * (2 * half - len(rows))]
        both = zip(rows[:half], rest, strict=True)
        return Table((*heads, *heads), tuple((*one, *other) for one, other in both))
    return Table(tuple(heads), tuple(rows))


def _sums(content: Content, sales: int, *, added: bool) -> None:
    """Tax on top of what the goods come to, or in it and told or not."""
    style, dice = content.style, content.style.dice
    tax = round(sales * TAX_RATE) if added else 0
    if added:
        words = plain(dice.choose(SALES["sums"]["untaxed"]["any"]))
        content.add("sums", Entry(words, style.figures.money(None, sales)))
        content.add("sums", style.entry("tax", style.figures.money(Label.TAX, tax)))
    entry = style.entry("total_amount", style.figures.money(Label.TOTAL_AMOUNT, sales + tax))
    content.add("sums", entry)
    content.strong.append(entry)


def sample_quota(dice: Dice, kind: BillKind) -> Content:
    """Counter before and after, litres, price and what they come to in one line; a subsidy comes off."""
    content = begin_sale(dice, kind).content
    style = content.style
    content.titles.append(plain(dice.choose(_QUOTAS["titles"])))
    number_and_day(content, "note", 0.15)
    facts = dice.some(_QUOTAS["facts"], 2, 8)
    content.add("facts", *(style.distractor(pair, content.day) for pair in facts))
    parties(content, buyer=0.25, account=0.2)
    fuel = dice.drawn(("diesel", "diesel", "diesel", "gasoline", "kerosene", "fuel_oil"))
    low, high = PRODUCTS["prices"][fuel]
    price = round(Decimal(dice.random.uniform(low, high)), dice.drawn((1, 2, 3, 3)))
    litres, before = dice.amount(5, 900) * dice.drawn((1, 10, 10)), dice.amount(1000, 990_000)
    cost = round(litres * price)
    first, last = dice.choose(_QUOTAS["heads"])
    number = style.figures.labelled
    cells: list[tuple[Marked, Marked]] = [
        (style.words("item"), (Piece(dice.choose(PRODUCTS["fuels"][fuel]), Label.FUEL, fuel),)),
        (plain(first), (number(Label.PREVIOUS_READING, before),)),
        (plain(last), (number(Label.CURRENT_READING, before + litres),)),
        (style.with_unit(plain(dice.choose(_QUOTAS["quantities"]))), (number(Label.USAGE, litres),)),
        (style.words("unit_price"), priced(style, Label.UNIT_PRICE, price)),
        (plain(dice.choose(("油款", "金額", "小計", "應付油款"))), amount_cell(style, cost)),
    ]
    if dice.chance(0.2):
        del cells[1:3]
    if dice.chance(0.2):
        cells = [*cells[:1], *dice.shuffled(cells[1:])]
    content.tables["list"] = Table(tuple(head for head, _ in cells), (tuple(cell for _, cell in cells),))
    off = round(cost * dice.amount(3, 40) / 100) if dice.chance(0.6) else 0
    if off:
        words = plain(dice.choose(_QUOTAS["off"]))
        content.add("sums", Entry(words, plain("-" + style.figures.number(off))))
    _sums(content, cost - off, added=False)
    return content
