"""Statements of works and parks with several meters, and bilingual summaries of an account."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.briefs import account_entry
from models.generator.contents.facts import TAX_RATE, Facts, sample_facts
from models.generator.contents.meters import add_history
from models.generator.contents.numbers import account_no, meter_no
from models.generator.contents.periods import after
from models.generator.contents.utility import head, ubn_entry, vendor_name
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import UTILITY, WORKS
from models.labels import Label

_PLACES: Final = Decimal("0.0001")
Named = Callable[[str, Marked], Entry]


class _Meter(NamedTuple):
    """What one meter showed, and what is billed on it."""

    previous: int
    current: int
    usage: int


def begun(dice: Dice, kind: BillKind) -> tuple[Style, Facts, Content]:
    """A page with nothing on it but its vendor."""
    style = Style.sample(dice, kind)
    facts = sample_facts(dice, kind)
    style.usage, style.total = facts.usage, facts.total
    return style, facts, Content(kind, style, facts.end, vendor_name(style))


def sample_works(dice: Dice, kind: BillKind) -> Content:
    """One to five meters, with what corrects their counts; prices, tax and sum in a table of their own."""
    words = WORKS["statements"]
    style, facts, content = begun(dice, kind)
    content.titles.append(plain(dice.choose(words["titles"][kind.value])))
    _known(content, facts)
    factor = _factor(dice, kind)
    meters = [_metered(dice, factor) for _ in range(dice.amount(1, 5))]
    usage = sum(meter.usage for meter in meters)
    content.tables["meters"] = _meters(style, meters, factor, usage)
    content.tables["sums"] = _sums(style, usage)
    for pair in dice.some((*words["papers"], *UTILITY["side"][kind.value]), 0, 4):
        entry = style.distractor(pair, facts.end)
        content.notes.append((*entry.words, Piece(" "), *entry.value))
    for form in dice.some(UTILITY["closing"]["lines"], 0, 3):
        content.notes.append(plain(style.filled(form.replace("{@use}", "表"), facts.end)))
    return content


def _known(content: Content, facts: Facts) -> None:
    """Who pays, the paper's numbers and days, and numbers that are none of these."""
    style, dice = content.style, content.style.dice
    account = account_entry(style)
    if dice.chance(0.75):
        account = account._replace(words=plain(dice.choose(WORKS["statements"]["accounts"])), english="")
    entries = [account] if dice.chance(0.95) else []
    if dice.chance(0.8):
        firm = names.customer(dice)
        named = dice.choose(("客戶 Customer", "客戶", "用戶名稱", "用戶", "貴客戶", "公司名稱", "廠商"))
        entries.append(
            Entry(plain(named), plain(firm)) if dice.chance(0.5) else style.entry("customer", plain(firm))
        )
    if dice.chance(0.6):
        buyer = ubn_entry(style, "buyer_ubn", Label.BUYER_UBN)
        short = dice.choose(("統一編號", "統編 Tax ID", "統編", "營利事業統一編號"))
        entries.append(buyer._replace(words=plain(short), english="") if len(entries) > 1 else buyer)
    if dice.chance(0.7):
        issued = style.days.day(Label.ISSUE_DATE, after(dice, facts.end))
        entries.append(style.entry("issue_date", issued))
    days = style.days
    if dice.chance(0.35):
        entries.append(style.entry("period_start", days.day(Label.PERIOD_START, facts.start)))
        entries.append(style.entry("period_end", days.day(Label.PERIOD_END, facts.end)))
    else:
        entries.append(style.entry("period", days.period(facts.start, facts.end)))
    entries += [style.distractor(pair, facts.end) for pair in dice.some(WORKS["statements"]["papers"], 0, 4)]
    content.add("told", *(dice.shuffled(entries) if dice.chance(0.5) else entries))


def _factor(dice: Dice, kind: BillKind) -> Decimal:
    """Of gas by pressure and warmth, of power by the transformer; water is billed as it is counted."""
    if kind is BillKind.NATURAL_GAS and dice.chance(0.65):
        return Decimal(dice.amount(10_100, 34_000)) / 10_000
    if kind is BillKind.ELECTRICITY and dice.chance(0.6):
        return Decimal(dice.drawn((20, 40, 60, 80, 120, 200)))
    return Decimal(1)


def _metered(dice: Dice, factor: Decimal) -> _Meter:
    counted = dice.amount(3, 40_000) if dice.chance(0.5) else dice.amount(3, 900)
    previous = dice.amount(0, 90_000)
    return _Meter(previous, previous + counted, int((counted * factor).quantize(Decimal(1))))


