"""Letters with places become lines as recognition would give them: parted at wide gaps, set by set."""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.sheets import Point, Quad, TextLine
from models.ways_in.pdf_text import Bounds, Letter

# All in heights of the letters. Set by us: recognition parts label and value at about one height of paper
# between them. Typesetters put a quarter between Chinese and Latin, no blank; Latin blanks are as wide.
_PARTING_GAP: Final = 1.0
_WIDE_BLANK: Final = 0.5
_NARROW_BLANK: Final = 0.18
_SAME_LINE: Final = 0.5
_SAME_SIZE: Final = 2.5
# A letter drawn again this near, in its own widths, is the same one made bold.
_DRAWN_TWICE: Final = 0.3


# In degrees, two fonts of one line apart.
_SAME_ANGLE: Final = 0.15
_ANGLED_RUN: Final = 4


@dataclass(frozen=True, slots=True)
class Placement:
    """Where points of a page (`bounds`, from the bottom) lie on its picture of `width` × `height` pixels,
    which shows it turned clockwise by `turns` quarters."""

    bounds: Bounds
    turns: int
    width: int
    height: int

    def pixel(self, x: float, y: float) -> Point:
        """Pixels from the top left of the picture."""
        left, bottom, right, top = self.bounds
        across, down = (x - left) / (right - left), (top - y) / (top - bottom)
        for _ in range(self.turns):
            across, down = 1 - down, across
        return across * self.width, down * self.height


@dataclass(frozen=True, slots=True)
class _Set:
    """A letter in the direction of its own reading: `start` to `end` along it, `upper` to `lower` across."""

    letter: Letter
    start: float
    end: float
    upper: float
    lower: float

    @property
    def height(self) -> float:
        return self.lower - self.upper

    @property
    def middle(self) -> float:
        return (self.upper + self.lower) / 2


def most_turns(letters: Iterable[Letter]) -> int:
    """How most letters are turned on the page as the file has it, in quarters clockwise."""
    counted = Counter(round(letter.angle / 90) % 4 for letter in letters)
    return counted.most_common(1)[0][0] if counted else 0


def text_lines(letters: Sequence[Letter], placement: Placement) -> tuple[TextLine, ...]:
    """The lines, from top to bottom, in pixels of the picture; what lies beside the page, or is
    larger than it, is left out."""
    by_angle: dict[float, list[_Set]] = {}
    for letter, own in _with_angles(letters):
        angle = (own + 90 * placement.turns) % 360
        laid = _laid(letter, angle, placement)
        if laid is not None:
            by_angle.setdefault(angle, []).append(laid)
    lines = [
        _line(run, angle) for angle, laid in by_angle.items() for row in _rows(laid) for run in _runs(row)
    ]
    return tuple(sorted(lines, key=lambda line: (round(line.quad[0][1]), line.quad[0][0])))


def _with_angles(letters: Sequence[Letter]) -> Iterator[tuple[Letter, float]]:
    """Each by its own angle where several in a row have it, as on a stamp; else by the nearest quarter: what
    is drawn like handwriting turns every letter by itself."""
    for run in _of_one_angle(letters):
        angle = run[0].angle if len(run) >= _ANGLED_RUN else 90.0 * round(run[0].angle / 90)
        for letter in run:
            yield letter, angle


def _of_one_angle(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    run: list[Letter] = []
    for letter in letters:
        if run and abs(letter.angle - run[0].angle) > _SAME_ANGLE:
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _laid(letter: Letter, angle: float, placement: Placement) -> _Set | None:
    left, bottom, right, top = letter.bounds
    (x, y), (other_x, other_y) = placement.pixel(left, bottom), placement.pixel(right, top)
    middle = (x + other_x) / 2, (y + other_y) / 2
    beside = not (0 <= middle[0] <= placement.width and 0 <= middle[1] <= placement.height)
    if beside or abs(x - other_x) > placement.width or abs(y - other_y) > placement.height:
        return None
    along, across = _turned(middle, -angle)
    width, height = _own_size(abs(x - other_x), abs(y - other_y), angle)
    return _Set(letter, along - width / 2, along + width / 2, across - height / 2, across + height / 2)


def _own_size(width: float, height: float, angle: float) -> tuple[float, float]:
    """Of a box that is upright around a turned letter, the letter's part along its reading and across it."""
    aslant = math.radians((angle + 45) % 90 - 45)
    around = abs(math.cos(aslant)) + abs(math.sin(aslant))
    along, across = (height, width) if round(angle / 90) % 2 else (width, height)
    return along / around, across / around


def _turned(point: Point, angle: float) -> Point:
    """Turned clockwise about the top left of the picture."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return point[0] * cosine - point[1] * sine, point[0] * sine + point[1] * cosine


def _rows(laid: Iterable[_Set]) -> Iterator[list[_Set]]:
    """Letters at one height, by where they start."""
    row: list[_Set] = []
    for one in sorted(laid, key=lambda one: one.middle):
        if row and not _level(row[0], one):
            yield sorted(row, key=lambda one: one.start)
            row = []
        row.append(one)
    if row:
        yield sorted(row, key=lambda one: one.start)


def _level(first: _Set, other: _Set) -> bool:
    shared = min(first.lower, other.lower) - max(first.upper, other.upper)
    return shared >= _SAME_LINE * min(first.height, other.height)


def _runs(row: Iterable[_Set]) -> Iterator[list[_Set]]:
    """A row parted where the gap is wide or the size changes."""
    run: list[_Set] = []
    for one in row:
        if run and _is_again(run[-1], one):
            continue
        if run and not _continues(run[-1], one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _is_again(last: _Set, one: _Set) -> bool:
    near = abs(one.start - last.start) < _DRAWN_TWICE * (last.end - last.start)
    return near and one.letter.text == last.letter.text and not _share_glyph(last.letter, one.letter)


def _share_glyph(last: Letter, one: Letter) -> bool:
    """Letters of a ligature, as ff, follow each other at one place."""
    return one.number - last.number == 1 and one.bounds == last.bounds


def _continues(last: _Set, one: _Set) -> bool:
    small, large = sorted((last.height, one.height))
    return one.start - last.end <= _PARTING_GAP * small and large <= _SAME_SIZE * small


def _line(run: Sequence[_Set], angle: float) -> TextLine:
    start, end = run[0].start, max(one.end for one in run)
    upper, lower = min(one.upper for one in run), max(one.lower for one in run)
    corners = (start, upper), (end, upper), (end, lower), (start, lower)
    quad: Quad = tuple(_turned(corner, angle) for corner in corners)  # type: ignore[assignment]
    return TextLine("".join(_text(run)), quad)


def _text(run: Sequence[_Set]) -> Iterator[str]:
    for last, one in zip((None, *run), run, strict=False):
        if last is not None and _is_apart(last, one):
            yield " "
        yield one.letter.text


def _is_apart(last: _Set, one: _Set) -> bool:
    wide = any(unicodedata.east_asian_width(side.letter.text[0]) in "WF" for side in (last, one))
    blank = _WIDE_BLANK if wide else _NARROW_BLANK
    return one.letter.spaced or one.start - last.end > blank * min(last.height, one.height)
