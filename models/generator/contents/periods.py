"""The days of a bill, and which of them say when its quantity was used."""

from datetime import date, timedelta

from models.generator.content import Content
from models.generator.contents.facts import Facts
from models.generator.dice import Dice
from models.generator.marked import Entry, Marked, plain
from models.labels import Label

_FORMS = ("period",) * 9 + ("ends",) * 2 + ("readings",) * 5 + ("months",) * 3 + ("nothing",)


def after(dice: Dice, day: date) -> date:
    """A day on which the bill of a period that ended there may be made out."""
    return day + timedelta(dice.amount(0, 20))


def add_period(content: Content, facts: Facts) -> None:
    """In one of the forms of docs/reading.md; days of readings are a period only where none is printed."""
    style, dice = content.style, content.style.dice
    form = dice.choose(_FORMS)
    if form == "period":
        entry = style.entry("period", (*style.days.period(facts.start, facts.end), *_counted(dice, facts)))
        content.add("period", entry)
        content.strong.extend([entry] * dice.chance(0.3))
    elif form == "ends":
        start = style.days.day(Label.PERIOD_START, facts.start)
        end = style.days.day(Label.PERIOD_END, facts.end)
        content.add("period", style.entry("period_start", start), style.entry("period_end", end))
    elif form == "months":
        content.add("period", style.entry("months", _months(content, facts)))
    _reading_days(content, facts, form)
    if form in ("period", "ends", "readings") and dice.chance(0.2):
        named = style.entry("months", _months(content, facts, None))
        entries = content.groups["period"]
        entries.insert(dice.whole(0, len(entries)), named)
    if dice.chance(0.3):
        name = dice.choose(("計費日數", "用電日數", "使用日數", "日數", "天數"))
        content.add(
            "period", Entry(plain(name), plain(f"{facts.days}{dice.choose(('', '天', '日', ' 日'))}"))
        )
    content.add("period", *style.distractors(content.kind, "period", content.day, 0, 2))


def _counted(dice: Dice, facts: Facts) -> Marked:
    """How many days, sometimes behind the period."""
    if not dice.chance(0.1):
        return ()
    form = dice.choose((" (共{}天)", "({}日)", " 計{}天", "（{}天）", " {} days"))
    return plain(form.format(facts.days))


def _reading_days(content: Content, facts: Facts, form: str) -> None:
    style, dice = content.style, content.style.dice
    telling = form == "readings"
    if not telling and (form in ("months", "nothing") or dice.chance(0.55)):
        return
    first, last = (Label.PERIOD_START, Label.PERIOD_END) if telling else (None, None)
    if telling or dice.chance(0.5):
        content.add("period", style.entry("previous_day", style.days.day(first, facts.start)))
    content.add("period", style.entry("current_day", style.days.day(last, facts.end)))


def _months(content: Content, facts: Facts, label: Label | None = Label.PERIOD_MONTHS) -> Marked:
    """Those that the period lies in; beside its days they are no field."""
    end = (facts.end.year, facts.end.month)
    start = end
    if facts.days > 45:
        start = (end[0], end[1] - 1) if end[1] > 1 else (end[0] - 1, 12)
    return content.style.days.months(start, end, label)
