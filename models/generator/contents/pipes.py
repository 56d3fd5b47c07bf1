"""Letters about what is owed, utilities' own invoices with use as goods, and lists of premises."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents.facts import TAX_RATE, Facts
from models.generator.contents.lists import Period, sample_periods
from models.generator.contents.numbers import account_no, meter_no
from models.generator.contents.periods import after
from models.generator.contents.utility import invoice_pieces, ubn_entry
from models.generator.contents.works import begun
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, pieced, plain
from models.generator.style import Style
from models.generator.wording import NUMBERS, PIPES, WORKS
from models.labels import Label

_USED_UP: Final = {BillKind.WATER: "水", BillKind.NATURAL_GAS: "瓦斯", BillKind.ELECTRICITY: "電"}
Said = Mapping[str, Marked]


def told(style: Style, form: str, said: Said, day: date) -> Marked:
    """The form with marked text in its slots of one letter and drawn text in all others."""
    pieces = (
        piece if piece.label or "{" not in piece.text else Piece(style.filled(piece.text, day))
        for piece in pieced(form, said)
    )
    return tuple(piece for piece in pieces if piece.text)


def sample_owed(dice: Dice, kind: BillKind) -> Content:
    """A letter: whom it is for, which periods are not paid, with what came to each, and what follows."""
    words = PIPES["owed"]
    style, facts, content = begun(dice, kind)
    rows = sample_periods(dice, kind, facts.end, dice.whole(2, 5))
    late = dice.amount(1, 10) if dice.chance(0.65) else 0
    made, total, usage = _owed(style, rows, late)
    content.tables["list"] = made
    said = _said_of_debt(content, len(rows), total)
    content.titles.append(told(style, dice.choose(words["heads"]), said, facts.end))
    for form in dice.some(WORKS["letters"]["office"], 0, 5):
        content.add("office", Entry(EMPTY, plain(style.filled(form, facts.end))))
    if dice.chance(0.8):
        content.add("office", Entry(EMPTY, told(style, dice.choose(words["issued"]), said, facts.end)))
    content.groups["office"] = dice.shuffled(content.groups.get("office", []))
    content.notes.append(told(style, dice.choose(words["subjects"]), said, facts.end))
    if dice.chance(0.8):
        content.notes.append(plain(style.filled(_of(kind, dice.choose(words["sentences"])), facts.end)))
    if dice.chance(0.3):
        unit = (Piece(" "), style.unit_piece()) if dice.chance(0.5) else ()
        content.add("sums", style.entry("total_amount", style.figures.money(Label.TOTAL_AMOUNT, total)))
        content.add("sums", style.entry("usage", (style.figures.quantity(Label.USAGE, usage), *unit)))
    content.codes += [plain(style.filled(form, facts.end)) for form in dice.some(words["closing"], 0, 5)]
    return content


def _of(kind: BillKind, form: str) -> str:
    return form.replace("{w}", _USED_UP[kind])


def _said_of_debt(content: Content, count: int, total: int) -> dict[str, Marked]:
    style, dice = content.style, content.style.dice
    issued = content.day + timedelta(dice.amount(20, 200))
    return {
        "v": content.vendor,
        "a": account_no(style),
        "m": meter_no(dice),
        "t": style.figures.money(Label.TOTAL_AMOUNT, total, bare=True),
        "i": style.days.day(Label.ISSUE_DATE, issued),
        "n": plain(str(count)),
        "w": plain(_USED_UP[style.kind]),
        "c": plain(names.customer(dice)),
    }


def _owed(style: Style, periods: list[Period], late: int) -> tuple[Table, int, int]:
    """A row for each period; what comes late to it is part of the row's sum, the charge alone is not."""
    dice, figures, words = style.dice, style.figures, PIPES["owed"]
    used, dated = dice.chance(0.8), dice.choose(("months", "months", "days", "end"))
    spare = dice.some(words["spare"], 0, 2) if dice.chance(0.3) else []
    rows, total = [], 0
    for one in periods:
        fee = one.total * late // 100
        total += one.total + fee
        cells = [_when(style, one, dated)]
        cells += [(figures.quantity(Label.USAGE, one.usage, one.row),)] if used else []
        cells += [plain(figures.number(amount)) for amount in (one.total, fee)] if late else []
        cells.append(figures.money(Label.TOTAL_AMOUNT, one.total + fee, one.row, bare=True))
        rows.append((*cells, *(plain(style.filled(form, one.end)) for _, form in spare)))
    usage = sum(one.usage for one in periods)
    if dice.chance(0.75):
        blank = plain(dice.choose(("－", "-", "—"))) if dice.chance(0.25) else EMPTY
        sums = [plain(dice.choose(words["sums"]))]
        sums += [(figures.quantity(Label.USAGE, usage),)] if used else []
        sums += [blank, blank] if late else []
        sums.append(figures.money(Label.TOTAL_AMOUNT, total, bare=True))
        rows.append((*sums, *(EMPTY for _ in spare)))
    heads = [_head(style, "months" if dated == "months" else dated)]
    quantity = style.words("row_usage")
    heads += [style.with_unit(quantity) if style.unit_place == "label" else quantity] if used else []
    heads += [plain(dice.choose(words[key])) for key in ("charged", "late")] if late else []
    heads.append(plain(dice.choose(words["total"])) if late else style.words("row_total"))
    return Table((*heads, *(plain(name) for name, _ in spare)), tuple(rows)), total, usage


