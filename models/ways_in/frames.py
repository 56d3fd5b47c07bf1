"""What goes between reader and parsing process: fixed headers and plain bytes, nothing that could run."""

import json
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from models.sheets import Quad, TextLine
from models.ways_in.limits import Limits
from models.ways_in.refusals import CODES, NotReadable

# Lengths of the settings and of the file.
REQUEST: Final = struct.Struct("!II")
# Kind, page number, width, height, count of lines, bytes of text.
REPLY: Final = struct.Struct("!cIIIII")
PAGE, REFUSAL, END = b"P", b"R", b"E"
_LINE: Final = struct.Struct("!I8f")
_LONGEST_FIELD, _MOST_FIELDS = 200, 8


class BadFrame(Exception):
    """The parsing process did not keep to the format."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The fixed part of a reply; `size` bytes of text or refusal follow, then the pixels of a page."""

    kind: bytes
    number: int
    width: int
    height: int
    lines: int
    size: int

    @property
    def pixel_bytes(self) -> int:
        return self.width * self.height * 3


def read_heading(raw: bytes | bytearray, expected: int, limits: Limits) -> Heading:
    """The heading, if it is of the page expected next, and of no more than the limits allow; BadFrame."""
    heading = Heading(*REPLY.unpack(raw))
    picture = limits.picture
    sides = max(heading.width, heading.height), min(heading.width, heading.height)
    within = sides[0] <= max(picture.long_side, picture.slip_side) and sides[1] <= picture.long_side
    if heading.kind not in (PAGE, REFUSAL, END) or heading.size > limits.process.text_bytes or not within:
        raise BadFrame("heading")
    if heading.kind == PAGE and (sides[1] < 1 or not heading.number == expected <= limits.file.pages):
        raise BadFrame("page")
    if heading.lines > limits.file.lines_of_page:
        raise BadFrame("lines")
    return heading


def write_page(
    out: BinaryIO, number: int, size: tuple[int, int], lines: tuple[TextLine, ...], pixels: bytes
) -> None:
    """A page with its RGB pixels, row by row."""
    text = b"".join(_line_bytes(line) for line in lines)
    out.write(REPLY.pack(PAGE, number, *size, len(lines), len(text)) + text)
    out.write(pixels)
    out.flush()


def write_refusal(out: BinaryIO, refusal: NotReadable) -> None:
    """Why there are no more pages."""
    told = json.dumps({"code": refusal.code, "fields": refusal.fields}).encode()
    out.write(REPLY.pack(REFUSAL, 0, 0, 0, 0, len(told)) + told)
    out.flush()


def write_end(out: BinaryIO) -> None:
    """All pages were written."""
    out.write(REPLY.pack(END, 0, 0, 0, 0, 0))
    out.flush()


def read_refusal(raw: bytes | bytearray) -> NotReadable:
    """The refusal, if it is one of ours; BadFrame."""
    try:
        told = json.loads(raw)
        code, fields = told["code"], told["fields"]
        if code not in CODES or not _plain(fields):
            raise BadFrame("refusal")
        return NotReadable(code, **fields)
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise BadFrame("refusal") from fault


def read_lines(raw: bytes | bytearray, count: int) -> tuple[TextLine, ...]:
    """`count` lines that fill the bytes exactly; BadFrame."""
    lines, at = [], 0
    try:
        for _ in range(count):
            length, *numbers = _LINE.unpack_from(raw, at)
            at += _LINE.size + length
            lines.append(TextLine(bytes(raw[at - length : at]).decode(), _quad(numbers)))
    except (struct.error, ValueError) as fault:
        raise BadFrame("lines") from fault
    if at != len(raw):
        raise BadFrame("lines")
    return tuple(lines)


def _line_bytes(line: TextLine) -> bytes:
    text = line.text.encode()
    return _LINE.pack(len(text), *(number for point in line.quad for number in point)) + text


def _quad(numbers: list[float]) -> Quad:
    if not all(map(math.isfinite, numbers)):
        raise ValueError("a quad of no place")
    a, b, c, d, e, f, g, h = numbers
    return (a, b), (c, d), (e, f), (g, h)


def _plain(fields: object) -> bool:
    return (
        isinstance(fields, Mapping)
        and len(fields) <= _MOST_FIELDS
        and all(isinstance(value, str) and len(value) <= _LONGEST_FIELD for value in fields.values())
    )
