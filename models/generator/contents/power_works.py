"""Bills of works whose meters are read and multiplied, and statements in English."""

from datetime import timedelta
from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator import names
from models.generator.content import Content
from models.generator.contents.facts import TAX_RATE, Facts, sample_facts
from models.generator.contents.numbers import account_no, meter_no, numbered
from models.generator.contents.power_lists import begun
from models.generator.contents.utility import ubn_entry, vendor_name
from models.generator.days import Days, months_before
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import POWER
from models.labels import Label

_FACTORS = (1, 1, 10, 20, 30, 40, 60, 80, 120, 200)


def sample_works(dice: Dice, kind: BillKind) -> Content:
    """A row for each meter with its place and factor, their sum, and what it costs."""
    words = POWER["works"]
    name = dice.choose(words["vendors"]).format(s=names.stem(dice))
    content = begun(dice, kind, words["titles"], (Piece(name, Label.VENDOR, name),))
    style = content.style
    used = _meters(content)
    style.usage = max(used, 1)
    start = content.day - timedelta(dice.drawn((27, 28, 29, 30, 59, 60)))
    told = [Entry(plain(dice.choose(words["who"])), plain(names.customer(dice)))]
    if dice.chance(0.65):
        number = ubn_entry(style, "buyer_ubn", Label.BUYER_UBN)
        short = plain(dice.choose(("統編", "統一編號", "統編 UBN", "UBN")))
        told.append(number._replace(words=short) if dice.chance(0.6) else number)
    if dice.chance(0.6):
        printed = dice.choose(
            (f"EP-{dice.amount(100, 9999)}", f"{dice.drawn('ABCDEF')}{dice.amount(100, 99999)}")
        )
        account = numbered(Label.ACCOUNT_NO, printed)
        told.append(style.entry("account_no", account if dice.chance(0.6) else account_no(style)))
    if dice.chance(0.6):
        issued = content.day + timedelta(dice.amount(1, 12))
        told.append(style.entry("issue_date", style.days.day(Label.ISSUE_DATE, issued)))
    told = dice.shuffled(told) if dice.chance(0.3) else told
    period = style.entry("period", style.days.period(start, content.day))
    told.insert(dice.whole(0, len(told)), period)
    content.add("customer", *told)
    _costs(content, used)
    for form in dice.some(words["closing"], 0, 4):
        content.notes.append(plain(style.filled(form, content.day)))
    return content


def _meters(content: Content) -> int:
    style, dice, words = content.style, content.style.dice, POWER["works"]
    placed, factored, differing = dice.chance(0.75), dice.chance(0.75), dice.chance(0.25)
    times, rows, used = dice.choose(words["times"]), [], 0
    for row in range(dice.whole(2, 8)):
        factor = dice.drawn(_FACTORS) if factored else 1
        previous, steps = dice.amount(0, 90_000), dice.amount(1, 2_500)
        used += steps * factor
        cells: list[Marked] = [meter_no(dice, row)]
        cells += [plain(style.filled(dice.choose(words["places"]), content.day))] * placed
        cells.append((style.figures.reading(Label.PREVIOUS_READING, previous, row),))
        cells.append((style.figures.reading(Label.CURRENT_READING, previous + steps, row),))
        cells += [plain(style.figures.number(steps))] * differing
        cells += [plain(times.format(n=factor))] * factored
        rows.append((*cells, (style.figures.quantity(Label.USAGE, steps * factor, row),)))
    turned = placed and dice.chance(0.4)
    if turned:
        rows = [(cells[1], cells[0], *cells[2:]) for cells in rows]
    if dice.chance(0.7):
        total: Marked = (style.figures.quantity(Label.USAGE, used),)
        unit = (Piece(" "), style.unit_piece()) if style.unit_place == "value" else ()
        rows.append(
            (
                plain(dice.choose(("合計 Total", "合計", "總計", "Total", "合計度數"))),
                *[EMPTY] * (len(rows[0]) - 2),
                (*total, *unit),
            )
        )
    else:
        content.add("totals", style.quantity("usage", style.figures.quantity(Label.USAGE, used)))
    content.tables["list"] = Table(_heads(style, placed, factored, differing, turned), tuple(rows))
    return used


