"""Reading by rules alone: the words of a label, and beside or below it what looks like its value."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

from domain.checkup.reading import BillKind
from models.judgement.places import line_height
from models.judgement.words import level
from models.labels import Label, Span
from models.sheets import Sheet, TextLine
from models.understood import Understood

_TABLES: Final[Mapping[str, Any]] = tomllib.loads(
    files("models.judgement").joinpath("label_words.toml").read_text("utf-8")
)
_SHAPES: Final = {name: re.compile(shape) for name, shape in _TABLES["shapes"].items()}
_SHAPE_OF: Final = {
    Label.ACCOUNT_NO: "account",
    Label.METER_NO: "account",
    Label.PERIOD_START: "date",
    Label.PERIOD_END: "date",
    Label.ISSUE_DATE: "date",
    Label.SELLER_UBN: "ubn",
    Label.BUYER_UBN: "ubn",
}
_SURE: Final = 0.9
# What tells itself, without a label.
_TELLING: Final = {
    Label.INVOICE_NO: "invoice",
    Label.FUEL: "fuel",
    Label.VENDOR: "vendor",
}


class RulesAlone:
    """What the network is compared with; it is as sure of everything it reads."""

    def understand(self, sheet: Sheet) -> Understood:
        """The kind by counting words, the fields by labels."""
        texts = [level(line.text) for line in sheet.lines]
        taken: dict[tuple[int, int], Span] = {}
        for span in (*_labelled(sheet, texts), *_telling(texts)):
            taken.setdefault((span.line, span.start), span)
        return Understood(_kinds(texts), tuple(sorted(taken.values(), key=lambda one: (one.line, one.start))))


def _kinds(texts: list[str]) -> dict[BillKind, float]:
    whole = "".join(texts)
    counts = {
        BillKind(kind): sum(whole.count(word) for word in words) for kind, words in _TABLES["kinds"].items()
    }
    counts[BillKind.UNKNOWN] = 0 if any(counts.values()) else 1
    total = sum(counts.values())
    return {kind: count / total for kind, count in counts.items()}


def _labelled(sheet: Sheet, texts: list[str]) -> Iterator[Span]:
    for name, words in _TABLES["fields"].items():
        label = Label(name)
        for number, text in enumerate(texts):
            end = max((text.find(word) + len(word) for word in words if word in text), default=0)
            if end:
                yield from _beside(label, number, end, sheet, texts)


def _beside(label: Label, number: int, end: int, sheet: Sheet, texts: list[str]) -> Iterator[Span]:
    """The first fitting value behind the label, to its right, or below it."""
    shape = _SHAPES[_SHAPE_OF.get(label, "number")]
    places = ((number, end), *((other, 0) for other in _neighbours(sheet, number)))
    for line, start in places:
        found = shape.search(texts[line], start)
        if found:
            yield Span(label, line, found.start(), found.end(), _SURE)
            second = shape.search(texts[line], found.end()) if label is Label.PERIOD_START else None
            if second:
                yield Span(Label.PERIOD_END, line, second.start(), second.end(), _SURE)
            return


def _neighbours(sheet: Sheet, number: int) -> list[int]:
    """The nearest line to the right in the same row, then the nearest below."""
    own, height = sheet.lines[number], line_height(sheet.lines[number])
    right = {
        place: line.quad[0][0] - own.quad[1][0]
        for place, line in enumerate(sheet.lines)
        if abs(_middle(line) - _middle(own)) < height / 2 and line.quad[0][0] > own.quad[0][0]
    }
    below = {
        place: _middle(line) - _middle(own)
        for place, line in enumerate(sheet.lines)
        if height / 2 < _middle(line) - _middle(own) < 3 * height
        and line.quad[0][0] < own.quad[1][0]
        and own.quad[0][0] < line.quad[1][0]
    }
    return [min(places, key=lambda place: places[place]) for places in (right, below) if places]


def _middle(line: TextLine) -> float:
    return (line.quad[0][1] + line.quad[3][1]) / 2


def _telling(texts: list[str]) -> Iterator[Span]:
    for label, shape in _TELLING.items():
        for number, text in enumerate(texts):
            found = _SHAPES[shape].search(text)
            if found:
                yield Span(label, number, found.start(), found.end(), _SURE)
