"""Cells find their headings by their order, however far from under them they stand."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.network.headings import _under, headings
from models.network.places import NAMING, places
from models.sheets import TextLine

NAMES = ("年月", "上期指針", "本期指針", "繳費金額")


def line(text: str, left: float, top: float) -> TextLine:
    width = 10.0 * len(text)
    return TextLine(text, ((left, top), (left + width, top), (left + width, top + 20), (left, top + 20)))


def under(lines: list[TextLine]) -> dict[str, str]:
    """The text of each line with that of its heading."""
    found = places(lines).neighbours[:, NAMING[1]]
    return {one.text: lines[number].text for one, number in zip(lines, found, strict=True) if number >= 0}


def test_numbers_at_the_right_of_wide_columns_are_under_their_own_names() -> None:
    lines = [line(name, 100 + 300 * place, 0) for place, name in enumerate(NAMES)]
    for row in range(3):
        cells = (f"111.0{row}", f"5310{row}", f"5382{row}", f"1432{row}")
        lines += [line(text, 300 + 300 * place, 40 + 40 * row) for place, text in enumerate(cells)]
    told = under(lines)
    for row in range(3):
        assert [told[f"{start}{row}"] for start in ("111.0", "5310", "5382", "1432")] == list(NAMES)


def test_a_row_that_lacks_a_cell_leaves_its_name_out() -> None:
    lines = [line(name, 100 + 200 * place, 0) for place, name in enumerate(NAMES)]
    lines += [line("111.09", 110, 40), line("53820", 520, 40), line("14323", 730, 40)]
    assert under(lines) == {"111.09": "年月", "53820": "本期指針", "14323": "繳費金額"}


def test_words_alone_and_single_numbers_have_no_table() -> None:
    lines = [line(name, 100 + 200 * place, 0) for place, name in enumerate(NAMES)]
    quads = np.array([one.quad for one in [*lines, line("53820", 500, 40)]])
    assert not list(headings(quads, [True] * 4 + [False], [False] * 4 + [True]))


@given(st.data())
def test_names_are_taken_once_in_order_and_nearest(data: st.DataObject) -> None:
    names = data.draw(st.integers(1, 6))
    cells = data.draw(st.integers(1, names))
    lengths = st.floats(0, 100)
    apart = [[data.draw(lengths) for _ in range(names)] for _ in range(cells)]
    chosen = _under(list(range(names)), apart)
    cost = sum(apart[cell][name] for cell, name in enumerate(chosen))
    best = min(
        sum(apart[cell][name] for cell, name in enumerate(way)) for way in combinations(range(names), cells)
    )
    assert chosen == sorted(set(chosen))
    assert abs(cost - best) < 1e-6
