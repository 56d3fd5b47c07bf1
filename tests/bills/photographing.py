"""What a scanner or a telephone makes of a clean page: perspective, light, shadow, blur, noise, JPEG."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.bills.drawing import Picture

Range = tuple[float, float]
LONGEST, SHORTEST = 2400, 900


class Level(StrEnum):
    """How good the picture is."""

    SCAN = "scan"
    PHOTO = "photo"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Ranges that a picture's conditions are drawn from. `turned` is the share at 90, 180 or 270°; `blur` and
    `noise` are standard deviations, in pixels and grey levels of the picture."""

    pixels_per_mm: Range
    margin: Range  # of the paper's width
    rotation: Range  # degrees, either way
    perspective: Range  # of the paper's size
    bend: Range  # pixels
    contrast: Range
    shade: Range
    shadow: float
    blur: Range
    noise: Range
    quality: tuple[int, int]
    turned: float


CONDITIONS = {
    Level.SCAN: Conditions(
        pixels_per_mm=(6.5, 8.5),
        margin=(0, 0.01),
        rotation=(0, 1.2),
        perspective=(0, 0),
        bend=(0, 0),
        contrast=(0.85, 1),
        shade=(0, 0.03),
        shadow=0,
        blur=(0, 0.5),
        noise=(0, 3),
        quality=(72, 92),
        turned=0.06,
    ),
    Level.PHOTO: Conditions(
        pixels_per_mm=(5.6, 8),
        margin=(0.02, 0.1),
        rotation=(0, 4),
        perspective=(0, 0.03),
        bend=(0, 4),
        contrast=(0.75, 1),
        shade=(0.05, 0.3),
        shadow=0.35,
        blur=(0.3, 0.8),
        noise=(1, 6),
        quality=(60, 90),
        turned=0.1,
    ),
    Level.HARD: Conditions(
        pixels_per_mm=(4.8, 6.8),
        margin=(0.02, 0.2),
        rotation=(2, 8),
        perspective=(0.02, 0.06),
        bend=(2, 10),
        contrast=(0.6, 0.9),
        shade=(0.2, 0.5),
        shadow=0.75,
        blur=(0.6, 1.2),
        noise=(3, 11),
        quality=(38, 75),
        turned=0.15,
    ),
}
# A small paper is photographed from nearer by.
SMALL_MM, NEARER = 110, 1.4


def resolution(level: Level, width_mm: float, height_mm: float, random: Random) -> float:
    """Pixels per mm at which a page is drawn, so that its long side stays a telephone's."""
    long_side = max(width_mm, height_mm)
    wished = random.uniform(*CONDITIONS[level].pixels_per_mm) * (NEARER if width_mm < SMALL_MM else 1)
    return min(max(wished, SHORTEST / long_side), LONGEST / long_side)


def photographed(picture: Picture, level: Level, random: Random) -> bytes:
    """A JPEG of `picture`; the same seed gives the same bytes."""
    given, chance = CONDITIONS[level], np.random.default_rng(random.getrandbits(63))
    paper = _bent(_inked(picture, given, random), given, random)
    seen = _lit(_placed(paper, given, random, chance), given, random)
    shot = _exposed(seen, given, random, chance)
    if random.random() < given.turned:
        shot = np.rot90(shot, random.randint(1, 3))
    return _developed(shot, random.randint(*given.quality))


