"""Training for handwriting: targets are where the hand is, and a few steps already learn something."""

from dataclasses import replace

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st

from models.recognition.handwriting import COLUMN, HEIGHT
from models.training.hands.learning import LEAST_HAND, batch_of, known, learn
from models.training.hands.papers import KEPT_HEIGHT, Line
from models.training.hands.recipe import recipe


@given(st.integers(1, 40), st.data())
def test_columns_are_written_where_the_hand_is(columns: int, data: st.DataObject) -> None:
    width = columns * COLUMN
    left = data.draw(st.floats(0, width))
    right = data.draw(st.floats(left, width))
    batch = batch_of([(np.zeros((HEIGHT, width), np.float32), [(left, right)])])
    told = batch.columns[0, :columns]
    middles = (torch.arange(columns) + 0.5) * COLUMN
    inside = (middles > left) & (middles < right)
    assert bool(inside[told == 1].all())
    assert right - left < COLUMN or not bool(inside[told == 0].any())
    untouched = (middles + COLUMN / 2 <= left) | (middles - COLUMN / 2 >= right)
    assert bool((told[untouched] == 0).all())
    assert batch.whole[0] == 1 or right - left < LEAST_HAND + 0.1
    assert bool((batch.columns[0, columns:] == -1).all())


def test_a_few_steps_learn_something() -> None:
    """Of stripes that lean, which no print in this test does."""
    down, across = np.indices((KEPT_HEIGHT, 150))
    straight = np.where(across // 5 % 2, 230, 40).astype(np.uint8)
    leaning = np.where((across + down) // 5 % 2, 230, 40).astype(np.uint8)
    taught = [Line(straight, (), 5), Line(leaning, ((0.0, 150.0),), 5)] * 20
    short = replace(recipe(), steps=40, steps_again=0, lines_a_step=16, warm_up=4)
    told = list[tuple[int, float, float]]()
    network = learn(short, taught, lambda *one: told.append(one))
    assert told[-1][0] == short.steps
    likely = {by_hand: one for by_hand, _, one in known(network, taught[:2])}
    assert likely[False] < 0.5 < likely[True]
