"""A code on a page, as its bytes."""

from dataclasses import dataclass
from enum import StrEnum

from models.readings import Box


class CodeFormat(StrEnum):
    """The codes that bills and invoices bear."""

    QR = "qr"
    CODE_39 = "code_39"
    CODE_128 = "code_128"


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its bytes as they stand, and where it lies."""

    content: bytes
    format: CodeFormat
    box: Box
