"""The order in which people read: row by row from the top, each row from the left."""

from collections.abc import Sequence
from statistics import fmean, median

import numpy as np

from models.recognition.networks import Corners
from models.straightening import level


def reading_order(corners: Corners) -> list[int]:
    """Numbers of the quads (n, 4, 2) in reading order, however the page is skewed or bent."""
    if not len(corners):
        return []
    straight = level(corners.astype(np.float64))
    middles, heights = straight.mean(axis=1), np.ptp(straight[:, :, 1], axis=1)
    # Of a few numbers each: plain lists take a tenth of the time that arrays do.
    across, along, tall = middles[:, 0].tolist(), middles[:, 1].tolist(), heights.tolist()
    rows: list[list[int]] = []
    for number in sorted(range(len(along)), key=along.__getitem__):
        if rows and _beside(rows[-1], number, along, tall):
            rows[-1].append(number)
        else:
            rows.append([number])
    return [number for row in rows for number in sorted(row, key=across.__getitem__)]


def _beside(row: list[int], number: int, middles: Sequence[float], heights: Sequence[float]) -> bool:
    """Whether the line's middle lies within half a line of the row's."""
    least = min(heights[number], median(heights[one] for one in row))
    return middles[number] - fmean(middles[one] for one in row) < least / 2
