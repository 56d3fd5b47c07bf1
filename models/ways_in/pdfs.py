"""PDF files: each page's own text where it has one, and its picture."""

from collections.abc import Callable, Iterator
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image

from models.sheets import TextLine
from models.ways_in.frames import NOWHERE
from models.ways_in.limits import Limits, handed_size
from models.ways_in.pdf_images import PlacedImage, pictured, placed_images
from models.ways_in.pdf_seen import hide_text, seen_text
from models.ways_in.pdf_text import PageText, page_text
from models.ways_in.refusals import NotReadable
from models.ways_in.text_lines import Placement, most_turns, text_lines

PdfPage = tuple[tuple[int, int], tuple[TextLine, ...], bytes, bytes]

_POINTS_PER_INCH: Final = 72
# A picture's share of its page above which the page is nothing else.
_WHOLE_PAGE: Final = 0.98
# A file cut short would otherwise be mended, and silently lack pages.
_END, _END_WITHIN = b"%%EOF", 4096


def pdf_pages(content: bytes, password: str | None, limits: Limits) -> Iterator[PdfPage]:
    """Size in pixels, lines, RGB pixels, and where pictures are, of each page; NotReadable."""
    if _END not in content[-_END_WITHIN:]:
        raise NotReadable("pdf_broken")
    document = _opened(content, password)
    count = len(document)
    if count > limits.file.pages:
        raise NotReadable("too_many_pages", pages=count, limit=limits.file.pages)
    if count == 0:
        raise NotReadable("pdf_broken")
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            raise NotReadable("pdf_broken") from None
        yield _drawn(page, index + 1, limits)
        page.close()


def _opened(content: bytes, password: str | None) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content, password)
    except UnicodeEncodeError:
        raise NotReadable("password_wrong") from None
    except pypdfium2.PdfiumError as fault:
        locked = fault.err_code == pdfium.FPDF_ERR_PASSWORD
        code = "pdf_broken" if not locked else "password_needed" if password is None else "password_wrong"
        raise NotReadable(code) from None


def _drawn(page: pypdfium2.PdfPage, number: int, limits: Limits) -> PdfPage:
    width, height = page.get_size()
    most = limits.pdf.page_points
    if not (0 < width <= most and 0 < height <= most):
        size = {"width": f"{width:.0f}", "height": f"{height:.0f}"}
        raise NotReadable("page_too_large", page=number, limit=most, **size)
    images = placed_images(page, limits.picture)
    text = page_text(page, limits.pdf)
    turns = -(most_turns(text.letters) + page.get_rotation() // 90) % 4 if text.letters else 0
    scale = _scale(page, images, limits)
    picture = _picture(page, scale, turns)
    placement = Placement(page.get_bbox(), (turns + page.get_rotation() // 90) % 4, *picture.size)
    fills = sum(image.area for image in images) > limits.pdf.filling_share * width * height
    lines = _own_lines(text, placement, fills, limits, lambda: (picture, _bare(page, scale, turns)))
    where = pictured(images, placement, limits.pdf.noticeable_share) if lines else NOWHERE
    return picture.size, lines, picture.tobytes(), where


def _picture(page: pypdfium2.PdfPage, scale: float, turns: int) -> Image.Image:
    bitmap = page.render(scale=scale, rotation=turns * 90, rev_byteorder=True)
    drawn: Image.Image = bitmap.to_pil().convert("RGB")
    return drawn


def _bare(page: pypdfium2.PdfPage, scale: float, turns: int) -> Image.Image:
    """The page without its text, which it has no more from then on."""
    hide_text(page)
    return _picture(page, scale, turns)


def _own_lines(
    text: PageText,
    placement: Placement,
    fills: bool,
    limits: Limits,
    drawn: Callable[[], tuple[Image.Image, Image.Image]],
) -> tuple[TextLine, ...]:
    """What people see of a page's text, by how it is `drawn` with and without; none where that is too little,
    too much or garbage: over a picture that `fills` the page a stamp is not its text."""
    least = limits.pdf.least_beside_picture if fills else limits.pdf.least_letters
    if not text.is_text(least, limits.pdf.garbage_share):
        return ()
    seen = seen_text(text, *drawn(), placement, limits.pdf.least_contrast)
    lines = text_lines(seen.letters, placement) if seen.is_text(least, limits.pdf.garbage_share) else ()
    return lines if len(lines) <= limits.file.lines_of_page else ()


def _scale(page: pypdfium2.PdfPage, images: list[PlacedImage], limits: Limits) -> float:
    """Pixels per point: of the usual dots per inch, or a scan's own, within what is handed on. A page that is
    one picture is drawn as that is: codes and small print outlive no other size."""
    usual = limits.pdf.dpi / _POINTS_PER_INCH
    width, height = page.get_size()
    own = [
        ((image.pixels / image.area) ** 0.5, image.area / (width * height))
        for image in images
        if image.area > limits.pdf.filling_share * width * height
    ]
    alone = len(images) == 1 and bool(own) and own[0][1] > _WHOLE_PAGE
    scale = own[0][0] if alone else max([usual, *(scale for scale, _ in own)])
    handed = handed_size(width * scale, height * scale, limits.picture)
    # Drawing rounds up.
    return float((max(handed) - 0.01) / max(width, height))
