"""Lists of a utility's past periods: one row each."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.checkup.reading import BillKind
from models.generator import identifiers, names
from models.generator.content import Content
from models.generator.contents.facts import average_price
from models.generator.contents.numbers import meter_no, numbered
from models.generator.contents.utility import add_notes, customer, head, vendor, vendor_name
from models.generator.days import months_before, some_day
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.style import Style
from models.generator.wording import METERED, NUMBERS, TOLD
from models.labels import Label

_STATES = (
    "已繳",
    "已繳費",
    "未繳",
    "已銷帳",
    "代繳",
    "超商",
    "轉帳成功",
    "-",
    "便利商店",
    "金融機構",
    "Paid",
)


# Days that 26 periods of two months reach back.
FARTHEST = 26 * 62


@dataclass(frozen=True, slots=True)
class Period:
    """One row's numbers; `month` is what a list calls it by."""

    row: int
    month: tuple[int, int]
    first_month: tuple[int, int]
    start: date
    end: date
    previous: int
    current: int
    usage: int
    total: int


def sample_list(dice: Dice, kind: BillKind) -> Content:
    """Two periods or many, the latest or the earliest first."""
    style = Style.sample(dice, kind)
    last = some_day(dice, FARTHEST)
    content = Content(kind, style, last, vendor_name(style))
    head(content, "lists" if style.language != "en" else "titles")
    customer(content)
    if dice.chance(0.4):
        vendor(content)
    if dice.chance(0.25):
        issued = style.days.day(Label.ISSUE_DATE, last + timedelta(dice.amount(3, 40)))
        tail = style.filled(dice.choose(TOLD["printed"]["tails"]), last) if dice.chance(0.25) else ""
        issued = (*issued, Piece(tail)) if tail else issued
        content.add("customer", Entry(plain(dice.choose(TOLD["printed"]["words"])), issued))
    if dice.chance(0.15):
        _several_accounts(content)
        return content
    count = dice.whole(2, 4) if dice.chance(0.25) else dice.whole(5, 26)
    periods = sample_periods(dice, kind, last, count)
    style.usage, style.total = max(periods[0].usage, 1), periods[0].total
    content.tables["list"] = _table(style, periods)
    add_notes(content, 3)
    return content


def _several_accounts(content: Content) -> None:
    """One period of several accounts of the same customer, each in a row."""
    style, dice, kind = content.style, content.style.dice, content.kind
    content.groups["customer"] = [
        entry
        for entry in content.groups.get("customer", [])
        if not any(piece.label is Label.ACCOUNT_NO for piece in entry.value)
    ]
    start = content.day - timedelta(dice.amount(28, 61))
    dated = dice.chance(0.4)
    if not dated:
        content.add("customer", style.entry("period", style.days.period(start, content.day)))
    usage = style.words("row_usage")
    heads = [style.words("account_no"), style.with_unit(usage) if style.unit_place == "label" else usage]
    heads += [style.words("row_total")]
    form, rows = dice.choose(NUMBERS["account_no"][kind.value]), []
    for row in range(dice.whole(2, 12)):
        printed = identifiers.shaped(dice, form)
        used = dice.amount(10, 30_000)
        total = max(round(used * average_price(dice, kind)), 30)
        cells: list[Marked] = [
            numbered(Label.ACCOUNT_NO, printed, row),
            (style.figures.quantity(Label.USAGE, used, row),),
        ]
        cells.append(style.figures.money(Label.TOTAL_AMOUNT, total, row))
        if dated:
            cells.insert(1, style.days.period(start, content.day - timedelta(row % 3), row))
        rows.append(tuple(cells))
    if dated:
        heads.insert(1, style.words("period"))
    for key in dice.some(("address", "meter_no", "customer", "current_reading"), 0, 2):
        heads.insert(1, style.words(key))
        rows = [(cells[0], _of_premises(style, key, row), *cells[1:]) for row, cells in enumerate(rows)]
    if dice.chance(0.4):
        rows.append(_summed_up(style, rows))
    content.tables["list"] = Table(tuple(heads), tuple(rows))


