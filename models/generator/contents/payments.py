"""What banks, shops and telephones tell of a bill: receipts of payments, and messages of one paragraph."""

import re

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.arrangements import months_of_use
from models.generator.contents.briefs import account_entry
from models.generator.contents.facts import Facts, sample_facts
from models.generator.contents.numbers import account_no
from models.generator.contents.utility import head, total_entry, vendor_name
from models.generator.dice import Dice
from models.generator.marked import Entry, Marked, Piece, plain
from models.generator.style import Style
from models.generator.wording import HEADINGS, UTILITY
from models.labels import Label


def sample_payment(dice: Dice, kind: BillKind) -> Content:
    """The utility's name stands among the entries; on top stands who collects, which is not the vendor."""
    words = UTILITY["bank"]
    style, facts, content = _begun(dice, kind)
    collector = dice.choose(words["names"]).format(s=names.stem(dice), t=names.stem(dice, 3))
    content.brand, content.named_below = plain(collector), True
    content.titles.append(plain(dice.choose(words["titles"])))
    if dice.chance(0.3):
        content.titles.append(plain(dice.choose(HEADINGS[kind.value]["titles"]).replace("{ym}", "")))
    account = account_entry(style)
    total = total_entry(content, facts.total)
    entries = [Entry(plain(dice.choose(words["payee"])), content.vendor), account]
    entries += _period(style, facts)
    entries.append(total)
    if dice.chance(0.2):
        entries.append(style.quantity("usage", style.figures.quantity(Label.USAGE, facts.usage)))
    entries += [style.distractor(pair, facts.end) for pair in dice.some(words["details"], 2, 6)]
    content.add("told", *(dice.shuffled(entries) if dice.chance(0.6) else entries))
    content.strong += [total, account]
    for form in dice.some(UTILITY["closing"]["lines"], 0, 2):
        content.notes.append(plain(style.filled(form.replace("{@use}", "能源"), facts.end)))
    return content


def _begun(dice: Dice, kind: BillKind) -> tuple[Style, Facts, Content]:
    style = Style.sample(dice, kind)
    facts = sample_facts(dice, kind)
    style.usage, style.total = facts.usage, facts.total
    return style, facts, Content(kind, style, facts.end, vendor_name(style))


def _period(style: Style, facts: Facts) -> list[Entry]:
    """Days or months of use, or nothing."""
    dice = style.dice
    if dice.chance(0.35):
        return [style.entry("period", style.days.period(facts.start, facts.end))]
    return [style.entry("months", months_of_use(style, facts))] if dice.chance(0.4) else []


def sample_message(dice: Dice, kind: BillKind) -> Content:
    """One paragraph or two, whose clauses tell the bill."""
    style, facts, content = _begun(dice, kind)
    head(content)
    unit = (style.unit_piece(),) if style.unit_place == "value" else ()
    dated = dice.chance(0.5)
    told: list[tuple[str, Marked]] = [
        ("account", account_no(style)),
        ("period", style.days.period(facts.start, facts.end))
        if dated
        else ("months", months_of_use(style, facts)),
        ("usage", (style.figures.quantity(Label.USAGE, facts.usage), *unit)),
        ("total", style.figures.money(Label.TOTAL_AMOUNT, facts.total)),
    ]
    if dice.chance(0.15):
        _talked(content, facts)
    clauses = [_clause(dice, key, value) for key, value in told if dice.chance(0.85)] or [
        _clause(dice, *told[-1])
    ]
    if dice.chance(0.25):
        clauses = dice.shuffled(clauses)
    for form in dice.some(UTILITY["messages"]["others"], 0, 4):
        place = dice.whole(0, len(clauses)) if dice.chance(0.3) else len(clauses)
        clauses.insert(place, plain(style.filled(form, facts.end)))
    content.notes.append(_paragraph(content, clauses))
    return content


def _talked(content: Content, facts: Facts) -> None:
    """A question and its answer, which tells what the meter showed."""
    style, dice, words = content.style, content.style.dice, UTILITY["messages"]
    content.codes.append(plain(style.filled(dice.choose(words["questions"]), facts.end)))
    said = {
        "{b}": style.figures.reading(Label.PREVIOUS_READING, facts.previous),
        "{c}": style.figures.reading(Label.CURRENT_READING, facts.current),
    }
    parts = re.split(r"(\{[bc]\})", dice.choose(words["readings"]))
    content.codes.append(tuple(said.get(part) or Piece(part) for part in parts if part))


def _clause(dice: Dice, key: str, value: Marked) -> Marked:
    before, _, behind = dice.choose(UTILITY["messages"][key]).partition("{x}")
    pieces = (Piece(before), *value, Piece(behind))
    return tuple(piece for piece in pieces if piece.text)


def _paragraph(content: Content, clauses: list[Marked]) -> Marked:
    """Opened by the vendor in brackets, by a greeting, or by nothing."""
    dice, words = content.style.dice, UTILITY["messages"]
    pieces: list[Piece] = [Piece(dice.choose(words["greetings"]))]
    if dice.chance(0.6):
        left, right = dice.choose((("【", "】"), ("[", "]"), ("「", "」"), ("(", ")"), ("", "："), ("", " ")))
        pieces = [Piece(left), *content.vendor, Piece(right), *pieces]
        content.vendor = ()
    between = dice.choose(words["between"])
    for clause in clauses:
        pieces += [*clause, Piece(between)]
    return tuple(piece for piece in pieces if piece.text)