def _head(style: Style, dated: str) -> Marked:
    if dated == "months":
        return _months_called(style, 0)
    return style.words("period" if dated == "days" else "row_day")


def _months_called(style: Style, fewer: int) -> Marked:
    """Months of use by the page's kind; all but the last `fewer` names."""
    options = PIPES["owed"]["months"]
    name = style.dice.choose(options[: len(options) - fewer])
    return plain(name.replace("{o}", "氣" if style.kind is BillKind.NATURAL_GAS else _USED_UP[style.kind]))


def _when(style: Style, one: Period, dated: str) -> Marked:
    if dated == "days":
        return style.days.period(one.start, one.end, one.row)
    if dated == "end":
        return style.days.day(Label.PERIOD_END, one.end, one.row)
    return style.days.months(one.first_month, one.month, Label.PERIOD_MONTHS, one.row)


def sample_invoiced(dice: Dice, kind: BillKind) -> Content:
    """An invoice to a firm: what was used is its first line, days and readings stand among the remarks."""
    words = PIPES["invoices"]
    style, facts, content = begun(dice, kind)
    content.titles.append(plain(dice.choose(words["titles"])))
    number = style.entry("invoice_no", invoice_pieces(dice, dice.choose(NUMBERS["invoice_no"]["any"])))
    issued = style.entry("issue_date", style.days.day(Label.ISSUE_DATE, after(dice, facts.end)))
    bare = dice.chance(0.5)
    content.add(
        "invoice", *(one._replace(words=EMPTY, english="") if bare else one for one in (number, issued))
    )
    account = style.entry("account_no", account_no(style))
    account = account._replace(words=plain(dice.choose(words["accounts"]))) if dice.chance(0.6) else account
    content.add("buyer", Entry(plain(dice.choose(("買受人", "客戶", "公司名稱", "用戶名稱", "Customer"))),
                               plain(names.customer(dice))))  # fmt: skip
    named = plain(dice.choose(("統一編號", "統編", "買受人統編", "Tax ID")))
    content.add("buyer", ubn_entry(style, "buyer_ubn", Label.BUYER_UBN)._replace(words=named, english=""))
    content.add("buyer", Entry(plain("地　址"), plain(names.address(dice))), account)
    if dice.chance(0.3):
        content.groups["buyer"] = dice.shuffled(content.groups["buyer"])
    _goods(content, facts)
    _remarks(content, facts)
    seller = ubn_entry(style, "seller_ubn", Label.SELLER_UBN)
    short = plain(dice.choose(("統一編號", "統一編號", "統編", "營業人統編")))
    content.add("seal", seller._replace(words=short, english=""))
    content.codes += [plain(style.filled(form, facts.end)) for form in dice.some(words["foot"], 0, 3)]
    return content


