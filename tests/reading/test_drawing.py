"""Pictures of pages: quads go where the ink goes, and what is printed can be read."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.generator.alignment import align
from models.generator.drawing import Drawn, draw
from models.generator.fonts import installed, typefaces
from models.generator.levels import Level, severity
from models.generator.pages import SampledPage
from models.generator.wear import crumpled
from models.recognition.engine import Recogniser
from tests.reading.made_pages import bill, made_pages, receipt


def darkness(drawn: Drawn, number: int) -> tuple[float, float]:
    """How much darker than its surroundings a line's quad is at its darkest, and the spread about it."""
    quad = np.array(drawn.page.lines[number].quad)
    (left, top), (right, bottom) = (
        np.floor(quad.min(axis=0)).astype(int),
        np.ceil(quad.max(axis=0)).astype(int),
    )
    inside = drawn.picture[top:bottom, left:right].mean(axis=2)
    return float(np.percentile(inside, 90) - inside.min()), float(inside.std())


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("page", made_pages(), ids=lambda page: str(page.kind))
def test_a_picture_has_its_lines_within_it(page: SampledPage, level: Level) -> None:
    drawn = draw(page, Random(7), level)
    height, width, channels = drawn.picture.shape
    assert (drawn.page.height, drawn.page.width, channels) == (height, width, 3)
    assert severity(level).long_side.least - 1 <= max(height, width) <= severity(level).long_side.most + 1
    assert [line.text for line in drawn.page.lines] == [line.text for line in page.lines]
    for line in drawn.page.lines:
        assert all(-5 <= x <= width + 5 and -5 <= y <= height + 5 for x, y in line.quad)


@pytest.mark.parametrize("seed", range(4))
def test_ink_is_where_quads_say(seed: int) -> None:
    drawn = draw(bill(), Random(seed), Level.PHOTO)
    depths = [darkness(drawn, number)[0] for number in range(len(drawn.page.lines))]
    assert np.median(depths) > 40


def test_the_same_seed_draws_the_same_picture() -> None:
    one, other = (draw(receipt(), Random(3), Level.HARD) for _ in range(2))
    assert np.array_equal(one.picture, other.picture)
    assert one.page == other.page


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32), st.floats(1, 10))
def test_quads_follow_the_creases(seed: int, height: float) -> None:
    """A dot that was printed at a point is found where the point went."""
    paper = np.full((300, 400, 3), 255, np.float32)
    points = np.array([[(100, 80), (290, 90), (280, 220), (110, 200)]], np.float32)
    for x, y in points[0].astype(int):
        paper[y - 2 : y + 3, x - 2 : x + 3] = 0
    bent, moved = crumpled(paper, points, height, np.random.default_rng(seed))
    for x, y in np.rint(moved[0]).astype(int):
        assert bent[y, x].mean() < 60


def test_every_line_has_a_font_that_can_print_it() -> None:
    faces = typefaces(Random(1), installed(), receipt=True)
    for page in made_pages():
        for line in page.lines:
            assert faces.of(line.text, line.handwritten).covers(line.text)


def test_a_scan_reads_back_with_its_labels() -> None:
    drawn = draw(bill(), Random(1), Level.SCAN)
    lines = align(drawn.page, Recogniser().read(drawn.picture).lines)
    found = {origin for line in lines for origin in line.origins if origin is not None}
    characters = sum(len(line.text.replace(" ", "")) for line in drawn.page.lines)
    assert len(found) >= 0.95 * characters
    labels = {stretch.label for line in drawn.page.lines for stretch in line.stretches}
    assert {stretch.label for line in lines for stretch in line.stretches} == labels
