"""What tells that a piece of a page is a document of its own: head, number, day, seller and total."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.codes.bars import invoice_bars
from models.codes.code import Code
from models.codes.einvoice import einvoice
from models.labels import INVOICE_NUMBER, Label, Span
from models.sheets import TextLine

RECORDED = Path(__file__).with_name("documents.toml")
_DAY = re.compile(
    r"\d{2,4}[-/.年] ?\d{1,2}[-/.月] ?\d{1,2}(?!\d)"
    r"|(?<!\d)(?:1[01]\d|20\d\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, ?20\d\d"
)
_AMOUNT = re.compile(r"\d[\d,]*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one piece: `numbers` of invoices, `totals` beside or below a word for one, those that the network
    has `told`, and what else there is; `head` is how many lines stand above its heading or first number,
    None without one."""

    numbers: frozenset[str]
    totals: frozenset[str]
    told: frozenset[str]
    day: bool
    owner: bool
    head: int | None
    is_list: bool

    @property
    def alone(self) -> bool:
        """Whether this could be a whole document."""
        headed = self.head is not None and (bool(self.numbers) or self.head < words()["lines_of_head"])
        return bool(self.totals) and headed and self.day and self.owner and not self.is_list

    def differs(self, other: "Evidence") -> bool:
        """Two parts of one form repeat its number or its total, if not read without a slip."""
        if self.told & other.told:
            return False
        if self.numbers and other.numbers:
            return not self.numbers & other.numbers
        return not any(_alike(one, another) for one in self.totals for another in other.totals)


def _alike(one: str, another: str) -> bool:
    return len(one) == len(another) and sum(a != b for a, b in zip(one, another, strict=True)) < 2


@cache
def words() -> dict[str, Any]:
    """As recorded."""
    return tomllib.loads(RECORDED.read_text("utf-8"))


def evidence(
    lines: Sequence[TextLine],
    codes: Sequence[Code],
    height: float,
    told: Sequence[Sequence[Span]] = (),
) -> Evidence:
    """Of lines in reading order and the codes among them; `height` is that of the page's middle line, `told`
    what the network makes of each line."""
    known = _told([(lines[place], span) for place, of_line in enumerate(told) for span in of_line])
    invoices = [found for code in codes if (found := einvoice(code.content)) is not None]
    of_codes = [*(one.number for one in invoices), *(one.number for one in invoice_bars(codes))]
    numbered = [(match[0], line) for line in lines for match in INVOICE_NUMBER.finditer(line.text)]
    printed = [re.sub("[- ]", "", number) for number, _ in numbered]
    heads = (place for place, line in enumerate(lines) if _heading(line) or INVOICE_NUMBER.search(line.text))
    return Evidence(
        numbers=frozenset([*printed, *of_codes]),
        totals=frozenset([*(_totals(lines) or known), *(str(one.total) for one in invoices)]),
        told=frozenset(known),
        day=bool(invoices) or any(_DAY.search(line.text) for line in lines),
        owner=bool(invoices) or _named(lines, "sellers") or _named(lines, "accounts"),
        head=next(heads, None),
        is_list=_close(numbered, height * words()["distances"]["list_of_numbers"]),
    )


def _told(spans: Sequence[tuple[TextLine, Span]]) -> list[str]:
    """Digits of what the network takes for a total, whatever its word."""
    texts = [line.text[span.start : span.end] for line, span in spans if span.label is Label.TOTAL_AMOUNT]
    return [amount.replace(",", "") for text in texts for amount in _AMOUNT.findall(text) if len(amount) > 1]


def _named(lines: Sequence[TextLine], group: str) -> bool:
    return any(word in line.text for word in words()[group] for line in lines)


def _heading(line: TextLine) -> bool:
    short = len(line.text) <= words()["longest_heading"]
    return short and any(word in line.text for word in words()["headings"])


def _totals(lines: Sequence[TextLine]) -> list[str]:
    """Digits in the line of a total's word, or else in the nearest line to its right, or below it."""
    found = []
    for line in lines:
        ends = [line.text.find(word) + len(word) for word in words()["totals"] if word in line.text]
        if ends:
            said = _AMOUNT.findall(line.text[max(ends) :]) or _amounts_near(line, lines)
            found += [amount.replace(",", "") for amount in said]
    return [amount for amount in found if len(amount) > 1]


def _amounts_near(line: TextLine, lines: Sequence[TextLine]) -> list[str]:
    (left, top), (right, _), (_, bottom), _ = line.quad
    tall = abs(bottom - top)
    others = [(other, *other.quad[0]) for other in lines if _AMOUNT.search(other.text)]
    beside = [(x - right, other) for other, x, y in others if x > right - tall and abs(y - top) < 0.7 * tall]
    below = [(y - bottom, other) for other, x, y in others if y > bottom - tall and left - tall < x < right]
    nearest = min(beside or below, key=lambda near: near[0], default=None)
    return _AMOUNT.findall(nearest[1].text) if nearest else []


def _close(numbered: Sequence[tuple[str, TextLine]], distance: float) -> bool:
    """Whether two different numbers stand so close below each other as only a list has them."""
    places = [(number, line.quad[0]) for number, line in numbered]
    return any(
        one != other and abs(place[1] - next_to[1]) < distance and abs(place[0] - next_to[0]) < 4 * distance
        for one, place in places
        for other, next_to in places
    )
