"""Drawn handwriting: figures stay legible, and no two signs of one hand are alike."""

from dataclasses import replace
from difflib import SequenceMatcher
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.generator.fonts import FontUse, installed
from models.generator.penmanship import Hand, figures, write
from models.recognition.networks import Networks, Picture
from models.recognition.weights import verified

FONT = next(font for font in installed() if font.use is FontUse.PRINT)
TEXTS = st.text("0123456789/-.,:$元年月日度 ", min_size=1, max_size=14).filter(str.strip)


@given(TEXTS, st.integers(12, 60), st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_ink_is_on_the_paper(text: str, size: int, seed: int) -> None:
    random = Random(seed)
    mask, width = write(text, FONT.at(size), size, Hand.sample(random), random)
    assert mask.shape == (round(1.7 * size), round(width + 0.7 * size))
    assert mask.min() == 0
    assert mask.max() <= 1
    assert mask.any()


@given(st.sampled_from(sorted(figures())), st.integers(0, 2**32))
@settings(max_examples=30, deadline=None)
def test_no_sign_is_written_twice_alike(sign: str, seed: int) -> None:
    random = Random(seed)
    hand = replace(Hand.sample(random), forms=dict.fromkeys(figures(), 0))
    one, other = (write(sign, FONT.at(40), 40, hand, random)[0] for _ in range(2))
    assert one.shape != other.shape or not np.array_equal(one, other)


def test_the_same_seed_writes_the_same() -> None:
    hand = Hand.sample(Random(1))
    one, other = (write("113/07/04", FONT.at(30), 30, hand, Random(2))[0] for _ in range(2))
    assert np.array_equal(one, other)


@pytest.fixture(scope="module")
def networks() -> Networks:
    return Networks(verified(), 1)


def test_figures_can_be_read(networks: Networks) -> None:
    """By a recogniser that has no idea of who wrote them."""
    random, texts, crops = Random(4), [], list[Picture]()
    for _ in range(30):
        hand = replace(
            Hand.sample(random), forms={sign: random.randrange(len(one)) for sign, one in figures().items()}
        )
        texts.append(str(random.randint(10**5, 10**6)))
        mask, _ = write(texts[-1], FONT.at(40), 40, hand, random)
        crops.append(np.repeat((255 - 230 * mask)[..., None], 3, axis=2).astype(np.uint8))
    read = [line.text for line in networks.recognise(crops)]
    alike = [SequenceMatcher(None, text, found).ratio() for text, found in zip(texts, read, strict=True)]
    assert np.mean(alike) > 0.75
