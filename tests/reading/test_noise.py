"""Corrupted lines: labels stay on their characters, and what was measured is what is done."""

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.generator.levels import Level
from models.generator.noise import corrupt, corrupt_with_scores, neighbours, rewritten
from models.generator.pages import PrintedLine, SampledPage
from models.generator.rates import TABLE_SIZE, Coarse, Noise, Rates, Side, fitted, writing_of
from models.labels import Label
from tests.reading.made_pages import bill, made_pages, plain, printed, receipt

NOWHERE = np.zeros(TABLE_SIZE, np.float32)
EVERYWHERE = np.ones(TABLE_SIZE, np.float32)
STILL = Side(0.0, 0.0)


def rates(**changes: object) -> Rates:
    """Of a recogniser that makes no error but those that are asked for."""
    none = np.zeros(9, np.float32)
    quiet = Rates(
        share=1.0,
        misread=NOWHERE,
        dropped=NOWHERE,
        inserted=0.0,
        leaders=0.0,
        split=NOWHERE,
        lost=none,
        merged=none,
        blank_between=none,
        page_spread=1000.0,
        line_spread=1000.0,
        sides=(STILL, STILL, STILL, STILL),
        corner=0.0,
        stray=0.0,
        right_scores=(0.9, 1.0),
        wrong_scores=(0.5, 0.6),
    )
    return replace(quiet, **changes)


def noise(**changes: object) -> Noise:
    return replace(
        fitted(), levels={Level.SCAN: rates(**changes)}, width_rates=NOWHERE, coarse=Coarse(0.0, 0.0, 0.0)
    )


def labelled(page: SampledPage) -> list[tuple[Label, str]]:
    return [(one.label, line.text[one.start : one.end]) for line in page.lines for one in line.stretches]


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_stretches_stay_within_their_lines_and_apart(random: Random) -> None:
    page = corrupt(random.choice(made_pages()), random)
    for line in page.lines:
        assert line.text.strip()
        assert np.isfinite(np.array(line.quad)).all()
        ends = [0]
        for one in line.stretches:
            assert ends[-1] <= one.start < one.end <= len(line.text)
            ends.append(one.end)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_label_is_made_up(random: Random) -> None:
    page = random.choice(made_pages())
    known = {label for label, _ in labelled(page)}
    assert {label for label, _ in labelled(corrupt(page, random))} <= known


@pytest.mark.parametrize("page", made_pages(), ids=lambda page: str(page.kind))
def test_a_recogniser_without_errors_changes_nothing(page: SampledPage) -> None:
    seen = corrupt(page, Random(1), noise())
    assert [(line.text, line.stretches) for line in seen.lines] == [
        (line.text, line.stretches) for line in page.lines
    ]
    for one, other in zip(seen.lines, page.lines, strict=True):
        assert np.allclose(one.quad, other.quad, atol=0.01)


def test_the_same_seed_gives_the_same_page() -> None:
    assert corrupt(bill(), Random(5)) == corrupt(bill(), Random(5))
    assert corrupt(bill(), Random(5)) != corrupt(bill(), Random(6))


def test_neighbours_become_one_line_with_the_labels_of_both() -> None:
    page = replace(receipt(), lines=receipt().lines[:6])
    seen = corrupt(
        page, Random(1), noise(merged=np.ones(9, np.float32), blank_between=np.ones(9, np.float32))
    )
    assert [line.text for line in seen.lines][-1] == "隨機碼 1234 總計 1000"
    assert labelled(seen) == labelled(page)
    assert seen.lines[-1].quad[1] == pytest.approx(page.lines[-1].quad[1])


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans())
def test_cutting_and_joining_lose_no_character(random: Random, join: bool) -> None:
    page = random.choice(made_pages())
    seen = corrupt(page, random, noise(merged=np.full(9, join, np.float32), split=EVERYWHERE * 0.3))
    counted = [Counter("".join(line.text for line in one.lines).replace(" ", "")) for one in (seen, page)]
    assert counted[0] == counted[1]
    parts: Counter[tuple[Label, str]] = Counter()
    for one, sign in ((seen, 1), (page, -1)):
        for label, text in labelled(one):
            for character in text.replace(" ", ""):
                parts[label, character] += sign
    assert not any(parts.values())


def test_a_blank_that_is_cut_at_belongs_to_no_piece() -> None:
    at_blanks = NOWHERE.copy()
    at_blanks[ord(" ")] = 1
    line = printed(10, 10, 20, ("27.70", Label.USAGE), plain(" x "), ("36.10", Label.UNIT_PRICE))
    seen = corrupt(replace(receipt(), lines=(line,)), Random(1), noise(split=at_blanks))
    assert [one.text for one in seen.lines] == ["27.70", "x", "36.10"]
    assert labelled(seen) == [(Label.USAGE, "27.70"), (Label.UNIT_PRICE, "36.10")]
    (left, _), (right, _) = seen.lines[2].quad[:2]
    assert (left, right) == (pytest.approx(line.quad[1][0] - 55, abs=1), pytest.approx(line.quad[1][0]))


