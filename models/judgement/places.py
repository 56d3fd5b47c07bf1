"""Where characters lie: on the page as a box, and in the rows of a sheet that is not straight."""

import math
import unicodedata
from collections.abc import Callable
from typing import Final

import numpy as np

from models.readings import Box
from models.sheets import Point, Quad, Sheet, TextLine

_WIDE: Final = "WFA"
_WIDE_EM: Final = 1.0
_NARROW_EM: Final = 0.55
# A slope is measured on lines so many times longer than high.
_LONG: Final = 3.0


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


def usual_height(sheet: Sheet) -> float:
    """The median line's height in pixels; 1 on a sheet without lines."""
    return float(np.median([line_height(line) for line in sheet.lines])) if sheet.lines else 1.0


def straightened(sheet: Sheet) -> Callable[[Point], Point]:
    """Turns a point of the page to where it would lie if text ran level.

    A photo's slope changes down the page, so it is fitted as a line over the height.
    """
    slopes, heights, weights = [], [], []
    for line in sheet.lines:
        (x0, y0), (x1, y1) = line.quad[0], line.quad[1]
        if x1 - x0 > _LONG * line_height(line):
            slopes.append((y1 - y0) / (x1 - x0))
            heights.append(y0)
            weights.append(math.sqrt(x1 - x0))
    at_zero, per_pixel = _fitted(slopes, heights, weights)

    def straight(point: Point) -> Point:
        x, y = point
        slope = at_zero + per_pixel * y
        return x + y * slope, y - (x - sheet.width / 2) * slope

    return straight


def _fitted(slopes: list[float], heights: list[float], weights: list[float]) -> tuple[float, float]:
    """Slope at the top and its change per pixel; few lines give one slope for all."""
    if not slopes:
        return 0.0, 0.0
    middle = float(np.median(slopes))
    kept = [place for place, slope in enumerate(slopes) if abs(slope - middle) < 0.05]
    if len(kept) < 6:
        return middle, 0.0
    y, s, w = (np.array([values[place] for place in kept]) for values in (heights, slopes, weights))
    per_pixel, at_zero = np.polyfit(y, s, 1, w=w)
    return float(at_zero), float(per_pixel)
