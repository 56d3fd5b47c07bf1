"""Where print would lie on a level page: rows of a page that was turned, bent or seen aslant run level again,
and its columns upright."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# A slope is measured on lines so many times longer than high.
_LONG: Final = 2.0
# How far the ends of a line are off its height, and which slopes differ from the usual, as shares of 1.
_WOBBLE: Final = 0.1
_OFF: Final = 0.12
_NEAR: Final = 0.01
# Of the slope itself, of its change down the page and across it.
_EXPECTED: Final = np.array([0.1, 0.1, 0.1, 0.2])
# Of a column's slope and of its change across the page.
_EXPECTED_OF_COLUMNS: Final = np.array([0.1, 0.15])
# How far under each other, in heights, and how much aside, as a share of that, two cells of a column lie.
_UNDER: Final = 4.0
_ASIDE: Final = 0.25
# How far edges of one column lie from each other, in heights.
_RAGGED: Final = 0.15
# Cells that are compared at once with those above them.
_AT_ONCE: Final = 64
# Of fitting, each trusting less what the one before did not explain.
_ROUNDS: Final = 4


@dataclass(frozen=True, slots=True)
class Bend:
    """Lengths are shares of the text's `width`, from its `middle`. At (x, v) rows have the slope
    A + B·v + C·x + D·x², where v is the height at which a row crosses the middle: rows of a page seen aslant
    meet far away, those of a bent one rise and fall together. Columns of level rows lean by E + F·x."""

    middle: tuple[float, float]
    width: float
    rows: tuple[float, float, float, float]
    columns: tuple[float, float] = (0.0, 0.0)

    def level(self, points: Floats) -> Floats:
        """Points (..., 2) where they would be, in the same unit."""
        x, y = np.moveaxis((points - self.middle) / self.width, -1, 0)
        a, b, c, d = self.rows
        v = (y - (a + c * x / 2 + d * x * x / 3) * x) / np.maximum(0.2, 1 + b * x)
        x = x + y * (a + b * v)
        e, f = self.columns
        x = (x - e * v) / np.maximum(0.2, 1 + f * v)
        placed: Floats = np.stack([x, v], axis=-1) * self.width + self.middle
        return placed


def bend_of(quads: Floats) -> Bend:
    """What quads (n, 4, 2), clockwise from their texts' top left, tell of their page: nothing, if none do."""
    if not len(quads):
        return Bend((0.0, 0.0), 1.0, (0.0, 0.0, 0.0, 0.0))
    low, high = quads.min(axis=(0, 1)), quads.max(axis=(0, 1))
    middle = float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2
    width = max(float(high[0] - low[0]), 1.0)
    rows = Bend(middle, width, _slopes((quads - middle) / width))
    return Bend(middle, width, rows.rows, _leaning((rows.level(quads) - middle) / width))


def level(quads: Floats) -> Floats:
    """Quads (n, 4, 2) as they would lie."""
    return bend_of(quads).level(quads)


def _slopes(quads: Floats) -> tuple[float, float, float, float]:
    start, end = (quads[:, 0] + quads[:, 3]) / 2, (quads[:, 1] + quads[:, 2]) / 2
    height = _heights(quads)
    long = end[:, 0] - start[:, 0] >= _LONG * height
    if not long.any():
        return 0.0, 0.0, 0.0, 0.0
    start, end = start[long], end[long]
    x, y = ((start + end) / 2).T
    run, rise = (end - start).T
    slope, sure = rise / run, run / (_WOBBLE * height[long])
    usual = _weighted_median(slope, sure)
    kept = np.abs(slope - usual) < np.maximum(_OFF, 3 / sure)
    x, y, slope, sure = x[kept], y[kept], slope[kept], sure[kept]
    terms = np.stack([np.ones_like(x), y - usual * x, x, x * x])
    fitted = _regressed(terms, slope - usual, sure, _EXPECTED)
    near = np.abs(slope - usual - fitted @ terms) < 3 / sure + _NEAR
    fitted = _regressed(terms[:, near], (slope - usual)[near], sure[near], _EXPECTED)
    return usual + float(fitted[0]), float(fitted[1]), float(fitted[2]), float(fitted[3])


