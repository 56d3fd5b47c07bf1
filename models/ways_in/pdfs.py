"""PDF files: each page's own text where it has one, and its picture."""

from collections.abc import Iterator
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from models.sheets import TextLine
from models.ways_in.limits import Limits, PictureLimits, handed_size
from models.ways_in.pdf_text import NO_TEXT, PageText, page_text
from models.ways_in.refusals import NotReadable
from models.ways_in.text_lines import Placement, most_turns, text_lines

PdfPage = tuple[tuple[int, int], tuple[TextLine, ...], bytes]

_POINTS_PER_INCH: Final = 72
# A file cut short would otherwise be mended, and silently lack pages.
_END, _END_WITHIN = b"%%EOF", 4096


def pdf_pages(content: bytes, password: str | None, limits: Limits) -> Iterator[PdfPage]:
    """Size in pixels, lines and RGB pixels of each page; NotReadable."""
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
    images = _images(page, limits.picture)
    text = _own_text(page, images, limits)
    turns = -(most_turns(text.letters) + page.get_rotation() // 90) % 4 if text.letters else 0
    scale = _scale(page, images, limits)
    bitmap = page.render(scale=scale, rotation=turns * 90, rev_byteorder=True)
    picture = bitmap.to_pil().convert("RGB")
    placement = Placement(page.get_bbox(), (turns + page.get_rotation() // 90) % 4, *picture.size)
    lines = text_lines(text.letters, placement)
    own = lines if len(lines) <= limits.file.lines_of_page else ()
    return picture.size, own, picture.tobytes()


def _images(page: pypdfium2.PdfPage, limits: PictureLimits) -> list[pypdfium2.PdfImage]:
    """The page's pictures, none of which unpacks to more pixels than a picture may."""
    images = []
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        width, height = image.get_px_size()
        if width * height > limits.pixels:
            raise NotReadable("too_many_pixels", width=width, height=height, limit=limits.pixels)
        images.append(image)
    return images


def _own_text(page: pypdfium2.PdfPage, images: list[pypdfium2.PdfImage], limits: Limits) -> PageText:
    """None where it is too little or garbage; over a picture that fills the page a stamp is not its text."""
    text = page_text(page, limits.pdf)
    width, height = page.get_size()
    fills = any(_area(image) > limits.pdf.filling_share * width * height for image in images)
    least = limits.pdf.least_beside_picture if fills else limits.pdf.least_letters
    return text if text.is_text(least, limits.pdf.garbage_share) else NO_TEXT


def _area(image: pypdfium2.PdfImage) -> float:
    left, bottom, right, top = image.get_bounds()
    return float((right - left) * (top - bottom))


def _scale(page: pypdfium2.PdfPage, images: list[pypdfium2.PdfImage], limits: Limits) -> float:
    """Pixels per point: of the usual dots per inch, or a scan's own, within what is handed on."""
    scale = limits.pdf.dpi / _POINTS_PER_INCH
    width, height = page.get_size()
    for image in images:
        if _area(image) > limits.pdf.filling_share * width * height:
            pixels = image.get_px_size()
            scale = max(scale, (pixels[0] * pixels[1] / _area(image)) ** 0.5)
    handed = handed_size(width * scale, height * scale, limits.picture)
    # Drawing rounds up.
    return float((max(handed) - 0.01) / max(width, height))
