"""The parsing process is bounded, knows no secrets, leaves nothing behind, and is not believed."""

import io
import math
import os
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from models.sheets import TextLine
from models.ways_in import frames, parsing
from models.ways_in.limits import LIMITS, Limits
from models.ways_in.opening import NotReadable, Page, open_pages
from models.ways_in.parser import parsed
from models.ways_in.refusals import CODES
from tests.reading.made_files import many_pages, rewritten, saved, scene, typeset, written_pdf

ROOT = Path(__file__).parents[2]
# Prints the peak memory in MB of the reader and of its parsing process, and what was refused.
MEASURING = """
import re, resource, sys
from pathlib import Path
from models.ways_in.opening import NotReadable, open_pages
try:
    told = [max(page.width, page.height) for page in open_pages(Path(sys.argv[1]))]
except NotReadable as refusal:
    told = refusal.code
own = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text()).group(1))
print(own // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, told)
"""


def measured(content: bytes, folder: Path) -> tuple[int, int, str]:
    """Megabytes of reader and parsing process, and the longest sides or the refusal."""
    (folder / "file").write_bytes(content)
    command = [sys.executable, "-c", MEASURING, str(folder / "file")]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    reader, parser, rest = told.split(maxsplit=2)
    return int(reader), int(parser), rest.strip()


def children() -> set[int]:
    own = Path("/proc/self/task")
    return {int(child) for task in own.iterdir() for child in (task / "children").read_text().split()}


def within(**process: float) -> Limits:
    return replace(LIMITS, process=replace(LIMITS.process, **process))


def started(content: bytes, limits: Limits = LIMITS) -> tuple[Iterator[Page], int]:
    """The pages after the first, and the process that is at them."""
    before = children()
    pages = open_pages(content, limits=limits)
    next(pages)
    [process] = children() - before
    return pages, process


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("JPEG", {"quality": 80}),
        ("JPEG", {"quality": 80, "progressive": True}),
        ("PNG", {"compress_level": 1}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("WEBP", {"quality": 30, "method": 0}),
    ],
)
def test_fifty_megapixels_are_read_in_bounded_memory(kind: str, how: dict[str, int], tmp_path: Path) -> None:
    content = saved(scene((8660, 5774)), kind, **how)
    reader, parser, told = measured(content, tmp_path)
    assert told == f"[{LIMITS.picture.long_side}]"
    assert parser < 900
    assert reader < 150


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    content = saved(Image.new("1", (30_000, 30_000)), "PNG", compress_level=1)
    assert len(content) < 2_000_000
    _, parser, told = measured(content, tmp_path)
    assert told == "too_many_pixels"
    assert parser < 60


def test_the_process_is_bounded_and_has_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANJIAN_MADE_UP_KEY", "not to be seen")
    pages, process = started(many_pages(3))
    with closing(pages):  # type: ignore[type-var]
        folder = Path(f"/proc/{process}")
        told = dict(line.split("=", 1) for line in (folder / "environ").read_text().split("\0") if line)
        assert set(told) == {"PYTHONPATH", "LC_ALL"}
        assert "not to be seen" not in (folder / "cmdline").read_text()
        bounds = (folder / "limits").read_text()
        for name, most in (
            ("Max address space", LIMITS.process.memory_bytes),
            ("Max file size", 0),
            ("Max core file size", 0),
        ):
            [line] = [line for line in bounds.splitlines() if line.startswith(name)]
            assert line.removeprefix(name).split()[:2] == [str(most)] * 2
        assert f"Max cpu time              {LIMITS.process.cpu_seconds} " in bounds
        loaded = (folder / "maps").read_text()
        assert not any(name in loaded for name in ("torch", "onnxruntime", "numpy", "cv2"))
        links = [os.readlink(link) for link in (folder / "fd").iterdir()]
        assert not any(link.startswith("socket:") for link in links)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before, open_files = children(), len(os.listdir("/proc/self/fd"))
    assert len(list(open_pages(many_pages(2)))) == 2
    for content in (b"\xff\xd8\xff", b"text", b"%PDF-1.7 %%EOF"):
        with pytest.raises(NotReadable):
            list(open_pages(content))
    pages, process = started(many_pages(3))
    assert process in children()
    del pages
    assert children() <= before
    assert len(os.listdir("/proc/self/fd")) == open_files
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_takes_too_long_is_given_up() -> None:
    before, start = children(), time.monotonic()
    told = refusal(many_pages(3), within(page_seconds=0.001))
    assert (told.code, told.fields) == ("took_too_long", {"limit": "0.001"})
    assert children() <= before
    assert time.monotonic() - start < LIMITS.process.page_seconds / 2


