"""The ways of looking at a picture until a code reads, as ladder.toml gives them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

RECORDED = Path(__file__).with_name("ladder.toml")
Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Rung:
    """Enlarge, sharpen (below 0: blur) and threshold, as a whole or by neighbourhood."""

    scale: float
    sharpening: float
    whole: bool

    def fitting(self, grey: Grey, pixels: int) -> float:
        """Its scale, or as much of it as keeps the picture within so many pixels."""
        return min(self.scale, float(np.sqrt(pixels / grey.size)))

    def look(self, grey: Grey, scale: float) -> Grey:
        """The picture as this rung shows it."""
        how = cv2.INTER_LANCZOS4 if scale > 1 else cv2.INTER_AREA
        enlarged = grey if scale == 1 else cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)
        if not self.sharpening:
            return np.asarray(enlarged, np.uint8)
        soft = cv2.GaussianBlur(enlarged, (0, 0), 1.2 * max(scale, 1))
        share = self.sharpening
        return np.asarray(cv2.addWeighted(enlarged, 1 + share, soft, -share, 0), np.uint8)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs in order, and their bounds in pixels."""

    rungs: tuple[Rung, ...]
    on_whole_page: int
    page_pixels: int
    part_pixels: int
    small_page_pixels: int
    parts: int


@cache
def ladder() -> Ladder:
    """As recorded."""
    recorded = tomllib.loads(RECORDED.read_text("utf-8"))
    rungs = tuple(Rung(**rung) for rung in recorded.pop("rungs"))
    return Ladder(rungs, **recorded)
