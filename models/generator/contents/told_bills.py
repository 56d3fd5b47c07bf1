"""Bills that tell period and readings in sentences, and letters that remind of unpaid ones."""

from datetime import timedelta
from typing import Final

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.facts import Facts, split_up
from models.generator.contents.lists import sample_periods
from models.generator.contents.meters import add_history
from models.generator.contents.numbers import account_no, meter_no
from models.generator.contents.periods import after
from models.generator.contents.utility import carbon_entry, ubn_entry
from models.generator.contents.works import begun
from models.generator.days import months_before
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, pieced, plain
from models.generator.style import Style
from models.generator.wording import TOLD
from models.labels import Label

_SENTENCES, _REMINDERS = TOLD["sentences"], TOLD["reminders"]
_USE: Final = {BillKind.WATER: "水", BillKind.NATURAL_GAS: "氣"}
_METERS: Final = {
    BillKind.ELECTRICITY: ("電表", "電錶", "表號", "電表號碼"),
    BillKind.WATER: ("水表", "水錶", "表號", "水表號碼"),
    BillKind.NATURAL_GAS: ("瓦斯表", "氣表", "表號", "錶號"),
}


def sample_open_bill(dice: Dice, kind: BillKind) -> Content:
    """Three great figures, sentences, steps of the price with formulas, and the firm's line at the foot."""
    style, facts, content = begun(dice, kind)
    use = _USE.get(kind, "電")
    content.titles.append(
        plain(dice.choose((f"{use}費帳單", f"{use}費通知", "帳單", f"您的{use}費帳單", "Bill")))
    )
    content.add("who", *_addressed(style, facts))
    content.strong = _great(style, facts, use)
    said = _said(style, facts, use)
    told = [dice.choose(_SENTENCES["periods"]), dice.choose(_SENTENCES["readings"])]
    told = told if dice.chance(0.9) else told[::-1]
    content.add("told", *(Entry(EMPTY, pieced(form, said)) for form in told))
    content.add("steps", *_steps(style, facts, use))
    asides = [style.filled(form, facts.end) for form in dice.some(_SENTENCES["asides"], 0, 3)]
    content.add("asides", *(Entry(EMPTY, plain(one)) for one in asides))
    if dice.chance(0.35):
        content.add("asides", carbon_entry(style, style.figures.labelled(Label.PRINTED_KGCO2E, facts.kgco2e)))
    content.add("titles", *(Entry(plain(one.replace("{w}", use)), EMPTY) for one in _SENTENCES["headings"]))
    if dice.chance(0.75):
        add_history(content, facts)
    _sign(content)
    return content


def _addressed(style: Style, facts: Facts) -> list[Entry]:
    dice = style.dice
    greeting = plain(style.filled(dice.choose(_SENTENCES["greetings"]), facts.end))
    issued = style.days.day(Label.ISSUE_DATE, after(dice, facts.end))
    told = [
        Entry(EMPTY, greeting),
        style.entry("account_no", account_no(style)),
        Entry(EMPTY, plain(names.address(dice))),
        style.entry("issue_date", issued),
        Entry(EMPTY, plain(style.filled(dice.choose(_SENTENCES["codes"]), facts.end))),
    ]
    return [entry for place, entry in enumerate(told) if place == 1 or dice.chance(0.8)]


def _great(style: Style, facts: Facts, use: str) -> list[Entry]:
    """What was used, what is due, and until when: now and then under the usual names."""
    dice = style.dice
    usage = style.quantity("usage", style.figures.quantity(Label.USAGE, facts.usage))
    total = style.entry("total_amount", style.figures.money(Label.TOTAL_AMOUNT, facts.total))
    if dice.chance(0.8):
        named = plain(dice.choose(_SENTENCES["used"]).replace("{w}", use))
        usage = usage._replace(words=style.with_unit(named) if style.unit_place == "label" else named)
        total = total._replace(words=plain(dice.choose(_SENTENCES["due"]).replace("{w}", use)))
    due = Entry(plain(dice.choose(_SENTENCES["until"])), plain(style.beside(facts.end, 10, 30)))
    told = [usage, total, due]
    return told if dice.chance(0.6) else dice.shuffled(told)


