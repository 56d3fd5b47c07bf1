"""Goods of one trade: chosen, counted and priced, each with the entry that its number and price stand in."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from tests.bills.drawn import Entry, Pen
from tests.bills.made_up import firm_stem, rounded
from tests.bills.purchases import Purchase

# Name, unit, and the least and most NT$ for one.
Ware = tuple[str, str, int, int]
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def bought(
    pen: Pen, wares: Sequence[Ware], least: int, most: int, counts: Sequence[int] = range(1, 13)
) -> list[Purchase]:
    """Different wares, each any of `counts` times."""
    chosen = pen.random.sample(wares, pen.random.randint(least, most))
    return [
        Purchase(name, unit, pen.one_of(counts), pen.random.randint(low, high))
        for name, unit, low, high in chosen
    ]


def entries(pen: Pen, goods: Sequence[Purchase]) -> Iterator[tuple[Entry, Purchase]]:
    """Each with its row, or with the document itself where there is one alone."""
    for one in goods:
        yield (pen if len(goods) == 1 else pen.row()), one


def sum_of(goods: Sequence[Purchase]) -> int:
    """What they cost together in NT$."""
    return sum(one.amount for one in goods)


def tax_on(sales: int) -> int:
    """5 % on NT$ before tax."""
    return int(rounded(Decimal(sales) * Decimal("0.05")))


def house(pen: Pen, *forms: str) -> str:
    """A seller's registered name."""
    return firm_stem(pen.random) + pen.one_of(forms)


def numbered(pen: Pen, form: str) -> str:
    """`form` with every d a digit and every L a letter."""
    signs = {"d": "0123456789", "L": "ABCDEFGHJKLMNPQRSTUVWXYZ"}
    return "".join(pen.one_of(signs[sign]) if sign in signs else sign for sign in form)


def power_number(pen: Pen, form: str = "dd-dd-dddd-dd-d") -> str:
    """A customer's number with a power company, whose last digit checks the others, as it
    does on bills that were seen (no rule of it is published)."""
    body = "".join(pen.one_of("0123456789") for _ in range(10))
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in body[::2])
    digits = iter(body + str((doubled + sum(map(int, body[1::2]))) % 10))
    return "".join(next(digits) if sign == "d" else sign for sign in form)


def english(when: date, form: str) -> str:
    """A date in which N is the month's name, n its first three letters, D the day and Y the year."""
    name = MONTHS[when.month - 1]
    parts = {"N": name, "n": name[:3], "D": str(when.day), "Y": str(when.year)}
    return "".join(parts.get(sign, sign) for sign in form)
