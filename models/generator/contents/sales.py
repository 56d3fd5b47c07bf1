"""What sales say whoever makes them: their lines, their sums and their invoices."""

from typing import Final

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents.facts import TAX_RATE
from models.generator.contents.items import Sale
from models.generator.contents.utility import invoice_pieces, vendor_name
from models.generator.days import Days, some_day
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, plain
from models.generator.style import Style
from models.generator.wording import DISTRACTORS, HEADINGS, NUMBERS, PRODUCTS, SALES, notes
from models.labels import Label

# Forms that have an invoice's number for certain, and whose sellers give none and add no tax.
_INVOICED: Final = ("proof", "paper", "credit")
UNTAXED: Final = ("purchase",)
# Of pages with a brand, those that tell the registered name only where they tell the number: set by us.
_NAMED_BELOW: Final = 0.35


def begin_sale(dice: Dice, kind: BillKind, form: str = "") -> Sale:
    """With seller, day and style; what is `foreign` is in English, more or less."""
    style = Style.sample(dice, kind)
    if form == "foreign":
        style.language = dice.choose(("en", "en", "both"))
        style.days = Days.sample(dice, foreign=dice.chance(0.7))
    shop = kind is BillKind.INVOICE and style.language != "en" and dice.chance(0.5)
    vendor = _shop(dice) if shop else vendor_name(style)
    content = Content(kind, style, some_day(dice), vendor)
    if dice.chance(0.3):
        content.brand = plain(names.brand(dice, kind))
        content.named_below = dice.chance(_NAMED_BELOW)
    return Sale(content)


def _shop(dice: Dice) -> Marked:
    """A name of its own, a trade, and what such a firm is."""
    shops = SALES["shops"]
    name = (
        names.stem(dice, dice.drawn((2, 2, 2, 3))) + dice.drawn(shops["trades"]) + dice.drawn(shops["forms"])
    )
    return (Piece(name, Label.VENDOR, name),)


def title(content: Content, form: str) -> None:
    """`form` is proof, paper, note, credit, or one of a trade's: purchase, order or foreign."""
    dice, kind = content.style.dice, content.kind
    own = SALES["titles"].get(form + "s", SALES["titles"].get(form))
    if own and (form != "note" or (kind is BillKind.INVOICE and dice.chance(0.5))):
        content.titles.append(plain(dice.choose(own)))
        if content.style.language == "both" and dice.chance(0.4):
            content.titles.append(plain(dice.choose(SALES["titles"]["foreign"])))
        return
    if form == "note":
        table = HEADINGS[kind.value]
        words = table["english"] if content.style.language == "en" else table["titles"]
        content.titles.append(plain(dice.choose(words)))
        return
    content.titles.append(plain(dice.choose(HEADINGS["invoices"][form + "s"])))
    if form == "paper" and dice.chance(0.5):
        content.titles.append(plain(dice.choose(HEADINGS["invoices"]["copies"])))


def number_and_day(content: Content, form: str, otherwise: float) -> None:
    """The invoice's number, which forms that need none have so often, and the day of the sale."""
    style, dice = content.style, content.style.dice
    invoiced = form in _INVOICED or (form not in UNTAXED and dice.chance(otherwise))
    if invoiced:
        shape = dice.choose(NUMBERS["invoice_no"]["any"])
        entry = style.entry("invoice_no", invoice_pieces(dice, shape))
        short = dice.choose(SALES["short"]["invoice_no"])
        terse = dice.chance(0.25) and (style.language != "en" or short.isascii())
        content.add("invoice", Entry(plain(short), entry.value) if terse else entry)
    if dice.chance(0.95):
        issued = style.days.moment(Label.ISSUE_DATE, content.day)
        content.add("invoice", style.entry("issue_date", issued))
    if invoiced and dice.chance(0.3):
        content.add(
            "invoice",
            Entry(
                plain(dice.choose(("隨機碼", "隨機碼", "檢查號碼"))), plain(identifiers.shaped(dice, "9999"))
            ),
        )


