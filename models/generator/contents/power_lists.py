"""Lists of power: months by hours of use, spreadsheets, many premises on one bill, cards of past bills."""

from decimal import Decimal

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents.facts import TAX_RATE, average_price, split_up
from models.generator.contents.lists import FARTHEST, Period, sample_periods
from models.generator.contents.numbers import account_no, numbered
from models.generator.contents.utility import add_notes, buyer_number, vendor_name
from models.generator.days import some_day
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain, written
from models.generator.style import Style
from models.generator.wording import METERED, NUMBERS, POWER
from models.labels import Label


def begun(dice: Dice, kind: BillKind, titles: list[str], vendor: Marked | None = None) -> Content:
    """A page with nothing on it but its heading; short names of companies head every fourth."""
    style = Style.sample(dice, kind)
    day = some_day(dice, FARTHEST)
    if vendor is None and dice.chance(0.25):
        brand = names.brand(dice, kind)
        vendor = (Piece(brand, Label.VENDOR, "".join(brand.split())),)
    content = Content(kind, style, day, vendor or vendor_name(style))
    content.titles.append(plain(style.filled(dice.choose(titles), day)))
    return content


def sample_hours(dice: Dice, kind: BillKind) -> Content:
    """Periods in rows by hours of use, with columns of demand, of averages and of years before."""
    content = begun(dice, kind, POWER["hours"]["titles"])
    periods = _periods(content)
    _owner(content)
    content.tables["list"] = _by_hours(content.style, periods, 0.75)
    add_notes(content, 3)
    return content


def sample_hours_apart(dice: Dice, kind: BillKind) -> Content:
    """Few periods by hours of use, for where each stands apart from the others."""
    content = begun(dice, kind, POWER["hours"]["titles"])
    periods = sample_periods(dice, kind, content.day, dice.whole(2, 12))
    content.style.usage, content.style.total = max(periods[0].usage, 1), periods[0].total
    _owner(content)
    made = _by_hours(content.style, periods, 0.9)
    rows = [row for row in made.rows if any(piece.row >= 0 for cell in row for piece in cell)]
    heads = [plain(written(head).replace("\n", "")) for head in made.heads]
    content.tables["list"] = made._replace(heads=tuple(heads), rows=tuple(rows))
    add_notes(content, 3)
    return content


def sample_spreadsheet(dice: Dice, kind: BillKind) -> Content:
    """The same as somebody keeps it: the name and the account in its first cells, an average below."""
    content = begun(dice, kind, POWER["sheets"]["titles"])
    periods = _periods(content)
    if dice.chance(0.85):
        content.add("customer", content.style.entry("account_no", account_no(content.style)))
    content.tables["list"] = _by_hours(content.style, periods, 0.3)
    return content


def _periods(content: Content) -> list[Period]:
    dice = content.style.dice
    count = dice.whole(2, 4) if dice.chance(0.2) else dice.whole(4, 14)
    periods = sample_periods(dice, content.kind, content.day, count)
    content.style.usage, content.style.total = max(periods[0].usage, 1), periods[0].total
    return periods


def _owner(content: Content) -> None:
    style, dice = content.style, content.style.dice
    if dice.chance(0.85):
        content.add("customer", style.entry("account_no", account_no(style)))
    if dice.chance(0.5):
        content.add("customer", style.entry("customer", plain(names.customer(dice))))
    if dice.chance(0.2):
        content.add("customer", buyer_number(content, "customer"))
    content.add("customer", *style.distractors(content.kind, "customer", content.day, 0, 3))


