"""What statements of a month's sales of fuel or gas say about the month, and their last lines."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from string import ascii_uppercase

from models.generator.content import Content
from models.generator.contents.facts import TAX_RATE
from models.generator.marked import EMPTY, Entry, Marked, Piece, Table, plain
from models.generator.wording import ENERGY, SALES
from models.labels import Label

# Shares of statements: set by us.
_DATED, _BESIDE, _TOTALLED, _TAXED = 0.5, 0.55, 0.55, 0.45


def told_of_month(content: Content, first: date, last: date) -> bool:
    """The period, if it is told, and limits, deadlines and balances that are none of the fields."""
    style, dice = content.style, content.style.dice
    words = ENERGY["statements"]
    if dated := dice.chance(_DATED):
        name = dice.choose(words["periods"])
        content.add("invoice", Entry(plain(name), style.days.period(first, last)))
    if dice.chance(_BESIDE):
        for pair in dice.some(words["beside"], 1, 4):
            content.add(dice.choose(("invoice", "buyer", "payment")), style.distractor(pair, content.day))
    return dated


def summed(content: Content, usage: int, amount: int | None, quantity: Decimal, money: int) -> None:
    """What all rows come to: in last rows of the table or below it, with tax on top or without.

    `usage` and `amount` are the places of these columns, `money` what the rows come to.
    """
    style, dice = content.style, content.style.dice
    figures = style.figures
    taxed = dice.chance(_TAXED)
    tax = round(money * TAX_RATE) if taxed else 0
    litres = figures.labelled(Label.USAGE, quantity)
    whole = figures.money(None if taxed else Label.TOTAL_AMOUNT, money, bare=True)
    after = [style.entry("tax", figures.money(Label.TAX, tax))] if taxed else []
    total = style.entry("total_amount", figures.money(Label.TOTAL_AMOUNT, money + tax))
    content.strong.append(total)
    if not dice.chance(_TOTALLED):
        if dice.chance(0.5):
            content.add("sums", style.quantity("usage", litres))
        if taxed:
            content.add("sums", Entry(plain(dice.choose(SALES["sums"]["untaxed"]["any"])), whole))
        content.add("sums", *after, total)
        return
    made = content.tables["list"]
    rows = [_last_row(content, made, {usage: (litres,), amount: whole})]
    if amount is not None and dice.chance(0.5):
        rows += [_last_row(content, made, {0: one.words, amount: one.value}) for one in (*after, total)]
    else:
        content.add("sums", *after, *([total] if taxed or amount is None or dice.chance(0.5) else []))
    content.tables["list"] = made._replace(rows=(*made.rows, *rows))


def _last_row(content: Content, made: Table, cells: dict[int | None, Marked]) -> tuple[Marked, ...]:
    """A row of sums, named in its first column."""
    dice = content.style.dice
    name = dice.choose(ENERGY["statements"]["totals"]).format(n=len(made.rows))
    row: list[Marked] = [EMPTY] * len(made.heads)
    row[0] = plain(name)
    for place, cell in cells.items():
        if place is not None:
            row[place] = cell
    return tuple(row)


def spare_columns(content: Content, count: int) -> tuple[list[Marked], list[list[Marked]]]:
    """Heads and cells of columns that say nothing of what is read, `count` cells each."""
    style, dice = content.style, content.style.dice
    pairs: Sequence[tuple[str, str]] = dice.some(ENERGY["statements"]["spare"], 0, 3)
    heads = [plain(name) for name, _ in pairs]
    cells = [[_spare(style.filled(form, content.day)) for _ in range(count)] for _, form in pairs]
    return heads, cells


def _spare(text: str) -> Marked:
    return (Piece(text),) if text else EMPTY


def moved(made: Table, first: int, place: int) -> Table:
    """The columns from `first` on stand at `place`."""

    def turned(row: tuple[Marked, ...]) -> tuple[Marked, ...]:
        return (*row[:place], *row[first:], *row[place:first])

    return Table(turned(made.heads), tuple(turned(row) for row in made.rows))


def lettered(content: Content) -> None:
    """The list as a program shows sheets: letters above its columns, numbers before its rows."""
    made = content.tables["list"]
    first = content.style.dice.whole(2, 6)
    rows = [(plain(str(first + 1 + place)), *row) for place, row in enumerate(made.rows)]
    letters = (EMPTY, *(plain(letter) for letter in ascii_uppercase[: len(made.heads)]))
    top = (plain(str(first)), *made.heads)
    content.tables["list"] = Table(letters, (top, *rows))
