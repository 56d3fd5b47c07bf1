"""What happens to paper: highlighters, stamps over the print, thermal fading, creases."""

from collections.abc import Sequence
from random import Random

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from models.generator.fonts import Font
from models.generator.levels import Severity, stamp_words
from models.generator.printing import Colour, Corners, Pixels

MARKERS: tuple[Colour, ...] = ((255, 245, 90), (170, 255, 130), (255, 170, 205), (255, 200, 110))
STAMP_INKS: tuple[Colour, ...] = ((205, 30, 40), (190, 40, 80), (40, 50, 170))
STEPS_BACK = 3


def wear(
    paper: Pixels,
    corners: Corners,
    severity: Severity,
    fonts: Sequence[Font],
    random: Random,
    seed: Generator,
) -> tuple[Pixels, Corners]:
    """The paper as it was used, and where its quads then are."""
    if random.random() < severity.fading:
        paper = faded(paper, severity.fading_left.draw(random), seed)
    if random.random() < severity.highlighter and len(corners):
        for _ in range(random.randint(1, 3)):
            highlight(paper, random.choice(corners), random)
    if random.random() < severity.stamp and len(corners):
        for _ in range(random.randint(1, 2)):
            stamp(paper, random.choice(corners).mean(axis=0), random.choice(fonts), random)
    if random.random() < severity.crumple:
        return crumpled(paper, corners, severity.crumple_height.draw(random) * max(paper.shape), seed)
    return paper, corners


def faded(paper: Pixels, left: float, seed: Generator) -> Pixels:
    """Thermal print that keeps a share of `left` of its darkness where it has faded most."""
    kept = left + (1 - left) * smooth(paper.shape[:2], seed, 3)
    pale: Pixels = 255 - (255 - paper) * kept[..., None]
    return pale


def highlight(paper: Pixels, quad: Corners, random: Random) -> None:
    """A marker's band over one line, in place."""
    height = float(np.hypot(*(quad[3] - quad[0])))
    wobble = np.array([[random.gauss(0, 0.15) * height for _ in range(2)] for _ in range(4)])
    band = np.zeros(paper.shape[:2], np.uint8)
    cv2.fillPoly(band, [np.rint(quad + wobble).astype(np.int32)], 255)
    colour = np.array(random.choice(MARKERS), np.float32) / 255
    inside = band > 0
    paper[inside] *= colour


def stamp(paper: Pixels, centre: NDArray[np.float32], font: Font, random: Random) -> None:
    """A rubber stamp near `centre`, in place: its ink is transparent and uneven."""
    side = round(max(paper.shape[:2]) * random.uniform(0.07, 0.15))
    mask = Image.new("L", (side, side))
    pen = ImageDraw.Draw(mask)
    outline, width = random.choice([pen.ellipse, pen.rectangle]), max(side // 40, 2)
    inset = side * random.choice([0.04, 0.25])
    outline((side * 0.04, inset, side * 0.96, side - inset), outline=255, width=width)
    words = random.choice(stamp_words())
    size = round(min(0.7 * side / len(words), 0.28 * side) * (1.6 if words.isascii() else 1))
    pen.text((side / 2, side / 2), words, fill=255, font=font.at(size), anchor="mm")
    mask = mask.rotate(random.uniform(-25, 25), Image.Resampling.BILINEAR, expand=True)
    x, y = (round(float(place) + random.uniform(-0.3, 0.3) * side - side / 2) for place in centre)
    _press(paper, np.asarray(mask).astype(np.float32) / np.float32(255), x, y, random)


def _press(paper: Pixels, mask: Pixels, x: int, y: int, random: Random) -> None:
    height, width = paper.shape[:2]
    left, top, right, bottom = (
        max(x, 0),
        max(y, 0),
        min(x + mask.shape[1], width),
        min(y + mask.shape[0], height),
    )
    if left >= right or top >= bottom:
        return
    strength = random.uniform(0.45, 0.9)
    alpha = mask[top - y : bottom - y, left - x : right - x, None] * strength
    ink = np.array(random.choice(STAMP_INKS), np.float32) / 255
    paper[top:bottom, left:right] *= 1 - alpha * (1 - ink)


def crumpled(paper: Pixels, corners: Corners, height: float, seed: Generator) -> tuple[Pixels, Corners]:
    """Creased: points move by up to about `height` pixels, and slopes catch or lose light."""
    waves = int(seed.integers(3, 8))
    moved = [(smooth(paper.shape[:2], seed, waves) - 0.5) * 2 * height for _ in range(2)]
    rows, columns = np.indices(paper.shape[:2], np.float32)
    bent = cv2.remap(
        paper, columns + moved[0], rows + moved[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    slope = cv2.Sobel(moved[0] + moved[1], cv2.CV_32F, 1, 0, ksize=5) / 16
    light = np.clip(1 + slope * 1.5, 0.75, 1.15)
    shaded: Pixels = np.clip(bent * light[..., None], 0, 255)
    return shaded, _followed(corners, moved)


def smooth(shape: tuple[int, ...], seed: Generator, waves: int) -> Pixels:
    """A field from 0 to 1 of so many waves to a side."""
    coarse = seed.random((waves + 1, waves + 1), np.float32)
    field = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    low, high = float(field.min()), float(field.max())
    scaled: Pixels = (field - low) / np.float32(max(high - low, 1e-6))
    return scaled


def _followed(corners: Corners, moved: Sequence[Pixels]) -> Corners:
    """The picture shows at p what was at p + moved(p): solved for p, step by step."""
    height, width = moved[0].shape
    there = corners.copy()
    for _ in range(STEPS_BACK):
        columns = np.clip(np.rint(there[..., 0]), 0, width - 1).astype(int)
        rows = np.clip(np.rint(there[..., 1]), 0, height - 1).astype(int)
        there = corners - np.stack([field[rows, columns] for field in moved], axis=-1)
    return there