def _said(style: Style, facts: Facts, use: str) -> dict[str, Marked]:
    dice, figures, days = style.dice, style.figures, style.days
    return {
        "r": days.period(facts.start, facts.end),
        "s": days.day(Label.PERIOD_START, facts.start),
        "e": days.day(Label.PERIOD_END, facts.end),
        "n": plain(str(facts.days)),
        "m": meter_no(dice),
        "b": (figures.reading(Label.PREVIOUS_READING, facts.previous),),
        "c": (figures.reading(Label.CURRENT_READING, facts.current),),
        "x": plain(str(facts.multiplier)),
        "u": (figures.quantity(Label.USAGE, facts.usage), Piece(" "), style.unit_piece()),
        "w": plain(use),
        "o": plain(dice.choose(_METERS[style.kind])),
    }


def _steps(style: Style, facts: Facts, use: str) -> list[Entry]:
    """What so much at a price comes to, step by step, small things besides, and the tax within."""
    dice, figures = style.dice, style.figures
    form, count = dice.choose(_SENTENCES["tiers"]), dice.whole(1, 5)
    amounts = split_up(dice, facts.total, count + 1)
    parts, low, told = split_up(dice, facts.usage, count), 1, []
    for place, (part, amount) in enumerate(zip(parts, amounts, strict=False)):
        high, price = low + dice.amount(1, 30) * 10 - 1, dice.amount(150, 3000) / 100
        number = "一二三四五六"[place]
        taken = part if place == count - 1 else high - low + 1
        name = form.format(l=low, k=high, q=figures.number(taken), p=f"{price:.2f}", z=number)
        told.append(Entry(plain(name), plain(figures.number(amount))))
        low = high + 1
    other = dice.choose(_SENTENCES["after_tiers"]).replace("{w}", use)
    told.append(Entry(plain(other), plain(figures.number(amounts[-1]))))
    if facts.taxed:
        tax = figures.money(Label.TAX, facts.tax, bare=True)
        told.append(Entry(plain(dice.choose(_SENTENCES["taxes"])), tax))
    if dice.chance(0.3):
        total = figures.money(Label.TOTAL_AMOUNT, facts.total, bare=True)
        told.append(style.entry("total_amount", total))
    return told


def _sign(content: Content) -> None:
    """The firm's name and number in a line at the foot; the head has a brand, or the name as well."""
    style, dice = content.style, content.style.dice
    said = {
        "v": content.vendor,
        "y": ubn_entry(style, "seller_ubn", Label.SELLER_UBN).value,
        "a": plain(names.address(dice)),
        "t": plain(names.telephone(dice)),
    }
    form = dice.choose(_SENTENCES["feet" if dice.chance(0.75) else "feet_unnumbered"])
    content.add("foot", Entry(EMPTY, pieced(form, said)))
    if dice.chance(0.8):
        content.vendor = plain(names.brand(dice, content.kind)) if dice.chance(0.7) else EMPTY


def sample_reminder(dice: Dice, kind: BillKind) -> Content:
    """What was to be paid by a day that is past, what the delay adds, and what is due now."""
    style, facts, content = begun(dice, kind)
    use = _USE.get(kind, "電")
    if dice.chance(0.15) and kind is not BillKind.WATER:
        use = "瓦斯" if kind is BillKind.NATURAL_GAS else use
    content.titles.append(plain(dice.choose(_REMINDERS["titles"]).replace("{w}", use)))
    if dice.chance(0.6):
        content.add("stamp", Entry(EMPTY, plain(dice.choose(_REMINDERS["stamps"]))))
    if dice.chance(0.2):
        return _arrears(content, use)
    unpaid = facts.total
    fine = max(round(unpaid * dice.random.uniform(0.005, 0.06)), 1) if dice.chance(0.75) else 0
    style.total = unpaid + fine
    issued = facts.end + timedelta(dice.amount(25, 90))
    who = [style.entry("issue_date", style.days.day(Label.ISSUE_DATE, issued))] * dice.chance(0.85)
    who.append(style.entry("customer", plain(names.customer(dice))))
    account = account_no(style)
    in_sentence = dice.chance(0.65)
    if not in_sentence:
        who.append(style.entry("account_no", account))
    content.add("who", *(dice.shuffled(who) if dice.chance(0.4) else who))
    form = dice.choose(_REMINDERS["told" if in_sentence else "plain"])
    content.add("told", Entry(EMPTY, pieced(form, _reminded(style, facts, account, unpaid, fine, use))))
    cells = _unpaid(style, facts, unpaid, fine, use)
    content.add("unpaid", *cells)
    content.tables["unpaid"] = Table(tuple(one.words for one in cells), (tuple(one.value for one in cells),))
    for note in dice.some(_REMINDERS["notes"], 1, 5):
        content.notes.append(plain(style.filled(note, issued)))
    return content


