"""Customers', meters' and reference numbers after a pattern, and rows of label and value."""

from collections.abc import Iterable
from random import Random

# Without I and O, which numbers leave out as they look like 1 and 0.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def serial(random: Random, pattern: str) -> str:
    """`pattern` with a digit for every d and a letter for every L."""
    return "".join(
        str(random.randint(0, 9)) if sign == "d" else random.choice(LETTERS) if sign == "L" else sign
        for sign in pattern
    )


def pairs(told: Iterable[tuple[str, str]], style: str = "l") -> str:
    """A line of label and ready value for each."""
    return "".join(
        f"<div class={style}><span>{label}</span><span>{value}</span></div>" for label, value in told
    )
