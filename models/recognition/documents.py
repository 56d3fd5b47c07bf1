"""What tells that a piece of a page is a document of its own: head, number, day, seller and total."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

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
class Said:
    """What one line says of documents: `numbers` of invoices and `amounts`, what stands `behind` its last
    word for a total, if it has one; whether it could head a document, has a day, names a party."""

    line: TextLine
    numbers: tuple[str, ...]
    amounts: tuple[str, ...]
    behind: str | None
    heading: bool
    day: bool
    owner: bool


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


def said(line: TextLine) -> Said:
    """Of one line by itself; a page is cut in many ways, and says the same in each."""
    text = line.text
    ends = [text.find(word) + len(word) for word in words()["totals"] if word in text]
    return Said(
        line=line,
        numbers=tuple(match[0] for match in INVOICE_NUMBER.finditer(text)),
        amounts=tuple(_AMOUNT.findall(text)),
        behind=text[max(ends) :] if ends else None,
        heading=len(text) <= words()["longest_heading"] and _has(text, "headings"),
        day=_DAY.search(text) is not None,
        owner=_has(text, "sellers") or _has(text, "accounts"),
    )


def evidence(
    lines: Sequence[Said],
    codes: Sequence[Code],
    height: float,
    told: Sequence[Sequence[Span]] = (),
) -> Evidence:
    """Of lines in reading order and the codes among them; `height` is that of the page's middle line, `told`
    what the network makes of each line."""
    known = _told([(lines[place].line, span) for place, of_line in enumerate(told) for span in of_line])
    invoices = [found for code in codes if (found := einvoice(code.content)) is not None]
    of_codes = [*(one.number for one in invoices), *(one.number for one in invoice_bars(codes))]
    printed = [re.sub("[- ]", "", number) for one in lines for number in one.numbers]
    return Evidence(
        numbers=frozenset([*printed, *of_codes]),
        totals=frozenset([*(_totals(lines) or known), *(str(one.total) for one in invoices)]),
        told=frozenset(known),
        day=bool(invoices) or any(one.day for one in lines),
        owner=bool(invoices) or any(one.owner for one in lines),
        head=next((place for place, one in enumerate(lines) if one.heading or one.numbers), None),
        is_list=_close(lines, height * words()["distances"]["list_of_numbers"]),
    )


def _told(spans: Sequence[tuple[TextLine, Span]]) -> list[str]:
    """Digits of what the network takes for a total, whatever its word."""
    texts = [line.text[span.start : span.end] for line, span in spans if span.label is Label.TOTAL_AMOUNT]
    return [amount.replace(",", "") for text in texts for amount in _AMOUNT.findall(text) if len(amount) > 1]


def _has(text: str, group: str) -> bool:
    return any(word in text for word in words()[group])


def _totals(lines: Sequence[Said]) -> list[str]:
    """Digits in the line of a total's word, or else in the nearest line to its right, or below it."""
    others = [one for one in lines if one.amounts]
    corners = np.array([one.line.quad[0] for one in others], np.float64).reshape(-1, 2)
    found: list[str] = []
    for one in lines:
        if one.behind is not None:
            amounts = _AMOUNT.findall(one.behind)
            found += amounts or _amounts_near(one.line, others, corners)
    return [amount for amount in (amount.replace(",", "") for amount in found) if len(amount) > 1]


def _amounts_near(line: TextLine, others: Sequence[Said], corners: np.ndarray) -> tuple[str, ...]:
    (left, top), (right, _), (_, bottom), _ = line.quad
    tall = abs(bottom - top)
    x, y = corners.T
    for apart, there in (
        (x - right, (x > right - tall) & (np.abs(y - top) < 0.7 * tall)),
        (y - bottom, (y > bottom - tall) & (left - tall < x) & (x < right)),
    ):
        if there.any():
            return others[int(np.where(there, apart, np.inf).argmin())].amounts
    return ()


def _close(lines: Sequence[Said], distance: float) -> bool:
    """Whether two different numbers stand so close below each other as only a list has them."""
    placed = sorted((one.line.quad[0][1], one.line.quad[0][0], one.numbers) for one in lines if one.numbers)
    for place, (y, x, numbers) in enumerate(placed):
        if len(set(numbers)) > 1 and distance > 0:
            return True
        for below, aside, others in placed[place + 1 : bisect_left(placed, (y + distance,))]:
            if below - y < distance and abs(aside - x) < 4 * distance and len({*numbers, *others}) > 1:
                return True
    return False
