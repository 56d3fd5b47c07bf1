"""A page being laid out: text at places, no pixels."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from models.generator.dice import Dice
from models.generator.marked import Marked, Piece, broken, is_broken, unbroken, written
from models.generator.style import Style


class Atom(NamedTuple):
    """Text printed at one go, from its left top, `width` × `size` pixels."""

    x: float
    y: float
    width: float
    size: float
    marked: Marked
    handwritten: bool


class Paper:
    """`size` is the height of body text in pixels, `narrow` the width of an ASCII character in that unit."""

    __slots__ = ("atoms", "dice", "handwriting", "leading", "narrow", "size", "style", "width")

    def __init__(self, style: Style, width: float, size: float) -> None:
        self.style = style
        self.dice: Dice = style.dice
        self.width = width
        self.size = size
        self.narrow = self.dice.between(0.46, 0.64)
        self.leading = self.dice.between(1.15, 2.0)
        self.atoms: list[Atom] = []
        self.handwriting = False

    def measure(self, text: str, size: float) -> float:
        """How wide it comes out."""
        if text.isascii():
            return len(text) * self.narrow * size
        slim = len(text.encode("ascii", "ignore"))
        return (len(text) - slim + slim * self.narrow) * size

    def put(self, x: float, y: float, marked: Marked, size: float, anchor: float = 0.0) -> float:
        """Prints at a place: its left, middle or right, as `anchor` goes from 0 to 1. Gives its width."""
        if is_broken(marked):
            marked = unbroken(marked)
        width = self.measure(written(marked), size)
        if not width:
            return width
        if width > 0.98 * self.width:
            size *= 0.98 * self.width / width
            width = 0.98 * self.width
        left = max(x - anchor * width, 0.0)
        if left + width > self.width:
            # What does not fit is printed smaller, and only then further left.
            smaller = max((self.width - left) / width, 0.6)
            size, width = size * smaller, width * smaller
            left = min(left, self.width - width)
        self.atoms.append(Atom(left, y, width, size, marked, self.handwriting))
        return width


@dataclass(slots=True)
class Column:
    """A part of the page from `left` to `right` that is filled downwards; `y` is where it goes on."""

    paper: Paper
    left: float
    right: float
    y: float
    size: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def step(self) -> float:
        """From line to line."""
        return self.size * self.paper.leading

    def line(self, marked: Marked, scale: float = 1.0, anchor: float = 0.0) -> None:
        """One line of its own."""
        size = self.size * scale
        x = self.left + anchor * self.width
        self.paper.put(x, self.y, marked, size, anchor)
        self.y += max(size * 1.15, self.step * scale)

    def skip(self, lines: float = 1.0) -> None:
        self.y += lines * self.step

    def cell(self, x: float, width: float, marked: Marked, anchor: float, scale: float = 1.0) -> float:
        """Prints into a cell without moving on: smaller or in several lines if need be. Gives its height."""
        # Gaps between many columns may leave them no room: a character stands in each all the same.
        width = max(width, self.size * scale)
        size = self.size * scale
        if is_broken(marked):
            return self._below_each_other(x, width, broken(marked), anchor, size)
        wide = self.paper.measure(written(marked), size)
        if wide > width and wide < 1.35 * width:
            size *= max(width / wide, 0.7)
        elif wide > width:
            return self._wrapped(x, width, marked, anchor, size)
        self.paper.put(x + anchor * width, self.y, marked, size, anchor)
        return size

    def _wrapped(self, x: float, width: float, marked: Marked, anchor: float, size: float) -> float:
        return self._below_each_other(x, width, wrapped(self.paper, marked, width, size), anchor, size)

    def _below_each_other(
        self, x: float, width: float, lines: list[Marked], anchor: float, size: float
    ) -> float:
        widest = max(self.paper.measure(written(line), size) for line in lines)
        if widest > width:
            size *= max(width / widest, 0.5)
        for number, line in enumerate(lines):
            self.paper.put(x + anchor * width, self.y + number * size * 1.2, line, size, anchor)
        return size * (1 + 1.2 * (len(lines) - 1))

    def parts(self, shares: Iterable[float], gap: float = 1.0) -> list["Column"]:
        """Columns beside each other, which share the width; `gap` is between them in sizes of text."""
        weights = list(shares)
        free = self.width - gap * self.size * (len(weights) - 1)
        left, columns = self.left, []
        for weight in weights:
            right = left + free * weight / sum(weights)
            columns.append(Column(self.paper, left, right, self.y, self.size))
            left = right + gap * self.size
        return columns

    def after(self, columns: Iterable["Column"]) -> None:
        """Goes on below all of them."""
        self.y = max([self.y, *(column.y for column in columns)])


def wrapped(paper: Paper, marked: Marked, width: float, size: float) -> list[Marked]:
    """Lines no wider than that, where no field is cut in two."""
    lines: list[list[Piece]] = [[]]
    left = width
    for piece in marked:
        for part in _breakable(piece):
            wide = paper.measure(part.text, size)
            if wide > left and lines[-1]:
                lines.append([])
                left = width
            lines[-1].append(part)
            left -= wide
    return [joined(line) for line in lines]


def joined(pieces: list[Piece]) -> Marked:
    """Neighbours without labels put together."""
    made: list[Piece] = []
    for piece in pieces:
        if made and piece.label is None and made[-1].label is None:
            made[-1] = Piece(made[-1].text + piece.text)
        else:
            made.append(piece)
    return tuple(made)


def _breakable(piece: Piece) -> Iterable[Piece]:
    if piece.label is not None or piece.text.isascii():
        return (piece,)
    return [Piece(part) for part in _words(piece.text)]


def _words(text: str) -> Iterable[str]:
    """Single ideographs, and runs of anything else."""
    run = ""
    for sign in text:
        if sign.isascii() and not sign.isspace():
            run += sign
            continue
        if run:
            yield run
            run = ""
        yield sign
    if run:
        yield run
