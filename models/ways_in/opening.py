"""Opening a file: its pages one by one, each as a picture and, of a PDF, with its own text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.sheets import TextLine
from models.ways_in.frames import GRID
from models.ways_in.limits import LIMITS, Limits
from models.ways_in.parsers import PARSERS
from models.ways_in.parsing import Parsing, RawPage
from models.ways_in.refusals import NotReadable

__all__ = ["LIMITS", "Limits", "NotReadable", "Page", "open_pages"]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page, counted from 1; `picture` is (height, width, 3) RGB, upright as far as the file tells.

    `lines` are a PDF page's own text, in pixels of the picture; without any the page is to be recognised, and
    with some where `pictured` says that pictures lie, by cells of an even grid over the page.
    """

    number: int
    picture: NDArray[np.uint8]
    lines: tuple[TextLine, ...]
    width: int
    height: int
    pictured: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((GRID, GRID), np.bool_))


def open_pages(
    content: bytes | Path, *, password: str | None = None, limits: Limits = LIMITS
) -> Iterator[Page]:
    """The pages as they are asked for; NotReadable. Ending early ends the parsing process too."""
    with Parsing(_bytes(content, limits), password, limits, PARSERS) as parsing:
        for page in parsing.pages():
            yield _page(page)


def _bytes(content: bytes | Path, limits: Limits) -> bytes:
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    if size > limits.file.bytes:
        raise NotReadable("file_too_big", bytes=size, limit=limits.file.bytes)
    read = content if isinstance(content, bytes) else content.read_bytes()
    if not read:
        raise NotReadable("empty_file")
    return read


def _page(raw: RawPage) -> Page:
    shape = raw.height, raw.width, 3
    picture = np.frombuffer(raw.pixels, dtype=np.uint8).reshape(shape)
    pictured = np.frombuffer(raw.pictured, dtype=np.uint8).reshape(GRID, GRID) > 0
    return Page(raw.number, picture, raw.lines, raw.width, raw.height, pictured)
