"""Straightening: what a camera did to a page is taken back, as far as its lines tell."""

import tracemalloc

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from models.straightening import _UNDER, Floats, _cells_above, bend_of, level

ROWS, COLUMNS, STEP, WIDE = 12, 6, 30.0, 120.0


def table() -> Floats:
    """Quads (rows × columns, 4, 2) of cells in even columns, each of another width, all flush left."""
    quads = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y, wide = column * WIDE * 1.5, row * STEP, WIDE * (0.6 + 0.4 * ((row * 7 + column) % 5) / 4)
            quads.append([(x, y), (x + wide, y), (x + wide, y + 20), (x, y + 20)])
    return np.array(quads, np.float64)


def seen(quads: Floats, degrees: float, lean: float, fall: float, bend: float) -> Floats:
    """Turned, bent, and from aside: `lean` and `fall` are how much farther the page's right and foot are."""
    width, height = quads.max(axis=(0, 1))
    x, y = quads[..., 0] - width / 2, quads[..., 1] - height / 2
    y = y + bend * width * np.sin(np.pi * (x / width + 0.5))
    depth = 1 + lean * x / width + fall * y / height
    angle = np.deg2rad(degrees)
    turned = [
        (x * np.cos(angle) - y * np.sin(angle)) / depth,
        (x * np.sin(angle) + y * np.cos(angle)) / depth,
    ]
    placed: Floats = np.stack(turned, axis=-1) + 1000
    return placed


@given(*(st.floats(-most, most) for most in (8.0, 0.12, 0.12, 0.012)))
def test_rows_are_level_and_columns_upright_again(
    degrees: float, lean: float, fall: float, bend: float
) -> None:
    straight = level(seen(table(), degrees, lean, fall, bend)).reshape(ROWS, COLUMNS, 4, 2)
    middles = straight[..., 1].mean(axis=-1)
    assert (np.ptp(middles, axis=1) < STEP / 4).all()
    assert (np.ptp(straight[:, :, 0, 0], axis=0) < WIDE / 8).all()


def test_a_level_page_stays_as_it_is() -> None:
    assert np.abs(level(table()) - table()).max() < 0.5


def test_one_line_alone_is_turned_and_no_text_is_nothing() -> None:
    (line,) = level(seen(table()[:1], 5, 0, 0, 0))
    assert abs(line[1, 1] - line[0, 1]) < 0.1
    assert bend_of(np.zeros((0, 4, 2))).rows == (0, 0, 0, 0)


def plainly_above(low: Floats, high: Floats, height: Floats) -> tuple[NDArray[np.int64], Floats]:
    """All cells with all others."""
    down = (low[:, None, 1] + high[:, None, 1] - low[None, :, 1] - high[None, :, 1]) / 2
    shared = np.minimum(high[:, None, 0], high[None, :, 0]) - np.maximum(low[:, None, 0], low[None, :, 0])
    apart = np.where((down > 0.5 * height[:, None]) & (shared > 0), down, np.inf)
    above = apart.argmin(axis=1)
    return above, apart[np.arange(len(low)), above]


@st.composite
def scattered(draw: st.DrawFn) -> tuple[Floats, Floats, Floats]:
    """Cells anywhere, some of them in rows and one over another, with heights of their own."""
    count = draw(st.integers(1, 300))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    steps = draw(st.sampled_from([0.0, 1.0, 20.0]))
    low = random.uniform(0, 40 * np.sqrt(count), (count, 2))
    low = low if steps == 0 else np.round(low / steps) * steps
    high = low + random.uniform(1, 30, (count, 2)) * random.choice([1, 1, 1, 8], (count, 1))
    return low, high, random.uniform(0.5, 1.5, count) * (high - low)[:, 1]


@given(scattered())
def test_the_cell_above_is_the_one_that_comparing_all_with_all_finds(
    cells: tuple[Floats, Floats, Floats],
) -> None:
    height = cells[2]
    (above, drop), (plain_above, plain_drop) = _cells_above(*cells), plainly_above(*cells)
    near = plain_drop < _UNDER * height
    assert (near == (drop < _UNDER * height)).all()
    assert (above[near] == plain_above[near]).all()
    assert (drop[near] == plain_drop[near]).all()


def test_the_lines_of_a_page_are_not_compared_all_with_all() -> None:
    rows, columns = np.divmod(np.arange(4000), 10)
    corners = np.stack([columns * 160.0, rows * 30.0], axis=-1)
    quads = corners[:, None] + np.array([(0, 0), (120, 0), (120, 20), (0, 20)])
    tracemalloc.start()
    try:
        level(quads)
        assert tracemalloc.get_traced_memory()[1] < 60 * quads.nbytes
    finally:
        tracemalloc.stop()
