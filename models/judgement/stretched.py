"""A number's span stretched to the whole number that it lies in."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from models.labels import Label, Span

_NUMBERS: Final = frozenset(
    (
        Label.USAGE, Label.UNIT_PRICE, Label.TOTAL_AMOUNT, Label.TAX, Label.PREVIOUS_READING,
        Label.CURRENT_READING, Label.PRINTED_KGCO2E,
    )
)  # fmt: skip
_NUMBER: Final = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d.,])")
_FIGURES: Final = re.compile(r"[\d.,]+")


def whole_numbers(texts: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """The spans of the lines `texts`; a number that others have a part of stays as it was cut."""
    return [_whole(texts[span.line], span, spans) for span in spans]


def _whole(text: str, span: Span, spans: Sequence[Span]) -> Span:
    if span.label not in _NUMBERS or not _FIGURES.fullmatch(text, span.start, span.end):
        return span
    around = (match for match in _NUMBER.finditer(text) if match.start() <= span.start < match.end())
    number = next(around, None)
    if number is None or number.end() < span.end:
        return span
    others = (one for one in spans if one.line == span.line and one != span)
    if any(one.start < number.end() and number.start() < one.end for one in others):
        return span
    return replace(span, start=number.start(), end=number.end())
