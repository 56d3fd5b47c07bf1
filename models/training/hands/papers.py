"""Small papers with print and handwriting, and the lines that a recogniser would cut out of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from models.generator.drawing import Press, as_quad, draw
from models.generator.levels import Level
from models.generator.pages import PrintedLine, SampledPage
from models.generator.sampling import sample_page
from models.recognition.handwriting import Strip

# Part of a page, in heights of its text; a whole one takes 20 times as long and teaches no more.
WIDE, HIGH = 30, 13
LEAST_SIDE = 500
# Lines are kept somewhat higher than they are judged, with paper around them that is then cut off at random.
KEPT_HEIGHT, AROUND = 44, 0.3
MOST_WIDE = 14 * KEPT_HEIGHT
LEVELS = (Level.SCAN, Level.SCAN, Level.PHOTO, Level.PHOTO, Level.PHOTO, Level.HARD, Level.HARD)
_FIGURES = re.compile(r"[\d$][\d,./:年月日 -]*")

Corners = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Line:
    """`strip` is grey and KEPT_HEIGHT high; `hands` are the stretches of its width that are written by hand;
    `digits` how many figures it has."""

    strip: Strip
    hands: tuple[tuple[float, float], ...]
    digits: int


def lines(random: Random, press: Press) -> Iterator[Line]:
    """Of one paper; of four papers about one is print alone."""
    press = replace(press, least_side=LEAST_SIDE)
    page = _part(sample_page(random), random)
    share = 0.0 if random.random() < 0.25 else random.uniform(0.4, 1.0)
    parted = [_parts(line, share, random) for line in page.lines]
    owners = [number for number, parts in enumerate(parted) for _ in parts]
    page = replace(page, lines=tuple(part for parts in parted for part in parts))
    drawn = draw(page, random, random.choice(LEVELS), press)
    grey = cv2.cvtColor(drawn.picture, cv2.COLOR_RGB2GRAY).astype(np.uint8)
    groups = [
        [line for line, owner in zip(drawn.page.lines, owners, strict=True) if owner == number]
        for number in range(len(parted))
    ]
    for group in _neighbours(groups, random):
        cut = _line(grey, group, random)
        if cut is not None:
            yield cut


def _part(page: SampledPage, random: Random) -> SampledPage:
    """What stands around one of its lines."""
    if not page.lines:
        return page
    middle = random.choice(page.lines)
    x, y = np.mean(middle.quad, axis=0)
    near = [
        line
        for line in page.lines
        if abs(np.mean([point[1] for point in line.quad]) - y) < HIGH / 2 * middle.size
        and abs(line.quad[0][0] - x) < WIDE / 2 * middle.size
    ]
    return replace(page, lines=tuple(near))


def _parts(line: PrintedLine, share: float, random: Random) -> list[PrintedLine]:
    """One line in its printed and its written parts; what fills in a form is written, the rest seldom."""
    figures = _FIGURES.search(line.text)
    told = [(one.start, one.end) for one in line.stretches] or ([figures.span()] if figures else [])
    likely = share if told else 0.35 * share
    if random.random() >= likely:
        return [replace(line, handwritten=False)]
    if not told or random.random() < 0.35:
        return [_written(line, random)]
    start, end = told[0][0], told[-1][1]
    parts = [(0, start, False), (start, end, True), (end, len(line.text), False)]
    made = [
        (_cut(line, one, other), by_hand) for one, other, by_hand in parts if line.text[one:other].strip()
    ]
    return [_written(part, random) if by_hand else replace(part, handwritten=False) for part, by_hand in made]


def _cut(line: PrintedLine, start: int, end: int) -> PrintedLine:
    """Characters `start` up to `end`, as far along as their widths say."""
    wide = np.cumsum([0.0, *(1.0 if sign > "\u2e80" else 0.55 for sign in line.text)])
    left, right = wide[start] / wide[-1], wide[end] / wide[-1]
    a, b, c, d = np.array(line.quad, np.float32)
    quad = [a + (b - a) * left, a + (b - a) * right, d + (c - d) * right, d + (c - d) * left]
    return replace(line, text=line.text[start:end], quad=as_quad(np.array(quad)), stretches=())


def _written(line: PrintedLine, random: Random) -> PrintedLine:
    """Larger or smaller than print, wider or closer, and not quite where the form wants it."""
    quad = np.array(line.quad, np.float32)
    down = quad[3] - quad[0]
    along = quad[1] - quad[0]
    growth = random.uniform(0.85, 1.5)
    wide = growth * random.uniform(0.75, 1.15)
    start = quad[0] + down * ((1 - growth) / 2 + random.gauss(0, 0.08))
    corners = [start, start + along * wide, start + along * wide + down * growth, start + down * growth]
    return replace(
        line, quad=as_quad(np.array(corners)), size=line.size * growth, handwritten=True, stretches=()
    )


def _neighbours(groups: Sequence[list[PrintedLine]], random: Random) -> Iterator[list[PrintedLine]]:
    """Each line's parts; lines close beside each other are sometimes found as one."""
    waiting: list[PrintedLine] = []
    for group in filter(None, groups):
        if waiting and not (_close(waiting[-1], group[0]) and random.random() < 0.5):
            yield waiting
            waiting = []
        waiting = [*waiting, *group]
    if waiting:
        yield waiting


def _close(one: PrintedLine, other: PrintedLine) -> bool:
    (right, top), (left, beside) = one.quad[1], other.quad[0]
    return -0.3 * one.size < left - right < 1.2 * one.size and abs(beside - top) < 0.4 * one.size


def _line(grey: Strip, group: Sequence[PrintedLine], random: Random) -> Line | None:
    """Level, with paper around it."""
    along = np.subtract(group[-1].quad[1], group[0].quad[0])
    along = np.subtract(group[0].quad[1], group[0].quad[0]) if not along.any() else along
    u = np.asarray(along / max(float(np.hypot(*along)), 1e-6), np.float32)
    frame = np.stack([u, np.array([-u[1], u[0]], np.float32)])
    level = np.array([part.quad for part in group], np.float32) @ frame.T
    low, high = level.min(axis=(0, 1)), level.max(axis=(0, 1))
    tall = float(high[1] - low[1])
    if tall < 6 or high[0] - low[0] < 4:
        return None
    around = AROUND * tall
    scale = KEPT_HEIGHT / (tall + 2 * around)
    left, right = float(low[0]) - around, float(high[0]) + around
    start = left + max((right - left) - MOST_WIDE / scale, 0.0) * random.random()
    width = min(round((right - start) * scale), MOST_WIDE)
    onto = np.concatenate([frame * scale, -np.array([[start], [low[1] - around]]) * scale], axis=1)
    cut = cv2.warpAffine(
        _softened(grey, scale),
        onto,
        (width, KEPT_HEIGHT),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    places = (level[..., 0] - start) * scale
    hands = tuple(
        (max(float(one.min()), 0.0), min(float(one.max()), float(width)))
        for one, part in zip(places, group, strict=True)
        if part.handwritten and one.max() > 0 and one.min() < width
    )
    return Line(np.asarray(cut, np.uint8), hands, sum(sign.isdigit() for part in group for sign in part.text))


def _softened(grey: Strip, scale: float) -> Strip:
    """Before it is made smaller, so that thin strokes do not break."""
    return grey if scale >= 0.8 else np.asarray(cv2.GaussianBlur(grey, (0, 0), 0.4 / scale), np.uint8)
