"""What is counted on recognised pages, and that noise made of it does the same again."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from models.generator.counting import Counts, count
from models.generator.drawing import Drawn
from models.generator.levels import Level
from models.generator.noise import corrupt
from models.generator.pages import SampledPage
from models.generator.rates import Writing, fitted, noise_of
from models.generator.summing import written
from models.sheets import TextLine
from tests.reading.made_pages import bill, made_pages, plain, printed

NO_PICTURE = np.zeros((1, 1, 3), np.uint8)


def counted(*pairs: tuple[SampledPage, SampledPage]) -> Counts:
    """Of pages as printed and as read."""
    counts = Counts()
    for page, seen in pairs:
        lines = [TextLine(line.text, line.quad, 0.9) for line in seen.lines]
        count(Drawn(NO_PICTURE, page), lines, counts)
    return counts


def test_pages_that_are_read_right_have_no_errors() -> None:
    counts = counted(*((page, page) for page in made_pages()))
    shares = [*counts.misread.values(), *counts.dropped.values(), *counts.split.values(), *counts.lost]
    assert [one.rate for one in shares if one.rate] == []
    assert not any(one.rate for one in counts.merged)
    assert counts.inserted.hits == counts.unread == len(counts.strays) == len(counts.wrong_scores) == 0
    assert np.allclose(counts.sides, 0)


def test_each_mistake_is_counted_as_what_it_is() -> None:
    page = replace(bill(), lines=bill().lines[2:10])
    texts = ["電號CustomerNumber", "01-23-4567-89-0", "繳費期限", "13/11/25", "應緻總金額", "NT551,446元"]
    lines = [replace(line, text=text) for line, text in zip(page.lines[:6], texts, strict=True)]
    (label, period) = page.lines[6:8]
    quad = (label.quad[0], period.quad[1], period.quad[2], label.quad[3])
    merged = replace(label, text="計費期間：113/08/28 至113/10/28", quad=quad)
    counts = counted((page, replace(page, lines=(*lines, merged))))
    assert counts.misread[Writing.IDEOGRAPH].hits == 1
    assert dict(counts.readings) == {"繳": {"緻": 1}, "$": {"5": 1}}
    assert counts.dropped[Writing.DIGIT].hits == 1
    assert counts.dropped[Writing.BLANK].hits == 2
    assert counts.insertions == {" ": 1}
    assert sum(one.hits for one in counts.merged) == 1


def test_what_is_lost_is_lost_and_what_was_never_printed_is_stray() -> None:
    stray = printed(600, 500, 24, plain("收訖"))
    counts = counted((bill(), replace(bill(), lines=(*bill().lines[3:], stray))))
    assert sum(one.hits for one in counts.lost) == 3
    assert counts.strays == ["收訖"]


def test_another_width_is_no_error() -> None:
    title = bill().lines[1]
    seen = replace(title, text="113年11月繳費通知單")
    counts = counted((replace(bill(), lines=(title,)), replace(bill(), lines=(seen,))))
    assert counts.misread[Writing.WIDE].hits == 0
    assert counts.widths["１"] == {"1": 4}


def test_noise_made_of_counts_is_counted_the_same() -> None:
    """Corrupted pages, counted, summed, read again: the rates are those that were put in."""
    level = fitted().levels[Level.PHOTO]
    still = replace(level, merged=level.merged * 0, lost=level.lost * 0, split=level.split * 0, stray=0.0)
    noise = replace(fitted(), levels={Level.PHOTO: still}, by_hand=1.0)
    random = Random(1)
    counts = counted(*((page, corrupt(page, random, noise)) for _ in range(60) for page in made_pages()))
    again = noise_of(written(dict.fromkeys(Level, counts))).levels[Level.PHOTO]
    text = "".join(line.text for page in made_pages() for line in page.lines)
    codes = [ord(character) for character in text]
    for name in ("misread", "dropped"):
        put_in, found = (float(getattr(one, name)[codes].mean()) for one in (level, again))
        assert found == pytest.approx(put_in, rel=0.35, abs=0.003)
    for one, other in zip(level.sides, again.sides, strict=True):
        assert other.mean == pytest.approx(one.mean, abs=0.1)
