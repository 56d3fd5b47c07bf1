"""Meters, times of use, and quantities of other periods."""

from datetime import date, timedelta

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.facts import Facts, split_up
from models.generator.contents.numbers import meter_no
from models.generator.days import months_before
from models.generator.marked import Entry, Marked, Piece, Table, plain
from models.generator.style import UNITS, Style, parsed
from models.generator.wording import CHARGES, UTILITY
from models.labels import Label

# For forms without days in them.
_NO_DAY = date(2020, 1, 1)


def add_meters(content: Content, facts: Facts) -> None:
    """Its number and what it showed, as entries or as a table; sometimes several meters."""
    style, dice = content.style, content.style.dice
    if dice.chance(0.1):
        _several(content, facts)
        return
    if dice.chance(0.14):
        _reading_rows(content, facts)
        return
    entries: list[Entry] = []
    if dice.chance(0.55):
        entries.append(style.entry("meter_no", meter_no(style.dice)))
    if dice.chance(0.6):
        entries += _readings(style, facts)
    if len(entries) > 1 and dice.chance(0.5 if facts.multiplier > 1 else 0.2):
        entries.append(_difference(style, facts))
    if facts.multiplier > 1 and dice.chance(0.7):
        entries.append(Entry(plain(dice.choose(("倍數", "電表倍數", "乘率"))), plain(str(facts.multiplier))))
    if len(entries) > 1 and dice.chance(0.35):
        content.tables["meters"] = _as_table(style, entries, facts)
    else:
        content.add("meters", *entries)


def add_number(content: Content) -> None:
    """Which meter it is, where its readings stand with their days."""
    if content.style.dice.chance(0.5):
        content.add("meters", content.style.entry("meter_no", meter_no(content.style.dice)))


def _readings(style: Style, facts: Facts) -> list[Entry]:
    figures = style.figures
    current = style.entry("current_reading", (figures.reading(Label.CURRENT_READING, facts.current),))
    previous = style.entry("previous_reading", (figures.reading(Label.PREVIOUS_READING, facts.previous),))
    return [current, previous] if style.dice.chance(0.35) else [previous, current]


def _difference(style: Style, facts: Facts) -> Entry:
    """What the meter counted, which is billed only after multiplying, correcting and sharing."""
    name = style.dice.choose(("指針差", "差額度數", "表度差", "兩期差", "實際用量差", "讀數差"))
    return Entry(plain(name), plain(style.figures.number(facts.current - facts.previous)))


def _reading_rows(content: Content, facts: Facts) -> None:
    """Both readings below each other, with their days, which are a period only where none is printed."""
    style, dice = content.style, content.style.dice
    dated = dice.chance(0.7)
    telling = not any(piece.label for entry in content.groups.get("period", ()) for piece in entry.value)
    names = dice.choose(
        (
            ("本期", "上期"),
            ("本次", "上次"),
            ("本期抄表", "上期抄表"),
            ("This", "Last"),
            ("本次抄表", "前次抄表"),
        )
    )
    ends = (
        (names[0], facts.end, facts.current, Label.PERIOD_END, Label.CURRENT_READING),
        (names[1], facts.start, facts.previous, Label.PERIOD_START, Label.PREVIOUS_READING),
    )
    rows: list[tuple[Marked, ...]] = []
    for name, day, shown, day_label, label in ends[:: dice.choose((1, -1))]:
        cells: list[Marked] = [plain(name)]
        cells += [style.days.day(day_label if telling else None, day)] * dated
        rows.append((*cells, (style.figures.reading(label, shown),)))
    if dice.chance(0.5):
        usage = style.quantity("usage", style.figures.quantity(Label.USAGE, facts.usage))
        rows.append((usage.words, *[()] * dated, usage.value))
    heads = [plain(""), *[style.words("row_day")] * dated, style.words("row_reading")]
    content.tables["meters"] = Table(tuple(heads), tuple(rows))


def _as_table(style: Style, entries: list[Entry], facts: Facts) -> Table:
    """One meter in one row, its usage at the end."""
    usage = style.quantity("usage", style.figures.quantity(Label.USAGE, facts.usage))
    all_of_them = [*entries, usage]
    return Table(
        tuple(entry.words for entry in all_of_them),
        (tuple(entry.value for entry in all_of_them),),
        tuple(entry.english for entry in all_of_them),
    )


