"""A document's sheets as they are searched: characters that are no field yet, numbers, words around them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.mentions import Mention, UnderstoodSheet
from models.judgement.normalising import normalise
from models.judgement.places import SAME_LINE, em_width, in_one_line, line_height, straightened
from models.judgement.words import PROOF_WORDS, level, plain
from models.labels import Label, Span
from models.sheets import Point, Sheet

_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z.,/:\-~#*+×])(?:(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?)(?![0-9*+×xX]|[.,/:\-~]\d|\s?[年月日%])"
)
_THOUSANDS: Final = re.compile(r"^\d{1,3}\.\d{3}$")
_MOST_DIGITS: Final = 10
# How sure a proof is by itself, before calibration weighs it.
_PROBABILITY: Final = 0.9

Known = Mapping[ReadingField, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` up to `end` of a line of the document's sheet number `sheet`; left, right, middle
    and height in pixels as the sheet lies when straight."""

    sheet: int
    line: int
    start: int
    end: int
    text: str
    left: float
    right: float
    y: float
    height: float

    def span(self, label: Label) -> tuple[int, Span]:
        return self.sheet, Span(label, self.line, self.start, self.end, _PROBABILITY)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is no field yet; `free` is false where the network made one of it."""

    stretch: Stretch
    value: Decimal
    free: bool

    @property
    def amount(self) -> Decimal:
        """As money, which has no three digits behind a point: a comma was misread."""
        return self.value * 1000 if _THOUSANDS.search(self.stretch.text) else self.value


class Paper:
    """All sheets of one document."""

    def __init__(self, sheets: Sequence[UnderstoodSheet], kind: BillKind) -> None:
        self.kind = kind
        self._sheets = [given.sheet for given in sheets]
        self.texts = [[level(line.text) for line in sheet.lines] for sheet in self._sheets]
        self._straight: list[Callable[[Point], Point]] = [straightened(sheet) for sheet in self._sheets]
        self._taken = {
            (number, span.line, place)
            for number, given in enumerate(sheets)
            for span in given.understood.spans
            if normalise(span.label, given.sheet.lines[span.line].text[span.start : span.end], kind)
            for place in range(span.start, span.end)
        }
        self._lines = [
            sorted((self.stretch(number, line, 0, len(text)) for line, text in enumerate(texts)), key=_height)
            for number, texts in enumerate(self.texts)
        ]
        self._tallest = [max((line.height for line in lines), default=0.0) for lines in self._lines]
        self.numbers = tuple(self._numbers())

    def find(self, shape: re.Pattern[str]) -> Iterator[tuple[Stretch, re.Match[str]]]:
        """Everything of a shape, level, of which no character is a field."""
        for number, texts in enumerate(self.texts):
            for line, text in enumerate(texts):
                for match in shape.finditer(text):
                    one = self.stretch(number, line, *match.span())
                    if self.is_free(one):
                        yield one, match

    def stretch(self, sheet: int, line: int, start: int, end: int) -> Stretch:
        """Characters with their place."""
        text = self.texts[sheet][line]
        (x0, y0), (x1, y1) = self._edges(self._sheets[sheet], line)
        whole = em_width(text) or 1.0
        first, last = em_width(text[:start]) / whole, em_width(text[:end]) / whole
        ends = [
            self._straight[sheet]((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)) for share in (first, last)
        ]
        (left, top), (right, bottom) = ends
        height = line_height(self._sheets[sheet].lines[line])
        return Stretch(sheet, line, start, end, text[start:end], left, right, (top + bottom) / 2, height)

    def says(self, words: str) -> bool:
        """Whether one of PROOF_WORDS stands anywhere."""
        texts = (plain(text).lower() for texts in self.texts for text in texts)
        return any(word in text for text in texts for word in PROOF_WORDS[words])

    def is_free(self, one: Stretch) -> bool:
        """Whether the network made no field of any of it."""
        return not any((one.sheet, one.line, place) in self._taken for place in range(one.start, one.end))

    def before(self, one: Stretch) -> str:
        """What stands before it in its line, and the line to the left where that is little; plain, small."""
        text = plain(self.texts[one.sheet][one.line][: one.start]).lower()
        if sum(letter.isalpha() for letter in text) > 1:
            return text
        lines = self._between(one.sheet, one.y, SAME_LINE * max(one.height, self._tallest[one.sheet]))
        beside = [line for line in lines if self.same_row(line, one) and line.right <= one.left + 1]
        nearest = max(beside, key=lambda line: line.right, default=None)
        return (plain(nearest.text).lower() if nearest else "") + text

    def above(self, one: Stretch) -> str:
        """The nearest line above, plain and small."""
        over = [
            line
            for line in self._between(one.sheet, one.y, 4 * one.height)
            if SAME_LINE * one.height < one.y - line.y < 4 * one.height
            and line.left < one.right
            and one.left < line.right
        ]
        nearest = max(over, key=lambda line: line.y, default=None)
        return plain(nearest.text).lower() if nearest else ""

    def _between(self, sheet: int, y: float, reach: float) -> list[Stretch]:
        """The sheet's lines no farther above or below; there may be thousands on it."""
        lines = self._lines[sheet]
        return lines[bisect_left(lines, y - reach, key=_height) : bisect_right(lines, y + reach, key=_height)]

    def same_row(self, one: Stretch, other: Stretch) -> bool:
        """Whether both stand in one line across the sheet."""
        return one.sheet == other.sheet and in_one_line(one.y, one.height, other.y, other.height)

    def beside(self, mention: Mention, one: Stretch) -> bool:
        """Whether a field's print stands in the same line across the sheet."""
        place = mention.place
        return place.sheet == one.sheet and in_one_line(place.y, place.height, one.y, one.height)

    def row_text(self, mention: Mention) -> str:
        """All lines across the sheet in which a field's print stands, plain and small."""
        place = mention.place
        reach = SAME_LINE * max(place.height, self._tallest[place.sheet])
        lines = sorted(self._between(place.sheet, place.y, reach), key=lambda line: line.line)
        return "".join(plain(line.text).lower() for line in lines if self.beside(mention, line))

    @staticmethod
    def _edges(sheet: Sheet, number: int) -> tuple[Point, Point]:
        a, b, c, d = sheet.lines[number].quad
        return ((a[0] + d[0]) / 2, (a[1] + d[1]) / 2), ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)

    def _numbers(self) -> Iterator[Number]:
        for number, texts in enumerate(self.texts):
            for line, text in enumerate(texts):
                for match in _NUMBER.finditer(text):
                    if sum(map(str.isdigit, match[0])) <= _MOST_DIGITS:
                        one = self.stretch(number, line, *match.span())
                        yield Number(one, Decimal(match[0].replace(",", "")), self.is_free(one))


def _height(one: Stretch) -> float:
    return one.y


def known_of(found: Iterable[Mention]) -> Known:
    """The values of each field that is read already; a field that is not has none."""
    values: dict[ReadingField, set[str]] = {}
    for one in found:
        if one.value:
            values.setdefault(one.field, set()).add(one.value)
    return {field: frozenset(several) for field, several in values.items()}


def only(known: Known, field: ReadingField) -> str | None:
    """The value of a field that has exactly one."""
    values = known.get(field, frozenset())
    return next(iter(values)) if len(values) == 1 else None


def single(found: Sequence[tuple[object, tuple[int, Span]]]) -> Iterator[tuple[int, Span]]:
    """The first place of what was found, if all places have one value."""
    if len({value for value, _ in found}) == 1:
        yield found[0][1]