def _by_hours(style: Style, periods: list[Period], share: float) -> Table:
    """Hours stand before their sum or behind it; without a sum they make up the usage."""
    dice = style.dice
    hours = dice.choose(POWER["hours"]["names"]) if dice.chance(share) else []
    summed, money = not hours or dice.chance(0.35), dice.chance(0.88)
    dated = dice.choose(("months", "months", "end", "end", "range", "ends"))
    before = _readings_of if not hours and dice.chance(0.4) else None
    columns = [_dates(style, periods, dated)]
    if dated != "months" and dice.chance(0.3):
        columns.insert(dice.whole(0, 1), [(style.words("row_month"), _months_named(style, periods))])
    if before:
        columns.append(before(style, periods))
    used = [_hours_of(style, periods, hours, alone=not summed)] if hours else []
    if summed:
        used.insert(dice.whole(0, len(used)), [_usage_column(style, periods, bool(hours))])
    columns += used
    if hours and dice.chance(0.35):
        # Demand in kilowatts is as large as what the least hours used, and none of it.
        columns.append(_demanded(style, len(periods)))
    rest = [[one] for one in _others(style, len(periods))]
    rest += [_beside_hours(style, hours, len(periods))] * (bool(hours) and dice.chance(0.3))
    rest += [[(style.words("row_total"), [_money(style, one) for one in periods])]] * money
    columns += dice.shuffled(rest) if dice.chance(0.4) else rest
    return _table(style, [one for group in columns for one in group], periods)


Strip = tuple[Marked, list[Marked]]


def _dates(style: Style, periods: list[Period], dated: str) -> list[Strip]:
    days = style.days
    if dated == "months":
        cells = [days.months(one.first_month, one.month, Label.PERIOD_MONTHS, one.row) for one in periods]
        return [(style.words("row_month"), cells)]
    ends = [days.day(Label.PERIOD_END, one.end, one.row) for one in periods]
    if dated == "end":
        return [(style.words("row_day"), ends)]
    if dated == "range":
        return [(style.words("period"), [days.period(one.start, one.end, one.row) for one in periods])]
    starts = [days.day(Label.PERIOD_START, one.start, one.row) for one in periods]
    return [(style.words("period_start"), starts), (style.words("period_end"), ends)]


def _months_named(style: Style, periods: list[Period]) -> list[Marked]:
    """What a row is called by where days say its period."""
    both = style.dice.chance(0.4)
    return [
        style.days.months(one.first_month if both else one.month, one.month, None, one.row) for one in periods
    ]


def _beside_hours(style: Style, hours: list[str], count: int) -> list[Strip]:
    """Demand, money or shares by the same hours, which are no quantities."""
    name, form = style.dice.choose(METERED["hours"]["beside"])
    told = [one.removesuffix("度數").removesuffix("kWh") for one in hours]
    return [(plain(name.replace("{h}", hour)), [_filled(style, form) for _ in range(count)]) for hour in told]


def _readings_of(style: Style, periods: list[Period]) -> list[Strip]:
    figures = style.figures
    first: list[Marked] = [
        (figures.reading(Label.PREVIOUS_READING, one.previous, one.row),) for one in periods
    ]
    last: list[Marked] = [(figures.reading(Label.CURRENT_READING, one.current, one.row),) for one in periods]
    return [(style.words("previous_reading"), first), (style.words("current_reading"), last)]


def _hours_of(style: Style, periods: list[Period], hours: list[str], *, alone: bool) -> list[Strip]:
    dice = style.dice
    parts = [split_up(dice, one.usage, len(hours)) for one in periods]
    shared = dice.choose(METERED["hours"]["heads"]) if dice.chance(0.25) else ""
    unit = alone and style.unit_place == "label" and "度" not in hours[0] and "kWh" not in hours[0]
    strips: list[Strip] = []
    for place, name in enumerate(hours):
        cells: list[Marked] = [
            (style.figures.quantity(Label.USAGE_PART, part[place], one.row),)
            for one, part in zip(periods, parts, strict=True)
        ]
        # What all of them are stands once above the first of them.
        before = (shared if place == 0 else "") + "\n" if shared else ""
        words = plain(before + name)
        strips.append((style.with_unit(words) if unit else words, cells))
    return strips


def _usage_column(style: Style, periods: list[Period], summing: bool) -> Strip:
    words = plain(style.dice.choose(POWER["hours"]["sums"])) if summing else style.words("row_usage")
    cells: list[Marked] = []
    unit = style.unit_place == "value" and style.dice.chance(0.3)
    for one in periods:
        piece = style.figures.quantity(Label.USAGE, one.usage, one.row)
        cells.append((piece, Piece(" "), style.unit_piece(one.row)) if unit else (piece,))
    return (style.with_unit(words) if style.unit_place == "label" else words), cells


