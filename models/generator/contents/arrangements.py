"""First and last day of use, and what the meter showed then, in every arrangement that papers have."""

from collections.abc import Callable, Sequence

from models.generator.contents.facts import Facts
from models.generator.days import months_before, ranged
from models.generator.marked import Entry, Marked, Piece, plain
from models.generator.style import Style
from models.generator.wording import PIPES, UTILITY
from models.labels import Label

_TERSE, _CELLS = UTILITY["terse"], UTILITY["cells"]


def days_and_readings(style: Style, facts: Facts) -> list[Entry]:
    """In one of the ways; days of readings tell the period only where nothing else does."""
    return style.dice.choose(_WAYS)(style, facts)


def called(style: Style, key: str, share: float = 0.4) -> Marked:
    """What the page calls it, or as tersely as narrow paper wants it."""
    if style.language == "en" or not style.dice.chance(share):
        return style.words(key)
    named = _TERSE[key]
    options = named if isinstance(named, list) else named[style.kind.value]
    return plain(style.dice.choose(options))


def terse(style: Style, key: str) -> Marked:
    """Only tersely; on pages in English in English."""
    options = _TERSE[key]
    foreign = [one for one in options if one.isascii()] if style.language == "en" else []
    return plain(style.dice.choose(foreign or options))


def usage_entry(style: Style, facts: Facts) -> Entry:
    """What is billed, under its name or a terse one."""
    entry = style.quantity("usage", style.figures.quantity(Label.USAGE, facts.usage))
    if not style.dice.chance(0.3):
        return entry
    words = called(style, "usage", 1.0)
    return Entry(style.with_unit(words) if style.unit_place == "label" else words, entry.value)


def next_day(style: Style, facts: Facts) -> Entry:
    """The day of the next reading, which is none of this period's."""
    return Entry(terse(style, "next_day"), plain(style.beside(facts.end, 27, 62)))


def _readings(style: Style, facts: Facts) -> list[Entry]:
    """Two entries, one cell, or the sum that they make; or none."""
    dice, figures = style.dice, style.figures
    previous = (figures.reading(Label.PREVIOUS_READING, facts.previous),)
    current = (figures.reading(Label.CURRENT_READING, facts.current),)
    way = dice.whole(0, 19) if dice.varied else 9
    if way < 4:
        return []
    if way < 7:
        pieces = {"a": previous[0], "b": current[0]}
        if dice.chance(0.35):
            name, form = dice.choose(PIPES["less"]["turned"])
            turned = {"a": current[0], "b": previous[0]}
            return [Entry(plain(name), ranged(form, turned))]
        return [Entry(terse(style, "both_readings"), ranged(dice.choose(_CELLS["readings"]), pieces))]
    if way < 9 and facts.usage == (facts.current - facts.previous) * facts.multiplier:
        return [_calculated(style, facts, previous, current)]
    entries = [
        Entry(called(style, "previous_reading"), previous, style.foreign("previous_reading")),
        Entry(called(style, "current_reading"), current, style.foreign("current_reading")),
    ]
    return entries[::-1] if dice.chance(0.25) else entries


def _calculated(style: Style, facts: Facts, previous: Marked, current: Marked) -> Entry:
    """This reading less the last one, which makes the usage."""
    dice = style.dice
    minus, equals = dice.choose((" － ", "-", " - ", "−")), dice.choose(("=", " = ", "＝"))
    times = f"{dice.choose(('x', '×', ' x '))}{facts.multiplier}" if facts.multiplier > 1 else ""
    usage = style.figures.quantity(Label.USAGE, facts.usage)
    unit = (style.unit_piece(),) if style.unit_place == "value" else ()
    return Entry(
        terse(style, "calculation"),
        (*current, Piece(minus), *previous, Piece(times + equals), usage, *unit),
    )


def _ranged(style: Style, facts: Facts) -> list[Entry]:
    """Both days in one cell, in one line or two."""
    dice, days = style.dice, style.days
    value = days.period(facts.start, facts.end)
    if dice.chance(0.3):
        ends = (Label.PERIOD_START, facts.start), (Label.PERIOD_END, facts.end)
        pieces = [days.day(label, day)[0] for label, day in ends]
        value = ranged(dice.choose(_CELLS["ranges"]), dict(zip("ab", pieces, strict=True)))
    if dice.chance(0.15):
        value = (
            *value,
            *plain(dice.choose((f" {facts.days}日", f"(共{facts.days}日)", f" ({facts.days}天)"))),
        )
    entries = [Entry(called(style, "period", 0.3), value, style.foreign("period"))]
    if dice.chance(0.25):
        entries.append(Entry(called(style, "current_day"), days.day(None, facts.end)))
    return [*entries, *_readings(style, facts)]


def _two_ends(style: Style, facts: Facts) -> list[Entry]:
    days = style.days
    start = style.entry("period_start", days.day(Label.PERIOD_START, facts.start))
    end = style.entry("period_end", days.day(Label.PERIOD_END, facts.end))
    return [start, end, *_readings(style, facts)]


def _reading_days(style: Style, facts: Facts) -> list[Entry]:
    """The days on which the meter was read, beside each other or each with its reading."""
    dice, days = style.dice, style.days
    previous = Entry(
        called(style, "previous_day"),
        days.day(Label.PERIOD_START, facts.start),
        style.foreign("previous_day"),
    )
    current = Entry(
        called(style, "current_day"), days.day(Label.PERIOD_END, facts.end), style.foreign("current_day")
    )
    both = [current, previous] if dice.chance(0.25) else [previous, current]
    readings = _readings(style, facts)
    if len(readings) == len(both) and dice.chance(0.35):
        return [both[0], readings[0], both[1], readings[1]]
    return [*readings, *both] if dice.chance(0.25) else [*both, *readings]


def _with_readings(style: Style, facts: Facts) -> list[Entry]:
    """Each day in one cell with what the meter showed on it, before it or behind."""
    dice = style.dice
    turned = dice.chance(0.3)
    form = dice.choose(_CELLS["shown_first" if turned else "dated"])
    ends = (
        ("previous_day", facts.start, facts.previous, Label.PERIOD_START, Label.PREVIOUS_READING),
        ("current_day", facts.end, facts.current, Label.PERIOD_END, Label.CURRENT_READING),
    )
    entries = []
    for key, day, shown, day_label, label in ends[:: dice.choose((1, 1, 1, -1))]:
        pieces = [style.days.day(day_label, day)[0], style.figures.reading(label, shown)]
        ordered = pieces[::-1] if turned else pieces
        entries.append(Entry(called(style, key), ranged(form, dict(zip("ab", ordered, strict=True)))))
    return entries


def months_of_use(style: Style, facts: Facts) -> Marked:
    """The month of the last day, or of two months both."""
    end = (facts.end.year, facts.end.month)
    start = months_before(*end, 1) if facts.days > 45 else end
    return style.days.months(start, end, Label.PERIOD_MONTHS)


def _months(style: Style, facts: Facts) -> list[Entry]:
    return [style.entry("months", months_of_use(style, facts)), *_readings(style, facts)]


_WAYS: Sequence[Callable[[Style, Facts], list[Entry]]] = (
    *(_ranged,) * 8, *(_reading_days,) * 7, *(_with_readings,) * 3, *(_two_ends,) * 3, *(_months,) * 2,
    _readings,
)  # fmt: skip
