"""Letters that tell in sentences what a meter showed and what that comes to."""

import re
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.facts import Facts
from models.generator.contents.numbers import account_no, meter_no
from models.generator.contents.periods import after
from models.generator.contents.works import begun
from models.generator.dice import Dice
from models.generator.marked import Entry, Marked, Piece, plain
from models.generator.style import Style
from models.generator.wording import WORKS
from models.labels import Label

_SLOT: Final = re.compile(r"\{(\w)\}")
_USED_UP: Final = {BillKind.WATER: "水", BillKind.NATURAL_GAS: "瓦斯", BillKind.ELECTRICITY: "電"}


def sample_letter_told(dice: Dice, kind: BillKind) -> Content:
    """Head, subject, a sentence or two of readings, charges in a list or in the sentence, and a closing."""
    words = WORKS["letters"]
    style, facts, content = begun(dice, kind)
    said = _said(content, facts)
    content.titles.append(_pieced(dice.choose(words["heads"]), said))
    for form in dice.some(words["office"], 0, 5):
        content.add("office", Entry((), plain(style.filled(form, facts.end))))
    if dice.chance(0.75):
        content.add("office", Entry((), _pieced(dice.choose(words["issued"]), said)))
    content.notes.append(_pieced(dice.choose(words["subjects"]), said))
    content.notes.append(_sentence(style, facts, said))
    if dice.chance(0.6):
        content.add("charges", *_charges(style, facts))
    else:
        content.notes.append(_pieced(dice.choose(words["totals"]) + "。", said))
    content.codes += [plain(style.filled(form, facts.end)) for form in dice.some(words["closing"], 0, 4)]
    return content


def _said(content: Content, facts: Facts) -> dict[str, Marked]:
    style, dice = content.style, content.style.dice
    figures, days = style.figures, style.days
    price = Decimal(max(facts.charges[0][1] * 100 // facts.usage, 1)) / 100
    priced = Label.UNIT_PRICE if style.kind is BillKind.NATURAL_GAS else None
    unit = (Piece(dice.choose(("", " "))), style.unit_piece())
    return {
        "v": content.vendor,
        "a": account_no(style),
        "m": meter_no(dice),
        "s": days.day(Label.PERIOD_START, facts.start),
        "e": days.day(Label.PERIOD_END, facts.end),
        "b": (figures.reading(Label.PREVIOUS_READING, facts.previous),),
        "c": (figures.reading(Label.CURRENT_READING, facts.current),),
        "u": (figures.quantity(Label.USAGE, facts.usage), *(piece for piece in unit if piece.text)),
        "p": (figures.labelled(priced, price),),
        "t": figures.money(Label.TOTAL_AMOUNT, facts.total, bare=True),
        "i": days.day(Label.ISSUE_DATE, after(dice, facts.end)),
        "w": plain(_USED_UP[style.kind]),
        "d": plain(dice.choose(("度", "度", "m3", "立方公尺", "kWh"))) if dice.chance(0.6) else (),
    }


def _sentence(style: Style, facts: Facts, said: dict[str, Marked]) -> Marked:
    """The last reading, the one before, what was used, and for what price."""
    dice, words = style.dice, WORKS["letters"]
    if dice.chance(0.2):
        clauses = ["periods", "used", "prices"]
    else:
        turned = dice.chance(0.65)
        clauses = [*(("presents", "pasts") if turned else ("pasts", "presents")), "used", "prices"]
    if dice.chance(0.3):
        clauses = [one for one in clauses if one != "prices"]
    between = dice.choose(words["between"])
    pieces: list[Piece] = [Piece(dice.choose(words["marks"]))]
    for number, clause in enumerate(clauses):
        pieces += [Piece(between)] * bool(number)
        pieces += _pieced(dice.choose(words[clause]), said)
    return tuple(piece for piece in (*pieces, Piece("。")) if piece.text)


def _charges(style: Style, facts: Facts) -> list[Entry]:
    """What is charged and taken off, and what remains to pay."""
    dice, words = style.dice, WORKS["letters"]
    entries = [
        Entry(plain(name), style.figures.money(None, amount, bare=True))
        for name, amount in facts.charges[: dice.whole(1, 4)]
    ]
    entries += [style.distractor(pair, facts.end) for pair in dice.some(words["deductions"], 0, 3)]
    total = style.figures.money(Label.TOTAL_AMOUNT, facts.total, bare=dice.chance(0.7))
    named = plain(dice.choose(words["due"])) if dice.chance(0.6) else style.words("total_amount")
    return [*entries, Entry(named, total)]


def _pieced(form: str, said: dict[str, Marked]) -> Marked:
    """The form with what its slots say."""
    made: list[Piece] = []
    for place, part in enumerate(_SLOT.split(form)):
        made += said[part] if place % 2 else (Piece(part),) if part else ()
    return tuple(made)
