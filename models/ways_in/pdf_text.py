"""The visible characters of a PDF page with their places, as PDFium finds them."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from models.ways_in.limits import PdfLimits

# How scanning programs lay what they recognised under the picture: we recognise it ourselves.
_INVISIBLE: Final = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_HYPHENS: Final = frozenset("\x02\ufffe")
# PDFs that browsers print name characters by radicals of the same shape.
_LOOK_ALIKES: Final = (("\u2f00", "\u2fd5"), ("\uf900", "\ufaff"))
_GARBAGE: Final = frozenset(("Co", "Cn", "Cs", "Cc", "Cf"))

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Letter:
    """One character; `bounds` are left, bottom, right and top in points of the page as the file has it,
    `turns` how many quarters clockwise it is turned there, and `spaced` that a blank stands before it."""

    text: str
    bounds: Bounds
    turns: int = 0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """The letters, and how many characters beside them mean nothing."""

    letters: tuple[Letter, ...]
    garbage: int

    def is_text(self, least: int, garbage_share: float) -> bool:
        """Enough that can be read, and little that cannot."""
        return len(self.letters) >= least and self.garbage <= garbage_share * len(self.letters)


NO_TEXT: Final = PageText((), 0)


def page_text(page: pypdfium2.PdfPage, limits: PdfLimits) -> PageText:
    """What the page says of itself; nothing where that is more than any bill says."""
    text = page.get_textpage()
    try:
        if text.count_chars() > limits.letters:
            return NO_TEXT
        return _sorted_out(text)
    finally:
        text.close()


def _sorted_out(text: pypdfium2.PdfTextPage) -> PageText:
    letters: list[Letter] = []
    garbage, spaced = 0, False
    for index, character in _characters(text):
        if character.isspace():
            # PDFium adds blanks of its own wherever it sees a gap or another height, as before the 3 of m3.
            spaced = spaced or pdfium.FPDFText_IsGenerated(text, index) != 1
            continue
        if not _is_visible(text, index):
            continue
        if _means_nothing(text, index, character):
            garbage += 1
            continue
        bounds = _bounds(text, index)
        if bounds is not None:
            letters.append(Letter(character, bounds, _turns(text, index), spaced))
            spaced = False
    return PageText(tuple(letters), garbage)


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    """By index of their first half: what lies beyond 16 bits comes in two."""
    high = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        yield index, _plain(chr(code) if code < 0x110000 else "\ufffd")


def _plain(character: str) -> str:
    if character in _HYPHENS:
        return "-"
    if any(first <= character <= last for first, last in _LOOK_ALIKES):
        return unicodedata.normalize("NFKC", character)
    return character


def _is_visible(text: pypdfium2.PdfTextPage, index: int) -> bool:
    drawn = pdfium.FPDFText_GetTextObject(text, index)
    return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) != _INVISIBLE


def _means_nothing(text: pypdfium2.PdfTextPage, index: int, character: str) -> bool:
    unmapped = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
    return unmapped or character == "\ufffd" or unicodedata.category(character) in _GARBAGE


def _bounds(text: pypdfium2.PdfTextPage, index: int) -> Bounds | None:
    """By the font's own height and advance; None where the character takes no room."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
        return None
    bounds = (float(box.left), float(box.bottom), float(box.right), float(box.top))
    takes_room = all(map(math.isfinite, bounds)) and bounds[2] > bounds[0] and bounds[3] > bounds[1]
    return bounds if takes_room else None


def _turns(text: pypdfium2.PdfTextPage, index: int) -> int:
    angle = pdfium.FPDFText_GetCharAngle(text, index)
    return round(angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0
