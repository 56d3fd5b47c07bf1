"""From the probabilities of characters to stretches of one label."""

from collections.abc import Iterator, Sequence

import numpy as np

from models.labels import Span
from models.network.encoding import GAP, LABELS
from models.network.places import Floats
from models.network.vocabulary import CharacterClass, class_of


def spans(probabilities: Floats, kept: Sequence[int], texts: Sequence[str]) -> Iterator[Span]:
    """Spans of one sheet; `probabilities` (t, CLASSES) of its row, `texts` its lines as read."""
    place = GAP
    for number, text in zip(kept, texts, strict=True):
        line = probabilities[place : place + len(text)]
        place += len(text) + GAP
        yield from _spans_of_line(line, number, text)


def _spans_of_line(probabilities: Floats, number: int, text: str) -> Iterator[Span]:
    of_label = probabilities[:, 1::2] + probabilities[:, 2::2]
    chosen = np.where(of_label.max(axis=1) > probabilities[:, 0], of_label.argmax(axis=1), -1)
    begins = probabilities[:, 1::2] > probabilities[:, 2::2]
    start = 0
    while start < len(text):
        label = chosen[start]
        end = start + 1
        while end < len(text) and chosen[end] == label and not (label >= 0 and begins[end, label]):
            end += 1
        end = _over_hole(chosen, begins, text, end, label)
        if label >= 0:
            sure = float(of_label[start:end, label][chosen[start:end] == label].min())
            yield from _trimmed(Span(LABELS[label], number, start, end, sure), text)
        start = end


def _over_hole(chosen: np.ndarray, begins: np.ndarray, text: str, end: int, label: int) -> int:
    """A single separator inside a value does not end it."""
    while (
        label >= 0
        and end + 1 < len(text)
        and chosen[end] == -1
        and chosen[end + 1] == label
        and not begins[end + 1, label]
        and class_of(text[end]) in (CharacterClass.PUNCTUATION, CharacterClass.BLANK)
    ):
        end += 1
        while end < len(text) and chosen[end] == label and not begins[end, label]:
            end += 1
    return end


def _trimmed(span: Span, text: str) -> Iterator[Span]:
    """Without blanks at its ends; nothing where nothing is left."""
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip())
    end = start + len(inner.strip())
    if start < end:
        yield Span(span.label, span.line, start, end, span.probability)