@given(
    st.dictionaries(st.integers(0, 10), st.sampled_from(["", "5", "8 ", "廣"]), max_size=11),
    st.integers(0, 9),
    st.integers(1, 11),
)
def test_what_is_rewritten_keeps_its_stretch(changes: dict[int, str], start: int, length: int) -> None:
    text, end = "NT$51,446元整", min(start + length, 11)
    line = printed(0, 0, 20, plain(text[:start]), (text[start:end], Label.TAX), plain(text[end:]))
    expected = "".join(
        changes.get(place, text[place])[: 1 if place == end - 1 else 9] for place in range(start, end)
    )
    seen = rewritten(line, {place: one for place, one in changes.items() if place < len(text)})
    stretches = [seen.text[one.start : one.end] for one in seen.stretches]
    assert stretches == ([expected] if expected else [])


def test_lines_that_are_lost_are_lost_whole() -> None:
    seen = corrupt(bill(), Random(1), noise(lost=np.full(9, 0.5, np.float32)))
    assert 0 < len(seen.lines) < len(bill().lines)
    assert {line.text for line in seen.lines} <= {line.text for line in bill().lines}


def test_a_dollar_sign_is_taken_for_a_five_or_the_like() -> None:
    """The likely readings are likely, and nothing is read that is not known for the character."""
    line = printed(10, 10, 20, plain("$" * 40))
    [seen] = corrupt(replace(bill(), lines=(line,)), Random(1), noise(misread=EVERYWHERE)).lines
    assert set(seen.text) <= {"$", *fitted().readings["$"].texts}
    assert {"5", "S"} & set(seen.text)


def test_leaders_go_and_what_they_lead_to_stays() -> None:
    line = printed(10, 10, 20, plain("總計........NT$"), ("1,234", Label.TOTAL_AMOUNT))
    [seen] = corrupt(replace(bill(), lines=(line,)), Random(1), noise(leaders=1.0)).lines
    assert len(seen.text) <= len("總計..NT$1,234")
    assert [seen.text[one.start : one.end] for one in seen.stretches] == ["1,234"]


def test_wrong_lines_score_lower() -> None:
    page, scores = corrupt_with_scores(bill(), Random(1), noise(misread=EVERYWHERE * 0.1))
    texts = {line.text for line in bill().lines}
    for line, score in zip(page.lines, scores, strict=True):
        assert (score >= 0.9) == (line.text in texts)


@settings(max_examples=25, deadline=None)
@given(st.floats(-10, 10), st.floats(0.3, 3))
def test_neighbours_are_the_same_however_the_page_lies(degrees: float, scale: float) -> None:
    angle = np.deg2rad(degrees)
    turning = scale * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    corners = np.array([line.quad for line in bill().lines], np.float32)
    pairs = [
        sorted(zip(*(one.tolist() for one in neighbours(quads.astype(np.float32))[:2]), strict=True))
        for quads in (corners, corners @ turning)
    ]
    assert pairs[0] == pairs[1]
    assert (8, 9) in pairs[0]


def test_what_was_fitted_is_what_is_done() -> None:
    """Over many lines as many characters are misread as the file says."""
    digits = printed(0, 0, 20, plain("1234567890" * 2))
    page = replace(bill(), lines=tuple(replace(digits, quad=moved(digits, 40.0 * row)) for row in range(50)))
    for level, one in fitted().levels.items():
        expected = float(np.mean([one.misread[ord(digit)] for digit in "1234567890"]))
        only = replace(
            one, merged=one.merged * 0, lost=one.lost * 0, split=one.split * 0, inserted=0, stray=0
        )
        only = replace(only, dropped=only.dropped * 0, page_spread=1000.0, line_spread=1000.0)
        quiet = replace(fitted(), levels={level: only}, width_rates=NOWHERE)
        found = [line.text for seed in range(40) for line in corrupt(page, Random(seed), quiet).lines]
        wrong = sum(
            a != b for text in found if len(text) == 20 for a, b in zip(text, digits.text, strict=True)
        )
        rate = wrong / (20 * len(found))
        assert rate == pytest.approx(expected, rel=0.25, abs=0.002)


def moved(line: PrintedLine, down: float) -> tuple[tuple[float, float], ...]:
    return tuple((x, y + down) for x, y in line.quad)


@pytest.mark.parametrize(("character", "writing"), [("5", "digit"), ("５", "wide"), ("度", "ideograph")])
def test_classes_of_characters(character: str, writing: str) -> None:
    assert writing_of(character) == writing


def test_on_coarse_pages_words_suffer_and_digits_do_not() -> None:
    """About the share of ideographs that was asked for is taken for others; numbers stay as they are."""
    words = printed(0, 0, 20, plain("本期應繳總金額 1234567"))
    page = replace(bill(), lines=tuple(replace(words, quad=moved(words, 40.0 * row)) for row in range(60)))
    blurred = replace(noise(), coarse=Coarse(1.0, 0.3, 0.3))
    found = [line.text for line in corrupt(page, Random(1), blurred).lines]
    assert all(text.endswith("1234567") for text in found)
    wrong = sum(a != b for text in found for a, b in zip(text, words.text, strict=False))
    assert wrong / (7 * len(found)) == pytest.approx(0.3, abs=0.12)
