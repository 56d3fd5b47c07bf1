"""Slips of rides, parking, tickets, clinics and posts: who was paid, when, how much."""

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.items import Line
from models.generator.contents.parties import parties
from models.generator.contents.sales import begin_sale, number_and_day, sums
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, plain
from models.generator.wording import TRADES
from models.labels import Label

_WORDS = TRADES["fares"]


def sample_fare(dice: Dice, kind: BillKind) -> Content:
    """One amount; what it is made up of, if anything, has neither number nor price."""
    sale = begin_sale(dice, kind, "note")
    content = sale.content
    style = content.style
    content.titles.append(plain(dice.choose(_WORDS["titles"])))
    number_and_day(content, "note", 0.2)
    amount = dice.drawn((dice.amount(2, 60) * 5, dice.amount(50, 2500), dice.amount(1, 60) * 100))
    sale.lines.append(Line(EMPTY, EMPTY, EMPTY, amount))
    parties(content, buyer=0.35, account=0.0)
    sums(sale)
    told = dice.some(_WORDS["facts"], 2, 8)
    content.groups["facts"] = [style.distractor(pair, content.day) for pair in told]
    parts = dice.some(_WORDS["parts"], 0, 4) if dice.chance(0.5) else []
    total = content.strong[0]
    if dice.chance(0.6):
        named = Entry(plain(dice.choose(_WORDS["totals"])), total.value)
        kept = [one for one in content.groups["sums"] if one.value != total.value]
        taxed = [one for one in kept if any(piece.label is Label.TAX for piece in one.value)]
        content.groups["sums"] = [*(kept if taxed else []), named]
        content.strong = [named]
    content.groups["goods"] = [style.distractor(pair, content.day) for pair in parts]
    return content
