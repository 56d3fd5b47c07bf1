"""What was seen on a page: its text with places, and its codes."""

from dataclasses import dataclass

from domain.checkup.reading import ReadingSource
from models.codes.code import Code
from models.sheets import TextLine


@dataclass(frozen=True, slots=True)
class SeenPage:
    """An upright page of `width` × `height` pixels, turned clockwise by `turned` degrees to be so."""

    number: int
    width: int
    height: int
    lines: tuple[TextLine, ...]
    codes: tuple[Code, ...]
    source: ReadingSource
    turned: int = 0
