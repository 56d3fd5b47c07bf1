"""Where characters lie: on the page as a box, and in the rows of a sheet that is not straight."""

import math
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from statistics import median
from typing import Final

import numpy as np

from models.readings import Box
from models.sheets import Point, Quad, Sheet, TextLine
from models.straightening import bend_of

# Middles of one line lie this close, in heights of it.
SAME_LINE: Final = 0.6
# What a box takes of the steps between characters: where one was seen is not always its very middle.
_ROOM: Final = 1.3
_WIDE: Final = "WFA"
_WIDE_EM: Final = 1.0
_NARROW_EM: Final = 0.55


def em_width(text: str) -> float:
    """Width in heights of a line: Chinese and full-width characters 1, others about a half."""
    return sum(_WIDE_EM if unicodedata.east_asian_width(letter) in _WIDE else _NARROW_EM for letter in text)


def box_of(sheet: Sheet, line: int, start: int, end: int) -> Box:
    """The box of characters `start` up to `end` of a line, as fractions of the page; by where recognition saw
    them, if that is known."""
    given = sheet.lines[line]
    return _box(sheet, _between_sides(given, *(_seen(given, start, end) or _estimated(given, start, end))))


def estimated_box(sheet: Sheet, line: int, start: int, end: int) -> Box:
    """By the widths of characters alone."""
    given = sheet.lines[line]
    return _box(sheet, _between_sides(given, *_estimated(given, start, end)))


def _box(sheet: Sheet, corners: Quad) -> Box:
    across = [min(1.0, max(0.0, x / sheet.width)) for x, _ in corners]
    down = [min(1.0, max(0.0, y / sheet.height)) for _, y in corners]
    return min(across), min(down), max(across), max(down)


def _estimated(line: TextLine, start: int, end: int) -> tuple[float, float]:
    whole = em_width(line.text) or 1.0
    return em_width(line.text[:start]) / whole, em_width(line.text[:end]) / whole


def _seen(line: TextLine, start: int, end: int) -> tuple[float, float] | None:
    """Half a character beyond the middles of the first and the last."""
    if len(line.middles) != len(line.text) or start >= end:
        return None
    middles = line.middles[start:end]
    em = line_height(line) / max(line_length(line), 1.0)
    # A line's box is often higher than its print.
    steps = [after - before for before, after in pairwise(middles)]
    most = median(steps) if steps else em
    first, last = (min(em * em_width(line.text[place]), _ROOM * most) / 2 for place in (start, end - 1))
    return max(0.0, middles[0] - first), min(1.0, middles[-1] + last)


def _between_sides(line: TextLine, left: float, right: float) -> Quad:
    top_left, top_right, bottom_right, bottom_left = line.quad
    return (
        _between(top_left, top_right, left),
        _between(top_left, top_right, right),
        _between(bottom_left, bottom_right, right),
        _between(bottom_left, bottom_right, left),
    )


def _between(first: Point, second: Point, share: float) -> Point:
    return first[0] + (second[0] - first[0]) * share, first[1] + (second[1] - first[1]) * share


def line_height(line: TextLine) -> float:
    """Pixels between the top and the bottom edge."""
    return (math.dist(line.quad[0], line.quad[3]) + math.dist(line.quad[1], line.quad[2])) / 2


def line_length(line: TextLine) -> float:
    """Pixels between the left and the right edge."""
    return (math.dist(line.quad[0], line.quad[1]) + math.dist(line.quad[3], line.quad[2])) / 2


def in_one_line(y: float, height: float, other: float, other_height: float) -> bool:
    """Whether two prints, by their middles and heights in a straight sheet, stand in one line."""
    return abs(y - other) <= SAME_LINE * max(height, other_height)


def straightened(sheet: Sheet) -> Callable[[Point], Point]:
    """Turns a point of the page to where it would lie if text ran level and columns upright."""
    bend = bend_of(np.array([line.quad for line in sheet.lines], np.float64).reshape(-1, 4, 2))

    def straight(point: Point) -> Point:
        x, y = bend.level(np.array(point, np.float64)).tolist()
        return x, y

    return straight
