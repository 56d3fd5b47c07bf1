"""Handwriting is told by its picture: hands that no training saw are found, print hard to see is none."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from domain.checkup.reading import BillKind, ReadingSource
from models.evaluation.examples import Example, load, save
from models.generator.drawing import Press, draw
from models.generator.fonts import FontUse
from models.generator.levels import Level
from models.generator.pages import SampledPage
from models.generator.penmanship import Hand
from models.judgement.handwriting import is_handwritten
from models.judgement.mentions import UnderstoodSheet
from models.network.understanding import Understanding
from models.recognition.engine import Recogniser
from models.recognition.handwriting import (
    COLUMN,
    HEIGHT,
    LONGEST,
    WEIGHTS,
    HandNetwork,
    Handwriting,
    strip,
)
from models.recognition.handwriting import save as save_network
from models.seen import SeenPage
from models.sheets import Sheet, TextLine
from models.training.hands.papers import KEPT_HEIGHT, lines
from models.training.hands.recipe import fonts
from models.understood import Understood
from tests.reading.drawn_pages import Picture, page, skewed
from tests.reading.made_pages import bill, delivery_note, receipt

NOTHING = Understood({BillKind.LPG: 1.0}, ())
# Fonts that training of the network withholds.
UNSEEN = fonts(held_out=True)
HAS_HAND = any(font.use is FontUse.HAND for font in UNSEEN)
needs_hand = pytest.mark.skipif(not HAS_HAND, reason="fonts-klee is not installed")


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(1)


def by_hand(made: SampledPage) -> SampledPage:
    """With every line that holds a value filled in by hand, somewhat larger than print."""
    written = (replace(line, handwritten=bool(line.stretches)) for line in made.lines)
    return replace(made, lines=tuple(written), handwritten=True)


def seen(recogniser: Recogniser, picture: Picture) -> UnderstoodSheet:
    found = recogniser.read(picture)
    sheet = Sheet(found.lines, found.width, found.height)
    return UnderstoodSheet(sheet, understanding().understand(sheet))


@cache
def understanding() -> Understanding:
    return Understanding.load()


def drawn(made: SampledPage, seed: int, level: Level) -> Picture:
    random = Random(seed)
    return draw(made, random, level, Press(UNSEEN, replace(Hand.sample(random), forms=None))).picture


@needs_hand
def test_hands_that_were_never_seen_are_found(recogniser: Recogniser) -> None:
    """On one of these pages nobody could tell."""
    pages = [by_hand(made()) for made in (bill, delivery_note) for _ in range(3)]
    pictures = [drawn(made, seed, level) for seed, made in enumerate(pages) for level in Level]
    found = [is_handwritten([seen(recogniser, picture)]) for picture in pictures]
    assert sum(found) >= len(found) - 1


@needs_hand
def test_a_text_of_a_pdf_is_print_whatever_it_looks_like(recogniser: Recogniser) -> None:
    given = seen(recogniser, drawn(by_hand(bill()), 1, Level.SCAN))
    lines = tuple(replace(line, score=1.0) for line in given.sheet.lines)
    text = replace(given.sheet, lines=lines, source=ReadingSource.TEXT)
    assert is_handwritten([given])
    assert not is_handwritten([replace(given, sheet=text)])


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("made", [bill, receipt], ids=["bill", "receipt"])
def test_print_is_none_in_fonts_that_were_never_seen(
    recogniser: Recogniser, made: Callable[[], SampledPage], level: Level
) -> None:
    assert not is_handwritten([seen(recogniser, drawn(made(), 6, level))])


@pytest.mark.parametrize("degrees", [0, 3, -4])
def test_print_is_none_however_it_lies(recogniser: Recogniser, degrees: float) -> None:
    words = [
        (60, 40 + 80 * row, text) for row, text in enumerate(["日期 1130704", "總計 28946", "編號 5082713"])
    ]
    given = seen(recogniser, skewed(page(words, 800, 460, size=32), degrees))
    assert all(line.by_hand is not None for line in given.sheet.lines)
    assert not is_handwritten([given])


def looking(*likely: float) -> UnderstoodSheet:
    square = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
    told = tuple(TextLine("28946", square, 0.95, one) for one in likely)
    return UnderstoodSheet(Sheet(told, 100, 100), NOTHING)


@given(st.lists(st.floats(0, 0.02), min_size=2, max_size=9), st.floats(0.9, 0.98))
def test_one_line_alone_may_be_crumpled_and_half_of_them_are_written(
    print_like: list[float], written: float
) -> None:
    half = [written] * max(3, len(print_like))
    assert not is_handwritten([looking(*print_like, written)])
    assert is_handwritten([looking(*print_like, *half)])
    assert is_handwritten([looking(*print_like, written), looking(*half[1:])])


@given(st.integers(30, 200), st.floats(0, 0.1), st.floats(0.9, 0.999))
def test_of_a_long_list_some_lines_look_written(lines: int, few: float, written: float) -> None:
    likely = [written if number < few * lines else 0.01 for number in range(lines)]
    assert not is_handwritten([looking(*likely)])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9), st.integers(0, 8), st.floats(0, 1))
def test_what_looks_more_written_never_makes_it_print(likely: list[float], which: int, more: float) -> None:
    which %= len(likely)
    raised = [max(one, more) if place == which else one for place, one in enumerate(likely)]
    assert is_handwritten([looking(*raised)]) >= is_handwritten([looking(*likely)])


@given(st.lists(st.tuples(st.integers(4, 60), st.integers(1, 900)), max_size=12), st.randoms())
@settings(max_examples=20, deadline=None)
def test_a_line_is_told_alike_alone_and_among_others(sizes: list[tuple[int, int]], random: Random) -> None:
    seed = np.random.default_rng(random.getrandbits(32))
    crops = [seed.integers(0, 255, (*size, 3), dtype=np.uint8) for size in sizes]
    known = Handwriting.load()
    together = known.likely(crops)
    assert together == pytest.approx([known.likely([crop])[0] for crop in crops], abs=0.01)
    assert all(0 <= one <= 1 for one in together)


@given(st.integers(1, 300), st.integers(1, 6000))
def test_lines_of_any_size_become_strips_of_one_height(height: int, width: int) -> None:
    made = strip(np.full((height, width, 3), 255, np.uint8))
    assert made.shape[0] == HEIGHT
    assert COLUMN <= made.shape[1] <= LONGEST


def test_the_weights_are_small_and_named_by_what_they_are(recogniser: Recogniser) -> None:
    assert WEIGHTS.stat().st_size < 200_000
    assert hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:12] in recogniser.version


@given(st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_papers_of_training_know_where_they_are_written(seed: int) -> None:
    for line in lines(Random(seed), Press(fonts(held_out=False))):
        height, width = line.strip.shape
        assert height == KEPT_HEIGHT
        assert all(0 <= left < right <= width for left, right in line.hands)


def test_training_never_has_the_fonts_of_its_evaluation() -> None:
    assert {font.path for font in UNSEEN}.isdisjoint(font.path for font in fonts(held_out=False))
    assert UNSEEN


@given(st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=5))
def test_kept_pictures_know_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, told: list[float | None]
) -> None:
    square = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
    kept = tuple(TextLine("123", square, 0.9, one) for one in told)
    file: Path = tmp_path_factory.mktemp("kept") / "some.jsonl.xz"
    save(
        file,
        [Example("a", BillKind.LPG, "b", "scan", {}, (), (SeenPage(1, 9, 9, kept, (), ReadingSource.OCR),))],
    )
    back = [line.by_hand for line in load(file)[0].pages[0].lines]
    assert [one is None for one in back] == [one is None for one in told]
    assert [one for one in back if one is not None] == pytest.approx(
        [o for o in told if o is not None], abs=1e-3
    )


@pytest.mark.parametrize("change", [{"layers.0.weight": None}, {"layers.99.weight": torch.zeros(1)}])
def test_weights_of_another_network_are_refused(
    change: dict[str, torch.Tensor | None], tmp_path: Path
) -> None:
    path = tmp_path / "hands.safetensors"
    save_network(path, HandNetwork(), {})
    assert Handwriting.load(path).version.startswith("hands-")
    tensors = load_file(path) | change
    save_file({name: one for name, one in tensors.items() if one is not None}, path)
    with pytest.raises(RuntimeError, match=next(iter(change))):
        Handwriting.load(path)