def _several(content: Content, facts: Facts) -> None:
    """Two to four meters in rows; their sum is the document's usage where it is printed."""
    style, dice = content.style, content.style.dice
    shares = split_up(dice, facts.usage, dice.amount(2, 4))
    numbered = dice.chance(0.8)
    shown = dice.chance(0.8)
    keys = [*["meter_no"] * numbered, *["previous_reading", "current_reading"] * shown]
    heads = [style.words(key) for key in keys]
    usage = style.words("row_usage")
    heads.append(style.with_unit(usage) if style.unit_place == "label" else usage)
    rows = []
    for row, share in enumerate(shares):
        previous = dice.amount(0, 90_000)
        cells: list[Marked] = [meter_no(style.dice, row)] if numbered else []
        if shown:
            cells.append((style.figures.reading(Label.PREVIOUS_READING, previous, row),))
            cells.append((style.figures.reading(Label.CURRENT_READING, previous + share, row),))
        cells.append((style.figures.quantity(Label.USAGE, share, row),))
        rows.append((plain(_meter_name(style, row)), *cells))
    if dice.chance(0.4):
        blank: tuple[Marked, ...] = ((),) * (len(heads) - 1)
        total = style.figures.quantity(Label.USAGE, facts.usage)
        rows.append((plain(dice.choose(CHARGES["times"]["sums"])), *blank, (total,)))
    content.tables["meters"] = Table((style.words("meter_row"), *heads), tuple(rows))


def _meter_name(style: Style, row: int) -> str:
    form = style.dice.choose(("{n}", "No.{n}", "電表{n}", "表{n}", "第{n}表", "M{n}"))
    return form.format(n=row + 1)


def add_times(content: Content, facts: Facts) -> None:
    """Peak and off-peak, perhaps with their sum."""
    style, dice = content.style, content.style.dice
    names = dice.choose([one for one in CHARGES["times"]["names"] if len(one) == len(facts.parts)])
    summed = dice.chance(0.5)
    entries = []
    for name, part in zip(names, facts.parts, strict=True):
        value: Marked = (style.figures.quantity(Label.USAGE_PART, part),)
        words = plain(name)
        if style.unit_place == "label" and not summed:
            words = style.with_unit(words)
        elif style.unit_place == "value":
            value = (*value, style.unit_piece())
        entries.append(Entry(words, value))
    if summed:
        entries.append(_sum_of_times(style, facts))
    if dice.chance(0.5):
        if style.unit_place != "value" and dice.chance(0.3):
            content.add("usage", headed(style, entries[0].value[0])[0])
        content.add("usage", *entries)
        return
    content.tables["times"] = _times_table(style, entries)


def _times_table(style: Style, entries: list[Entry]) -> Table:
    """One row for each time of use, perhaps with what was agreed, drawn and charged for it."""
    dice = style.dice
    usage = style.words("row_usage")
    heads = [style.words("meter_row"), style.with_unit(usage) if style.unit_place == "label" else usage]
    rows = [[entry.words, entry.value] for entry in entries]
    if dice.chance(0.35):
        _add_registers(style, heads, rows)
    for name, form in dice.some(CHARGES["times"]["columns"], 0, 3):
        place = dice.whole(1, len(heads))
        heads.insert(place, plain(name))
        for row in rows:
            row.insert(place, plain(style.filled(form, _NO_DAY)))
    return Table(tuple(heads), tuple(map(tuple, rows)))


def _add_registers(style: Style, heads: list[Marked], rows: list[list[Marked]]) -> None:
    """What each register of the meter showed: of several registers none is the meter's reading."""
    heads[1:1] = [style.words("previous_reading"), style.words("current_reading")]
    for row in rows:
        used = next((int(piece.value) for piece in row[1] if piece.value.isdigit()), 0)
        previous = style.dice.amount(0, 90_000)
        row[1:1] = [plain(style.figures.number(one)) for one in (previous, previous + used)]


