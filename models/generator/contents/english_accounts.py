"""Accounts of power, water and piped gas told in English: readings, charges, and what was owed before."""

from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.facts import Facts
from models.generator.contents.numbers import account_no, meter_no
from models.generator.contents.periods import after
from models.generator.contents.pipes import told
from models.generator.contents.utility import ubn_entry
from models.generator.contents.works import begun
from models.generator.days import Days
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import PIPES
from models.labels import Label

_USED: Final = {BillKind.WATER: "water", BillKind.NATURAL_GAS: "gas", BillKind.ELECTRICITY: "power"}
_UNITS: Final = {BillKind.ELECTRICITY: ("kWh", "kWh", "KWH")}
_CUBIC: Final = ("m³", "m³", "m3", "M3")


def sample_english_account(dice: Dice, kind: BillKind) -> Content:
    """What is charged now is the sum, whatever was owed and paid before."""
    words = PIPES["accounts"]
    style, facts, content = begun(dice, kind)
    style.language, style.days = "en", Days.sample(dice, foreign=dice.chance(0.9))
    style.unit = dice.choose(_UNITS.get(kind, _CUBIC))
    name = names.english(dice, kind)
    content.vendor = (Piece(name, Label.VENDOR, "".join(name.split())),)
    content.titles.append(plain(dice.choose(words["titles"][kind.value])))
    content.add("office", *(Entry(EMPTY, plain(style.filled(form, facts.end)))
                            for form in dice.some(words["offices"], 1, 3)))  # fmt: skip
    lines = [dice.choose(words["to"]), *dice.some(words["streets"], 1, 3)]
    content.add("address", *(Entry(EMPTY, plain(style.filled(form, facts.end))) for form in lines))
    _numbers(content, facts)
    _readings(content, facts)
    _charges(content, facts)
    for form in dice.some(words["notes"], 1, 7):
        content.notes.append(plain(style.filled(form, facts.end)))
    return content


def _named(style: Style, key: str, value: Marked) -> Entry:
    return Entry(plain(style.dice.choose(PIPES["accounts"][key])), value)


def _numbers(content: Content, facts: Facts) -> None:
    """The account's number and the paper's days and numbers; the period unless readings tell it."""
    style, dice, words = content.style, content.style.dice, PIPES["accounts"]
    entries = [_named(style, "account_no", account_no(style))]
    if dice.chance(0.9):
        issued = style.days.day(Label.ISSUE_DATE, after(dice, facts.end))
        entries.append(_named(style, "issued", issued))
    papers = [style.distractor(pair, facts.end) for pair in dice.some(words["papers"], 1, 4)]
    if dice.chance(0.35):
        buyer = ubn_entry(style, "buyer_ubn", Label.BUYER_UBN)
        papers.append(
            buyer._replace(words=plain(dice.choose(("Your VAT No.", "Customer VAT No.", "Your tax ID"))))
        )
    entries += papers if dice.chance(0.6) else dice.shuffled(papers)
    content.add("account", *(entries if dice.chance(0.7) else dice.shuffled(entries)))
    balance = [style.distractor(pair, facts.end) for pair in dice.some(words["balance"], 0, 4)]
    content.add("balance", *balance)


def _readings(content: Content, facts: Facts) -> None:
    """Readings as two dated rows, as one row, or as entries; days of use where they are told."""
    style, dice, figures = content.style, content.style.dice, content.style.figures
    unit = (Piece(" "), style.unit_piece())
    used: Marked = (figures.quantity(Label.USAGE, facts.usage), *unit)
    meter = meter_no(dice)
    before = (figures.reading(Label.PREVIOUS_READING, facts.previous),)
    now = (figures.reading(Label.CURRENT_READING, facts.current),)
    way = dice.choose(("dated", "dated", "row", "row", "entries"))
    if way == "dated":
        content.tables["meters"] = _dated(style, facts, meter, (before, now))
    else:
        _say_period(content, facts)
        entries = [_named(style, "meter_no", meter), _named(style, "previous", before),
                   _named(style, "current", now)]  # fmt: skip
        if dice.chance(0.3):
            entries.insert(
                dice.whole(1, 3), Entry(plain(dice.choose(("Factor", "Multiplier", "Type"))), plain("1.0"))
            )
        entries.append(_named(style, "used", used))
        if way == "row":
            heads, cells = tuple(one.words for one in entries), tuple(one.value for one in entries)
            content.tables["meters"] = Table(heads, (cells,))
        else:
            content.add("meters", *entries)
    if way == "dated" or dice.chance(0.3):
        content.add("used", _named(style, "used", used))


