"""Handwriting: no two signs alike, by a hand that keeps its habits, in figures of its own or after a font."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

Mask = NDArray[np.float32]
Stroke = NDArray[np.float32]

FORMS = Path(__file__).with_name("strokes.toml")
# Pen strokes are drawn so many times as large and then made smaller.
FINE = 3
# Points between two that a stroke goes through, and bends along a sign's side.
STEPS, BENDS = 6, 3
# A figure's height and the base line it stands on, in ems.
FIGURE, BASE = 0.74, 0.88
WIDE = "\u2e80"


@dataclass(frozen=True, slots=True)
class Hand:
    """One writer's habits; lengths are in ems, angles in degrees. `bend` is how far signs are out of shape,
    `rise`, `lean` and `growth` are how unlike each other they stand and are, `drift` how a line goes up or
    down; `forms` are the figures, None where a font's are followed."""

    bend: float
    rise: float
    lean: float
    growth: float
    drift: float
    slant: float
    width: float
    gap: float
    pen: float
    forms: Mapping[str, int] | None

    @classmethod
    def sample(cls, random: Random) -> "Hand":
        """About every second writer has figures of their own."""
        own = random.random() < 0.55
        forms = {sign: random.randrange(len(known)) for sign, known in figures().items()}
        return cls(
            bend=random.uniform(0.012, 0.05),
            rise=abs(random.gauss(0, 0.035)) + 0.01,
            lean=random.uniform(1.0, 5.0),
            growth=random.uniform(0.02, 0.1),
            drift=random.gauss(0, 0.025),
            slant=random.gauss(0.08, 0.16),
            width=random.uniform(0.8, 1.25),
            gap=random.gauss(0.0, 0.06),
            pen=random.uniform(0.035, 0.1),
            forms=forms if own else None,
        )

    def freer(self) -> "Hand":
        """As anyone writes whose letters would otherwise look like print."""
        return replace(
            self, bend=max(self.bend, 0.03), rise=max(self.rise, 0.02), lean=max(self.lean, 2.5), growth=0.07
        )


@cache
def figures() -> Mapping[str, Sequence[Sequence[Stroke]]]:
    """Of each sign its forms, of these the strokes, (n, 2)."""
    listed = tomllib.loads(FORMS.read_text("utf-8"))["forms"]
    return {
        sign: [[_bent(np.array(stroke, np.float32)) for stroke in form] for form in forms]
        for sign, forms in listed.items()
    }


def write(text: str, font: FreeTypeFont, size: int, hand: Hand, random: Random) -> tuple[Mask, float]:
    """The line's mask, from 0 to 1, with a margin of a third of an em, and its width without it."""
    glyphs = [_sign(sign, font, size, hand, random) for sign in text]
    margin = 0.35 * size
    steps = [max(wide * (1 + random.gauss(0, 0.06)) + hand.gap * size, 0.2 * size) for _, wide in glyphs]
    width = sum(steps)
    mask = np.zeros((round(size + 2 * margin), round(width + 2 * margin)), np.float32)
    place = margin
    for (glyph, wide), step in zip(glyphs, steps, strict=True):
        height = random.gauss(0, hand.rise) * size + hand.drift * (place - width / 2)
        middle = place + wide / 2 - glyph.shape[1] / 2
        _put(mask, glyph, round(middle), round(height + (mask.shape[0] - glyph.shape[0]) / 2))
        place += step
    return mask, max(width, 1.0)


def _put(mask: Mask, glyph: Mask, left: int, top: int) -> None:
    first, last = max(left, 0), min(left + glyph.shape[1], mask.shape[1])
    high, low = max(top, 0), min(top + glyph.shape[0], mask.shape[0])
    if first < last and high < low:
        part = mask[high:low, first:last]
        np.maximum(part, glyph[high - top : low - top, first - left : last - left], out=part)


def _sign(sign: str, font: FreeTypeFont, size: int, hand: Hand, random: Random) -> tuple[Mask, float]:
    """A square of two ems with the sign in its middle, its line where a font's is; and how wide it is."""
    if sign == " ":
        return np.zeros((1, 1), np.float32), 0.4 * size
    if hand.forms is not None and sign in hand.forms:
        return _figure(sign, size, hand, random)
    side = 2 * size
    image = Image.new("L", (side, side))
    wide = max(font.getlength(sign), 1.0)
    start = (side - wide) / 2, size / 2 + BASE * size
    ImageDraw.Draw(image).text(start, sign, fill=255, font=font, anchor="ls")
    return _moved(
        np.asarray(image).astype(np.float32) / np.float32(255), size, hand, random
    ), wide * hand.width


