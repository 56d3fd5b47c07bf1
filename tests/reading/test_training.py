"""Training: what is hidden from it, that processes learn together, and a miniature of the whole."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from models.evaluation.report import TODAY
from models.evaluation.scoring import Match, matches, score
from models.generator.pages import SampledPage
from models.judgement.judging import Judge
from models.judgement.mentions import UnderstoodSheet
from models.network.encoding import OUTSIDE
from models.network.understanding import Understanding
from models.network.vocabulary import UNKNOWN
from models.network.weights import Trained
from models.sheets import Sheet, TextLine
from models.training.loop import Learned, Progress, learn
from models.training.pages import Sampling, encoded_page, hide, sampled_vocabulary
from models.training.recipe import recipes

PAGES = 120
VOCABULARY = sampled_vocabulary(Sampling(noise=False), 1, 100)


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), share=st.floats(0, 1))
def test_only_what_no_field_holds_is_hidden(seed: int, share: float) -> None:
    page = encoded_page(Sampling(noise=False).page(Random(seed)), VOCABULARY)
    assert page is not None
    before = np.concatenate(page.characters).copy()
    hide(page, share, len(VOCABULARY), Random(seed))
    after, wanted = np.concatenate(page.characters), np.concatenate(page.targets)
    changed = before != after
    assert (wanted[changed] == OUTSIDE).all()
    assert ((after >= UNKNOWN) & (after < len(VOCABULARY))).all()


def test_two_processes_learn_together() -> None:
    recipe = replace(recipes()["miniature"], steps=8, pages_a_step=4, vocabulary_pages=60, warm_up=2)
    told: list[Progress] = []
    together = learn(recipe, Sampling(), told.append, processes=2).network.state_dict()
    # The same pages as the first of the two has: what differs is what the other one's pages taught.
    alone = learn(replace(recipe, pages_a_step=2), Sampling(), told.append).network.state_dict()
    assert [one.step for one in told] == [8, 8]
    assert all(one.isfinite().all() for one in together.values())
    assert not torch.allclose(together["label.1.weight"], alone["label.1.weight"], atol=1e-5)


def test_learning_alone_twice_gives_the_same() -> None:
    recipe = replace(recipes()["miniature"], steps=4, pages_a_step=2, vocabulary_pages=60, warm_up=2)
    one, other = (learn(recipe, Sampling(), lambda told: None).network.state_dict() for _ in range(2))
    assert all(torch.allclose(one[name], other[name], atol=1e-5) for name in one)


@pytest.fixture(scope="module")
def learned() -> Learned:
    """A training of the miniature recipe."""
    recipe = recipes()["miniature"]
    return learn(recipe, Sampling(), lambda told: print(told), processes=2)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_miniature_of_the_training_reads_pages_it_never_saw(learned: Learned) -> None:
    understanding = Understanding(Trained(learned.network, learned.vocabulary, "miniature"))
    random = Random("never seen")
    pages = [Sampling().page(random) for _ in range(PAGES)]
    read = [_read(page, understanding) for page in pages]
    likely = [understanding.understand(_sheet(page)).kinds for page in pages]
    right = sum(max(one, key=one.__getitem__) is page.kind for one, page in zip(likely, pages, strict=True))
    told = score([match for found in read for match in found])
    print(f"kinds {right} of {PAGES}, F1 {told.f1:.3f}")
    assert right / PAGES > 0.85
    assert told.f1 > 0.4


def _read(page: SampledPage, understanding: Understanding) -> list[Match]:
    sheet = _sheet(page)
    seen = UnderstoodSheet(sheet, understanding.understand(sheet), (), ())
    return list(matches(page.kind, page.values, page.rows, Judge.load().judge([seen], TODAY)))


def _sheet(page: SampledPage) -> Sheet:
    lines = tuple(TextLine(line.text, line.quad) for line in page.lines)
    return Sheet(lines, page.width, page.height)
