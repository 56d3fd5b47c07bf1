"""What a file may be and may cost, read from limits.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Bytes, pages and lines of one file, and lines of one of its pages."""

    bytes: int
    pages: int
    lines_of_page: int
    lines: int


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """Pixels as unpacked, and the sides in pixels of what is handed on."""

    pixels: int
    long_side: int
    short_side: int
    slip_side: int


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """How pages are drawn, and what counts as a page's own text."""

    dpi: int
    page_points: int
    letters: int
    least_letters: int
    least_beside_picture: int
    filling_share: float
    garbage_share: float


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """Seconds and bytes of the parsing process."""

    page_seconds: float
    file_seconds: float
    cpu_seconds: int
    memory_bytes: int
    text_bytes: int


@dataclass(frozen=True, slots=True)
class Limits:
    """All of them, as limits.toml orders them."""

    file: FileLimits
    picture: PictureLimits
    pdf: PdfLimits
    process: ProcessLimits

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Any]]) -> "Limits":
        """From the tables of a document; a key too many or too few is a TypeError."""
        return cls(
            FileLimits(**tables["file"]),
            PictureLimits(**tables["picture"]),
            PdfLimits(**tables["pdf"]),
            ProcessLimits(**tables["process"]),
        )


LIMITS: Final = Limits.of(tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8")))


def handed_size(width: float, height: float, limits: PictureLimits) -> tuple[int, int]:
    """The pixels that a picture of this size is handed on with; never more than it has."""
    long, short = max(width, height), min(width, height)
    scale = min(1.0, max(limits.long_side / long, limits.short_side / short), limits.slip_side / long)
    return max(1, round(width * scale)), max(1, round(height * scale))
