"""Letters with places become lines as recognition would give them: parted at wide gaps, set by set."""

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
_SAME_SIZE: Final = 1.7
# A letter drawn again this near, in its own widths, is the same one made bold.
_DRAWN_TWICE: Final = 0.3


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
    counted = Counter(letter.turns for letter in letters)
    return counted.most_common(1)[0][0] if counted else 0


def text_lines(letters: Iterable[Letter], placement: Placement) -> tuple[TextLine, ...]:
    """The lines, from top to bottom, in pixels of the picture; what lies beside the page is left out."""
    by_turns: dict[int, list[_Set]] = {}
    for letter in letters:
        turns = (letter.turns + placement.turns) % 4
        laid = _laid(letter, turns, placement)
        if laid is not None:
            by_turns.setdefault(turns, []).append(laid)
    lines = [
        _line(run, turns) for turns, laid in by_turns.items() for row in _rows(laid) for run in _runs(row)
    ]
    return tuple(sorted(lines, key=lambda line: (line.quad[0][1], line.quad[0][0])))


def _laid(letter: Letter, turns: int, placement: Placement) -> _Set | None:
    left, bottom, right, top = letter.bounds
    corners = placement.pixel(left, bottom), placement.pixel(right, top)
    across, down = (sum(corner[axis] for corner in corners) / 2 for axis in (0, 1))
    if not (0 <= across <= placement.width and 0 <= down <= placement.height):
        return None
    (start, upper), (end, lower) = (_along(corner, turns) for corner in corners)
    return _Set(letter, min(start, end), max(start, end), min(upper, lower), max(upper, lower))


def _along(point: Point, turns: int) -> Point:
    """A pixel by how far it is along the reading, and across it."""
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turns]


def _back(point: Point, turns: int) -> Point:
    along, across = point
    return ((along, across), (-across, along), (-along, -across), (across, -along))[turns]


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
    return near and one.letter.text == last.letter.text


def _continues(last: _Set, one: _Set) -> bool:
    small, large = sorted((last.height, one.height))
    return one.start - last.end <= _PARTING_GAP * small and large <= _SAME_SIZE * small


def _line(run: Sequence[_Set], turns: int) -> TextLine:
    start, end = run[0].start, max(one.end for one in run)
    upper, lower = min(one.upper for one in run), max(one.lower for one in run)
    corners = (start, upper), (end, upper), (end, lower), (start, lower)
    quad: Quad = tuple(_back(corner, turns) for corner in corners)  # type: ignore[assignment]
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
