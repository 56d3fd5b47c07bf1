"""Which way up a page stands: turned by quarters, pictures and places alike."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from models.recognition.networks import Corners, Networks, Picture, ReadLine

# How much longer one side of a line must be than the other to tell which way it runs.
CLEARLY_LONGER = 1.5
SAMPLE = 8
# How far from even the lines' mean must be for the cheap answer, 7 ms, to stand; reading takes 320 ms.
AGREED = 0.3
_TURNS: dict[int, Callable[[Picture], Picture]] = {
    0: lambda picture: picture,
    90: lambda picture: np.rot90(picture, -1),
    180: lambda picture: np.rot90(picture, 2),
    270: lambda picture: np.rot90(picture, 1),
}


def turned(picture: Picture, degrees: int) -> Picture:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return np.ascontiguousarray(_TURNS[degrees](picture))


def on_its_head(corners: Corners, width: int, height: int) -> Corners:
    """Quads of a page of this size as they lie when it is turned by 180 degrees."""
    opposite = np.roll(corners, 2, axis=1)
    turned_corners: Corners = np.array([width, height], np.float32) - opposite
    return turned_corners


def sides(corners: Corners) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Width and height (n) of each quad, the longer of its two opposite edges."""
    edges = np.linalg.norm(corners - np.roll(corners, -1, axis=1), axis=2)
    return edges[:, 0::2].max(axis=1), edges[:, 1::2].max(axis=1)


def runs_down(corners: Corners) -> bool:
    """Whether most of the text's length runs from top to bottom, so that the page lies on its side."""
    widths, heights = sides(corners)
    down = heights[heights > CLEARLY_LONGER * widths].sum()
    across = widths[widths > CLEARLY_LONGER * heights].sum()
    return bool(down > across)


def crops(picture: Picture, corners: Corners) -> list[Picture]:
    """Each quad's text, level."""
    return [
        _crop(picture, quad, width, height)
        for quad, width, height in zip(corners, *sides(corners), strict=True)
    ]


def _crop(picture: Picture, quad: Corners, width: float, height: float) -> Picture:
    size = max(int(width), 1), max(int(height), 1)
    level = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    straight = cv2.getPerspectiveTransform(quad, level)
    cut = cv2.warpPerspective(picture, straight, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def stands_on_its_head(networks: Networks, picture: Picture, corners: Corners) -> bool:
    """Asks which way up the longest lines stand; where they disagree, reads them both ways."""
    upright = crops(picture, sample(corners))
    likely = float(np.mean(networks.upside_down(upright)))
    if abs(likely - 0.5) > AGREED:
        return likely > 0.5
    headlong = [turned(crop, 180) for crop in upright]
    return _sureness(networks.recognise(headlong)) > _sureness(networks.recognise(upright))


def sample(corners: Corners) -> Corners:
    """The longest lines, whose shapes are those of text."""
    widths, heights = sides(corners)
    order = np.argsort(-np.where(widths < 15 * heights, widths, 0), kind="stable")
    return corners[order[:SAMPLE]]


def _sureness(read: Sequence[ReadLine]) -> float:
    return sum(line.score for line in read)
