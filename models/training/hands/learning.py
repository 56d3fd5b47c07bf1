"""From drawn lines to a network that knows handwriting, and how well it knows it."""

import math
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from models.generator.drawing import Press
from models.generator.penmanship import Hand
from models.recognition.handwriting import (
    COLUMN,
    HEIGHT,
    HandNetwork,
    Ink,
    Strip,
    ink,
    of_lines,
    strip,
    together,
)
from models.training.hands.papers import AROUND, KEPT_HEIGHT, Line, lines
from models.training.hands.recipe import Recipe, fonts

# Columns that are partly written teach nothing, nor do lines with less handwriting than a figure is wide.
WRITTEN, PRINTED = 0.7, 0.05
LEAST_HAND = 14
REPORT_EVERY = 50
# How far up or down a recogniser's cut may be off, and how much of the paper around it may be left.
LEAST_LEFT, MOST_LEFT = -0.08, 0.28
# Of a line so many pixels are looked at in a step: twice what decides about one of its columns.
STUDIED = 160
# How many lines are studied as on smaller pictures, and how much smaller those are.
COARSE, COARSER = 0.5, (0.25, 0.8)
Cut = tuple[Ink, Sequence[tuple[float, float]]]
Report = Callable[[int, float, float], None]


@dataclass(frozen=True, slots=True)
class Taught:
    """Lines as a batch: `columns` (n, w) are 1 where written and 0 where printed, -1 elsewhere; `whole` (n)
    likewise of lines."""

    ink: Tensor
    widths: list[int]
    columns: Tensor
    whole: Tensor


def drawn(recipe: Recipe, papers: int, processes: int, *, held_out: bool) -> Iterator[list[Line]]:
    """The lines of so many papers, drawn in as many processes. Raises `NoFonts`."""
    tasks = [(f"{recipe.seed}:{held_out}:{number}", held_out) for number in range(papers)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(_drawn, tasks, chunksize=8)


def _drawn(task: tuple[str, bool]) -> list[Line]:
    """Held-out papers are written in a font's own figures, so that these are what is unknown."""
    seed, held_out = task
    random = Random(seed)
    hand = replace(Hand.sample(random), forms=None) if held_out else None
    return list(lines(random, Press(fonts(held_out=held_out), hand)))


def learn(recipe: Recipe, taught: Sequence[Line], report: Report) -> HandNetwork:
    """From nothing, on one thread or as many as torch is given."""
    torch.manual_seed(recipe.seed)
    network = HandNetwork().train()
    # A third faster on processors.
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimizer = torch.optim.AdamW(
        network.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, recipe))
    started, losses = time.monotonic(), list[float]()
    steps = recipe.steps + recipe.steps_again
    for step, batch in zip(range(1, steps + 1), _batches(recipe, taught), strict=False):
        loss = loss_of(network, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if step % REPORT_EVERY == 0 or step == steps:
            report(step, sum(losses) / len(losses), time.monotonic() - started)
            losses.clear()
    return network.eval()


def loss_of(network: nn.Module, batch: Taught) -> Tensor:
    """Of columns and of whole lines alike."""
    columns = network(batch.ink.contiguous(memory_format=torch.channels_last))
    whole = of_lines(columns, batch.widths)
    known, told = batch.columns >= 0, batch.whole >= 0
    return cross_entropy(columns[known], batch.columns[known]) + cross_entropy(whole[told], batch.whole[told])


def _rate(step: int, recipe: Recipe) -> float:
    if step < recipe.warm_up:
        return (step + 1) / recipe.warm_up
    if step < recipe.steps:
        return _fallen((step - recipe.warm_up) / (recipe.steps - recipe.warm_up))
    return recipe.rate_again * _fallen((step - recipe.steps) / max(recipe.steps_again, 1))


def _fallen(done: float) -> float:
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(done, 1.0)))


def _batches(recipe: Recipe, taught: Sequence[Line]) -> Iterator[Taught]:
    """Lines of about one width, without end."""
    random = Random(recipe.seed)
    order = sorted(range(len(taught)), key=lambda number: taught[number].strip.shape[1])
    while True:
        middle = random.randrange(len(order))
        first = max(min(middle - recipe.lines_a_step, len(order) - 2 * recipe.lines_a_step), 0)
        near = order[first : first + 2 * recipe.lines_a_step]
        chosen = random.sample(near, min(recipe.lines_a_step, len(near)))
        yield batch_of([_varied(taught[number], random) for number in chosen])


