"""Slips of scales for lorries: what one weighed with its goods and without."""

from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.items import Line, priced
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale, number_and_day, sums
from models.generator.dice import Dice
from models.generator.figures import normal
from models.generator.marked import EMPTY, Entry, Marked, Piece, plain
from models.generator.style import UNITS, Style
from models.generator.wording import PADS, SALES
from models.labels import Label

_UNITS: Final = ("公斤", "kg", "KG", " kg", "")
_TONNES: Final = "公噸"


def sample_weighed(dice: Dice, kind: BillKind) -> Content:
    """What is billed is the net weight; half of such slips tell no price."""
    sale = begin_sale(dice, kind, "note")
    content = sale.content
    style, words = content.style, PADS["scales"]
    content.titles.append(plain(dice.choose(words["titles"])))
    number_and_day(content, "note", 0.15)
    tonnes = kind is BillKind.INVOICE and dice.chance(0.15)
    by = Decimal(1000) if tonnes else Decimal(1)
    tare, net = dice.amount(150, 1600) * 10 / by, dice.amount(10, 2800) * 10 / by
    name = plain(dice.drawn(SALES["bulk"]["names"] if kind is BillKind.LPG else words["goods"]))
    content.add("goods", style.entry("item", name))
    content.add("goods", *_weights(style, tare, net, _TONNES if tonnes else dice.choose(_UNITS)))
    price = Decimal(dice.amount(20, 420)) / 10 * by
    sale.lines.append(Line(name, EMPTY, EMPTY, max(round(net * price), 1)))
    facts = dice.some(words["facts"], 2, 7)
    content.add("facts", *(style.distractor(pair, content.day) for pair in facts))
    parties(content, buyer=0.4, account=0.15)
    if dice.chance(0.6):
        called = "單價" if tonnes else dice.choose(words["prices"])
        content.add("price", Entry(plain(called), priced(style, Label.UNIT_PRICE, price)))
        sums(sale)
    return content


def _weights(style: Style, tare: Decimal, net: Decimal, unit: str) -> list[Entry]:
    """Gross, tare and net, in the order in which the scales print them."""
    dice, words, number = style.dice, PADS["scales"], style.figures.number
    others = plain(unit) if unit else EMPTY
    made = [
        Entry(plain(dice.choose(words["gross"])), (*plain(number(net + tare)), *others)),
        Entry(plain(dice.choose(words["tare"])), (*plain(number(tare)), *others)),
    ]
    value = Piece(number(net), Label.USAGE, normal(net))
    if dice.chance(0.2):
        # What is taken off for water and dirt was weighed with the goods, and is paid by nobody.
        off = max(round(tare / dice.amount(20, 90)), 1)
        made[0] = made[0]._replace(value=(*plain(number(net + off + tare)), *others))
        made.append(Entry(plain(dice.choose(words["weighed"])), (*plain(number(net + off)), *others)))
        made.append(Entry(plain(dice.choose(words["off"])), (*plain(number(off)), *others)))
        made.append(Entry(plain(dice.choose(words["paid"])), (value, *_behind(unit))))
        return _timed(style, made)
    made = made if dice.chance(0.75) else made[::-1]
    made.append(Entry(plain(dice.choose(words["net"])), (value, *_behind(unit))))
    return dice.shuffled(made) if dice.chance(0.1) else _timed(style, made)


def _timed(style: Style, made: list[Entry]) -> list[Entry]:
    """Now and then the time of each weighing behind its weight."""
    dice = style.dice
    if not dice.chance(0.2):
        return made
    words = plain(dice.choose(("過磅時間", "時間", "Time")))
    hour = dice.amount(6, 16)
    times = [Entry(words, plain(f"{hour + place}:{dice.amount(10, 59)}")) for place in range(2)]
    return [made[0], times[0], made[1], times[1], *made[2:]]


def _behind(unit: str) -> Marked:
    """The unit of the net weight; tonnes are none that readings have."""
    bare = unit.strip()
    if not bare:
        return EMPTY
    meant = Piece(bare) if bare == _TONNES else Piece(bare, Label.UNIT, UNITS[BillKind.LPG][0])
    return (Piece(" "), meant) if unit != bare else (meant,)
