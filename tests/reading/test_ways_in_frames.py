"""What comes out of the parsing process is not believed: it keeps to the format, or is refused."""

import io
import math
import struct

from hypothesis import example, given
from hypothesis import strategies as st

from models.sheets import TextLine
from models.ways_in import frames
from models.ways_in.limits import LIMITS
from models.ways_in.refusals import CODES, NotReadable

NUMBERS = st.floats(-1e6, 1e6, width=32)
POINTS = st.tuples(NUMBERS, NUMBERS)
LINES = st.builds(
    TextLine, st.text(st.characters(exclude_categories=["Cs"])), st.tuples(POINTS, POINTS, POINTS, POINTS)
)


@given(st.lists(LINES, max_size=5).map(tuple), st.integers(1, 40), st.integers(1, 40))
def test_a_page_comes_through_as_it_was(lines: tuple[TextLine, ...], width: int, height: int) -> None:
    out, pixels = io.BytesIO(), bytes(range(3)) * width * height
    pictured = bytes(range(256)) * (len(frames.NOWHERE) // 256)
    frames.write_page(out, 4, (width, height), lines, pixels, pictured)
    raw = out.getvalue()
    heading = frames.read_heading(raw[: frames.REPLY.size], 4, LIMITS)
    text = raw[frames.REPLY.size : frames.REPLY.size + heading.size]
    assert frames.read_lines(text, heading.lines) == lines
    assert raw[frames.REPLY.size + heading.size :] == pixels + pictured
    assert heading.pixel_bytes == len(pixels)


@given(st.binary(min_size=frames.REPLY.size, max_size=frames.REPLY.size), st.integers(1, 100))
@example(frames.REPLY.pack(b"P", 1, 2**32 - 1, 1, 0, 0), 1)
@example(frames.REPLY.pack(b"P", 1, 8000, 8000, 0, 0), 1)
@example(frames.REPLY.pack(b"P", 2, 10, 10, 0, 0), 1)
@example(frames.REPLY.pack(b"P", 1, 10, 10, 0, 2**32 - 1), 1)
@example(frames.REPLY.pack(b"P", 1, 10, 10, LIMITS.file.lines_of_page + 1, 0), 1)
def test_no_heading_makes_the_reader_reserve_more_than_a_page(raw: bytes, expected: int) -> None:
    try:
        heading = frames.read_heading(raw, expected, LIMITS)
    except frames.BadFrame:
        return
    assert heading.size <= LIMITS.process.text_bytes
    assert heading.lines <= LIMITS.file.lines_of_page
    assert heading.pixel_bytes <= LIMITS.picture.slip_side * LIMITS.picture.long_side * 3


@given(st.binary(max_size=200), st.integers(0, 2**32 - 1))
@example(struct.pack("!I8f", 0, *[math.nan] * 8), 1)
@example(struct.pack("!I8f", 2, *[0.0] * 8) + b"\xff\xff", 1)
@example(struct.pack("!I8f", 2**31, *[0.0] * 8), 1)
@example(struct.pack("!I8f", 0, *[0.0] * 8), 2)
def test_lines_are_whole_or_refused(raw: bytes, count: int) -> None:
    try:
        lines = frames.read_lines(raw, count)
    except frames.BadFrame:
        return
    assert len(lines) == count


@given(st.binary(max_size=60))
@example(b'{"code": "empty_file", "fields": {}}')
@example(b'{"code": "file_too_big", "fields": {}}')
@example(b'{"code": "empty_file", "fields": {"self": "1"}}')
@example(b'{"code": "empty_file", "fields": {"code": "1"}}')
@example(b'{"code": "empty_file", "fields": {"x": 1}}')
@example(b'{"code": "other", "fields": {}}')
@example(b'{"code": [], "fields": {}}')
@example(b"[" * 100_000)
def test_only_refusals_of_ours_are_passed_on(raw: bytes) -> None:
    try:
        refusal = frames.read_refusal(raw)
    except frames.BadFrame:
        return
    assert refusal.code in CODES


def test_every_refusal_is_told_in_both_languages() -> None:
    fields = {"bytes", "lines", "limit", "width", "height", "pages", "page", "package", "ending"}
    for code in sorted(CODES):
        told = NotReadable(code, **dict.fromkeys(fields, "7"))
        assert str(told) == f"{told.zh} / {told.en}"
        assert "{" not in str(told)