def _money(style: Style, one: Period) -> Marked:
    return style.figures.money(Label.TOTAL_AMOUNT, one.total, one.row, bare=style.unit_place != "value")


def _others(style: Style, count: int) -> list[Strip]:
    return [
        (plain(name), [_filled(style, form) for _ in range(count)])
        for name, form in style.dice.some(POWER["columns"]["any"], 0, 5)
    ]


def _demanded(style: Style, count: int) -> list[Strip]:
    """What stands right behind hours of use and is no quantity."""
    forms = style.dice.some(POWER["columns"]["demands"], 1, 2)
    return [(plain(name), [_filled(style, form) for _ in range(count)]) for name, form in forms]


def _filled(style: Style, form: str) -> Marked:
    return plain(style.filled(form, some_day(style.dice))) if form else EMPTY


def _table(style: Style, strips: list[Strip], periods: list[Period]) -> Table:
    """Below the periods sometimes their sum, which is the document's, or an average, which is nothing."""
    dice = style.dice
    rows: list[tuple[Marked, ...]] = [
        tuple(strip[1][place] for strip in strips) for place in range(len(periods))
    ]
    like = rows[0]
    if dice.chance(0.25):
        rows.append(_foot(style, like, periods, summed=True))
    if dice.chance(0.35):
        rows.append(_foot(style, like, periods, summed=False))
    return Table(tuple(strip[0] for strip in strips), tuple(rows))


