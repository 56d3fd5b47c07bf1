"""Bills that tell a dozen things and no more: slips of who reads the meter, plain receipts, short notices."""

from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents import beside
from models.generator.contents.arrangements import called, days_and_readings, next_day, terse, usage_entry
from models.generator.contents.facts import Facts, sample_facts
from models.generator.contents.meters import add_comparison, add_history
from models.generator.contents.numbers import account_no, meter_no
from models.generator.contents.periods import after
from models.generator.contents.utility import (
    carbon_entry,
    head,
    invoice_pieces,
    sided_ubn,
    ubn_entry,
    vendor_name,
)
from models.generator.dice import Dice
from models.generator.marked import Entry, Marked, Piece, plain
from models.generator.style import Style
from models.generator.wording import NUMBERS, TOLD, UTILITY
from models.labels import Label


def sample_brief(dice: Dice, kind: BillKind) -> Content:
    """All that it tells stands in the group `told`, topic by topic or in no order at all."""
    style = Style.sample(dice, kind)
    style.dense = False
    if dice.chance(0.04):
        style.language = "en"
    facts = beside.shared(dice, kind, sample_facts(dice, kind))
    style.usage, style.total = facts.usage, facts.total
    content = Content(kind, style, facts.end, vendor_name(style))
    head(content)
    topics = [_who(content), _when(style, facts), _what_for(content, facts), _papers(content, facts)]
    if dice.chance(0.3):
        topics = dice.shuffled(topics)
    told = [entry for topic in topics for entry in topic]
    content.add("told", *(dice.shuffled(told) if dice.chance(0.12) else told))
    if dice.chance(0.2):
        beside.strewn(content, "told")
    if dice.chance(0.3):
        add_history(content, facts)
    if dice.chance(0.1):
        add_comparison(content, facts)
    for form in dice.some(UTILITY["closing"]["lines"], 0, 4):
        content.notes.append(plain(style.filled(form.replace("{@use}", _use(kind)), facts.end)))
    return content


def _use(kind: BillKind) -> str:
    return {BillKind.WATER: "水", BillKind.NATURAL_GAS: "氣"}.get(kind, "電")


def _who(content: Content) -> list[Entry]:
    """Whose meter it is."""
    style, dice, kind = content.style, content.style.dice, content.kind
    entries = []
    if dice.chance(0.92):
        account = account_entry(style)
        entries.append(account)
        content.strong.append(account)
    if dice.chance(0.5):
        name = names.customer(dice) if dice.chance(0.5) else names.person(dice)
        entries.append(style.entry("customer", plain(name)))
    if dice.chance(0.3):
        entries.append(_buyer(style, after_name=bool(entries)))
    if dice.chance(0.4):
        entries.append(style.entry("address", plain(names.address(dice))))
    if dice.chance(0.4):
        entries.append(style.entry("meter_no", meter_no(dice)))
    entries += style.distractors(kind, "customer", content.day, 0, 2)
    return dice.shuffled(entries) if dice.chance(0.4) else entries


def account_entry(style: Style) -> Entry:
    """The customer's number."""
    return style.entry("account_no", account_no(style))


def _buyer(style: Style, *, after_name: bool) -> Entry:
    """Beside a customer's name its number is the customer's even if only called 統一編號."""
    entry = ubn_entry(style, "buyer_ubn", Label.BUYER_UBN)
    if after_name and style.dice.chance(0.4):
        return entry._replace(words=plain(style.dice.choose(("統一編號", "統編", "用戶統編", "客戶統編"))))
    return entry


def _when(style: Style, facts: Facts) -> list[Entry]:
    """Period, readings, usage, and quantities of other periods."""
    dice = style.dice
    entries = days_and_readings(style, facts)
    told = beside.counted_and_shared(style, facts) or [usage_entry(style, facts)]
    place = 0 if dice.chance(0.1) else len(entries)
    entries[place:place] = told
    if dice.chance(0.08):
        entries += beside.tiers_told(style, facts)
    if dice.chance(0.35):
        entries.insert(dice.whole(1, len(entries)), next_day(style, facts))
    entries += style.distractors(style.kind, "usage", facts.end, 0, 2)
    return entries


