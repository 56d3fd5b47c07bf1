"""The pictures that a PDF page has, and where on it they lie."""

from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageDraw

from models.ways_in.frames import GRID
from models.ways_in.limits import PictureLimits
from models.ways_in.pdf_text import Bounds
from models.ways_in.refusals import NotReadable
from models.ways_in.text_lines import Placement


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """`bounds` are left, bottom, right and top in points of the page, `pixels` how many it unpacks to."""

    bounds: Bounds
    pixels: int

    @property
    def area(self) -> float:
        left, bottom, right, top = self.bounds
        return (right - left) * (top - bottom)


def placed_images(page: pypdfium2.PdfPage, limits: PictureLimits) -> list[PlacedImage]:
    """The page's pictures, none of which unpacks to more pixels than a picture may."""
    images = []
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        width, height = image.get_px_size()
        if width * height > limits.pixels:
            raise NotReadable("too_many_pixels", width=width, height=height, limit=limits.pixels)
        images.append(PlacedImage(_bounds(image), width * height))
    return images


def _bounds(image: pypdfium2.PdfImage) -> Bounds:
    """Those of an image within a form are the form's own, and so on outwards."""
    bounds: Bounds = image.get_bounds()
    form = image.container
    while form is not None:
        bounds = form.get_matrix().on_rect(*bounds)
        form = form.container
    return bounds


def pictured(images: list[PlacedImage], placement: Placement, least_share: float) -> bytes:
    """Which cells of a GRID × GRID over the drawn page images touch, row by row: 0 or 255; none where they
    take less than a share of it."""
    cells = Image.new("L", (GRID, GRID))
    pen = ImageDraw.Draw(cells)
    for image in images:
        left, bottom, right, top = image.bounds
        corners = [placement.pixel(left, bottom), placement.pixel(right, top)]
        across = sorted(_cell(x / placement.width) for x, _ in corners)
        down = sorted(_cell(y / placement.height) for _, y in corners)
        pen.rectangle((across[0], down[0], across[1], down[1]), fill=255)
    share = cells.histogram()[255] / GRID**2
    return cells.tobytes() if share >= least_share else bytes(GRID * GRID)


def _cell(share: float) -> int:
    return int(min(max(share, 0.0), 1.0) * (GRID - 1) + 0.5)