def _goods(content: Content, facts: Facts) -> None:
    """Use, number, unit, price and amount; fixed charges count pieces; tax and sum below."""
    style, dice, figures, words = content.style, content.style.dice, content.style.figures, PIPES["invoices"]
    places = dice.choose((1, 2, 2, 4))
    price = Decimal(dice.amount(25 if style.kind is BillKind.ELECTRICITY else 95, 260)) / 10
    price += Decimal(dice.amount(1, 9)) / 10**places
    label = Label.UNIT_PRICE if style.kind is BillKind.NATURAL_GAS else None
    amount = round(facts.usage * price)
    name = dice.choose(words["goods"][style.kind.value]) + style.filled(
        dice.choose(words["behind"]), facts.end
    )
    used = (figures.quantity(Label.USAGE, facts.usage),)
    told_price = (figures.labelled(label, price),)
    rows: list[tuple[Marked, ...]] = [
        (plain(name), used, (style.unit_piece(),), told_price, plain(figures.number(amount)))
    ]
    due = amount
    for fixed in dice.some(words["fixed"], 0, 2):
        fee = dice.amount(30, 3000)
        due += fee
        told_fee = plain(figures.number(fee))
        one = (
            (plain("1"), plain(dice.choose(("式", "月", "個月", "項"))))
            if dice.chance(0.8)
            else (EMPTY, EMPTY)
        )
        rows.append((plain(fixed), *one, told_fee if one[0] else EMPTY, told_fee))
    content.tables["goods"] = Table(tuple(map(plain, dice.choose(words["heads"]))), tuple(rows))
    tax = round(due * TAX_RATE)
    content.add("sums", Entry(plain(dice.choose(words["untaxed"])), plain(figures.number(due))))
    content.add("sums", Entry(plain(dice.choose(words["taxes"])), figures.money(Label.TAX, tax, bare=True)))
    total = figures.money(Label.TOTAL_AMOUNT, due + tax)
    content.add("sums", Entry(plain(dice.choose(words["totals"])), total))


def _remarks(content: Content, facts: Facts) -> None:
    """Days, readings, what corrects them, and how to pay."""
    style, dice, figures, words = content.style, content.style.dice, content.style.figures, PIPES["invoices"]
    counted = max(facts.current - facts.previous, 1)
    said = {
        "s": style.days.day(Label.PERIOD_START, facts.start),
        "e": style.days.day(Label.PERIOD_END, facts.end),
        "b": (figures.reading(Label.PREVIOUS_READING, facts.previous),),
        "c": (figures.reading(Label.CURRENT_READING, facts.current),),
        "m": meter_no(dice),
        "k": plain(figures.number(counted)),
        "f": plain(f"{facts.usage / counted:.{dice.choose((2, 3, 4))}f}"),
        "u": plain(figures.number(facts.usage)),
    }
    lines = [told(style, dice.choose(words["remarks"]), said, facts.end)]
    if dice.chance(0.75) and not any(piece.label is Label.CURRENT_READING for piece in lines[0]):
        lines.append(told(style, dice.choose(words["readings"]), said, facts.end))
    if facts.usage != counted and dice.chance(0.7):
        lines.append(told(style, dice.choose(words["factored"]), said, facts.end))
    others = [plain(style.filled(form, facts.end)) for form in dice.some(words["others"], 0, 4)]
    content.notes += [*lines, *others] if dice.chance(0.7) else dice.shuffled([*lines, *others])


