"""Sampled pages as batches for the network, made beside the training in processes of their own."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import numpy as np
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from models.generator.noise import corrupt
from models.generator.pages import PrintedLine, SampledPage
from models.generator.sampling import sample_page
from models.network.encoding import OUTSIDE, Batch, EncodedSheet, batch_of, begin, encode
from models.network.vocabulary import UNKNOWN, Vocabulary, vocabulary_of
from models.sheets import TextLine
from models.training.recipe import Recipe

# Batches are cut from so many pages at once, sorted by length: little is padded.
BATCHES_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Sampling:
    """What is sampled: families (None for all), and whether layouts vary and characters suffer."""

    families: Collection[str] | None = None
    variety: bool = True
    noise: bool = True

    def page(self, random: Random) -> SampledPage:
        page = sample_page(random, self.families, variety=self.variety)
        return corrupt(page, random) if self.noise else page


class PageStream(IterableDataset[Batch]):
    """Batches without end; `number` is that of the process, each has pages of its own.

    Batches of like length come at the same turns in all of them, so that none waits long for another.
    """

    def __init__(
        self, recipe: Recipe, sampling: Sampling, vocabulary: Vocabulary, processes: int = 1, number: int = 0
    ) -> None:
        self._recipe = recipe
        self._sampling = sampling
        self._vocabulary = vocabulary
        self._pages = recipe.pages_a_step // processes
        self._number = number

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        random = Random(f"{self._recipe.seed}:{worker.id if worker else self._number}")
        order = Random(f"{self._recipe.seed}:order")
        while True:
            pages = [self._sampling.page(random) for _ in range(self._pages * BATCHES_AT_ONCE)]
            encoded = [one for page in pages if (one := encoded_page(page, self._vocabulary)) is not None]
            for one in encoded:
                share = random.random() ** 2 * self._recipe.hidden_characters
                hide(one, share, len(self._vocabulary), random)
            encoded.sort(key=lambda one: len(one.kept))
            turns = [round(turn * len(encoded) / BATCHES_AT_ONCE) for turn in range(BATCHES_AT_ONCE + 1)]
            batches = [encoded[first:last] for first, last in pairwise(turns)]
            order.shuffle(batches)
            yield from map(batch_of, batches)


def loader(stream: PageStream, workers: int) -> DataLoader[Batch]:
    """Without workers pages are made between the steps."""
    return DataLoader(stream, batch_size=None, num_workers=workers, prefetch_factor=4 if workers else None)


def encoded_page(page: SampledPage, vocabulary: Vocabulary) -> EncodedSheet | None:
    """With what training wants of each character."""
    lines = [TextLine(line.text, line.quad) for line in page.lines]
    return encode(lines, vocabulary, [targets(line) for line in page.lines], page.kind)


def hide(sheet: EncodedSheet, share: float, known: int, random: Random) -> None:
    """Makes some characters outside fields unknown or any other of `known` ones: so look words never seen
    before, and words on pictures too small for their strokes."""
    seed = np.random.default_rng(random.getrandbits(64))
    for characters, wanted in zip(sheet.characters, sheet.targets, strict=True):
        hidden = (wanted == OUTSIDE) & (seed.random(len(wanted)) < share)
        others = seed.integers(UNKNOWN, known, len(wanted))
        characters[hidden] = np.where(seed.random(len(wanted)) < 0.5, UNKNOWN, others)[hidden]


def targets(line: PrintedLine) -> np.ndarray:
    """The class of each character of a line."""
    wanted = np.full(len(line.text), OUTSIDE, np.int64)
    for stretch in line.stretches:
        wanted[stretch.start : stretch.end] = begin(stretch.label) + 1
        wanted[stretch.start] = begin(stretch.label)
    return wanted


def sampled_vocabulary(sampling: Sampling, seed: int, pages: int) -> Vocabulary:
    """The characters of so many pages."""
    random = Random(f"{seed}:vocabulary")
    return vocabulary_of(line.text for _ in range(pages) for line in sampling.page(random).lines)
