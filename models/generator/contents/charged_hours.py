"""Bills of power by hours of use, with prices and amounts for each, less what is bought or made elsewhere."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.facts import TAX_RATE, Facts, split_up
from models.generator.contents.numbers import account_no, meter_no
from models.generator.contents.periods import after
from models.generator.contents.utility import carbon_entry, invoice_pieces, sided_ubn, ubn_entry
from models.generator.contents.works import begun
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import NUMBERS, TOLD
from models.labels import Label

_WORDS = TOLD["hours"]
# The forms of charges have no slot for a day.
_NO_DAY = date(2024, 1, 1)


class _Hour(NamedTuple):
    """What one time of use is called, its billed kWh, its price and NT$."""

    name: str
    usage: int
    price: Decimal
    amount: int


def sample_charged_hours(dice: Dice, kind: BillKind) -> Content:
    """Their quantities make up the usage where no sum of them is printed."""
    style, facts, content = begun(dice, kind)
    content.titles.append(plain(style.filled(dice.choose(_WORDS["titles"]), facts.end)))
    hours = _hours(dice, facts)
    energy = sum(hour.amount for hour in hours)
    basic = max(round(energy * dice.random.uniform(0.02, 0.6)), 20)
    untaxed = basic + energy
    tax = round(untaxed * TAX_RATE)
    style.total = untaxed + tax
    summed = dice.choose(("table", "table", "elsewhere", "", ""))
    _boxes(content, facts, told=summed == "elsewhere")
    _who(content, facts)
    content.tables["hours"] = _table(style, facts, hours, summed)
    content.add("sums", *_sums(style, basic, untaxed, tax))
    content.add("invoice", *_papers(style, facts))
    for form in dice.some(_WORDS["notes"], 0, 5):
        content.notes.append(plain(style.filled(form, facts.end)))
    return content


def _hours(dice: Dice, facts: Facts) -> list[_Hour]:
    called = dice.choose(_WORDS["names"])
    parts = split_up(dice, facts.usage, len(called))
    prices = sorted((dice.amount(150, 950) for _ in called), reverse=True)
    return [
        _Hour(name, part, Decimal(price) / 100, round(part * price / 100))
        for name, part, price in zip(called, parts, prices, strict=True)
    ]


def _boxes(content: Content, facts: Facts, *, told: bool) -> None:
    """What the page prints large: number, a day, the amount, the period, and the usage if `told` here."""
    style, dice = content.style, content.style.dice
    total = style.figures.money(Label.TOTAL_AMOUNT, style.total)
    entries = [
        style.entry("account_no", account_no(style)),
        Entry(plain(dice.choose(_WORDS["days"])), plain(style.beside(facts.end, 8, 40))),
        Entry(plain(dice.choose(_WORDS["paid"])), total),
        style.entry("period", _period(style, facts)),
    ]
    if told:
        entries.append(style.quantity("usage", style.figures.quantity(Label.USAGE, facts.usage)))
    content.strong = dice.shuffled(entries) if dice.chance(0.3) else entries


def _period(style: Style, facts: Facts) -> Marked:
    """In one line, or the second day below the first."""
    if style.dice.chance(0.6):
        return style.days.period(facts.start, facts.end)
    start, end = (
        style.days.day(label, day)
        for label, day in ((Label.PERIOD_START, facts.start), (Label.PERIOD_END, facts.end))
    )
    return (*start, Piece("\n" + style.dice.choose(("至 ", "~", "～", "- ", "至")), None), *end)


def _who(content: Content, facts: Facts) -> None:
    style, dice = content.style, content.style.dice
    told = [style.entry("customer", plain(names.customer(dice)))]
    if dice.chance(0.7):
        number = ubn_entry(style, "buyer_ubn", Label.BUYER_UBN)
        short = plain(dice.choose(("統一編號", "統一編號 Tax ID (buyer)", "貴公司統一編號", "用戶統編")))
        told.append(number._replace(words=short) if dice.chance(0.4) else number)
    told += [style.entry("meter_no", meter_no(dice))] * dice.chance(0.25)
    told += [style.distractor(pair, facts.end) for pair in dice.some(_WORDS["facts"], 2, 10)]
    if dice.chance(0.4):
        told.append(carbon_entry(style, style.figures.labelled(Label.PRINTED_KGCO2E, facts.kgco2e)))
    content.add("customer", *(dice.shuffled(told) if dice.chance(0.5) else told))


def _table(style: Style, facts: Facts, hours: list[_Hour], summed: str) -> Table:
    """Items, perhaps what is taken off and other columns, billed kWh, prices and amounts."""
    dice, figures = style.dice, style.figures
    line, apart = dice.choose(_WORDS["lines"]), dice.chance(0.15)
    named = [_named(line, hour.name) for hour in hours]
    strips: list[list[Marked]] = [[plain(dice.choose(_WORDS["items"])), *named]]
    if apart:
        energy = plain(dice.choose(("流動電費", "能量電費", "Energy")))
        strips = [[strips[0][0], *[energy] * len(hours)], [EMPTY, *(plain(hour.name) for hour in hours)]]
    taken = dice.chance(0.4)
    billed = _headed(style, dice.choose(_WORDS["netted" if taken else "billed"]))
    before = _taken(style, hours) if taken else []
    parts = [(figures.quantity(Label.USAGE_PART, hour.usage),) for hour in hours]
    quantities: list[Marked] = [billed, *parts]
    strips += [*before, quantities]
    for name, form in dice.some(_WORDS["beside"], 1, 2) if dice.chance(0.3) else []:
        cells = [plain(style.filled(form, facts.end)) for _ in hours]
        strips.insert(dice.whole(1, len(strips)), [plain(name), *cells])
    priced: list[Marked] = [plain(dice.choose(_WORDS["prices"])), *(plain(str(hour.price)) for hour in hours)]
    strips += [priced] * dice.chance(0.85)
    tenths = f".{dice.amount(0, 9)}" if dice.chance(0.5) else ""
    amounts = [plain(figures.number(hour.amount) + tenths) for hour in hours]
    strips.append([plain(dice.choose(_WORDS["amounts"])), *amounts])
    if summed == "table":
        _sum_up(style, facts, hours, strips, quantities)
    heads, *rows = zip(*strips, strict=True)
    return Table(heads, tuple(rows))


def _named(form: str, name: str) -> Marked:
    english = _WORDS["english"].get(name, "Energy")
    return plain(form.format(h=name, e=english))


def _headed(style: Style, text: str) -> Marked:
    """With the unit behind, where the head has no unit yet."""
    if style.unit_place != "label" or "kWh" in text:
        return plain(text)
    return (Piece(text + " "), style.unit_piece()) if "\n" in text else style.with_unit(plain(text))


def _taken(style: Style, hours: list[_Hour]) -> list[list[Marked]]:
    """What came in all, and what of it is not billed here."""
    dice, figures = style.dice, style.figures
    all_of_it, other = dice.choose(_WORDS["taken"])
    off = [round(hour.usage * dice.between(0.05, 0.8)) for hour in hours]
    came: list[Marked] = [
        plain(figures.number(hour.usage + less)) for hour, less in zip(hours, off, strict=True)
    ]
    return [[plain(all_of_it), *came], [plain(other), *(plain(figures.number(less)) for less in off)]]


def _sum_up(
    style: Style, facts: Facts, hours: list[_Hour], strips: list[list[Marked]], quantities: list[Marked]
) -> None:
    """A last line with what the hours come to."""
    dice, figures = style.dice, style.figures
    alone = dice.chance(0.25)
    strips[0].append(plain(dice.choose(_WORDS["sums"])))
    for strip in strips[1:-1]:
        if strip is quantities:
            value = figures.quantity(Label.USAGE, facts.usage)
            with_unit = style.unit_place == "value" and dice.chance(0.5)
            strip.append((value, Piece(" "), style.unit_piece()) if with_unit else (value,))
            continue
        numbers = ["".join(piece.text for piece in cell).replace(",", "") for cell in strip[1:]]
        whole = all(one.isdecimal() and one.isascii() for one in numbers) and not alone
        strip.append(plain(figures.number(sum(map(int, numbers)))) if whole else EMPTY)
    amount = sum(hour.amount for hour in hours)
    strips[-1].append(EMPTY if alone else plain(figures.number(amount)))


def _sums(style: Style, basic: int, untaxed: int, tax: int) -> list[Entry]:
    dice, figures = style.dice, style.figures
    bare = dice.chance(0.7)
    tenths = f".{dice.amount(0, 9)}" if dice.chance(0.4) else ""
    told = [Entry(plain(dice.choose(_WORDS["basic"])), plain(figures.number(basic) + tenths))]
    told += [style.distractor(pair, _NO_DAY) for pair in dice.some(_WORDS["others"], 0, 3)]
    told.append(Entry(plain(dice.choose(_WORDS["untaxed"])), figures.money(None, untaxed, bare=bare)))
    told.append(style.entry("tax", figures.money(Label.TAX, tax, bare=bare)))
    total = style.entry("total_amount", figures.money(Label.TOTAL_AMOUNT, untaxed + tax, bare=bare))
    return [*told, total._replace(words=plain(dice.choose(_WORDS["paid"]))) if dice.chance(0.3) else total]


def _papers(style: Style, facts: Facts) -> list[Entry]:
    dice = style.dice
    told = []
    if dice.chance(0.5):
        issued = after(dice, facts.end + timedelta(dice.amount(0, 25)))
        told.append(style.entry("issue_date", style.days.day(Label.ISSUE_DATE, issued)))
    if dice.chance(0.5):
        pieces = invoice_pieces(dice, dice.choose(NUMBERS["invoice_no"]["any"]))
        told.append(style.entry("invoice_no", pieces))
    if dice.chance(0.6):
        told.append(sided_ubn(style))
    return dice.shuffled(told)