def _summed_up(style: Style, rows: list[tuple[Marked, ...]]) -> tuple[Marked, ...]:
    """What all premises use and owe, in the last two columns."""
    used, owed = (
        sum(int(piece.value) for cells in rows for piece in cells[place] if piece.label) for place in (-2, -1)
    )
    quantity = (style.figures.quantity(Label.USAGE, used),)
    blanks = [EMPTY] * (len(rows[0]) - 3)
    amount = style.figures.money(Label.TOTAL_AMOUNT, owed)
    return (plain(style.dice.choose(("合計", "總計", "Total", "小計"))), *blanks, quantity, amount)


def _of_premises(style: Style, key: str, row: int) -> Marked:
    """What else tells one place of use from another."""
    dice = style.dice
    if key == "address":
        return plain(names.address(dice))
    if key == "customer":
        return plain(names.customer(dice))
    if key == "current_reading":
        return (style.figures.reading(Label.CURRENT_READING, dice.amount(100, 90_000), row),)
    return meter_no(dice, row)


def sample_periods(dice: Dice, kind: BillKind, last: date, count: int) -> list[Period]:
    """That many after each other, up to `last`."""
    step = dice.drawn((1, 2, 2))
    typical = math.exp(dice.random.uniform(math.log(8), math.log(40_000)))
    price = average_price(dice, kind)
    correction = dice.random.uniform(1.02, 1.8) if kind is BillKind.NATURAL_GAS and dice.amount(0, 1) else 1.0
    reading, end, periods = dice.amount(0, 60_000), last, []
    usages = [max(round(typical * dice.random.uniform(0.4, 1.7)), 1) for _ in range(count)]
    reading += round(sum(usages) / correction)
    for row, usage in enumerate(usages):
        before = end - timedelta(30 * step + dice.amount(-1, 2))
        month = months_before(last.year, last.month, step * row)
        difference = round(usage / correction)
        first = months_before(*month, step - 1)
        total = round(usage * price) + dice.amount(0, 150)
        periods.append(
            Period(row, month, first, before + timedelta(1), end, reading - difference, reading, usage, total)
        )
        reading, end = reading - difference, before
    return periods[::-1] if dice.chance(0.3) else periods


Cell = Callable[[Style, Period], Marked]


def _month(style: Style, one: Period) -> Marked:
    return style.days.months(one.month, one.month, None, one.row)


def _months_told(style: Style, one: Period) -> Marked:
    """A period of two months is told by both: one alone would say half of it."""
    return style.days.months(one.first_month, one.month, Label.PERIOD_MONTHS, one.row)


def _range(style: Style, one: Period) -> Marked:
    return style.days.period(one.start, one.end, one.row)


def _start(style: Style, one: Period) -> Marked:
    return style.days.day(Label.PERIOD_START, one.start, one.row)


def _end(style: Style, one: Period) -> Marked:
    return style.days.day(Label.PERIOD_END, one.end, one.row)


def _previous(style: Style, one: Period) -> Marked:
    return (style.figures.reading(Label.PREVIOUS_READING, one.previous, one.row),)


def _current(style: Style, one: Period) -> Marked:
    return (style.figures.reading(Label.CURRENT_READING, one.current, one.row),)


def _usage(style: Style, one: Period) -> Marked:
    piece = style.figures.quantity(Label.USAGE, one.usage, one.row)
    return (piece, style.unit_piece(one.row)) if style.unit_place == "value" and style.widened else (piece,)


def _total(style: Style, one: Period) -> Marked:
    return style.figures.money(Label.TOTAL_AMOUNT, one.total, one.row)


def _paid(style: Style, one: Period) -> Marked:
    return style.days.day(None, one.end + timedelta(style.dice.amount(10, 40)))


def _number(style: Style, one: Period) -> Marked:
    return plain(identifiers.shaped(style.dice, "AA99999999" if style.widened else "9999999999"))


