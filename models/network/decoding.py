"""From the probabilities of characters to stretches of one label."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from models.labels import INVOICE_NUMBER, Span
from models.network.encoding import CLASSES, GAP, LABELS, OUTSIDE
from models.network.places import Floats
from models.network.vocabulary import CharacterClass, class_of

# What it costs, as a logarithm, to change the label in the midst of a number or a date.
_WITHIN_NUMBER = 3.0
# A line of which no character is at all likely to be of a field needs no search.
_HARDLY = 0.02
_JOINTS = frozenset(".,/:-．，／：－")
_NEVER = -1e9

# The number of the label of each class, and whether it is a field's first character.
_LABEL_OF = np.array([-1] + [number for number in range(len(LABELS)) for _ in range(2)])
_BEGINS = np.array([False] + [True, False] * len(LABELS))


def _steps() -> tuple[Floats, Floats]:
    """What going from class (row) to class (column) costs, between words and within a number."""
    same = _LABEL_OF[:, None] == _LABEL_OF[None, :]
    goes_on = (_LABEL_OF >= 0) & ~_BEGINS
    between = np.where(goes_on[None, :] & ~same, _NEVER, 0.0).astype(np.float32)
    changes = ~same | _BEGINS[None, :]
    return between, (between - _WITHIN_NUMBER * changes).astype(np.float32)


_BETWEEN, _WITHIN = _steps()
_FIRST = np.where((_LABEL_OF >= 0) & ~_BEGINS, _NEVER, 0.0).astype(np.float32)


def spans(probabilities: Floats, kept: Sequence[int], texts: Sequence[str]) -> Iterator[Span]:
    """Spans of one sheet; `probabilities` (t, CLASSES) of its row, `texts` its lines as read."""
    place = GAP
    for number, text in zip(kept, texts, strict=True):
        line = probabilities[place : place + len(text)]
        place += len(text) + GAP
        if line[:, OUTSIDE].min() < 1 - _HARDLY:
            yield from _spans_of_line(line, number, text)


def likeliest(probabilities: Floats, text: str) -> NDArray[np.int64]:
    """The classes of a line's characters that together are likeliest (Viterbi)."""
    scores = np.log(np.maximum(probabilities, 1e-9))
    within = _within_numbers(text)
    best = scores[0] + _FIRST
    came_from = np.zeros((len(text), CLASSES), np.int64)
    for place in range(1, len(text)):
        ways = best[:, None] + (_WITHIN if within[place] else _BETWEEN)
        came_from[place] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[place]
    classes = np.zeros(len(text), np.int64)
    classes[-1] = best.argmax()
    for place in range(len(text) - 1, 0, -1):
        classes[place - 1] = came_from[place, classes[place]]
    return classes


def _within_numbers(text: str) -> list[bool]:
    """Whether each character goes on with the number or date of the one before it."""
    digit = [class_of(character) is CharacterClass.DIGIT for character in text]
    joint = [
        character in _JOINTS and 0 < place < len(text) - 1 and digit[place - 1] and digit[place + 1]
        for place, character in enumerate(text)
    ]
    part = [one or other for one, other in zip(digit, joint, strict=True)]
    within = [place > 0 and part[place] and part[place - 1] for place in range(len(text))]
    # The letters of an invoice's number belong to its digits.
    for number in INVOICE_NUMBER.finditer(text):
        within[number.start() + 1 : number.end()] = [True] * (len(number[0]) - 1)
    return within


def _spans_of_line(probabilities: Floats, number: int, text: str) -> Iterator[Span]:
    classes = likeliest(probabilities, text)
    of_label = probabilities[:, 1::2] + probabilities[:, 2::2]
    labels = _LABEL_OF[classes]
    stretches = list(_stretches(labels, _BEGINS[classes]))
    for start, end in _over_holes(stretches, labels, probabilities, text):
        label = labels[start]
        sure = float(of_label[start:end, label][labels[start:end] == label].min())
        yield from _trimmed(Span(LABELS[label], number, start, end, sure), text)


def _stretches(labels: NDArray[np.int64], begins: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(labels) + 1):
        if place == len(labels) or labels[place] != labels[start] or begins[place]:
            if labels[start] >= 0:
                yield start, place
            start = place


def _over_holes(
    stretches: Sequence[tuple[int, int]], labels: NDArray[np.int64], probabilities: Floats, text: str
) -> list[tuple[int, int]]:
    """A single separator does not part a stretch from what is likelier to go on with it than to begin."""
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        begins, goes_on = probabilities[start, 1 + 2 * labels[start] :][:2]
        if (
            joined
            and labels[joined[-1][0]] == labels[start]
            and goes_on > begins
            and _is_hole(text[joined[-1][1] : start])
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_hole(between: str) -> bool:
    return len(between) == 1 and class_of(between) in (CharacterClass.PUNCTUATION, CharacterClass.BLANK)


def _trimmed(span: Span, text: str) -> Iterator[Span]:
    """Without blanks at its ends; nothing where nothing is left."""
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip())
    end = start + len(inner.strip())
    if start < end:
        yield Span(span.label, span.line, start, end, span.probability)
