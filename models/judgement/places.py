"""Where characters lie: on the page as a box, and in the rows of a sheet that is not straight."""

import math
import unicodedata
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.readings import Box
from models.sheets import Point, Quad, Sheet, TextLine

# Middles of one line lie this close, in heights of it.
SAME_LINE: Final = 0.6
_WIDE: Final = "WFA"
_WIDE_EM: Final = 1.0
_NARROW_EM: Final = 0.55
# A slope is measured on lines so many times longer than high.
_LONG: Final = 2.0
# How far the ends of a line are off its height, and which slopes differ from the usual, as shares of 1.
_WOBBLE: Final = 0.1
_OFF: Final = 0.12
_NEAR: Final = 0.01
# Of the slope itself, of its change down the page and across it.
_EXPECTED: Final = np.array([0.1, 0.1, 0.1, 0.2])

Floats = NDArray[np.float64]


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
    """Turns a point of the page to where it would lie if text ran level.

    Lines of a page seen aslant meet far away, those of a bent one rise and fall together: the slope is fitted
    as A + B·v + C·x + D·x², where v is the height at which a line crosses the page's middle.
    """
    a, b, c, d = _slopes(sheet)
    middle, width = sheet.width / 2, float(sheet.width)

    def straight(point: Point) -> Point:
        x, y = (point[0] - middle) / width, point[1] / width
        v = (y - (a + c * x / 2 + d * x * x / 3) * x) / max(0.2, 1 + b * x)
        return point[0] + point[1] * (a + b * v), v * width

    return straight


def _slopes(sheet: Sheet) -> tuple[float, float, float, float]:
    """The slope's four coefficients, lengths as shares of the page's width; 0 as far as nothing tells."""
    runs = [run for line in sheet.lines if (run := _run(line, sheet.width))]
    if not runs:
        return 0.0, 0.0, 0.0, 0.0
    x, y, slope, sure = np.array(runs).T
    usual = _weighted_median(slope, sure)
    kept = np.abs(slope - usual) < np.maximum(_OFF, 3 / sure)
    x, y, slope, sure = x[kept], y[kept], slope[kept], sure[kept]
    terms = np.stack([np.ones_like(x), y - usual * x, x, x * x])
    fitted = _regressed(terms, slope - usual, sure)
    near = np.abs(slope - usual - fitted @ terms) < 3 / sure + _NEAR
    fitted = _regressed(terms[:, near], (slope - usual)[near], sure[near])
    a, b, c, d = (float(one) for one in fitted)
    return usual + a, b, c, d


def _run(line: TextLine, width: int) -> tuple[float, float, float, float] | None:
    """Middle, slope, and how sure that is, of a line that is long enough to have one."""
    (x0, y0), (x1, y1) = _middle(line.quad[0], line.quad[3]), _middle(line.quad[1], line.quad[2])
    height = max(1.0, line_height(line))
    if x1 - x0 < _LONG * height:
        return None
    sure = (x1 - x0) / (_WOBBLE * height)
    return ((x0 + x1) / 2 - width / 2) / width, (y0 + y1) / 2 / width, (y1 - y0) / (x1 - x0), sure


def _middle(first: Point, second: Point) -> Point:
    return (first[0] + second[0]) / 2, (first[1] + second[1]) / 2


def _weighted_median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def _regressed(terms: Floats, wanted: Floats, sure: Floats) -> Floats:
    """Least squares, held to the small slopes that pages have."""
    weighed = terms * sure
    normal = weighed @ weighed.T + np.diag(1 / np.square(_EXPECTED))
    solved: Floats = np.linalg.solve(normal, weighed @ (wanted * sure)).astype(np.float64)
    return solved