def _foot(
    style: Style, like: tuple[Marked, ...], periods: list[Period], *, summed: bool
) -> tuple[Marked, ...]:
    dice, figures = style.dice, style.figures
    usage, total = sum(one.usage for one in periods), sum(one.total for one in periods)
    cells: list[Marked] = []
    for cell in like:
        labels = {piece.label for piece in cell}
        if Label.USAGE in labels:
            average = plain(figures.number(round(Decimal(usage) / len(periods), 1)))
            cells.append((figures.quantity(Label.USAGE, usage),) if summed else average)
        elif Label.TOTAL_AMOUNT in labels:
            average = plain(figures.number(total // len(periods)))
            told = figures.money(Label.TOTAL_AMOUNT, total, bare=True)
            cells.append(told if summed else average if dice.chance(0.6) else EMPTY)
        else:
            cells.append(EMPTY)
    names_of = POWER["premises"]["sums"] if summed else POWER["footers"]["names"]
    return (plain(dice.choose(names_of)), *cells[1:])


def sample_premises(dice: Dice, kind: BillKind) -> Content:
    """A line for each premises: usage, amounts before tax, tax and amounts due, and what they come to."""
    words = POWER["premises"]
    content = begun(dice, kind, words["titles"])
    style = content.style
    content.add("customer", style.entry("customer", plain(names.customer(dice))))
    if dice.chance(0.6):
        buyer = buyer_number(content, "customer")
        content.add("customer", buyer)
    if dice.chance(0.6):
        issued = style.days.day(Label.ISSUE_DATE, content.day)
        content.add("customer", style.entry("issue_date", issued))
    content.add(
        "customer", *(style.distractor(pair, content.day) for pair in dice.some(words["details"], 0, 4))
    )
    content.tables["list"] = _premises_table(content)
    add_notes(content, 3)
    return content


def _premises_table(content: Content) -> Table:
    """All keys that this page has, in its order."""
    style, dice, words = content.style, content.style.dice, POWER["premises"]
    keys = ["account_no", *["place"] * dice.chance(0.7), *["period"] * dice.chance(0.6), "usage"]
    keys += [*["untaxed", "tax"] * dice.chance(0.65), "total"]
    other = dice.some(words["others"], 0, 2)
    count = dice.whole(2, 12)
    form = dice.choose(NUMBERS["account_no"][content.kind.value])
    rows, sums = [], [0, 0, 0]
    for row in range(count):
        used = dice.amount(10, 30_000)
        untaxed = max(round(used * average_price(dice, content.kind)), 30)
        tax = round(untaxed * TAX_RATE) if "tax" in keys else 0
        sums = [one + more for one, more in zip(sums, (used, untaxed, tax), strict=True)]
        told = _premises_cells(style, row, content, form, (used, untaxed, tax))
        rows.append((*(told[key] for key in keys), *(_filled(style, told_form) for _, told_form in other)))
    if dice.chance(0.7):
        rows.append(_premises_sums(style, keys, len(other), (sums[0], sums[1], sums[2]), count))
    heads = [_premises_head(style, key) for key in keys] + [plain(name) for name, _ in other]
    return Table(tuple(heads), tuple(rows))


def _premises_head(style: Style, key: str) -> Marked:
    dice, words = style.dice, POWER["premises"]
    if key == "usage":
        named = style.words("row_usage")
        return style.with_unit(named) if style.unit_place == "label" else named
    if key in ("untaxed", "total"):
        return plain(dice.choose(words[key]))
    return plain(dice.choose(words["places"])) if key == "place" else style.words(key)


def _premises_cells(
    style: Style, row: int, content: Content, form: str, told: tuple[int, int, int]
) -> dict[str, Marked]:
    used, untaxed, tax = told
    figures, dice = style.figures, style.dice
    printed = identifiers.shaped(dice, form)
    place = dice.choose(POWER["premises"]["names"]).format(
        s=names.stem(dice), d=names.stem(dice), n=dice.amount(1, 9)
    )
    start = content.day.toordinal() - 29 - row % 4
    return {
        "account_no": numbered(Label.ACCOUNT_NO, printed, row),
        "place": plain(place),
        "period": style.days.period(content.day.fromordinal(start - 30), content.day.fromordinal(start), row),
        "usage": (figures.quantity(Label.USAGE, used, row),),
        "untaxed": plain(figures.number(untaxed)),
        "tax": (figures.labelled(Label.TAX, tax, row),),
        "total": figures.money(Label.TOTAL_AMOUNT, untaxed + tax, row, bare=True),
    }


def _premises_sums(
    style: Style, keys: list[str], others: int, sums: tuple[int, int, int], count: int
) -> tuple[Marked, ...]:
    dice, figures, words = style.dice, style.figures, POWER["premises"]
    used, untaxed, tax = sums
    told: dict[str, Marked] = {
        "place": plain(dice.choose(words["counts"]).format(n=count)),
        "usage": (figures.quantity(Label.USAGE, used),),
        "untaxed": plain(figures.number(untaxed)),
        "tax": (figures.labelled(Label.TAX, tax),),
        "total": figures.money(Label.TOTAL_AMOUNT, untaxed + tax, bare=True),
    }
    return (plain(dice.choose(words["sums"])), *(told.get(key, EMPTY) for key in keys[1:]), *[EMPTY] * others)


def sample_cards(dice: Dice, kind: BillKind) -> Content:
    """Past bills, the newest first; every card tells month, amount, days, quantity and state in its way."""
    content = begun(dice, kind, ["歷史帳單", "帳單紀錄", "繳費紀錄", "我的帳單", "Bills"])
    style, words = content.style, POWER["cards"]
    periods = sample_periods(dice, kind, content.day, dice.whole(2, 7))
    _owner(content)
    content.groups["customer"] = content.groups.get("customer", [])[: dice.whole(1, 2)]
    head, state, form = (dice.choose(words[name]) for name in ("heads", "states", "periods"))
    for one in periods:
        before, _, after = form.partition("{x}")
        days = (
            Piece(style.filled(before, one.end)),
            *style.days.period(one.start, one.end, one.row),
            Piece(style.filled(after, one.end)),
        )
        quantity = (
            style.figures.quantity(Label.USAGE, one.usage, one.row),
            Piece(" "),
            style.unit_piece(one.row),
        )
        content.add(
            f"card {one.row}",
            Entry(
                plain(style.filled(head, one.end)),
                style.figures.money(Label.TOTAL_AMOUNT, one.total, one.row),
            ),
            Entry(EMPTY, tuple(piece for piece in days if piece.text)),
            Entry(EMPTY if dice.varied else plain("用電"), quantity),
            Entry(EMPTY, plain(style.filled(state, one.end))),
        )
    return content