def _what_for(content: Content, facts: Facts) -> list[Entry]:
    """Charges, price, tax and sum."""
    style, dice = content.style, content.style.dice
    bare = dice.chance(0.7)
    charges = [
        Entry(
            plain(name) if place else beside.worked_out(style, facts, name),
            style.figures.money(None, amount, bare=bare),
        )
        for place, (name, amount) in enumerate(facts.charges[: dice.whole(0, 5)])
    ]
    if dice.chance(0.6 if style.kind is BillKind.NATURAL_GAS else 0.25):
        charges.insert(dice.whole(0, len(charges)), _price(style, facts))
    if facts.taxed:
        charges.append(style.entry("tax", style.figures.money(Label.TAX, facts.tax, bare=bare)))
    charges += [style.distractor(pair, facts.end) for pair in dice.some(UTILITY["carried"]["any"], 0, 1)]
    total = _total(style, facts)
    if dice.chance(0.1) and not facts.taxed:
        charges += beside.credited(style, facts.total)[1]
        total = beside.after_credits(style, facts.total)
    content.strong.append(total)
    due = Entry(terse(style, "deadline"), plain(style.beside(facts.end, 10, 40)))
    ends = [total, due] if dice.chance(0.65) else [due, total]
    return [*charges, *(ends if dice.chance(0.75) else [total])]


def _total(style: Style, facts: Facts) -> Entry:
    entry = style.entry("total_amount", style.figures.money(Label.TOTAL_AMOUNT, facts.total))
    return entry._replace(words=called(style, "total_amount", 1.0)) if style.dice.chance(0.25) else entry


def _price(style: Style, facts: Facts) -> Entry:
    """Of gas the price of a unit is a field; an average told for information is none."""
    dice = style.dice
    price = Decimal(max(facts.charges[0][1] * 100 // facts.usage, 1)) / 100
    behind = dice.choose(("", "", "", "元", " 元/度", "元/度", " 元/m3"))
    if style.kind is not BillKind.NATURAL_GAS or dice.chance(0.15):
        average = terse(style, "average_price")
        return Entry(average, plain(style.figures.number(price) + behind))
    value: Marked = (style.figures.labelled(Label.UNIT_PRICE, price), *([Piece(behind)] if behind else []))
    return Entry(called(style, "unit_price"), value, style.foreign("unit_price"))


def _papers(content: Content, facts: Facts) -> list[Entry]:
    """Numbers and days of the paper itself."""
    style, dice = content.style, content.style.dice
    entries = []
    if dice.chance(0.4):
        pieces = invoice_pieces(dice, dice.choose(NUMBERS["invoice_no"]["any"]))
        entries.append(style.entry("invoice_no", pieces))
    if dice.chance(0.25):
        entries.append(bill_number(dice))
    if dice.chance(0.45):
        entries.append(printed_on(style, facts))
    if dice.chance(0.35):
        entries.append(sided_ubn(style))
    if dice.chance(0.12):
        entries.append(style.entry("vendor", content.vendor))
    if dice.chance(0.12):
        entries.append(carbon_entry(style, style.figures.labelled(Label.PRINTED_KGCO2E, facts.kgco2e)))
    return dice.shuffled(entries)


def printed_on(style: Style, facts: Facts) -> Entry:
    """The day on which the paper was made out, often that of the reading; who printed it stands behind."""
    dice, words = style.dice, TOLD["printed"]
    at_once = dice.chance(0.3)
    day = facts.end if at_once else after(dice, facts.end)
    moment = style.days.moment if at_once else style.days.day
    entry = style.entry("issue_date", moment(Label.ISSUE_DATE, day))
    if dice.chance(0.3):
        entry = Entry(plain(dice.choose(words["words"])), entry.value)
    if not dice.chance(0.2):
        return entry
    tail = style.filled(dice.choose(words["tails"]), day)
    return entry._replace(value=(*entry.value, Piece(tail)))


def bill_number(dice: Dice) -> Entry:
    """Of the paper, mostly shaped like an invoice's and none."""
    table = UTILITY["bill_numbers"]
    return Entry(
        plain(dice.choose(table["names"])), plain(identifiers.shaped(dice, dice.choose(table["shapes"])))
    )
