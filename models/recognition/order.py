"""The order in which people read: row by row from the top, each row from the left."""

import numpy as np

from models.network.places import deskewed
from models.recognition.networks import Corners


def reading_order(corners: Corners) -> list[int]:
    """Numbers of the quads (n, 4, 2) in reading order, however the page is skewed."""
    if not len(corners):
        return []
    level = deskewed(corners)
    middles, heights = level.mean(axis=1), np.ptp(level[:, :, 1], axis=1)
    rows: list[list[int]] = []
    for number in np.argsort(middles[:, 1], kind="stable").tolist():
        if rows and _beside(rows[-1], number, middles[:, 1], heights):
            rows[-1].append(number)
        else:
            rows.append([number])
    return [number for row in rows for number in sorted(row, key=lambda one: float(middles[one, 0]))]


def _beside(row: list[int], number: int, middles: Corners, heights: Corners) -> bool:
    """Whether the line's middle lies within half a line of the row's."""
    least = min(float(heights[number]), float(np.median(heights[row])))
    return float(middles[number] - np.mean(middles[row])) < least / 2