def _heads(style: Style, placed: bool, factored: bool, differing: bool, turned: bool) -> tuple[Marked, ...]:
    dice, words = style.dice, POWER["works"]
    usage = style.words("row_usage")
    first = [plain(dice.choose(words["meters"])), *[plain(dice.choose(words["heads"]))] * placed]
    return (
        *(first[::-1] if turned else first),
        style.words("previous_reading"),
        style.words("current_reading"),
        *[plain(dice.choose(words["differences"]))] * differing,
        *[plain(dice.choose(words["factors"]))] * factored,
        style.with_unit(usage) if style.unit_place == "label" else usage,
    )


def _costs(content: Content, used: int) -> None:
    style, dice, figures = content.style, content.style.dice, content.style.figures
    price = Decimal(dice.amount(2000, 7000)) / 1000
    basic = dice.amount(1, 90) * 100 * dice.chance(0.6)
    cost = max(round(used * price), 1)
    told = {"q": figures.number(used), "p": str(price), "m": figures.number(cost)}
    if basic:
        content.add("totals", Entry(plain("基本電費"), plain(figures.number(basic))))
    if dice.chance(0.6):
        content.add("totals", Entry(EMPTY, plain(dice.choose(POWER["works"]["formula"]).format(**told))))
    untaxed = basic + cost
    tax = round(untaxed * TAX_RATE) if dice.chance(0.75) else 0
    if tax:
        before = plain(dice.choose(("未稅", "銷售額", "小計", "未稅金額", "Net")))
        content.add("totals", Entry(before, plain(figures.number(untaxed))))
        content.add("totals", style.entry("tax", figures.money(Label.TAX, tax, bare=dice.chance(0.7))))
    content.add("totals", style.entry("total_amount", figures.money(Label.TOTAL_AMOUNT, untaxed + tax)))


def sample_statement(dice: Dice, kind: BillKind) -> Content:
    """In English; quantities of months before and money that is carried forward are no fields."""
    words = POWER["english"]
    content = begun(dice, kind, words["titles"])
    style, facts = content.style, sample_facts(dice, kind)
    style.language, style.days = "en", Days.sample(dice, foreign=dice.chance(0.85))
    style.unit = dice.choose(("kWh", "kWh", "KWH", "kwh"))
    style.usage, style.total, content.day = facts.usage, facts.total, facts.end
    content.vendor = vendor_name(style)
    if not content.vendor[0].text.isascii():
        name = names.english(dice, kind)
        content.vendor = (Piece(name, Label.VENDOR, "".join(name.split())),)
    content.brand = EMPTY
    _parties(content)
    _facts(content, facts)
    _metered(content, facts)
    _charged(content, facts)
    if dice.chance(0.6):
        content.tables["history"] = _history(content, facts)
    for form in dice.some(words["closing"], 0, 6):
        content.notes.append(plain(style.filled(form, facts.end)))
    return content


def _parties(content: Content) -> None:
    style, dice, words = content.style, content.style.dice, POWER["english"]
    if dice.chance(0.75):
        number = ubn_entry(style, "seller_ubn", Label.SELLER_UBN).value
        form = dice.choose(words["seller_lines"]).replace("{w}", dice.choose(words["seller"]))
        before, _, after = form.replace("{t}", names.telephone(dice)).partition("{u}")
        content.add(
            "vendor", Entry(EMPTY, tuple(one for one in (Piece(before), *number, Piece(after)) if one.text))
        )
    stem = "".join(dice.drawn(("Red", "Tai", "King", "Ori", "Ever", "Sun", "Lien", "Ho")) for _ in range(2))
    form = dice.choose(("Co., Ltd.", "Corp.", "Inc.", "Co. Ltd"))
    firm = f"{stem.capitalize()} {dice.choose(words['firms'])} {form}"
    lines = [firm, f"No. {dice.amount(2, 300)}, {dice.choose(words['roads'])}, {dice.choose(words['towns'])}"]
    if dice.chance(0.8):
        content.add("buyer", Entry(EMPTY, plain(dice.choose(words["addressed"]))))
    content.add("buyer", *(Entry(EMPTY, plain(line)) for line in lines))
    if dice.chance(0.75):
        number = ubn_entry(style, "buyer_ubn", Label.BUYER_UBN).value
        named = plain(dice.choose(words["buyer"]) + dice.choose((": ", ":", " ", " : ")))
        content.add("buyer", Entry(named, number))


