"""Printed numbers that name something, names, and words that stand for a unit or a fuel."""

import re
from typing import Final

from domain.checkup.reading import BillKind
from models.judgement.normalised import Normalised
from models.judgement.words import (
    DEGREE_OF_KIND,
    DEGREES,
    DIGIT_SLIPS,
    FUELS,
    LETTER_SLIPS,
    MISREAD_NAMES,
    UNITS,
    mended,
    plain,
)

_INVOICE_LETTERS: Final = 2
_NUMBERED_DIGITS: Final = 8
_MASKED: Final = re.compile(r"[*xX●○]{3,}")
_SLIP_BEHIND_DIGIT: Final = re.compile(r"(?<=\d)[OolIi](?=\d|$)")
_MOBILE: Final = re.compile(r"09\d{2}-\d{3}-?\d{3}")
_SHORTENED: Final = re.compile(r"(?:ltd|inc|corp|co)\.$", re.IGNORECASE)
_EDGES: Final = re.compile(r"^[^\w(]+|[^\w)]+$")


def ubn(raw: str) -> Normalised | None:
    """Eight digits; whether their check holds is asked elsewhere."""
    text = re.sub(r"[^0-9A-Za-z|!]", "", plain(raw))
    digits = mended(text, DIGIT_SLIPS)
    if len(digits) != _NUMBERED_DIGITS or not digits.isdigit():
        return None
    return Normalised(digits, digits == text)


def invoice_number(raw: str) -> Normalised | None:
    """Two letters and eight digits, written together."""
    text = re.sub(r"[^0-9A-Z|!]", "", plain(raw).upper())
    if len(text) != _INVOICE_LETTERS + _NUMBERED_DIGITS:
        return None
    letters = mended(text[:_INVOICE_LETTERS], LETTER_SLIPS)
    digits = mended(text[_INVOICE_LETTERS:], DIGIT_SLIPS)
    if not letters.isalpha() or not digits.isdigit():
        return None
    return Normalised(letters + digits, letters + digits == text)


def account(raw: str) -> Normalised | None:
    """Letters and digits only; None where part of the number is masked, or it is written as a telephone's."""
    text = plain(raw)
    if _MASKED.search(text) or _MOBILE.fullmatch(text):
        return None
    kept = "".join(letter for letter in text if letter.isascii() and letter.isalnum())
    if not any(letter.isdigit() for letter in kept):
        return None
    # Numbers of meters have other letters anywhere.
    whole = _SLIP_BEHIND_DIGIT.sub(lambda slip: DIGIT_SLIPS[slip[0]], kept)
    if whole != kept and sum(map(str.isdigit, whole)) < _NUMBERED_DIGITS:
        return Normalised(kept)
    return Normalised(whole, whole == kept)


def vendor(raw: str) -> Normalised | None:
    """A name as printed, without blanks."""
    text = plain(raw)
    # The point behind Ltd is part of the name.
    point = "." if _SHORTENED.search(text) else ""
    printed = _EDGES.sub("", text) + point
    text = _put_right(printed)
    return Normalised(text, clean=text == printed) if len(text) > 1 and not text.isdigit() else None


def _put_right(name: str) -> str:
    """With what such names have in common as it is written."""
    for wrong, right in MISREAD_NAMES.items():
        name = name.replace(wrong, right)
    return name


def unit(raw: str, kind: BillKind) -> Normalised | None:
    """`kWh`, `m3`, `L` or `kg`; 度 is that of the kind."""
    text = plain(raw).lower().strip("()[]/:.,")
    if text in DEGREES or text.startswith(DEGREES):
        measured = DEGREE_OF_KIND.get(kind)
        return Normalised(measured) if measured else None
    if text in UNITS:
        return Normalised(UNITS[text])
    held = [UNITS[word] for word in sorted(UNITS, key=len, reverse=True) if len(word) > 1 and word in text]
    return Normalised(held[0], clean=False) if held else None


def fuel(raw: str) -> Normalised | None:
    """The kind of fuel that a product's name tells, by its longest word that is known."""
    text = plain(raw).lower()
    return next((Normalised(kind.value) for word, kind in FUELS if word in text), None)
