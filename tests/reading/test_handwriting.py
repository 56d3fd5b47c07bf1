"""Handwriting is told by digits that stand off their line; print that is turned or hard to see is none."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from domain.checkup.reading import BillKind, ReadingSource
from models.judgement.handwriting import is_handwritten
from models.judgement.mentions import UnderstoodSheet
from models.recognition.engine import Recogniser
from models.recognition.unevenness import unevenness
from models.sheets import Sheet
from models.understood import Understood
from tests.reading.drawn_pages import Picture, Word, page, skewed

NOTHING = Understood({BillKind.LPG: 1.0}, ())
LABELS: list[Word] = [
    (60, 40, "瓦斯行送貨單"),
    (60, 120, "日期"),
    (60, 200, "電話"),
    (60, 280, "總計"),
    (60, 360, "編號"),
]
VALUES = [(330, 120, "1130704"), (330, 200, "03-4021987"), (330, 280, "28946"), (330, 360, "5082713")]


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(1)


def printed() -> Picture:
    return page([*LABELS, *VALUES], 800, 460, size=32)


def by_hand() -> Picture:
    """Each digit stands a little higher or lower than the one before."""
    random = Random(7)
    digits: list[Word] = [
        (left + 21 * place, top + random.gauss(0, 2.4), digit)
        for left, top, text in VALUES
        for place, digit in enumerate(text)
    ]
    return page([*LABELS, *digits], 800, 460, size=32)


def seen(recogniser: Recogniser, picture: Picture) -> UnderstoodSheet:
    found = recogniser.read(picture)
    return UnderstoodSheet(Sheet(found.lines, found.width, found.height), NOTHING)


def test_digits_that_stand_off_their_lines_are_handwriting(recogniser: Recogniser) -> None:
    written = seen(recogniser, by_hand())
    assert is_handwritten([written])
    # A PDF's own text is print, wherever it puts its characters.
    assert not is_handwritten([replace(written, sheet=replace(written.sheet, source=ReadingSource.TEXT))])


@pytest.mark.parametrize("degrees", [0, 3, -4])
def test_print_is_none_however_it_lies(recogniser: Recogniser, degrees: float) -> None:
    given = seen(recogniser, skewed(printed(), degrees))
    assert sum(line.uneven is not None for line in given.sheet.lines) >= 3
    assert not is_handwritten([given])


def test_one_uneven_line_alone_is_crumpled_paper(recogniser: Recogniser) -> None:
    given = seen(recogniser, printed())
    lines = [replace(line, uneven=0.2 if line.text == "28946" else line.uneven) for line in given.sheet.lines]
    assert not is_handwritten([replace(given, sheet=replace(given.sheet, lines=tuple(lines)))])


@pytest.mark.parametrize("text", ["瓦斯行", "123", "總計28946", "AB-12-CDEF-G", ""])
def test_lines_without_enough_digits_say_nothing(text: str) -> None:
    assert unevenness(np.full((30, 200, 3), 255, np.uint8), text) is None
    assert unevenness(np.full((30, 200, 3), 255, np.uint8), "28946") is None
