"""The order in which people read: row by row from the top, each row from the left."""

import numpy as np

from models.print_rows import print_rows
from models.recognition.networks import Corners
from models.straightening import level


def reading_order(corners: Corners) -> list[int]:
    """Numbers of the quads (n, 4, 2) in reading order, however the page is skewed or bent."""
    if not len(corners):
        return []
    return [number for row in print_rows(level(corners.astype(np.float64))) for number in row]
