"""What stands behind and around printed lines: rules, boxes, tints, and bars with white text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from models.generator.printing import Colour, Corners, Pixels

# Rows belong to one block while what is between them is lower than so many rows.
BLOCK_GAP = 1.3
SAME_ROW = 0.5


@dataclass(frozen=True, slots=True)
class Style:
    """Shares of blocks that are decorated in each way, and in which colours."""

    rules: float
    boxes: float
    tints: float
    bars: float
    line: Colour
    tint: Colour
    bar: Colour


@dataclass(frozen=True, slots=True)
class Row:
    """Lines beside each other, by number, and the extent of them all in the level frame."""

    lines: tuple[int, ...]
    low: NDArray[np.float32]
    high: NDArray[np.float32]

    @property
    def height(self) -> float:
        return float(self.high[1] - self.low[1])


@dataclass(frozen=True, slots=True)
class Frame:
    """A page whose text was turned by `angle` radians, seen level."""

    angle: float

    def level(self, corners: Corners) -> Corners:
        return _turned(corners, -self.angle)

    def back(self, points: Sequence[tuple[float, float]]) -> NDArray[np.int32]:
        return np.rint(_turned(np.array(points, np.float32), self.angle)).astype(np.int32)


def style(random: Random) -> Style:
    """Sampled for one page."""
    hue = [random.randint(0, 150) for _ in range(3)]
    pale = [round(255 - (255 - one) * random.uniform(0.08, 0.3)) for one in hue]
    grey = random.randint(20, 140)
    bare = random.random() < 0.25
    line = (grey, grey, grey) if random.random() < 0.6 else _colour(hue)
    rules, boxes, tints, bars = (0.0 if bare else random.uniform(0, most) for most in (0.5, 0.7, 0.4, 0.12))
    return Style(rules, boxes, tints, bars, line, _colour(pale), _colour(hue))


def decorate(paper: Pixels, corners: Corners, style: Style, random: Random) -> frozenset[int]:
    """Draws in place before the text does; gives the numbers of lines that stand on dark bars."""
    if not len(corners):
        return frozenset()
    frame = Frame(_angle(corners))
    level = frame.level(corners)
    low, high = level.min(axis=1), level.max(axis=1)
    on_bars: set[int] = set()
    for block in _blocks(_rows(low, high)):
        if random.random() < style.tints:
            _fill(paper, frame, block, style.tint)
        if random.random() < style.boxes:
            _box(paper, frame, block, low, high, style.line)
        elif random.random() < style.rules:
            _rule(paper, frame, block, style.line)
        if random.random() < style.bars:
            _fill(paper, frame, block[:1], style.bar)
            on_bars.update(block[0].lines)
    return frozenset(on_bars)


def _colour(values: Sequence[int]) -> Colour:
    red, green, blue = values
    return red, green, blue


def _turned(points: NDArray[np.float32], angle: float) -> NDArray[np.float32]:
    cosine, sine = np.cos(angle), np.sin(angle)
    turned: NDArray[np.float32] = points @ np.array([[cosine, sine], [-sine, cosine]], np.float32)
    return turned


def _angle(corners: Corners) -> float:
    edges = corners[:, 1] - corners[:, 0]
    return float(np.median(np.arctan2(edges[:, 1], edges[:, 0])))


def _rows(low: NDArray[np.float32], high: NDArray[np.float32]) -> list[Row]:
    """From the top down."""
    groups: list[list[int]] = []
    middles = (low[:, 1] + high[:, 1]) / 2
    for number in np.argsort(middles):
        same = groups and middles[number] - middles[groups[-1][0]] < SAME_ROW * (high - low)[number, 1]
        if same:
            groups[-1].append(int(number))
        else:
            groups.append([int(number)])
    return [Row(tuple(one), low[one].min(axis=0), high[one].max(axis=0)) for one in groups]


def _blocks(rows: Iterable[Row]) -> list[list[Row]]:
    blocks: list[list[Row]] = []
    for row in rows:
        near = blocks and row.low[1] - blocks[-1][-1].high[1] < BLOCK_GAP * row.height
        if near:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _fill(paper: Pixels, frame: Frame, block: Sequence[Row], colour: Colour) -> None:
    left, top, right, bottom = _extent(block)
    cv2.fillPoly(paper, [frame.back([(left, top), (right, top), (right, bottom), (left, bottom)])], colour)


def _rule(paper: Pixels, frame: Frame, block: Sequence[Row], colour: Colour) -> None:
    left, top, right, bottom = _extent(block)
    for height in (top, *_between(block), bottom):
        _stroke(paper, frame, (left, height), (right, height), colour)


def _box(
    paper: Pixels,
    frame: Frame,
    block: Sequence[Row],
    low: NDArray[np.float32],
    high: NDArray[np.float32],
    colour: Colour,
) -> None:
    """A grid: a rule below each row, and one in the middle of every gap between its cells."""
    _rule(paper, frame, block, colour)
    left, top, right, bottom = _extent(block)
    for side in (left, right):
        _stroke(paper, frame, (side, top), (side, bottom), colour)
    edges = [top, *_between(block), bottom]
    for row, above, below in zip(block, edges, edges[1:], strict=False):
        ordered = sorted(row.lines, key=lambda number: low[number, 0])
        for one, other in pairwise(ordered):
            middle = float(high[one, 0] + low[other, 0]) / 2
            _stroke(paper, frame, (middle, above), (middle, below), colour)


def _extent(block: Sequence[Row]) -> tuple[float, float, float, float]:
    pad = 0.3 * block[0].height
    left, top = (float(value) - pad for value in np.min([row.low for row in block], axis=0))
    right, bottom = (float(value) + pad for value in np.max([row.high for row in block], axis=0))
    return left, top, right, bottom


def _between(block: Sequence[Row]) -> list[float]:
    return [float(one.high[1] + other.low[1]) / 2 for one, other in pairwise(block)]


def _stroke(
    paper: Pixels, frame: Frame, start: tuple[float, float], end: tuple[float, float], colour: Colour
) -> None:
    one, other = frame.back([start, end])
    thick = max(round(paper.shape[0] / 1600), 1)
    cv2.line(paper, one.tolist(), other.tolist(), colour, thick, cv2.LINE_AA)