def _state(style: Style, one: Period) -> Marked:
    return plain(style.dice.drawn(_STATES))


def _table(style: Style, periods: list[Period]) -> Table:
    """Months are a row's period only where no days are printed."""
    columns = _columns(style)
    shuffled = columns[:1] + (style.dice.shuffled(columns[1:]) if style.dice.chance(0.3) else columns[1:])
    heads = tuple(
        style.with_unit(style.words(key))
        if key == "row_usage" and style.unit_place == "label"
        else style.words(key)
        for key, _ in shuffled
    )
    rows = [tuple(cell(style, one) for _, cell in shuffled) for one in periods]
    foreign = tuple(style.foreign(key) for key, _ in shuffled) if style.language == "both" else ()
    if style.dice.chance(0.25):
        heads = (plain(style.dice.choose(("項次", "#", "序號", "No.", "序"))), *heads)
        rows = [(plain(str(place)), *row) for place, row in enumerate(rows, 1)]
        foreign = ("", *foreign) if foreign else ()
    if style.dice.chance(0.15):
        rows.append(_summed(style, rows[0], periods))
    made = Table(heads, tuple(rows), foreign)
    return _with_others(style, made, len(periods)) if style.dice.chance(0.3) else made


def _with_others(style: Style, made: Table, count: int) -> Table:
    """With columns of shares, charges and other years, which are no quantity or sum of a row."""
    dice, day = style.dice, some_day(style.dice)
    for name, form in dice.some(METERED["columns"][style.kind.value], 1, 3):
        place = dice.whole(1, len(made.heads))
        cells = [plain(style.filled(form, day)) for _ in range(count)] + [EMPTY] * (len(made.rows) - count)
        rows = [(*row[:place], cell, *row[place:]) for row, cell in zip(made.rows, cells, strict=True)]
        heads = (*made.heads[:place], plain(name), *made.heads[place:])
        english = (*made.english[:place], "", *made.english[place:]) if made.english else ()
        made = Table(heads, tuple(rows), english)
    return made


def _columns(style: Style) -> list[tuple[str, Cell]]:
    dice = style.dice
    dated: list[tuple[str, Cell]] = dice.choose(
        (
            [("row_month", _month), ("row_day", _end)],
            [("row_month", _months_told)],
            [("row_month", _months_told)],
            [("row_month", _months_told)],
            [("row_month", _month), ("period", _range)],
            [("period", _range)],
            [("period_start", _start), ("period_end", _end)],
            [("row_month", _month), ("period_start", _start), ("period_end", _end)],
            [("row_day", _end)],
        )
    )
    readings: list[tuple[str, Cell]] = dice.choose(
        (
            [],
            [],
            [("row_reading", _current)],
            [("previous_reading", _previous), ("current_reading", _current)],
        )
    )
    money: list[tuple[str, Cell]] = [("row_total", _total)] * dice.chance(0.85)
    spare: list[tuple[str, Cell]] = [
        ("row_paid", _paid), ("row_number", _number), ("row_state", _state), ("row_deadline", _paid),
    ]  # fmt: skip
    usage: list[tuple[str, Cell]] = [("row_usage", _usage)] * dice.chance(0.95)
    return [*dated, *readings, *usage, *money, *dice.some(spare, 0, 2)]


def _summed(style: Style, like: tuple[Marked, ...], periods: list[Period]) -> tuple[Marked, ...]:
    """What all rows come to: of the document, not of one period."""
    usage = style.figures.quantity(Label.USAGE, sum(one.usage for one in periods))
    total = style.figures.money(Label.TOTAL_AMOUNT, sum(one.total for one in periods))
    cells: list[Marked] = []
    for cell in like:
        labels = {piece.label for piece in cell}
        cells.append((usage,) if Label.USAGE in labels else total if Label.TOTAL_AMOUNT in labels else EMPTY)
    return (plain(style.dice.choose(("合計", "總計", "Total", "小計"))), *cells[1:])