def _moved(glyph: Mask, size: int, hand: Hand, random: Random) -> Mask:
    """Bent, turned, leaning and of another size."""
    side = glyph.shape[0]
    seed = np.random.default_rng(random.getrandbits(32))
    coarse = seed.normal(0, hand.bend * size, (2, BENDS + 2, BENDS + 2)).astype(np.float32)
    bends = [cv2.resize(one, (side, side), interpolation=cv2.INTER_CUBIC) for one in coarse]
    rows, columns = np.indices((side, side), np.float32) - side / 2
    back = np.linalg.inv(_affine(hand, random))
    across = back[0, 0] * columns + back[0, 1] * rows + side / 2 + bends[0]
    down = back[1, 0] * columns + back[1, 1] * rows + side / 2 + bends[1]
    moved = cv2.remap(glyph, across.astype(np.float32), down.astype(np.float32), cv2.INTER_LINEAR)
    return np.asarray(moved, np.float32)


def _affine(hand: Hand, random: Random) -> NDArray[np.float64]:
    angle = np.deg2rad(random.gauss(0, hand.lean))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    lean = np.array([[1, -hand.slant], [0, 1]])
    grown = np.exp([random.gauss(0, hand.growth), random.gauss(0, hand.growth)]) * (hand.width, 1)
    return np.asarray(turn @ lean @ np.diag(grown))


def _figure(sign: str, size: int, hand: Hand, random: Random) -> tuple[Mask, float]:
    """Strokes of a pen, through points that are never quite the same."""
    assert hand.forms is not None
    known = figures()[sign]
    form = known[hand.forms[sign]] if random.random() < 0.9 else random.choice(known)
    seed = np.random.default_rng(random.getrandbits(32))
    wide = max(float(np.concatenate(form)[:, 0].max()), 0.25)
    affine, large = _affine(hand, random), 2 * size * FINE
    mask = np.zeros((large, large), np.uint8)
    pull = seed.normal(0, 0.7 * hand.bend / FIGURE, (2, 4)).astype(np.float32)
    for stroke in form:
        level = stroke - np.array([wide / 2, 0.5], np.float32) + _waves(stroke, pull)
        there = (level * FIGURE) @ affine.T.astype(np.float32) + np.array([1, 0.5 + BASE - FIGURE / 2])
        pen = max(round(hand.pen * size * FINE * random.uniform(0.8, 1.2)), 1)
        points = np.rint(there * size * FINE * 16).astype(np.int32)
        cv2.polylines(mask, [points.reshape(-1, 1, 2)], False, 255, pen, cv2.LINE_AA, 4)
    small = cv2.resize(mask, (2 * size, 2 * size), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / np.float32(255), (wide + 0.12) * FIGURE * size * hand.width


def _waves(stroke: Stroke, pull: Stroke) -> Stroke:
    """What each point is off by: slow waves over the sign."""
    x, y = stroke[:, 0] * np.float32(np.pi), stroke[:, 1] * np.float32(np.pi)
    basis = np.stack([np.sin(2 * y), np.cos(2 * y), np.sin(3 * x), np.cos(3 * x + y)], axis=1)
    return np.asarray(basis @ pull.T, np.float32)


def _bent(points: Stroke) -> Stroke:
    """A smooth line through the points (Catmull-Rom), with corners where one comes twice."""
    parts, first = [], 0
    ends = [place for place in range(1, len(points)) if np.array_equal(points[place], points[place - 1])]
    for end in [*ends, len(points)]:
        parts.append(_smooth(points[first:end]))
        first = end
    return np.concatenate(parts)


def _smooth(points: Stroke) -> Stroke:
    if len(points) < 3:
        return points
    padded = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    a, b, c, d = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    t = np.linspace(0, 1, STEPS, endpoint=False, dtype=np.float32)[None, :, None]
    a, b, c, d = (one[:, None] for one in (a, b, c, d))
    between = b + t * (c - a) / 2 + t**2 * (2 * a - 5 * b + 4 * c - d) / 2 + t**3 * (3 * (b - c) + d - a) / 2
    return np.asarray(np.concatenate([between.reshape(-1, 2), points[-1:]]), np.float32)
