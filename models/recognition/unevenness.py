"""How far digits stand off their line: printed ones hardly, handwritten ones by a twentieth of a digit."""

from typing import Final

import cv2
import numpy as np

from models.recognition.networks import Picture

FEWEST: Final = 4
# Of a line's characters, without blanks, so many are digits: other characters have other heights.
_DIGITS: Final = 0.6
_WIDE: Final = "\u2e80"
# A digit's height as a share of the line's, its width of its height, and the digits' heights of the usual.
_TALL, _BROAD, _LOW, _HIGH = 0.3, 1.2, 0.8, 1.25


def unevenness(crop: Picture, text: str) -> float | None:
    """Of a level line with its text (H, W, 3), in heights of its digits; None where there are too few."""
    kept = "".join(text.split())
    digits = sum(map(str.isdigit, kept))
    if digits < FEWEST or digits < _DIGITS * len(kept) or any(letter > _WIDE for letter in kept):
        return None
    boxes = _digits(crop)
    if len(boxes) < FEWEST:
        return None
    across, middles = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3] / 2
    terms = np.stack([across, np.ones_like(across)], axis=1)
    line, *_ = np.linalg.lstsq(terms, middles, rcond=None)
    off = middles - terms @ line
    return float(np.sqrt(np.square(off).sum() / (len(off) - 2)) / np.median(boxes[:, 3]))


def _digits(crop: Picture) -> np.ndarray:
    """Left, top, width and height of what is connected and as high as most is."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    _, paper = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = np.asarray((paper == 0) == (paper.mean() > 127), np.uint8)
    _, _, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = found[1:, :4].astype(np.float64)
    boxes = boxes[(boxes[:, 3] >= _TALL * grey.shape[0]) & (boxes[:, 2] <= _BROAD * boxes[:, 3])]
    usual = float(np.median(boxes[:, 3])) if len(boxes) else 1.0
    return np.asarray(boxes[(boxes[:, 3] >= _LOW * usual) & (boxes[:, 3] <= _HIGH * usual)])
