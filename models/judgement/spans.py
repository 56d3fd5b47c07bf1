"""Spans that the characters around them set right."""

import re
from dataclasses import replace
from typing import Final

from models.judgement.names import name_end
from models.judgement.words import PROOF_WORDS, level
from models.labels import Label, Span

_FIRMS: Final = (Label.SELLER_UBN, Label.BUYER_UBN)
_DIGITS: Final = re.compile(r"\d{8}")
_LETTERS: Final = re.compile(r"(?<![0-9A-Za-z])(?<![A-Za-z] )([A-Z]{2})[- ]?$")
# 公斤, of which the first sign was taken for a digit behind a decimal.
_HALF_A_UNIT: Final = re.compile(r"(?<=\d\.\d)[026]斤")
# By its form it is an invoice's, however unsure the network is of a firm's.
_TOLD_BY_FORM: Final = 0.5


def set_right(text: str, span: Span) -> Span:
    """A vendor's name goes on to where such names end; eight digits behind two letters are an invoice's;
    a digit before 斤 was the other half of 公斤."""
    if span.label is Label.VENDOR:
        return replace(span, end=name_end(text, span.start, span.end))
    if span.label in _FIRMS:
        return _as_invoice(level(text), span)
    if span.label is Label.PRINTED_KGCO2E and _HALF_A_UNIT.match(text, span.end - 1):
        return replace(span, end=span.end - 1)
    return span


def _as_invoice(line: str, span: Span) -> Span:
    letters = _LETTERS.search(line[: span.start])
    if not letters or not _DIGITS.fullmatch(line[span.start : span.end]):
        return span
    if letters[1].lower() in PROOF_WORDS["no_letters"]:
        return span
    probability = max(span.probability, _TOLD_BY_FORM)
    return Span(Label.INVOICE_NO, span.line, letters.start(), span.end, probability)
