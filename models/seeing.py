"""Seeing a page: a PDF's own text or recognised characters, and codes."""

from dataclasses import replace

from domain.checkup.reading import ReadingSource
from models.codes.code import Code
from models.codes.reading import read_codes
from models.recognition.engine import Recogniser
from models.seen import SeenPage
from models.ways_in.opening import Page


def see(page: Page, recogniser: Recogniser) -> SeenPage:
    """A PDF's own text where there is one, else what is recognised; codes come from the picture."""
    codes = () if page.picture is None else read_codes(page.picture)
    if page.lines or page.picture is None:
        return SeenPage(page.number, page.width, page.height, page.lines, codes, ReadingSource.TEXT)
    found = recogniser.read(page.picture)
    upright = tuple(turned_code(code, found.turned) for code in codes)
    size = found.width, found.height
    return SeenPage(page.number, *size, found.lines, upright, ReadingSource.OCR, found.turned)


def turned_code(code: Code, degrees: int) -> Code:
    """Its box on the page as it stands after turning clockwise."""
    left, top, right, bottom = code.box
    for _ in range(degrees // 90 % 4):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return replace(code, box=(left, top, right, bottom))
