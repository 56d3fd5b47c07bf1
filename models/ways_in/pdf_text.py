"""The visible characters of a PDF page with their places, as PDFium finds them."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from models.ways_in.limits import PdfLimits

# How scanning programs lay what they recognised under the picture: we recognise it ourselves.
_INVISIBLE: Final = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_HYPHENS: Final = frozenset("\x02\ufffe")
# PDFs that browsers print name characters by radicals of the same shape.
_LOOK_ALIKES: Final = (("\u2f00", "\u2fd5"), ("\uf900", "\ufaff"))
# Of a font's size: what is too low for its letters, and how far they reach below their line. And how often
# its ink a letter may be.
_LOW: Final = 0.7
_BELOW: Final = 0.12
_FAR: Final = 20
_GARBAGE: Final = frozenset(("Co", "Cn", "Cs", "Cc", "Cf"))

Bounds = tuple[float, float, float, float]


class Matrix(NamedTuple):
    """From a font's units to points: (a, b) leads along the reading, (c, d) up, (e, f) to where it begins."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


@dataclass(frozen=True, slots=True)
class Letter:
    """One character; `bounds` are left, bottom, right and top in points of the page as the file has it,
    `angle` by how many degrees it is turned clockwise there, and `spaced` that a blank stands before it;
    `number` counts the characters in the order of the file."""

    text: str
    bounds: Bounds
    angle: float = 0.0
    spaced: bool = False
    number: int = 0


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
        matrix = _matrix(text, index)
        bounds = None if matrix is None else _bounds(text, index, character, matrix)
        if matrix is not None and bounds is not None:
            letters.append(Letter(character, bounds, _angle(matrix), spaced, len(letters)))
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


def _bounds(text: pypdfium2.PdfTextPage, index: int, character: str, matrix: Matrix) -> Bounds | None:
    """By the font's own height and advance; None where the character takes no room."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
        return None
    left, bottom, right, top = (float(getattr(box, side)) for side in ("left", "bottom", "right", "top"))
    if not all(map(math.isfinite, (left, bottom, right, top))) or right <= left or top <= bottom:
        return None
    size = float(pdfium.FPDFText_GetFontSize(text, index))
    wide = unicodedata.east_asian_width(character) in "WF"
    x, y = _pen(text, index)
    if abs((x - matrix.e) * matrix.b - (y - matrix.f) * matrix.a) > size * (matrix.a**2 + matrix.b**2):
        # Of turned letters that are drawings PDFium gives all in another scale, but for where they begin.
        return _box(matrix.e, matrix.f, matrix, size, size if wide else size / 2)
    height = right - left if abs(matrix.b) > abs(matrix.a) else top - bottom
    if height >= _LOW * size * math.hypot(matrix.c, matrix.d):
        return left, bottom, right, top
    # Of others it knows no more than the ink, which of 一 is a stroke.
    square = _box(x, y, matrix, size, size if wide else 0.0)
    return _with_ink(square, (left, bottom, right, top))


def _with_ink(square: Bounds, ink: Bounds) -> Bounds:
    left, bottom = min(square[0], ink[0]), min(square[1], ink[1])
    right, top = max(square[2], ink[2]), max(square[3], ink[3])
    # Some such fonts are made to any scale.
    limit = _FAR * max(ink[2] - ink[0], ink[3] - ink[1])
    return (left, bottom, right, top) if max(right - left, top - bottom) <= limit else ink


def _pen(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value, y.value


def _box(x: float, y: float, matrix: Matrix, size: float, advance: float) -> Bounds:
    corners = [
        (x + matrix.a * along + matrix.c * up, y + matrix.b * along + matrix.d * up)
        for along, up in ((0.0, -_BELOW * size), (advance, (1 - _BELOW) * size))
    ]
    (left, right), (bottom, top) = (sorted(corner[axis] for corner in corners) for axis in (0, 1))
    return left, bottom, right, top


def _matrix(text: pypdfium2.PdfTextPage, index: int) -> Matrix | None:
    raw = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(raw)):
        return None
    matrix = Matrix(*(float(getattr(raw, name)) for name in "abcdef"))
    return matrix if all(map(math.isfinite, matrix)) else None


def _angle(matrix: Matrix) -> float:
    """By where the next letter would be: PDFium's own angle takes slanted letters for turned ones."""
    return round(-math.degrees(math.atan2(matrix.b, matrix.a)), 1) % 360