def sample_premises_list(dice: Dice, kind: BillKind) -> Content:
    """One customer's premises: number, place, both readings, use and sum of each; what all come to below."""
    words = PIPES["premises"]
    style, facts, content = begun(dice, kind)
    content.titles.append(plain(dice.choose(words["titles"])))
    content.add(
        "customer", Entry(plain(dice.choose(("用戶", "客戶名稱", "用戶名稱"))), plain(names.customer(dice)))
    )
    if dice.chance(0.7):
        named = plain(dice.choose(("統一編號", "統編", "用戶統編")))
        buyer = ubn_entry(style, "buyer_ubn", Label.BUYER_UBN)._replace(words=named, english="")
        content.add("customer", buyer)
    content.add("customer", _period_of_all(style, facts))
    content.add("customer", *(style.distractor(pair, facts.end) for pair in dice.some(words["papers"], 0, 3)))
    if dice.chance(0.75):
        issued = style.days.day(Label.ISSUE_DATE, after(dice, facts.end))
        named = plain(dice.choose(("印表日期", "列印日期", "製表日期", "製表日", "開立日期", "列印日")))
        content.groups["customer"].insert(dice.whole(0, 3), Entry(named, issued))
    made, usage, total = _premises(style, dice.whole(2, 10))
    content.tables["list"] = made
    said = {
        "n": plain(str(len(made.rows))),
        "u": (style.figures.quantity(Label.USAGE, usage),),
        "x": (style.unit_piece(),),
        "t": style.figures.money(Label.TOTAL_AMOUNT, total, bare=True),
    }
    if dice.chance(0.8):
        content.notes.append(told(style, dice.choose(words["sums"]), said, facts.end))
    return content


def _period_of_all(style: Style, facts: Facts) -> Entry:
    if style.dice.chance(0.4):
        return style.entry("period", style.days.period(facts.start, facts.end))
    end = (facts.end.year, facts.end.month)
    months = style.days.months(end, end, Label.PERIOD_MONTHS)
    return Entry(_months_called(style, 1), months)


def _premises(style: Style, count: int) -> tuple[Table, int, int]:
    dice, figures = style.dice, style.figures
    form = dice.choose(NUMBERS["account_no"][style.kind.value])
    readings, meters, numbered = dice.chance(0.65), dice.chance(0.2), dice.chance(0.5)
    others = [(plain("用水地點" if style.kind is BillKind.WATER else "地址"), "{a}")] * dice.chance(0.6)
    others += [(plain(name), one) for name, one in dice.some(PIPES["premises"]["columns"], 0, 2)]
    heads = [plain(dice.choose(("序", "項次", "No.", "編號")))] * numbered + [style.words("account_no")]
    heads += [style.words("meter_no")] * meters + [name for name, _ in others]
    heads += [style.words("previous_reading"), style.words("current_reading")] * readings
    quantity = style.words("row_usage")
    heads += [
        style.with_unit(quantity) if style.unit_place == "label" else quantity,
        style.words("row_total"),
    ]
    rows, usage, owed = [], 0, 0
    for row in range(count):
        used, previous = dice.amount(3, 3000), dice.amount(0, 90_000)
        sum_of = used * dice.amount(8, 30) + dice.amount(0, 300)
        printed = identifiers.shaped(dice, form)
        cells: list[Marked] = [plain(f"{row + 1:0{dice.choose((1, 2))}}")] * numbered
        cells.append((Piece(printed, Label.ACCOUNT_NO, identifiers.letters_and_digits(printed), row),))
        cells += [meter_no(dice, row)] * meters
        cells += [plain(style.filled(one, facts_day(style))) if one else EMPTY for _, one in others]
        shown = ((Label.PREVIOUS_READING, previous), (Label.CURRENT_READING, previous + used))
        cells += [(figures.reading(label, one, row),) for label, one in shown] if readings else []
        cells.append((figures.quantity(Label.USAGE, used, row),))
        cells.append(figures.money(Label.TOTAL_AMOUNT, sum_of, row, bare=True))
        rows.append(tuple(cells))
        usage, owed = usage + used, owed + sum_of
    return Table(tuple(heads), tuple(rows)), usage, owed


def facts_day(style: Style) -> date:
    """Some day for forms that need one."""
    return date(2015, 1, 1) + timedelta(style.dice.amount(0, 3650))