def _reminded(
    style: Style, facts: Facts, account: Marked, unpaid: int, fine: int, use: str
) -> dict[str, Marked]:
    """The month that names the bill is no period beside its days or months of use."""
    label = None if fine else Label.TOTAL_AMOUNT
    named = months_before(facts.end.year, facts.end.month, style.dice.choose((0, 0, -1)))
    return {
        "a": account,
        "h": plain(style.days.month(*named)),
        "k": style.figures.money(label, unpaid, bare=True),
        "d": plain(style.beside(facts.end, 12, 24)),
        "w": plain(use),
    }


def _unpaid(style: Style, facts: Facts, unpaid: int, fine: int, use: str) -> list[Entry]:
    dice, figures = style.dice, style.figures
    label = None if fine else Label.TOTAL_AMOUNT
    if dice.chance(0.65):
        cells = [style.entry("period", style.days.period(facts.start, facts.end))]
    else:
        start = months_before(facts.end.year, facts.end.month, 1 if facts.days > 45 else 0)
        months = style.days.months(start, (facts.end.year, facts.end.month), Label.PERIOD_MONTHS)
        cells = [style.entry("months", months)]
    if dice.chance(0.8):
        cells.append(style.quantity("usage", figures.quantity(Label.USAGE, facts.usage)))
    named = plain(dice.choose(_REMINDERS["amounts"]).replace("{w}", use))
    cells.append(Entry(named, figures.money(label, unpaid, bare=True)))
    if not fine:
        return cells
    cells.append(Entry(plain(dice.choose(_REMINDERS["added"])), plain(figures.number(fine))))
    total = figures.money(Label.TOTAL_AMOUNT, unpaid + fine, bare=dice.chance(0.6))
    due = style.words("total_amount") if dice.chance(0.5) else plain(dice.choose(_REMINDERS["due"]))
    return [*cells, Entry(due, total)]


def _arrears(content: Content, use: str) -> Content:
    """Several unpaid bills in a list, and what they come to."""
    style, dice = content.style, content.style.dice
    periods = sample_periods(dice, content.kind, content.day, dice.whole(2, 6))
    issued = content.day + timedelta(dice.amount(25, 90))
    content.add("who", style.entry("issue_date", style.days.day(Label.ISSUE_DATE, issued)))
    said = {"a": account_no(style), "w": plain(use)}
    content.add("told", Entry(EMPTY, pieced(dice.choose(_REMINDERS["several"]), said)))
    money = style.figures.money
    heads = [style.words("row_month"), plain(dice.choose(_REMINDERS["amounts"]).replace("{w}", use))]
    rows: list[list[Marked]] = [
        [
            style.days.months(one.first_month, one.month, Label.PERIOD_MONTHS, one.row),
            money(Label.TOTAL_AMOUNT, one.total, one.row, bare=True),
        ]
        for one in periods
    ]
    sums = plain(dice.choose(_REMINDERS["sums"]))
    style.total = sum(one.total for one in periods)
    rows.append([sums, money(Label.TOTAL_AMOUNT, style.total)])
    if dice.chance(0.5):
        heads.insert(1, plain(dice.choose(("繳費期限", "繳費截止日", "到期日"))))
        for row in rows:
            row.insert(1, plain(style.beside(content.day, -90, 15)))
        rows[-1][1] = EMPTY
    content.tables["unpaid"] = Table(tuple(heads), tuple(map(tuple, rows)))
    for note in dice.some(_REMINDERS["notes"], 1, 4):
        content.notes.append(plain(style.filled(note, issued)))
    return content
