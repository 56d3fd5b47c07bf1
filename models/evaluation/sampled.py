"""Sampled pages as examples: what a layout that was left out of training costs."""

from collections.abc import Iterator, Sequence
from random import Random

from domain.checkup.reading import ReadingSource
from models.evaluation.examples import Example
from models.evaluation.report import TODAY, Documents
from models.generator.pages import SampledPage
from models.judgement.judging import Judge
from models.judgement.mentions import UnderstoodSheet
from models.network.understanding import Understanding
from models.readings import DocumentReading
from models.seen import SeenPage
from models.sheets import Sheet, TextLine
from models.training.pages import Sampling


def sampled_examples(sampling: Sampling, count: int, seed: int) -> Iterator[Example]:
    """So many pages, with the characters that recognition would have made of them."""
    random = Random(f"{seed}:examples")
    for number in range(count):
        yield example_of(sampling.page(random), f"{seed}-{number}")


def reading_of_sheets(understanding: Understanding, judge: Judge) -> Documents:
    """Readings of pages that hold one document each and have no codes."""

    def documents(pages: Sequence[SeenPage]) -> list[DocumentReading]:
        sheets = [Sheet(page.lines, page.width, page.height, page.number, page.source) for page in pages]
        understood = map(understanding.understand, sheets)
        return [judge.judge([UnderstoodSheet(*pair)], TODAY) for pair in zip(sheets, understood, strict=True)]

    return documents


def example_of(page: SampledPage, name: str) -> Example:
    """A sampled page as if it had been seen."""
    lines = tuple(TextLine(line.text, line.quad) for line in page.lines)
    seen = SeenPage(1, page.width, page.height, lines, (), ReadingSource.OCR)
    return Example(name, page.kind, page.family, "sampled", page.values, page.rows, (seen,), page.handwritten)
