"""The parsing process is bounded, knows no secrets and leaves nothing behind."""

import gc
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from models.ways_in.limits import LIMITS, Limits
from models.ways_in.opening import NotReadable, Page, open_pages
from models.ways_in.parser import parsed
from models.ways_in.parsers import PARSERS, Parsers
from models.ways_in.parsing import Parsing
from models.ways_in.refusals import CODES
from tests.reading.made_files import many_pages, rewritten, saved, scene, typeset, written_pdf

ROOT = Path(__file__).parents[2]
# Prints the peak memory in MB of the reader and of its parsing process, and what was refused.
MEASURING = """
import re, resource, sys
from pathlib import Path
from models.ways_in.opening import NotReadable, open_pages
from models.ways_in.parsers import PARSERS
try:
    told = [max(page.width, page.height) for page in open_pages(Path(sys.argv[1]))]
except NotReadable as refusal:
    told = refusal.code
PARSERS.close()
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


def at_work(parsers: Parsers = PARSERS) -> set[int]:
    """The parsing processes that live."""
    forks = parsers.forks_from
    told = Path(f"/proc/{forks}/task/{forks}/children").read_text() if forks else ""
    return {int(process) for process in told.split()}


def within(**process: float) -> Limits:
    return replace(LIMITS, process=replace(LIMITS.process, **process))


def started(content: bytes, limits: Limits = LIMITS) -> tuple[Iterator[Page], int]:
    """The pages after the first, and the process that is at them."""
    before = at_work()
    pages = open_pages(content, limits=limits)
    next(pages)
    [process] = at_work() - before
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
    assert len(list(open_pages(many_pages(2)))) == 2
    assert PARSERS.forks_from is not None
    watched = "self", str(PARSERS.forks_from)
    before, open_files = at_work(), [len(os.listdir(f"/proc/{process}/fd")) for process in watched]
    assert len(list(open_pages(many_pages(2)))) == 2
    for content in (b"\xff\xd8\xff", b"text", b"%PDF-1.7 %%EOF"):
        with pytest.raises(NotReadable):
            list(open_pages(content))
    pages, process = started(many_pages(3))
    assert process in at_work()
    del pages
    assert at_work() <= before
    assert [len(os.listdir(f"/proc/{process}/fd")) for process in watched] == open_files
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_takes_too_long_is_given_up() -> None:
    before, start = at_work(), time.monotonic()
    told = refusal(many_pages(3), within(page_seconds=0.001))
    assert (told.code, told.fields) == ("took_too_long", {"limit": "0.001"})
    assert at_work() <= before
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
    assert process not in at_work()


# Forks that close what they write to and then do nothing.
SILENT = """
import signal, socket
from models.ways_in.forking import fork_for_each
def fall_silent(source, out):
    out.close()
    signal.pause()
fork_for_each(socket.socket(fileno=0), fall_silent)
"""


@pytest.fixture
def silent() -> Iterator[Parsers]:
    with closing(Parsers((sys.executable, "-sP", "-c", SILENT))) as parsers:
        yield parsers


def test_a_process_that_says_no_more_and_does_not_end_is_a_refusal(silent: Parsers) -> None:
    with Parsing(b"any", None, within(page_seconds=1), silent) as parsing:
        with pytest.raises(NotReadable) as caught:
            list(parsing.pages())
        assert len(at_work(silent)) == 1
    assert (caught.value.code, caught.value.fields) == ("parser_failed", {"ending": "silence"})
    assert at_work(silent) == set()


def test_what_forks_is_started_again_when_it_died(silent: Parsers) -> None:
    parser = silent.start()
    first = silent.forks_from
    assert first is not None
    os.kill(first, signal.SIGKILL)
    with pytest.raises(ChildProcessError, match="has ended"):
        parser.ending(60)
    parser.source.close()
    parser.end()
    again = silent.start()
    assert silent.forks_from not in (None, first)
    again.source.close()
    again.end()


def test_what_forks_and_is_stuck_is_killed(silent: Parsers) -> None:
    parser = silent.start()
    stuck = silent.forks_from
    assert stuck is not None
    os.kill(stuck, signal.SIGSTOP)
    parser.source.close()
    parser.end(patience=0.5)
    assert silent.forks_from is None
    assert not Path(f"/proc/{stuck}").exists()


# Reads a file, forks, and reads it again in both; ends with 0 where each had what forks of its own.
FORKED = """
import os, sys
from pathlib import Path
from models.ways_in.opening import open_pages
from models.ways_in.parsers import PARSERS
def read():
    return len(list(open_pages(Path(sys.argv[1]))))
assert read() == 1
ours = PARSERS.forks_from
child = os.fork()
if not child:
    own = read() == 1 and PARSERS.forks_from != ours
    PARSERS.close()
    os._exit(0 if own else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_forked_reader_starts_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(many_pages(1))
    command = [sys.executable, "-X", "dev", "-c", FORKED, tmp_path / "file"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (done.returncode, b"ResourceWarning" in done.stderr) == (0, False)


def test_without_descriptors_none_is_lost(silent: Parsers) -> None:
    silent.start().end()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    before = len(os.listdir("/proc/self/fd"))
    try:
        for spare in range(1, 7):
            resource.setrlimit(resource.RLIMIT_NOFILE, (before + spare, hard))
            with suppress(OSError):
                parser = silent.start()
                parser.source.close()
                parser.end()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= before


def test_a_process_that_cannot_be_forked_is_no_fault_of_the_file() -> None:
    # The superuser may always fork.
    no_more = """
import os, resource, models.ways_in.forking
resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
"""
    command = sys.executable, "-sP", "-c", no_more + SILENT
    with (
        closing(Parsers(command)) as parsers,
        Parsing(b"any", None, LIMITS, parsers) as parsing,
        pytest.raises(BlockingIOError),
    ):
        list(parsing.pages())


def test_many_at_once_get_their_own_pages() -> None:
    with ThreadPoolExecutor(8) as readers:
        counts = list(readers.map(lambda pages: len(list(open_pages(many_pages(pages)))), range(1, 17)))
    assert counts == list(range(1, 17))
    assert at_work() == set()


def test_without_a_thread_for_it_no_process_stays_behind() -> None:
    before = at_work()
    threading.stack_size(2**62)
    try:
        with pytest.raises(RuntimeError, match="thread"):
            list(open_pages(many_pages(1)))
    finally:
        threading.stack_size(0)
    assert at_work() <= before


def refusal(content: bytes, limits: Limits) -> NotReadable:
    with pytest.raises(NotReadable) as caught:
        list(open_pages(content, limits=limits))
    return caught.value


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
