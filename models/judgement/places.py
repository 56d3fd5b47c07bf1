"""Where characters lie: on the page as a box, and in the rows of a sheet that is not straight."""

import math
import unicodedata
from collections.abc import Callable
from typing import Final

import numpy as np

from models.readings import Box
from models.sheets import Point, Quad, Sheet, TextLine
from models.straightening import bend_of

# Middles of one line lie this close, in heights of it.
SAME_LINE: Final = 0.6
_WIDE: Final = "WFA"
_WIDE_EM: Final = 1.0
_NARROW_EM: Final = 0.55


def em_width(text: str) -> float:
    """Width in heights of a line: Chinese and full-width characters 1, others about a half."""
    return sum(_WIDE_EM if unicodedata.east_asian_width(letter) in _WIDE else _NARROW_EM for letter in text)


def box_of(sheet: Sheet, line: int, start: int, end: int) -> Box:
    """The box of characters `start` up to `end` of a line, as fractions of the page."""
    corners = _part(sheet.lines[line], start, end)
    across = [min(1.0, max(0.0, x / sheet.width)) for x, _ in corners]
    down = [min(1.0, max(0.0, y / sheet.height)) for _, y in corners]
    return min(across), min(down), max(across), max(down)


def _part(line: TextLine, start: int, end: int) -> Quad:
    whole = em_width(line.text) or 1.0
    left, right = em_width(line.text[:start]) / whole, em_width(line.text[:end]) / whole
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