def sums(sale: Sale) -> None:
    """Tax apart and total: `added_tax` puts the tax on top of the lines."""
    content = sale.content
    style, dice = content.style, content.style.dice
    figures = style.figures
    if sale.added_tax:
        untaxed = sale.total
        tax = round(untaxed * TAX_RATE)
        total = untaxed + tax
    else:
        total = sale.total
        untaxed = round(total / 1.05)
        tax = total - untaxed
    _before_others(sale)
    if sale.added_tax or dice.chance(0.45):
        if sale.added_tax or dice.chance(0.7):
            content.add("sums", _named(style, "untaxed", figures.money(None, untaxed)))
        content.add("sums", style.entry("tax", figures.money(Label.TAX, tax)))
    money = figures.money(Label.TOTAL_AMOUNT, total)
    if dice.chance(0.06):
        money = (*money, Piece(f"({dice.choose(DISTRACTORS['words']['pay'])})"))
    entry = style.entry("total_amount", money)
    content.add("sums", entry)
    content.strong.append(entry)
    style.total = total
    extras(content)
    _beside(content)


def _beside(content: Content) -> None:
    """What looks like sums and days and is neither, and facts of a trade."""
    style, dice, pairs = content.style, content.style.dice, SALES["beside"]
    for name, group, share in (
        ("sums", "sums", 0.12),
        ("paid", "payment", 0.2),
        ("days", "transaction", 0.2),
        ("facts", "facts", 0.5),
        ("ends", "end", 0.4),
    ):
        if not dice.chance(share):
            continue
        if name == "ends":
            content.add(group, *(_told(style, form, content) for form in dice.some(pairs[name], 1, 2)))
        else:
            content.add(
                group, *(style.distractor(pair, content.day) for pair in dice.some(pairs[name], 1, 3))
            )


def _told(style: Style, form: str, content: Content) -> Entry:
    return Entry(EMPTY, plain(style.filled(form, content.day)))


def trade_facts(content: Content, name: str) -> None:
    """What is weighed, counted or measured besides, and is billed nowhere."""
    style, dice = content.style, content.style.dice
    made = [style.distractor(pair, content.day) for pair in dice.some(SALES["beside"][name], 1, 4)]
    content.add("facts", *made[1:])
    content.add("transaction", *made[:1])


def _named(style: Style, key: str, value: Marked) -> Entry:
    """A sum that is no field, in the page's languages."""
    words, dice = SALES["sums"][key], style.dice
    foreign = dice.choose(words["english"])
    if style.language == "en":
        return Entry(plain(foreign), value)
    both = style.language == "both" and dice.chance(0.85)
    return Entry(plain(dice.choose(words["any"])), value, foreign if both else "")


def _before_others(sale: Sale) -> None:
    """How many lines, what the goods alone come to, and what stands only among the sums."""
    style, dice = sale.content.style, sale.content.style.dice
    if dice.chance(0.12):
        name, form = dice.choose(PRODUCTS["beside"]["counts"])
        sale.content.add("sums", Entry(plain(name), plain(form.format(n=len(sale.lines)))))
    if (sale.discounts and dice.chance(0.4)) or (sale.below and dice.chance(0.7)):
        before = sum(line.amount for line in sale.lines)
        sale.content.add("sums", _named(style, "before", style.figures.money(None, before)))
    for line in sale.below:
        sale.content.add("sums", Entry(line.name, style.figures.money(None, line.amount)))


def extras(content: Content) -> None:
    """What tills and forms print besides."""
    style, dice, kind = content.style, content.style.dice, content.kind
    content.add("transaction", *style.distractors(kind, "transaction", content.day, 0, 6))
    content.add("payment", *style.distractors(kind, "payment", content.day, 0, 4))
    for form in dice.some(notes(kind), 0, 4):
        content.notes.append(plain(style.filled(form, content.day)))
    for _ in range(dice.whole(0, 2)):
        content.codes.append(plain(identifiers.shaped(dice, dice.choose(NUMBERS["other"]["any"]))))
    if dice.chance(0.3):
        words = dice.choose(("站名", "門市", "分店", "店別", "服務單位", "店名"))
        content.add("transaction", Entry(plain(words), plain(names.office(dice, kind))))