def _meters(style: Style, meters: list[_Meter], factor: Decimal, usage: int) -> Table:
    """A line for each, in one of the orders; their sum is the document's quantity."""
    dice, words = style.dice, WORKS["statements"]
    pointers = ["previous_reading", "current_reading"][:: dice.choose((1, 1, -1))]
    keys = ["meter_no"] * dice.chance(0.9)
    keys += pointers if dice.chance(0.93) else []
    keys += ["difference"] * dice.chance(0.85 if factor != 1 else 0.12)
    keys += ["factor"] * dice.chance(0.85 if factor != 1 else 0.12)
    for key, share in (("use", 0.35), ("caliber", 0.3), ("item", 0.4)):
        if dice.chance(share):
            keys.insert(0 if key == "item" or dice.chance(0.5) else min(1, len(keys)), key)
    keys = keys or ["meter_no"]
    rows = []
    for row, meter in enumerate(meters):
        cells = _cells(style, meter, factor, row)
        rows.append((*(cells[key] for key in keys), cells["usage"]))
    if len(meters) > 1 and dice.chance(0.75):
        total: Marked = (style.figures.quantity(Label.USAGE, usage),)
        total = (*total, style.unit_piece()) if style.unit_place == "value" else total
        blanks = [EMPTY] * (len(keys) - 1)
        rows.append((plain(dice.choose(words["sums"])), *blanks, total))
    named = {key: plain(dice.choose(words[f"{key}s"])) for key in ("difference", "factor")}
    named |= {
        key: plain(dice.choose(words[place]))
        for key, place in (("use", "use_head"), ("caliber", "caliber"), ("item", "item"))
    }
    heads = [named.get(key) or style.words(key) for key in keys]
    billed = plain(dice.choose(words["billed"])) if dice.chance(0.5) else style.words("row_usage")
    heads.append(style.with_unit(billed) if style.unit_place == "label" else billed)
    return Table(tuple(heads), tuple(rows), _english(style, keys) if dice.chance(0.3) else ())


_ENGLISH: Final = {
    "meter_no": "Meter",
    "previous_reading": "Last",
    "current_reading": "Present",
    "difference": "Difference",
    "factor": "Factor",
    "use": "Use",
    "caliber": "Size",
    "item": "Item",
}


def _english(style: Style, keys: list[str]) -> tuple[str, ...]:
    return (*(_ENGLISH[key] for key in keys), style.dice.choose(("Billed volume", "Usage", "Consumption")))


def _cells(style: Style, meter: _Meter, factor: Decimal, row: int) -> dict[str, Marked]:
    """A meter's own row; where it stands is sometimes told before its number."""
    dice, figures, words = style.dice, style.figures, WORKS["statements"]
    number = meter_no(dice, row)
    if dice.chance(0.15):
        number = (Piece(dice.choose(words["uses"]) + dice.choose(("　", " ", "/"))), *number)
    return {
        "meter_no": number,
        "previous_reading": (figures.reading(Label.PREVIOUS_READING, meter.previous, row),),
        "current_reading": (figures.reading(Label.CURRENT_READING, meter.current, row),),
        "difference": plain(figures.number(meter.current - meter.previous)),
        "factor": plain(str(factor.quantize(_PLACES) if factor != 1 else factor)),
        "use": plain(dice.choose(words["uses"])),
        "caliber": plain(dice.choose(words["calibers"])),
        "item": plain(str(row + 1)),
        "usage": (figures.quantity(Label.USAGE, meter.usage, row),),
    }


def _sums(style: Style, usage: int) -> Table:
    """Names, prices and amounts; a price is the bill's where it is the only one."""
    dice, words, figures = style.dice, WORKS["statements"], style.figures
    price = (
        Decimal(dice.amount(80_000, 260_000)) / 10_000
        if dice.chance(0.5)
        else Decimal(dice.amount(800, 2600)) / 100
    )
    label = Label.UNIT_PRICE if style.kind is BillKind.NATURAL_GAS else None
    parts = [usage]
    if dice.chance(0.3):
        first = dice.amount(1, max(usage - 1, 1))
        parts, label = [first, usage - first], None
    rows: list[tuple[Marked, Marked, Marked]] = []
    name, due = dice.choose(words["volume"]), 0
    for number, part in enumerate(parts):
        one = price + number * Decimal("0.6")
        told = name if len(parts) == 1 else f"{name} {figures.number(part)} {style.unit}"
        rows.append((plain(told), (figures.labelled(label, one),), plain(figures.number(round(part * one)))))
        due += round(part * one)
    for name in dice.some((*words["fixed"], *words["other"]), 0, 3):
        amount = dice.amount(30, 6000)
        due += amount
        rows.insert(0 if dice.chance(0.5) else len(rows), (plain(name), EMPTY, plain(figures.number(amount))))
    return Table((style.words("charge"), plain("單價"), style.words("amount")), (*rows, *_taxed(style, due)))


