"""What sales say whoever makes them: lines, sums, invoices, and who sells to whom."""

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents.items import Sale
from models.generator.contents.utility import buyer_number, invoice_pieces, ubn_entry, vendor_name
from models.generator.days import some_day
from models.generator.dice import Dice
from models.generator.marked import Entry, Piece, plain
from models.generator.style import Style
from models.generator.wording import DISTRACTORS, HEADINGS, NUMBERS, PRODUCTS, notes
from models.labels import Label


def begin_sale(dice: Dice, kind: BillKind) -> Sale:
    """With seller, day and style."""
    style = Style.sample(dice, kind)
    content = Content(kind, style, some_day(dice), vendor_name(style))
    if dice.chance(0.3):
        content.brand = plain(names.brand(dice, kind))
    return Sale(content)


def title(content: Content, form: str) -> None:
    """`form` is proof, paper, note or credit."""
    dice, kind = content.style.dice, content.kind
    if form == "note":
        table = HEADINGS[kind.value]
        words = table["english"] if content.style.language == "en" else table["titles"]
        content.titles.append(plain(dice.choose(words)))
        return
    content.titles.append(plain(dice.choose(HEADINGS["invoices"][form + "s"])))
    if form == "paper" and dice.chance(0.5):
        content.titles.append(plain(dice.choose(HEADINGS["invoices"]["copies"])))


def number_and_day(content: Content, *, invoiced: bool) -> None:
    """The invoice's number and the day of the sale."""
    style, dice = content.style, content.style.dice
    if invoiced:
        shape = dice.choose(NUMBERS["invoice_no"]["any"])
        content.add("invoice", style.entry("invoice_no", invoice_pieces(dice, shape)))
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


def parties(content: Content, *, buyer: float, account: float) -> None:
    """Seller's and buyer's numbers, names and addresses, each as often as given."""
    style, dice = content.style, content.style.dice
    if dice.chance(0.85):
        content.add("seller", ubn_entry(style, "seller_ubn", Label.SELLER_UBN))
    if dice.chance(0.45):
        content.add("seller", style.entry("address", plain(names.address(dice))))
    if dice.chance(0.5):
        content.add(
            "seller",
            Entry(
                plain(dice.choose(("電話", "TEL", "Tel", "電話：", "服務電話"))), plain(names.telephone(dice))
            ),
        )
    if dice.chance(buyer):
        if dice.chance(0.4):
            content.add("buyer", style.entry("customer", plain(names.customer(dice))))
        content.add("buyer", buyer_number(content, "buyer"))
    elif dice.chance(0.2):
        name = names.customer(dice) if dice.chance(0.8) else names.person(dice)
        content.add("buyer", style.entry("customer", plain(name)))
    if content.groups.get("buyer") and dice.chance(0.3):
        content.add("buyer", style.entry("address", plain(names.address(dice))))
    if dice.chance(account):
        printed = identifiers.account(dice, content.kind)
        number = identifiers.letters_and_digits(printed)
        content.add("buyer", style.entry("account_no", (Piece(printed, Label.ACCOUNT_NO, number),)))


def sums(sale: Sale) -> None:
    """Tax apart and total: `added_tax` puts the tax on top of the lines."""
    content = sale.content
    style, dice = content.style, content.style.dice
    figures = style.figures
    if sale.added_tax:
        untaxed = sale.total
        tax = round(untaxed * 0.05)
        total = untaxed + tax
    else:
        total = sale.total
        untaxed = round(total / 1.05)
        tax = total - untaxed
    _before_others(sale)
    if sale.added_tax or dice.chance(0.35):
        before_tax = dice.choose(
            ("銷售額", "應稅銷售額", "銷售額合計", "未稅金額", "合計(未稅)", "小計", "稅前金額")
        )
        if sale.added_tax or dice.chance(0.7):
            content.add("sums", Entry(plain(before_tax), figures.money(None, untaxed)))
        content.add("sums", style.entry("tax", figures.money(Label.TAX, tax)))
    money = figures.money(Label.TOTAL_AMOUNT, total)
    if dice.chance(0.06):
        money = (*money, Piece(f"({dice.choose(DISTRACTORS['words']['pay'])})"))
    entry = style.entry("total_amount", money)
    content.add("sums", entry)
    content.strong.append(entry)
    style.total = total
    extras(content)


def _before_others(sale: Sale) -> None:
    """How many lines, what the goods alone come to, and what stands only among the sums."""
    style, dice = sale.content.style, sale.content.style.dice
    if dice.chance(0.12):
        name, form = dice.choose(PRODUCTS["beside"]["counts"])
        sale.content.add("sums", Entry(plain(name), plain(form.format(n=len(sale.lines)))))
    if (sale.discounts and dice.chance(0.4)) or (sale.below and dice.chance(0.7)):
        before = sum(line.amount for line in sale.lines)
        name = dice.choose(("小計", "原價", "應收", "折扣前金額"))
        sale.content.add("sums", Entry(plain(name), style.figures.money(None, before)))
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
