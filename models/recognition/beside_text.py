"""What pictures say on a PDF page that has text of its own: receipts that were photographed for a claim."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from models.recognition.engine import Recognised, Recogniser
from models.recognition.networks import Picture
from models.sheets import Point, TextLine
from models.ways_in.opening import Page

# How sure recognition is of what it reads beside text: it is never a PDF's own.
_MOST = 0.9999
# Beyond a line's height ink may reach by so much of it.
_AROUND = 0.15


def pictured_lines(page: Page, recogniser: Recogniser) -> tuple[TextLine, ...]:
    """Lines that are recognised where pictures are, the page's own text aside; in pixels of the page."""
    found = recogniser.read(_without(page.picture, page.lines))
    lines = (replace(line, score=min(line.score, _MOST)) for line in _as_the_page_lies(found))
    return tuple(line for line in lines if _is_pictured(line, page))


def _without(picture: Picture, lines: tuple[TextLine, ...]) -> Picture:
    """Each line painted over in what is usual where it stands, which is its ground."""
    bare = picture.copy()
    height, width = bare.shape[:2]
    for line in lines:
        quad = np.array(line.quad)
        around = max(2.0, _AROUND * float(np.ptp(quad[:, 1])))
        low, high = quad.min(axis=0) - around, quad.max(axis=0) + around
        left, top = (int(max(0, side)) for side in low)
        area = bare[top : min(height, int(high[1]) + 1), left : min(width, int(high[0]) + 1)]
        if area.size:
            area[:] = np.median(area.reshape(-1, 3), axis=0)
    return bare


def _as_the_page_lies(found: Recognised) -> Iterator[TextLine]:
    """Recognition may have turned the page."""
    for line in found.lines:
        a, b, c, d = (_turned_back(point, found) for point in line.quad)
        yield replace(line, quad=(a, b, c, d))


def _turned_back(point: Point, found: Recognised) -> Point:
    (x, y), width, height = point, found.width, found.height
    for _ in range(found.turned // 90):
        x, y = y, width - x
        width, height = height, width
    return x, y


def _is_pictured(line: TextLine, page: Page) -> bool:
    x, y = _middle(line)
    rows, columns = page.pictured.shape
    row, column = (int(y / page.height * rows), int(x / page.width * columns))
    return bool(page.pictured[min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)])


def _middle(line: TextLine) -> Point:
    return sum(x for x, _ in line.quad) / 4, sum(y for _, y in line.quad) / 4