def _leaning(quads: Floats) -> tuple[float, float]:
    """From cells that begin, end or lie in the middle under each other."""
    x, lean, sure = _under_each_other(quads)
    terms = np.stack([np.ones_like(x), x])
    fitted = np.zeros(2)
    for _ in range(_ROUNDS):
        doubt = 1 / (1 + np.square((lean - fitted @ terms) * sure))
        fitted = _regressed(terms, lean, sure * np.sqrt(doubt), _EXPECTED_OF_COLUMNS)
    return float(fitted[0]), float(fitted[1])


def _under_each_other(quads: Floats) -> tuple[Floats, Floats, Floats]:
    """Of cells with one above: where they are, how far they lean from it, and how sure that is."""
    low, high, height = quads.min(axis=1), quads.max(axis=1), _heights(quads)
    above, drop = _cells_above(low, high, height)
    near = drop < _UNDER * height
    edges = np.stack([low[:, 0], (low[:, 0] + high[:, 0]) / 2, high[:, 0]])
    aside = (edges - edges[:, above])[:, near]
    aside = aside[np.abs(aside).argmin(axis=0), np.arange(aside.shape[1])]
    lean, sure = aside / drop[near], (drop / (_RAGGED * height))[near]
    kept = np.abs(lean) < _ASIDE
    return edges[1, near][kept], lean[kept], sure[kept]


def _cells_above(low: Floats, high: Floats, height: Floats) -> tuple[Integers, Floats]:
    """Of each cell the nearest one above it and how far down it is from there; infinitely far without any,
    and maybe where the nearest is too far to tell of a column."""
    above, drop = np.zeros(len(low), np.int64), np.full(len(low), np.inf)
    twice = low[:, 1] + high[:, 1]
    order = np.argsort(twice)
    sorted_twice = twice[order]
    # A few at once with those that can be near: all with all would take gigabytes of a page made for it.
    for start in range(0, len(order), _AT_ONCE):
        cells = order[start : start + _AT_ONCE]
        highest = (twice[cells] - 2.1 * _UNDER * height[cells]).min()
        first = int(np.searchsorted(sorted_twice, highest))
        others = np.sort(order[first : start + _AT_ONCE])
        above[cells], drop[cells] = _nearest_above(cells, others, low, high, height)
    return above, drop


def _nearest_above(
    cells: Integers, others: Integers, low: Floats, high: Floats, height: Floats
) -> tuple[Integers, Floats]:
    down = (low[cells, None, 1] + high[cells, None, 1] - low[None, others, 1] - high[None, others, 1]) / 2
    starts = np.maximum(low[cells, None, 0], low[None, others, 0])
    shared = np.minimum(high[cells, None, 0], high[None, others, 0]) - starts
    apart = np.where((down > 0.5 * height[cells, None]) & (shared > 0), down, np.inf)
    nearest = apart.argmin(axis=1)
    return others[nearest], apart[np.arange(len(cells)), nearest]


def _heights(quads: Floats) -> Floats:
    sides = np.linalg.norm(quads[:, :2] - quads[:, 3:1:-1], axis=2)
    heights: Floats = np.maximum(sides.mean(axis=1), 1e-6)
    return heights


def _weighted_median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def _regressed(terms: Floats, wanted: Floats, sure: Floats, expected: Floats) -> Floats:
    """Least squares, held to the small slopes that pages have."""
    weighed = terms * sure
    normal = weighed @ weighed.T + np.diag(1 / np.square(expected))
    solved: Floats = np.linalg.solve(normal, weighed @ (wanted * sure)).astype(np.float64)
    return solved
