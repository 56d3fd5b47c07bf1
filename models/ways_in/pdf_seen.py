"""Which of a PDF page's letters people see: those that change how the page is drawn, at their place."""

from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageChops

from models.ways_in.pdf_text import Letter, PageText
from models.ways_in.text_lines import Placement


def hide_text(page: pypdfium2.PdfPage) -> None:
    """The page is drawn without text from then on."""
    for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def seen_text(
    text: PageText, picture: Image.Image, bare: Image.Image, placement: Placement, least: int
) -> PageText:
    """Without letters that are as white as their paper, covered, cut away or clear: where the page with text
    and the `bare` one differ by less than so many of 255."""
    ink = ImageChops.difference(picture, bare)
    return replace(text, letters=tuple(one for one in text.letters if _is_seen(one, ink, placement, least)))


def _is_seen(letter: Letter, ink: Image.Image, placement: Placement, least: int) -> bool:
    left, bottom, right, top = letter.bounds
    corners = [placement.pixel(left, bottom), placement.pixel(right, top)]
    (x, other_x), (y, other_y) = (sorted(corner[axis] for corner in corners) for axis in (0, 1))
    box = (
        max(0, int(x)),
        max(0, int(y)),
        min(ink.width, int(other_x) + 1),
        min(ink.height, int(other_y) + 1),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return False
    return max(most for _, most in ink.crop(box).getextrema()) >= least  # type: ignore[misc]