def _taxed(style: Style, due: int) -> list[tuple[Marked, Marked, Marked]]:
    dice, figures = style.dice, style.figures
    tax = round(due * TAX_RATE) if dice.chance(0.6) else 0
    rows = []
    if tax:
        before = plain(dice.choose(WORKS["statements"]["subtotal"]))
        rows.append((before, EMPTY, plain(figures.number(due))))
        rows.append((style.words("tax"), EMPTY, figures.money(Label.TAX, tax, bare=True)))
    total = figures.money(Label.TOTAL_AMOUNT, due + tax, bare=dice.chance(0.6))
    rows.append((style.words("total_amount"), EMPTY, total))
    return rows


def sample_summary(dice: Dice, kind: BillKind) -> Content:
    """An account at a glance, in two languages: cards, its numbers, this bill's money and the last one's."""
    words = WORKS["summary"]
    style, facts, content = begun(dice, kind)
    if dice.chance(0.5):
        name = names.english(dice, kind)
        content.vendor = (Piece(name, Label.VENDOR, "".join(name.split())),)
    content.titles.append(plain(dice.choose(words["titles"])))
    if dice.chance(0.2):
        head(content)
    plainly = dice.chance(0.3)

    def named(key: str, value: Marked) -> Entry:
        told = dice.choose(words[key])
        return Entry(plain(told.split(" ")[-1] if plainly and dice.chance(0.5) else told), value)

    unit = (Piece(" "), style.unit_piece()) if dice.chance(0.85) else ()
    used: Marked = (style.figures.quantity(Label.USAGE, facts.usage), *unit)
    total = style.figures.money(Label.TOTAL_AMOUNT, facts.total)
    due = named("deadline", plain(style.beside(facts.end, 10, 40)))
    content.strong += dice.shuffled([named("due", total), named("used", used), due])
    content.add("account", *_account(style, facts, named))
    content.add("charges", *_charged(style, facts, named))
    if dice.chance(0.5):
        add_history(content, facts)
    for form in dice.some(words["notes"], 1, 6):
        content.notes.append(plain(style.filled(form, facts.end)))
    return content


def _account(style: Style, facts: Facts, named: Named) -> list[Entry]:
    dice, days = style.dice, style.days
    entries = [named("account_no", account_no(style))]
    entries += [named("meter_no", meter_no(dice))] * dice.chance(0.7)
    if dice.chance(0.7):
        entries.append(named("issue_date", days.day(Label.ISSUE_DATE, after(dice, facts.end))))
    if dice.chance(0.3):
        entries.append(named("period", days.period(facts.start, facts.end)))
    else:
        entries.append(named("period_start", days.day(Label.PERIOD_START, facts.start)))
        entries.append(named("period_end", days.day(Label.PERIOD_END, facts.end)))
    if dice.chance(0.75):
        figures = style.figures
        entries.append(named("previous_reading", (figures.reading(Label.PREVIOUS_READING, facts.previous),)))
        entries.append(named("current_reading", (figures.reading(Label.CURRENT_READING, facts.current),)))
    return dice.shuffled(entries) if dice.chance(0.3) else entries


def _charged(style: Style, facts: Facts, named: Named) -> list[Entry]:
    """What was owed and paid before is none of this bill's."""
    dice, words = style.dice, WORKS["summary"]
    entries = [style.distractor(pair, facts.end) for pair in dice.some(words["past"], 1, 4)]
    if style.kind is BillKind.NATURAL_GAS and dice.chance(0.4):
        price = Decimal(max(facts.charges[0][1] * 100 // facts.usage, 1)) / 100
        entries.append(named("unit_price", (style.figures.labelled(Label.UNIT_PRICE, price),)))
    names_of = dice.some(words["charges"], 2, 4)
    entries += [
        Entry(plain(name), style.figures.money(None, amount, bare=True))
        for name, (_, amount) in zip(names_of, facts.charges, strict=False)
    ]
    entries.append(named("totals", style.figures.money(Label.TOTAL_AMOUNT, facts.total, bare=True)))
    return entries