def batch_of(cut: Sequence[Cut]) -> Taught:
    """Of ink with its written stretches, both in pixels of lines that are HEIGHT high."""
    padded, widths = together([one for one, _ in cut])
    columns = np.full((len(cut), padded.shape[3] // COLUMN), -1, np.float32)
    whole = np.zeros(len(cut), np.float32)
    for place, ((_, hands), width) in enumerate(zip(cut, widths, strict=True)):
        covered = _covered(hands, width)
        columns[place, :width] = np.where(covered > WRITTEN, 1, np.where(covered < PRINTED, 0, -1))
        written = float(covered.sum()) * COLUMN
        whole[place] = 1 if written >= LEAST_HAND else (0 if written == 0 else -1)
    return Taught(padded, widths, torch.from_numpy(columns), torch.from_numpy(whole))


def _covered(hands: Sequence[tuple[float, float]], width: int) -> Ink:
    """Which share of each column is written."""
    starts = np.arange(width, dtype=np.float32) * COLUMN
    covered = np.zeros(width, np.float32)
    for left, right in hands:
        covered += np.clip(np.minimum(right, starts + COLUMN) - np.maximum(left, starts), 0, COLUMN) / COLUMN
    return covered


def _varied(line: Line, random: Random) -> Cut:
    """Cut a little differently each time; finer or coarser, with some noise, seldom white on black."""
    tall = KEPT_HEIGHT / (1 + 2 * AROUND)
    top, bottom = (round((AROUND - random.uniform(LEAST_LEFT, MOST_LEFT)) * tall) for _ in range(2))
    factor = HEIGHT / (KEPT_HEIGHT - top - bottom)
    stretch = factor * random.uniform(0.85, 1.2)
    first, last = _stretch(line, STUDIED / stretch, random)
    cut = line.strip[top : KEPT_HEIGHT - bottom, first:last]
    if random.random() < COARSE:
        cut = _coarse(cut, random)
    size = max(round((last - first) * stretch), COLUMN), HEIGHT
    made = ink(np.asarray(cv2.resize(cut, size, interpolation=cv2.INTER_LINEAR), np.uint8))
    made = made * np.float32(-1 if random.random() < 0.03 else 1)
    if random.random() < 0.4:
        seed = np.random.default_rng(random.getrandbits(32))
        made = made + seed.normal(0, random.uniform(0.05, 0.3), made.shape).astype(np.float32)
    return made, [((start - first) * stretch, (end - first) * stretch) for start, end in line.hands]


def _coarse(cut: Strip, random: Random) -> Strip:
    """As on a small picture: few pixels, often packed as JPEG, sometimes made larger again."""
    small = _scaled(cut, random.uniform(*COARSER), cv2.INTER_AREA)
    if random.random() < 0.5:
        packed = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, random.randint(30, 90)])[1]
        small = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    return _scaled(small, 2, cv2.INTER_CUBIC) if random.random() < 0.6 else small


def _scaled(cut: Strip, factor: float, how: int) -> Strip:
    return np.asarray(cv2.resize(cut, None, fx=factor, fy=factor, interpolation=how), np.uint8)


def _stretch(line: Line, wide: float, random: Random) -> tuple[int, int]:
    """From where to where a line is looked at: where there is handwriting, mostly around that."""
    around = AROUND * KEPT_HEIGHT / (1 + 2 * AROUND)
    left, right = (round(around * random.uniform(0.0, 1.1)) for _ in range(2))
    whole = line.strip.shape[1]
    free = max(whole - left - right - wide, 0)
    start = left + free * random.random()
    if line.hands and random.random() < 0.7:
        middle = random.uniform(*random.choice(line.hands))
        start = min(max(middle - wide * random.random(), left), left + free)
    first = round(start)
    return first, max(min(round(start + wide), whole - right), min(first + 8, whole))


def known(network: HandNetwork, tested: Sequence[Line]) -> list[tuple[bool, int, float]]:
    """Of each line whether it is written, how many figures it has, and how likely it is written."""
    found = []
    for line in sorted(tested, key=lambda one: one.strip.shape[1]):
        cut = round((AROUND - 0.1) * KEPT_HEIGHT / (1 + 2 * AROUND))
        padded, widths = together([ink(strip(line.strip[cut:-cut]))])
        with torch.inference_mode():
            likely = float(of_lines(network(padded), widths).sigmoid())
        found.append((bool(line.hands), line.digits, likely))
    return found