def test_a_file_that_computes_too_much_is_given_up() -> None:
    glass = b"/ExtGState << /G << /ca 0.5 /BM /Luminosity >> >>"
    endless = written_pdf(b"/G gs\n" + b"0 0 m 400 0 l 400 300 l 0 300 l f\n" * 20_000, glass)
    told = refusal(endless, within(cpu_seconds=1))
    assert (told.code, told.fields) == ("took_too_long", {"limit": "1"})


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (signal.SIGSEGV, "parser_failed"),
        (signal.SIGTERM, "parser_failed"),
        (signal.SIGABRT, "took_too_much_memory"),
        (signal.SIGKILL, "took_too_much_memory"),
    ],
)
def test_a_process_that_dies_is_a_refusal(ending: signal.Signals, code: str) -> None:
    pages, process = started(many_pages(9))
    os.kill(process, ending)
    with pytest.raises(NotReadable) as caught:
        list(pages)
    assert caught.value.code == code
    if code == "parser_failed":
        assert ending.name in caught.value.en
    assert process not in children()


def test_a_process_that_says_no_more_and_does_not_end_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    before = children()
    monkeypatch.setattr(parsing, "_COMMAND", ("/bin/sh", "-c", "exec >&-; exec sleep 60"))
    told = refusal(b"any", within(page_seconds=1))
    assert (told.code, told.fields) == ("parser_failed", {"ending": "silence"})
    assert children() <= before


def test_without_a_thread_for_it_no_process_stays_behind() -> None:
    before = children()
    threading.stack_size(2**62)
    try:
        with pytest.raises(RuntimeError, match="thread"):
            list(open_pages(many_pages(1)))
    finally:
        threading.stack_size(0)
    assert children() <= before


def refusal(content: bytes, limits: Limits) -> NotReadable:
    with pytest.raises(NotReadable) as caught:
        list(open_pages(content, limits=limits))
    return caught.value


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


SHEET = scene((60, 40))
PICTURES = [
    saved(SHEET, "JPEG"),
    saved(SHEET, "JPEG", progressive=True),
    saved(SHEET.convert("CMYK"), "JPEG"),
    saved(SHEET, "PNG"),
    saved(SHEET.quantize(4), "PNG", transparency=0),
    saved(SHEET, "WEBP"),
    saved(SHEET, "TIFF", save_all=True, append_images=[SHEET]),
    saved(SHEET, "TIFF", compression="tiff_lzw"),
]
PDFS = [
    written_pdf(b"BT /F 12 Tf 40 250 Td (931 kWh) Tj ET", b"/Font << /F << /Type /Font >> >>"),
    typeset("用電度數 931 度"),
    rewritten(typeset("A locked receipt"), passwords=("1", "2")),
]


@st.composite
def damaged(draw: st.DrawFn, whole: list[bytes]) -> bytes:
    """A file of ours with bytes overwritten, taken out, doubled or put in."""
    content = bytearray(draw(st.sampled_from(whole)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        until = min(len(content), at + draw(st.integers(0, 12)))
        match draw(st.sampled_from(["over", "out", "again", "cut"])):
            case "over":
                content[at:until] = draw(st.binary(min_size=until - at, max_size=until - at))
            case "out":
                del content[at:until]
            case "again":
                content[at:at] = content[at:until] * draw(st.integers(1, 50))
            case "cut":
                content = content[:at] + content[until:] if until < len(content) else content[:at]
    return bytes(content)


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=100, deadline=None)
@given(damaged(PICTURES) | st.binary(max_size=300))
def test_damaged_pictures_give_pages_or_refusals(content: bytes) -> None:
    try:
        for size, _, pixels, _ in parsed(content, None, LIMITS):
            assert len(pixels) == size[0] * size[1] * 3
    except (NotReadable, MemoryError):
        pass


@settings(max_examples=40, deadline=None)
@given(damaged(PICTURES + PDFS) | damaged(PDFS))
def test_whatever_the_bytes_nothing_but_a_refusal_is_raised(content: bytes) -> None:
    assert ended(content) in CODES | {"read"}


def ended(content: bytes) -> str:
    """How reading all pages ends."""
    try:
        for page in open_pages(content):
            assert page.picture.shape == (page.height, page.width, 3)
    except NotReadable as told:
        # PDFium may be broken by bytes; what Python raises in there is a fault of ours.
        return told.code if told.fields.get("ending", "SIG").startswith("SIG") else str(told)
    return "read"
