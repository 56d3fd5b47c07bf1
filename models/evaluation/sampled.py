"""Sampled pages as examples: what a layout that was left out of training costs."""

from collections.abc import Iterator
from random import Random

from domain.checkup.reading import ReadingSource
from models.evaluation.examples import Example
from models.generator.pages import SampledPage
from models.seen import SeenPage
from models.sheets import TextLine
from models.training.pages import Sampling


def sampled_examples(sampling: Sampling, count: int, seed: int) -> Iterator[Example]:
    """So many pages, with the characters that recognition would have made of them."""
    random = Random(f"{seed}:examples")
    for number in range(count):
        yield example_of(sampling.page(random), f"{seed}-{number}")


def example_of(page: SampledPage, name: str) -> Example:
    """A sampled page as if it had been seen."""
    lines = tuple(TextLine(line.text, line.quad) for line in page.lines)
    seen = SeenPage(1, page.width, page.height, lines, (), ReadingSource.OCR)
    return Example(name, page.kind, page.family, "sampled", page.values, page.rows, (seen,), page.handwritten)
