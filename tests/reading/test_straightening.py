"""Straightening: what a camera did to a page is taken back, as far as its lines tell."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.straightening import Floats, bend_of, level

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
