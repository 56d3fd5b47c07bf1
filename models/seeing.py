"""Seeing pages: a PDF's own text or recognised characters, and codes."""

from collections.abc import Iterable, Iterator

from domain.checkup.reading import ReadingSource
from models.codes.reading import read_codes
from models.recognition.engine import Recogniser
from models.recognition.turning import turned
from models.seen import SeenPage
from models.ways_in.limits import LIMITS, FileLimits
from models.ways_in.opening import Page
from models.ways_in.refusals import NotReadable


def seen_pages(
    pages: Iterable[Page], recogniser: Recogniser, limits: FileLimits = LIMITS.file
) -> Iterator[tuple[Page, SeenPage]]:
    """Each page of a file with what is seen on it; NotReadable where that is more text than is read."""
    lines = 0
    for page in pages:
        seen = see(page, recogniser, limits)
        lines += len(seen.lines)
        if lines > limits.lines:
            raise NotReadable("too_many_lines", page=page.number, lines=lines, limit=limits.lines)
        yield page, seen


def see(page: Page, recogniser: Recogniser, limits: FileLimits = LIMITS.file) -> SeenPage:
    """A PDF's own text where there is one, else what is recognised; codes come from the upright picture.

    Raises NotReadable for a page with more text than is looked for.
    """
    if page.lines:
        codes = read_codes(page.picture)
        return SeenPage(page.number, page.width, page.height, page.lines, codes, ReadingSource.TEXT)
    found = recogniser.read(page.picture)
    # So many are looked for: others may stand there.
    if len(found.lines) >= limits.lines_of_page:
        raise NotReadable("too_many_lines_on_page", page=page.number, limit=limits.lines_of_page)
    codes = read_codes(turned(page.picture, found.turned))
    size = found.width, found.height
    return SeenPage(page.number, *size, found.lines, codes, ReadingSource.OCR, found.turned)