def _facts(content: Content, facts: Facts) -> None:
    style, dice, words = content.style, content.style.dice, POWER["english"]
    account = Entry(
        plain(dice.choose(("Account No.", "Account Number", "Account", "Customer No."))), account_no(style)
    )
    told = [account, *(style.distractor(pair, facts.end) for pair in dice.some(words["facts"], 1, 5))]
    if dice.chance(0.8):
        issued = style.days.day(Label.ISSUE_DATE, facts.end + timedelta(dice.amount(1, 12)))
        named = plain(dice.choose(("Statement Date", "Bill Date", "Issue Date", "Date", "Invoice Date")))
        told.insert(dice.whole(0, 2), Entry(named, issued))
    content.add("facts", *(dice.shuffled(told) if dice.chance(0.3) else told))
    before, _, after = dice.choose(words["periods"]).partition("{x}")
    behind = style.filled(dice.choose(words["behind"]), facts.end)
    pieces = (Piece(before), *style.days.period(facts.start, facts.end), Piece(after), Piece(behind))
    content.add("period", Entry(EMPTY, tuple(piece for piece in pieces if piece.text)))


def _metered(content: Content, facts: Facts) -> None:
    """One meter in a table of a row, or as entries."""
    style, dice, figures = content.style, content.style.dice, content.style.figures
    usage: Marked = (figures.quantity(Label.USAGE, facts.usage), Piece(" "), style.unit_piece())
    entries = [
        Entry(plain(dice.choose(("Meter", "Meter No.", "Meter ID"))), meter_no(dice)),
        Entry(plain(dice.choose(("Previous reading", "Previous", "Last reading"))),
              (figures.reading(Label.PREVIOUS_READING, facts.previous),)),
        Entry(plain(dice.choose(("Present reading", "Current reading", "Present", "This reading"))),
              (figures.reading(Label.CURRENT_READING, facts.current),)),
        Entry(plain(dice.choose(("Multiplier", "Factor", "CT ratio"))), plain(f"x {facts.multiplier}")),
        Entry(plain(dice.choose(("Consumption", "Usage", "Energy used", "kWh used", "Billed kWh"))), usage),
    ]  # fmt: skip
    if dice.chance(0.3):
        entries = [entries[0], *entries[4:]] if dice.chance(0.5) else entries[1:3] + entries[4:]
    if dice.chance(0.7):
        heads, cells = tuple(entry.words for entry in entries), tuple(entry.value for entry in entries)
        content.tables["list"] = Table(heads, (cells,))
    else:
        content.add("meters", *entries)


def _charged(content: Content, facts: Facts) -> None:
    style, dice, words = content.style, content.style.dice, POWER["english"]
    bare = dice.chance(0.5)
    carried = dice.some(words["carried"], 0, 2) if dice.chance(0.6) else []
    told = [style.distractor(pair, facts.end) for pair in carried]
    told += [style.distractor(pair, facts.end) for pair in dice.some(words["charges"], 1, 4)]
    if facts.taxed or dice.chance(0.5):
        named = plain(dice.choose(("Value-added tax 5%", "VAT 5%", "Business tax (5%)", "VAT", "Tax")))
        told.append(Entry(named, style.figures.money(Label.TAX, facts.tax, bare=bare)))
    total = style.figures.money(Label.TOTAL_AMOUNT, facts.total)
    content.add("charges", *told, Entry(plain(dice.choose(words["due"])), total))


def _history(content: Content, facts: Facts) -> Table:
    """Months beside each other, their quantities below; or the other way round."""
    style, dice = content.style, content.style.dice
    months, used = [], []
    form = dice.choose(("{mon} {yy:02}", "{mon}", "{y}/{m:02}", "{mon} {y}"))
    for back in range(dice.whole(4, 12), 0, -1):
        year, month = months_before(facts.end.year, facts.end.month, back)
        name = facts.end.replace(day=1, month=month).strftime("%b")
        months.append(plain(form.format(mon=name, yy=year % 100, y=year, m=month)))
        used.append(plain(style.figures.number(max(round(facts.usage * dice.random.uniform(0.5, 1.5)), 1))))
    if dice.chance(0.6):
        half = (len(months) + 1) // 2
        second = [tuple(months[half:]), tuple(used[half:])]
        blank = (EMPTY,) * (half - len(months[half:]))
        return Table(tuple(months[:half]), (tuple(used[:half]), *((*row, *blank) for row in second)))
    return Table((plain("Month"), plain("kWh")), tuple(zip(months, used, strict=True)))
