"""A code on a page, as its bytes."""

from dataclasses import dataclass

from models.readings import Box


@dataclass(frozen=True, slots=True)
class Code:
    """`format` is the reader's name of it, as `QRCode`; `box` in fractions of the page."""

    content: bytes
    format: str
    box: Box