def _developed(shot: Picture, quality: int) -> bytes:
    smaller = min(LONGEST / max(shot.shape[:2]), 1)
    fitted = cv2.resize(shot, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA)
    blue_first = np.ascontiguousarray(fitted[:, :, ::-1])
    return bytes(cv2.imencode(".jpg", blue_first, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def _inked(picture: Picture, given: Conditions, random: Random) -> NDArray[np.float32]:
    """Ink paler than black, on paper that is not quite white."""
    contrast = random.uniform(*given.contrast)
    white = random.uniform(0.9, 1)
    tint = np.array([white, white * random.uniform(0.97, 1), white * random.uniform(0.9, 1)], np.float32)
    pale = 255 - (255 - picture.astype(np.float32)) * contrast
    return np.asarray(pale * tint, np.float32)


def _bent(paper: NDArray[np.float32], given: Conditions, random: Random) -> NDArray[np.float32]:
    height, width = paper.shape[:2]
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    wave = random.uniform(*given.bend) * np.sin(across / width * random.uniform(2, 7) + random.uniform(0, 6))
    return _remapped(paper, across, np.asarray(down + wave, np.float32))


def _remapped(
    paper: NDArray[np.float32], across: NDArray[np.float32], down: NDArray[np.float32]
) -> NDArray[np.float32]:
    bent = cv2.remap(paper, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(bent, np.float32)


def _placed(
    paper: NDArray[np.float32], given: Conditions, random: Random, chance: np.random.Generator
) -> NDArray[np.float32]:
    """The paper on a table, seen aslant."""
    height, width = paper.shape[:2]
    margin = random.uniform(*given.margin) * width
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getRotationMatrix2D(
        (width / 2, height / 2), random.uniform(*given.rotation) * random.choice((-1, 1)), 1
    )
    slant = random.uniform(*given.perspective) * chance.uniform(-1, 1, (4, 2)) * (width, height)
    seen = corners @ turn[:, :2].T + turn[:, 2] + slant
    seen = np.asarray(seen - seen.min(axis=0) + margin, np.float32)
    size = np.ceil(seen.max(axis=0) + margin).astype(int)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    frame = (int(size[0]), int(size[1]))
    table = _table(frame, given, random, chance)
    mask = cv2.warpPerspective(np.ones((height, width), np.float32), matrix, frame)[:, :, None]
    laid = cv2.warpPerspective(paper, matrix, frame, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(laid * mask + table * (1 - mask), np.float32)


def _table(
    frame: tuple[int, int], given: Conditions, random: Random, chance: np.random.Generator
) -> NDArray[np.float32]:
    width, height = frame
    if not given.perspective[1]:
        return np.full((height, width, 3), random.choice((255, 250, 235, 40)), np.float32)
    colour = np.array([random.uniform(30, 230)] * 3, np.float32) * chance.uniform(0.7, 1, 3)
    grain = chance.normal(0, random.uniform(2, 18), (max(height // random.randint(2, 60), 2), width // 3, 1))
    return np.asarray(colour + cv2.resize(grain, frame)[:, :, None], np.float32)


def _lit(seen: NDArray[np.float32], given: Conditions, random: Random) -> NDArray[np.float32]:
    """Light from one side, sometimes with the shadow of a hand or a telephone."""
    height, width = seen.shape[:2]
    across, down = np.linspace(-1, 1, width)[None, :], np.linspace(-1, 1, height)[:, None]
    angle = random.uniform(0, 6.28)
    light = 1 - random.uniform(*given.shade) * (0.5 + (across * np.cos(angle) + down * np.sin(angle)) / 2.9)
    if random.random() < given.shadow:
        light *= _shadow(height, width, random)
    warm = np.array([1, random.uniform(0.96, 1), random.uniform(0.88, 1.03)])
    return np.asarray(seen * light[:, :, None] * (warm if given.shade[0] else 1), np.float32)


def _shadow(height: int, width: int, random: Random) -> NDArray[np.float32]:
    # Blurred small: a wide blur of the whole picture takes seconds.
    small = np.ones((64, 64), np.float32)
    edge = [(random.randint(-10, 74), random.randint(-10, 74)) for _ in range(random.randint(3, 5))]
    cv2.fillPoly(small, [np.array(edge, np.int32)], random.uniform(0.55, 0.85))
    soft = cv2.GaussianBlur(small, (0, 0), random.uniform(1, 5))
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def _exposed(
    seen: NDArray[np.float32], given: Conditions, random: Random, chance: np.random.Generator
) -> Picture:
    blur = random.uniform(*given.blur)
    if blur > 0.2:
        seen = np.asarray(cv2.GaussianBlur(seen, (0, 0), blur), np.float32)
    if given.shadow > 0.5 and random.random() < 0.3:
        seen = np.asarray(cv2.filter2D(seen, -1, _shaken(random)), np.float32)
    if random.random() < 0.25:
        seen = np.asarray(
            cv2.cvtColor(cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), np.float32
        )
    grain = chance.normal(0, random.uniform(*given.noise), seen.shape[:2])[:, :, None]
    return np.asarray(np.clip(seen + grain, 0, 255), np.uint8)


def _shaken(random: Random) -> NDArray[np.float32]:
    """A hand that moved by two to four pixels."""
    size = random.randint(2, 4)
    line = np.zeros((size, size), np.float32)
    line[:, size // 2] = 1 / size
    return line if random.random() < 0.5 else line.T