def _sum_of_times(style: Style, facts: Facts) -> Entry:
    total = style.figures.quantity(Label.USAGE, facts.usage)
    if style.dice.chance(0.5):
        return style.quantity("usage", total)
    return Entry(plain(style.dice.choose(CHARGES["times"]["sums"])), (total,))


def headed(style: Style, piece: Piece) -> list[Entry]:
    """The quantity's name in a line of its own, and below it the kind of use with the number."""
    dice, table = style.dice, CHARGES["categories"]
    head = dice.choose(table["heads"][style.kind.value])
    name = dice.choose(table["names"][style.kind.value])
    made = [Entry(_with_units_told(style, head), ()), Entry(plain(name), (piece,))]
    if dice.chance(0.25):
        made += [Entry(plain(zero), plain("0")) for zero in dice.some(table["zeros"], 1, 3)]
    return made


def _with_units_told(style: Style, form: str) -> Marked:
    """Units in braces are the usage's."""
    parts = enumerate(parsed(form))
    pieces = [
        Piece(part, Label.UNIT, UNITS[style.kind][0]) if number % 2 else Piece(part) for number, part in parts
    ]
    return tuple(piece for piece in pieces if piece.text)


def add_history(content: Content, facts: Facts) -> None:
    """Quantities of earlier periods, which are none of this bill's."""
    style, dice = content.style, content.style.dice
    step = 2 if facts.days > 45 else 1
    more = dice.some(UTILITY["history"]["columns"], 1, 3) if dice.chance(0.35) else []
    rows = []
    for back in range(1, dice.whole(3, 12) + 1):
        month = months_before(facts.end.year, facts.end.month, back * step)
        usage = max(round(facts.usage * dice.random.uniform(0.5, 1.6)), 1)
        told = [style.days.month(*month), style.figures.number(usage)]
        read = facts.end - timedelta(30 * step * back)
        told += [style.filled(form, read) for _, form in more]
        rows.append(tuple(map(plain, told)))
    if dice.chance(0.4):
        rows.reverse()
    heads = (style.words("row_month"), style.words("row_usage"), *(plain(name) for name, _ in more))
    content.tables["history"] = Table(heads, tuple(rows))


def add_comparison(content: Content, facts: Facts) -> None:
    """This period beside the last one and the year before: only its own column counts."""
    style, dice = content.style, content.style.dice
    heads = dice.choose(
        (("本期", "上期", "去年同期"), ("本期", "去年同期"), ("當期", "前期"), ("本期", "上期"))
    )
    words = style.words("row_usage")
    usage: list[Marked] = [words, (style.figures.quantity(Label.USAGE, facts.usage),)]
    total: list[Marked] = [
        style.words("row_total"),
        style.figures.money(Label.TOTAL_AMOUNT, facts.total, bare=True),
    ]
    for _ in heads[1:]:
        usage.append(plain(style.figures.number(max(round(facts.usage * dice.random.uniform(0.5, 1.6)), 1))))
        total.append(plain(style.figures.number(max(round(facts.total * dice.random.uniform(0.5, 1.6)), 1))))
    rows = [tuple(usage)] + [tuple(total)] * dice.chance(0.6)
    content.tables["comparison"] = Table((plain(""), *map(plain, heads)), tuple(rows))


def add_steps(content: Content, facts: Facts) -> None:
    """The tariff's steps with quantities and prices, none of which is the bill's own."""
    style, dice = content.style, content.style.dice
    kind = content.kind if content.kind.value in CHARGES["steps"] else BillKind.ELECTRICITY
    names = dice.some(CHARGES["steps"][kind.value], 2, 4)
    rows = []
    for name, part in zip(names, split_up(dice, facts.usage, len(names)), strict=True):
        price = dice.amount(150, 3000) / 100
        cells = (name, style.figures.number(part), f"{price:.2f}", style.figures.number(round(part * price)))
        rows.append(tuple(map(plain, cells)))
    if "usage" not in content.groups and "meters" not in content.tables:
        return
    heads = (style.words("charge"), style.words("quantity"), plain("單價"), style.words("amount"))
    content.tables["steps"] = Table(heads, tuple(rows))
