"""Seeing a page: a PDF's own text or recognised characters, and codes."""

from domain.checkup.reading import ReadingSource
from models.codes.reading import read_codes
from models.recognition.engine import Recogniser
from models.recognition.turning import turned
from models.seen import SeenPage
from models.ways_in.opening import Page


def see(page: Page, recogniser: Recogniser) -> SeenPage:
    """A PDF's own text where there is one, else what is recognised; codes come from the upright picture."""
    if page.picture is None or page.lines:
        codes = () if page.picture is None else read_codes(page.picture)
        return SeenPage(page.number, page.width, page.height, page.lines, codes, ReadingSource.TEXT)
    found = recogniser.read(page.picture)
    codes = read_codes(turned(page.picture, found.turned))
    size = found.width, found.height
    return SeenPage(page.number, *size, found.lines, codes, ReadingSource.OCR, found.turned)
