"""Where lines stand to each other: straightened, scaled to the text's extent, each with its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.network.headings import headings
from models.network.vocabulary import CharacterClass, class_of
from models.sheets import TextLine
from models.straightening import level

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

GRID = 1000
NEIGHBOURS = 6
# Which of them are the nearest in words: what names a line.
NAMING = (1, 3)
LINE_FEATURES = 6
NO_LINE = -1
# Of a line's characters are figures where it is one of numbers.
_MUCH = 0.4


@dataclass(frozen=True, slots=True)
class Places:
    """Of n lines: `boxes` (n, 4) on a grid of 0 to 1000, `neighbours` (n, 6) as line numbers or NO_LINE (in a
    table the nearest in words above is the heading), and `features` (n, 6); `aspect` is the height of the
    text's extent over its width, as a logarithm."""

    boxes: Integers
    neighbours: Integers
    features: Floats
    aspect: float


def places(lines: Sequence[TextLine]) -> Places:
    """The places of at least one line."""
    corners = level(np.array([line.quad for line in lines], np.float64)).astype(np.float32)
    low, high = corners.min(axis=1), corners.max(axis=1)
    origin, extent = low.min(axis=0), np.maximum(high.max(axis=0) - low.min(axis=0), 1.0)
    scaled = np.concatenate([(low - origin) / extent, (high - origin) / extent], axis=1) * GRID
    wordy = np.array([is_wordy(line.text) for line in lines])
    near = _neighbours(low, high, wordy)
    for cell, heading in headings(corners, wordy.tolist(), [_has_figures(line.text) for line in lines]):
        near[cell, NAMING[1]] = heading
    return Places(
        np.clip(np.rint(scaled), 0, GRID).astype(np.int64),
        near,
        _features(lines, low, high),
        float(np.clip(np.log(extent[1] / extent[0]), -3, 3)),
    )


def is_wordy(text: str) -> bool:
    """Whether it says something in words, as a label does and a number does not."""
    classes = [class_of(character) for character in text]
    words = sum(one in (CharacterClass.IDEOGRAPH, CharacterClass.LATIN) for one in classes)
    digits = classes.count(CharacterClass.DIGIT)
    return words >= 2 and words > digits


def _has_figures(text: str) -> bool:
    """Whether much of it is figures: a number, a day, an amount with its unit."""
    digits = sum(class_of(character) is CharacterClass.DIGIT for character in text)
    return digits >= max(1, _MUCH * len(text))


def _features(lines: Sequence[TextLine], low: Floats, high: Floats) -> Floats:
    heights, widths = high[:, 1] - low[:, 1], high[:, 0] - low[:, 0]
    height = max(float(np.median(heights)), 1.0)
    lengths = np.array([len(line.text) for line in lines], np.float32)
    return np.stack(
        [
            np.clip(np.log(np.maximum(heights, 1) / height), -2, 2),
            np.clip(np.log(np.maximum(widths, 1) / height) / 2, -2, 2),
            np.log1p(lengths) / 3,
            np.array([is_wordy(line.text) for line in lines], np.float32),
            np.full(len(lines), np.log1p(len(lines)) / 5, np.float32),
            np.clip(widths / np.maximum(heights, 1) / np.maximum(lengths, 1), 0, 2),
        ],
        axis=1,
    ).astype(np.float32)


def _neighbours(low: Floats, high: Floats, wordy: NDArray[np.bool_]) -> Integers:
    """Nearest to the left, nearest in words to the left, the same above, nearest to the right, below."""
    height = high[:, 1] - low[:, 1]
    width = high[:, 0] - low[:, 0]
    rows_overlap = _overlap(low[:, 1], high[:, 1]) / np.minimum(height[:, None], height[None]).clip(1)
    columns_overlap = _overlap(low[:, 0], high[:, 0]) / np.minimum(width[:, None], width[None]).clip(1)
    slack = -0.35 * height[:, None]
    leftward = low[:, None, 0] - high[None, :, 0]
    upward = low[:, None, 1] - high[None, :, 1]
    in_row, in_column = rows_overlap > 0.4, columns_overlap > 0.25
    np.fill_diagonal(in_row, False)
    np.fill_diagonal(in_column, False)
    left, right = (np.where(in_row & (far > slack), far, np.inf) for far in (leftward, leftward.T))
    above, below = (np.where(in_column & (far > slack), far, np.inf) for far in (upward, upward.T))
    choices = [left, np.where(wordy, left, np.inf), above, np.where(wordy, above, np.inf), right, below]
    return np.stack([_nearest(distances) for distances in choices], axis=1)


def _overlap(starts: Floats, ends: Floats) -> Floats:
    shared: Floats = np.minimum(ends[:, None], ends[None]) - np.maximum(starts[:, None], starts[None])
    return shared


def _nearest(distances: Floats) -> Integers:
    nearest = np.argmin(distances, axis=1)
    found = np.isfinite(distances[np.arange(len(nearest)), nearest])
    return np.where(found, nearest, NO_LINE).astype(np.int64)
