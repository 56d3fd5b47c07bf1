"""Tickets of markets' scales: of every good its gross weight and its basket stand beside what is billed."""

from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.items import Line, list_items, priced
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale, number_and_day, sums, title
from models.generator.dice import Dice
from models.generator.figures import normal
from models.generator.marked import WHOLE, Piece, plain
from models.generator.style import Style
from models.generator.wording import TRADES
from models.labels import Label

# What tells of each good how it was weighed, in the order of the goods.
WEIGHED: Final = "weighed"
_WORDS = TRADES["markets"]
_UNITS: Final = ("公斤", "kg", "KG", "Kg", "公斤", "")


def sample_market(dice: Dice, kind: BillKind) -> Content:
    """One to six goods by weight, mostly to a hundredth of a kilogram."""
    sale = begin_sale(dice, kind, "note")
    content = sale.content
    title(content, "note")
    number_and_day(content, "note", 0.15)
    count = dice.whole(1, 6)
    places, unit = dice.choose((2, 2, 2, 1, 0, 3)), dice.choose(_UNITS)
    form, basket = dice.choose(_WORDS["above"]), dice.choose(_WORDS["baskets"])
    told = []
    for row in range(count):
        net = round(Decimal(dice.random.uniform(0.5, 90)), places) or Decimal(1)
        one = round(Decimal(dice.amount(5, 60)) / 20, 2)
        baskets = dice.drawn((1, 1, 1, 2, 3))
        said = {"g": net + baskets * one, "e": one, "c": baskets, "s": basket}
        told.append(plain(content.style.filled(form.format(**said), content.day)))
        sale.lines.append(_line(content.style, net, unit, WHOLE if count == 1 else row))
    list_items(sale)
    content.notes = []
    parties(content, buyer=0.6, account=0.05)
    sums(sale)
    content.tables[WEIGHED] = content.tables["items"]._replace(rows=tuple((one,) for one in told))
    content.notes = [plain(content.style.filled(one, content.day)) for one in dice.some(_WORDS["ends"], 0, 4)]
    return content


def _line(style: Style, net: Decimal, unit: str, row: int) -> Line:
    dice = style.dice
    price = round(Decimal(dice.random.uniform(8, 420)), dice.drawn((0, 0, 1)))
    measured = (Piece(dice.choose(("", " "))), Piece(unit, Label.UNIT, "kg", row)) if unit else ()
    return Line(
        plain(dice.drawn(_WORDS["goods"])),
        (Piece(style.figures.number(net), Label.USAGE, normal(net), row),),
        priced(style, Label.UNIT_PRICE, price, row),
        max(round(net * price), 1),
        tuple(piece for piece in measured if piece.text),
    )
