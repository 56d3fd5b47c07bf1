"""Which heading each cell of a table has: by their order, since in wide columns numbers stand to the right of
where their names end, and often nearer to the next column's."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from models.print_rows import print_rows

# Fewer names in a row are no table's head, and so many of them are words.
FEWEST, FEWEST_WORDY = 3, 2
# What a pixel between middles counts beside one between edges.
_OFF_MIDDLE = 0.05


def headings(
    level: NDArray[np.floating], wordy: Sequence[bool], figured: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """Cells, by their numbers among level quads (n, 4, 2), each with the number of its heading.

    A head is a row of names without figures; under it, each row with figures takes as many of its names as it
    has cells, in their order and as near as may be.
    """
    starts, ends = level[:, :, 0].min(axis=1), level[:, :, 0].max(axis=1)
    head: list[int] = []
    for row in print_rows(level):
        figures = sum(figured[number] for number in row)
        if len(row) >= FEWEST and not figures and sum(wordy[number] for number in row) >= FEWEST_WORDY:
            head = row
        elif figures and 1 < len(row) <= len(head):
            yield from zip(row, _under(head, _apart(row, head, starts, ends)), strict=True)


def _apart(
    row: list[int], head: list[int], starts: NDArray[np.floating], ends: NDArray[np.floating]
) -> list[list[float]]:
    """How far each cell (row) lies from each name (column)."""
    gaps = np.maximum(starts[row][:, None] - ends[head], starts[head] - ends[row][:, None]).clip(0)
    middles = np.abs((starts + ends)[row][:, None] - (starts + ends)[head]) / 2
    apart: list[list[float]] = (gaps + _OFF_MIDDLE * middles).tolist()
    return apart


def _under(head: list[int], apart: list[list[float]]) -> list[int]:
    """A name for each cell, none twice and none crossing, so that together they are nearest."""
    cells, names = len(apart), len(head)
    least = [[0.0] * (names + 1)] + [[float("inf")] * (names + 1) for _ in range(cells)]
    for cell in range(1, cells + 1):
        for name in range(cell, names + 1):
            taken = least[cell - 1][name - 1] + apart[cell - 1][name - 1]
            least[cell][name] = min(taken, least[cell][name - 1])
    chosen, name = [0] * cells, names
    for cell in range(cells, 0, -1):
        while least[cell][name - 1] <= least[cell][name]:
            name -= 1
        name -= 1
        chosen[cell - 1] = head[name]
    return chosen
