"""Ink on paper: the lines of a page in their fonts, at their quads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from unicodedata import east_asian_width

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from models.generator.fonts import FontUse, Typefaces
from models.generator.pages import PrintedLine
from models.generator.penmanship import Hand, write

Pixels = NDArray[np.float32]
Corners = NDArray[np.float32]
Colour = tuple[int, int, int]

# An ideograph's em stands so far above the base line; what fonts draw beyond the em fits into the margin.
ABOVE_BASE = 0.88
MARGIN = 0.35
SMALLEST_SIZE = 6
# A line so many times higher than wide has its characters under each other.
TALL = 1.5
# Pins of a dot-matrix printer's head to one character's height.
PINS = 24


@dataclass(frozen=True, slots=True)
class Ink:
    """`strength` from 0 to 1; `dotted` as a dot-matrix printer strikes it."""

    colour: Colour
    strength: float = 1.0
    dotted: bool = False


def print_lines(
    paper: Pixels,
    lines: Sequence[PrintedLine],
    corners: Corners,
    faces: Typefaces,
    inks: Sequence[Ink],
    random: Random,
    hand: Hand | None = None,
) -> None:
    """Onto `paper` (H, W, 3), in place; `corners` (n, 4, 2) are the quads in its pixels."""
    if hand is None and any(line.handwritten for line in lines):
        hand = Hand.sample(random)
    for line, quad, ink in zip(lines, corners, inks, strict=True):
        if line.text.strip():
            print_line(paper, line, quad, faces, ink, random, hand if line.handwritten else None)


def print_line(
    paper: Pixels,
    line: PrintedLine,
    quad: Corners,
    faces: Typefaces,
    ink: Ink,
    random: Random,
    hand: Hand | None,
) -> None:
    """The text is stretched to the width of its quad; it stands in the middle of its height."""
    if _goes_down(line.text, quad):
        for sign, cell in _one_by_one(line, quad):
            print_line(paper, sign, cell, faces, ink, random, hand)
        return
    height = float(np.hypot(*(quad[3] - quad[0])) + np.hypot(*(quad[2] - quad[1]))) / 2
    source_height = float(np.hypot(*_middle_height(line)))
    size = max(round(height * min(line.size / max(source_height, 1.0), 1.0)), SMALLEST_SIZE)
    face = faces.of(line.text, line.handwritten)
    font = face.at(size)
    if hand is not None and (face.neat or face.use is not FontUse.HAND):
        hand = hand.freer()
    mask, width = (
        _typed(line.text, font, size) if hand is None else write(line.text, font, size, hand, random)
    )
    if ink.dotted:
        mask = mask * _dots(mask.shape, size)
    margin, slack = MARGIN * size, max(height - size, 0.0) / 2
    left, right, top, bottom = margin, margin + width, margin - slack, margin + size + slack
    source = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)
    _lay(paper, mask, cv2.getPerspectiveTransform(source, quad.astype(np.float32)), ink)


def _goes_down(text: str, quad: Corners) -> bool:
    wide, high = (float(np.linalg.norm(quad[one] - quad[0])) for one in (1, 3))
    return len(text.strip()) > 1 and high > TALL * wide


def _one_by_one(line: PrintedLine, quad: Corners) -> Iterator[tuple[PrintedLine, Corners]]:
    """Each character with its part of the quad; those that are narrow stay so."""
    signs = [sign for sign in line.text if not sign.isspace()]
    top_left, top_right, bottom_right, bottom_left = quad
    wide = float(np.linalg.norm(top_right - top_left))
    for number, sign in enumerate(signs):
        start, end = number / len(signs), (number + 1) / len(signs)
        aside = 0.0 if east_asian_width(sign) in "WF" else 0.25
        left, right = top_left + aside * (top_right - top_left), top_right - aside * (top_right - top_left)
        down_left, down_right = bottom_left - top_left, bottom_right - top_right
        cell = [left + start * down_left, right + start * down_right]
        cell += [right + end * down_right, left + end * down_left]
        corners = np.array(cell, np.float32)
        high = float(np.linalg.norm(corners[3] - corners[0]))
        a, b, c, d = ((float(x), float(y)) for x, y in cell)
        yield PrintedLine(sign, (a, b, c, d), (), min(wide, high), line.handwritten), corners


def _middle_height(line: PrintedLine) -> tuple[float, float]:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.quad
    return (cx + dx - ax - bx) / 2, (cy + dy - ay - by) / 2


def _typed(text: str, font: FreeTypeFont, size: int) -> tuple[Pixels, float]:
    width = max(font.getlength(text), 1.0)
    image, margin = _empty(width, size)
    ImageDraw.Draw(image).text((margin, margin + ABOVE_BASE * size), text, fill=255, font=font, anchor="ls")
    return _mask(image), width


def _mask(image: Image.Image) -> Pixels:
    return np.asarray(image).astype(np.float32) / np.float32(255)


def _empty(width: float, size: int) -> tuple[Image.Image, float]:
    margin = MARGIN * size
    return Image.new("L", (round(width + 2 * margin), round(size + 2 * margin))), margin


def _dots(shape: tuple[int, ...], size: int) -> Pixels:
    step = max(size / PINS, 1.6)
    rows = 0.6 + 0.4 * np.cos(np.arange(shape[0]) * 2 * np.pi / step)
    columns = 0.7 + 0.3 * np.cos(np.arange(shape[1]) * 2 * np.pi / step)
    return np.clip(np.outer(rows, columns) * 1.6, 0, 1).astype(np.float32)


def _lay(paper: Pixels, mask: Pixels, transform: NDArray[Any], ink: Ink) -> None:
    """Only the part of the paper that the mask covers is touched."""
    height, width = mask.shape
    ends = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float32)
    there = cv2.perspectiveTransform(ends, transform)[0]
    low = np.maximum(np.floor(there.min(axis=0)), 0).astype(int)
    high = np.minimum(np.ceil(there.max(axis=0)), (paper.shape[1], paper.shape[0])).astype(int)
    if (high - low).min() < 1:
        return
    shift = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]], np.float64)
    extent = (int(high[0] - low[0]), int(high[1] - low[1]))
    laid = cv2.warpPerspective(mask, shift @ transform, extent, flags=cv2.INTER_LINEAR)
    alpha = np.clip(laid * ink.strength, 0, 1)[..., None]
    part = paper[low[1] : high[1], low[0] : high[0]]
    part[...] = part * (1 - alpha) + np.array(ink.colour, np.float32) * alpha
