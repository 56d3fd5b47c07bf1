"""More papers that are no bill: registers kept day by day, declarations, plates of machines, rules, talks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from domain.checkup.reading import BillKind
from models.generator.content import Content
from models.generator.contents.papers import filled_fact, issuer
from models.generator.days import some_day
from models.generator.dice import Dice
from models.generator.marked import EMPTY, Marked, Table, plain
from models.generator.style import Style
from models.generator.wording import DRAWERS

_Paper = Mapping[str, Any]
_Form = Sequence[str]


def sample_ledger(dice: Dice, papers: Sequence[_Paper] = DRAWERS["ledgers"]) -> Content:
    """A savings book, a boiler's log, a journal: line after line, in which days and counters go on."""
    paper = dice.choose(papers)
    content = _begun(dice, paper, named=0.4)
    columns = list(paper["columns"])
    if dice.chance(0.6):
        columns = [one for one in columns if dice.chance(0.8)] or columns
        columns += dice.some(paper["others"], 0, 4)
        columns = columns if dice.chance(0.7) else dice.shuffled(columns)
    content.tables["list"] = _register(content, columns, dice.whole(3, 20))
    return content


def sample_declaration(dice: Dice) -> Content:
    """A form of an office, full of numbers: what a firm sold and bought, whom it pays, what it burns."""
    paper: _Paper = DRAWERS["declarations"][0]
    content = _begun(dice, paper, named=0.15, facts=(3, 12))
    columns = dice.some(paper["columns"], 3, 8)
    content.tables["list"] = _register(content, columns, dice.whole(2, 9))
    return content


def sample_plate(dice: Dice) -> Content:
    """What stands on a meter, a machine or a vessel."""
    return _begun(dice, DRAWERS["plates"][0], named=0.4, facts=(2, 9))


def sample_rules(dice: Dice) -> Content:
    """The back of an invoice or a ticket, terms, numbers drawn in a lottery."""
    return _begun(dice, DRAWERS["rules"][0], named=0.2, lines=(3, 12))


def sample_talk(dice: Dice) -> Content:
    """People who write about bills; no bill is among what they write."""
    return _begun(dice, DRAWERS["talks"][0], named=0.0, facts=(0, 2), lines=(3, 12))


def _begun(
    dice: Dice,
    paper: _Paper,
    named: float,
    facts: tuple[int, int] = (0, 7),
    lines: tuple[int, int] = (0, 6),
) -> Content:
    """Title, facts and sentences of a sort of paper; who issues it stands on it so often."""
    style, day = Style.sample(dice, BillKind.UNKNOWN), some_day(dice)
    content = Content(BillKind.UNKNOWN, style, day, issuer(dice) if dice.chance(named) else EMPTY)
    title = style.filled(dice.choose(paper["titles"]), day)
    if title:
        content.titles.append(plain(title))
    content.add("facts", *(filled_fact(content, pair) for pair in dice.some(paper["facts"], *facts)))
    said = dice.some(paper.get("lines", paper.get("ends", ())), *lines)
    content.notes = [plain(style.filled(form, day)) for form in said]
    return content


def _register(content: Content, columns: Sequence[_Form], count: int) -> Table:
    """Heads break at a stroke, so that units stand below names."""
    dice = content.style.dice
    broken = dice.chance(0.7)
    heads = [_head(name, broken=broken) for name, _ in columns]
    cells = [_cells(content, form, count) for _, form in columns]
    return Table(tuple(heads), tuple(zip(*cells, strict=True)))


def _head(name: str, *, broken: bool) -> Marked:
    before, _, after = name.partition("/")
    if not after or not broken:
        return plain(name)
    return (*plain(before), *plain("\n" + after))


def _cells(content: Content, form: str, count: int) -> list[Marked]:
    made = _SERIES.get(form.split(" ")[0], _each)(content, form)
    return [plain(text) if text else EMPTY for text, _ in zip(made, range(count), strict=False)]


def _each(content: Content, form: str) -> Iterator[str]:
    """The form filled anew, for some columns in every second line only."""
    style = content.style
    while True:
        left_out = form.startswith("?") and style.dice.chance(0.5)
        yield "" if left_out else style.filled(form.removeprefix("?"), content.day)


def _days(content: Content, _: str) -> Iterator[str]:
    style, day = content.style, content.day - timedelta(60)
    short = style.dice.chance(0.3)
    while True:
        yield f"{day.month}/{day.day}" if short else style.days.written(day)
        day += timedelta(style.dice.amount(0, 6))


def _hours(content: Content, _: str) -> Iterator[str]:
    hour = content.style.dice.amount(0, 9)
    while True:
        yield f"{hour % 24:02}:00"
        hour += 1


def _counter(content: Content, form: str) -> Iterator[str]:
    dice = content.style.dice
    least, most, step = map(int, form.split(" ")[1:])
    shown = dice.amount(least, most)
    while True:
        yield content.style.figures.number(shown)
        shown += dice.amount(1, step)


def _balance(content: Content, _: str) -> Iterator[str]:
    """What is left in a bank's or a cashier's book, often with a star before it."""
    dice, left = content.style.dice, content.style.dice.amount(10_000, 900_000)
    star, cents = dice.choose(("", "", "*", "$")), dice.choose(("", "", ".00"))
    while True:
        yield f"{star}{left:,}{cents}"
        left = max(left + dice.amount(-30_000, 30_000), 12)


_SERIES: Final[Mapping[str, Callable[[Content, str], Iterator[str]]]] = {
    "day": _days,
    "hour": _hours,
    "+": _counter,
    "balance": _balance,
}