def _dated(style: Style, facts: Facts, meter: Marked, shown: tuple[Marked, Marked]) -> Table:
    """The meter's number in the head, below it both days with what it showed."""
    dice, days, words = style.dice, style.days, PIPES["accounts"]
    head = (Piece(dice.choose(("Meter ", "Meter no. ", "Serial ", ""))), *meter)
    typed = dice.chance(0.6)
    rows: list[tuple[Marked, ...]] = []
    ends = (
        (words["previous"], Label.PERIOD_START, facts.start),
        (words["current"], Label.PERIOD_END, facts.end),
    )
    for (named, label, day), reading in zip(ends, shown, strict=True):
        kind = [plain(dice.choose(words["ways"]))] * typed
        rows.append((plain(dice.choose(named)), days.day(label, day), *kind, reading))
    heads = (
        tuple(piece for piece in head if piece.text),
        plain("Date"),
        *[plain("Type")] * typed,
        plain("Reading"),
    )
    return Table(heads, tuple(rows if dice.chance(0.75) else rows[::-1]))


def _say_period(content: Content, facts: Facts) -> None:
    """In a sentence, or under a name among the numbers."""
    style, dice = content.style, content.style.dice
    if dice.chance(0.5):
        content.groups["account"].append(_named(style, "period", style.days.period(facts.start, facts.end)))
        return
    said = {
        "s": style.days.day(Label.PERIOD_START, facts.start),
        "e": style.days.day(Label.PERIOD_END, facts.end),
        "w": plain(_USED[style.kind]),
    }
    sentence = told(style, dice.choose(PIPES["accounts"]["told"]), said, facts.end)
    content.add("told", Entry(EMPTY, sentence))


def _charges(content: Content, facts: Facts) -> None:
    """By quantity and price, fixed ones, what goes with them, tax, and this bill's sum."""
    style, dice, words, figures = content.style, content.style.dice, PIPES["accounts"], content.style.figures
    behind = ".00" if dice.chance(0.6) else ""
    kind, (_, first) = style.kind, facts.charges[0]
    price = Decimal(max(first * 100 // facts.usage, 1)) / 100
    label = Label.UNIT_PRICE if kind is BillKind.NATURAL_GAS else None
    said = {
        "u": (figures.quantity(Label.USAGE, facts.usage),),
        "x": (style.unit_piece(),),
        "p": (figures.labelled(label, price),),
    }
    name = dice.choose(words["volume"][kind.value])
    basis = told(style, dice.choose(words["worked"]), said, facts.end)
    money = [plain(figures.number(amount) + behind) for _, amount in facts.charges]
    fixed = dice.choose(words["fixed"])
    parts = dice.some(words["parts"], 0, 2)
    rows: list[tuple[Marked, Marked, Marked]] = [(plain(name), basis, money[0])]
    if len(money) > 1:
        rows.insert(
            dice.whole(0, 1), (plain(fixed), plain(style.filled("{n 13 100} mm meter", facts.end)), money[1])
        )
    for (part, form), amount in zip(parts, money[2:], strict=False):
        rows.append((plain(part), plain(style.filled(form, facts.end)), amount))
    total = figures.money(Label.TOTAL_AMOUNT, facts.total, bare=True, behind=behind)
    if facts.taxed or dice.chance(0.4):
        tax = figures.money(Label.TAX, facts.tax, bare=True, behind=behind)
        rows.append((plain(dice.choose(words["tax"])), EMPTY, tax))
    if dice.chance(0.6):
        rows.append((plain(dice.choose(words["sub"])), EMPTY, total))
    if dice.chance(0.5):
        heads = dice.choose(
            (("Description", "Basis", "Amount (NT$)"), ("Charge", "", "NT$"), ("Item", "How", "Amount"))
        )
        content.tables["charges"] = Table(tuple(map(plain, heads)), tuple(rows))
    else:
        content.add(
            "charges", *(Entry((*row[0], Piece(" "), *row[1]) if row[1] else row[0], row[2]) for row in rows)
        )
    due = figures.money(Label.TOTAL_AMOUNT, facts.total)
    content.strong.append(_named(style, "due", due))
    if dice.chance(0.5):
        content.groups["balance"].append(_named(style, "sub", total))
