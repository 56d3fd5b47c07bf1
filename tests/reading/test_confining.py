"""Whoever makes the parsing process run what a file says finds nothing there: tried in a real one."""

import os
import platform
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from models.ways_in.confining import landlock_version
from models.ways_in.forbidden_calls import MACHINES
from models.ways_in.opening import open_pages
from models.ways_in.parsers import PARSERS
from tests.reading.made_files import many_pages

ROOT = Path(__file__).parents[2]
# Does what it is told, confined as the parsing process is, and says what became of it.
CONFINED = """
import ctypes, os, resource, signal, socket, sys, threading
from models.ways_in.confining import bound, hide_memory, shut_in
from models.ways_in.limits import LIMITS
{before}
bound(LIMITS.process)
shut_in()
try:
    told = {attempt}
except OSError as refusal:
    told = type(refusal).__name__
print(told, flush=True)
"""
locks_files = pytest.mark.skipif(not landlock_version(), reason="this kernel has no Landlock")
refuses_calls = pytest.mark.skipif(
    platform.machine() not in MACHINES, reason="the calls of this architecture are not known here"
)


def confined(attempt: str, *words: object, before: str = "") -> str:
    command = [sys.executable, "-c", CONFINED.format(attempt=attempt, before=before), *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


@locks_files
@pytest.mark.parametrize("attempt", ["open(sys.argv[1]).read()", "os.listdir(os.path.dirname(sys.argv[1]))"])
def test_no_file_is_found_but_libraries_and_fonts(attempt: str, tmp_path: Path) -> None:
    (tmp_path / "master.key").write_text("secret")
    assert confined(attempt, tmp_path / "master.key") == "PermissionError"
    assert confined(attempt, f"/proc/{os.getpid()}/environ") == "PermissionError"
    assert confined(attempt, ROOT / "pyproject.toml") == "PermissionError"
    assert confined("len(open(os.__file__).read()) > 0") == "True"


@locks_files
@pytest.mark.parametrize(
    "attempt", ["open(sys.argv[1], 'w')", "os.unlink(sys.argv[1])", "os.mkdir(sys.argv[1] + '.d')"]
)
def test_nothing_is_changed(attempt: str, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    assert confined(attempt, tmp_path / "kept") == "PermissionError"
    assert (tmp_path / "kept").read_text() == "kept"


@refuses_calls
@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK"])
@pytest.mark.parametrize("kind", ["SOCK_STREAM", "SOCK_DGRAM"])
def test_nothing_is_connected_to(family: str, kind: str) -> None:
    assert confined(f"socket.socket(socket.{family}, socket.{kind})") == "PermissionError"


@pytest.mark.skipif(landlock_version() < 4, reason="this kernel's Landlock knows no network")
def test_a_socket_that_was_open_connects_nowhere() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        opened = "one = socket.socket()"
        assert confined(f"one.connect(('127.0.0.1', {port}))", before=opened) == "PermissionError"


@refuses_calls
@pytest.mark.parametrize(
    "attempt",
    [
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.chmod(sys.argv[1], 0o777)",
        "os.posix_spawn('/bin/true', ['true'], {})",
    ],
)
def test_no_process_is_made_or_reached(attempt: str, tmp_path: Path) -> None:
    assert confined(attempt, tmp_path) == "PermissionError"


def test_the_parsing_process_is_confined() -> None:
    pages = open_pages(many_pages(3))
    with closing(pages):  # type: ignore[type-var]
        next(pages)
        (process,) = _children(PARSERS.forks_from)
        told = _status(process)
    assert told["NoNewPrivs"] == "1"
    if platform.machine() in MACHINES:
        assert told["Seccomp"] == "2"


def _children(process: int | None) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _status(process: int) -> dict[str, str]:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


# Has a file half read, tells what forks and what reads, and waits for its own end.
READER = """
import signal, sys
from pathlib import Path
from models.ways_in.opening import open_pages
from models.ways_in.parsers import PARSERS
pages = open_pages(Path(sys.argv[1]))
next(pages)
forks = PARSERS.forks_from
print(forks, Path(f"/proc/{forks}/task/{forks}/children").read_text(), flush=True)
signal.pause()
"""


def test_they_die_with_the_reader_that_started_them(tmp_path: Path) -> None:
    """A reader that is killed cleans nothing up."""
    (tmp_path / "file").write_bytes(many_pages(9))
    command = [sys.executable, "-c", READER, str(tmp_path / "file")]
    reader = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert reader.stdout is not None
    started = [int(process) for process in reader.stdout.readline().split()]
    assert [_is_alive(process) for process in started] == [True, True]
    reader.kill()
    reader.communicate()
    deadline = time.monotonic() + 20
    while any(map(_is_alive, started)) and time.monotonic() < deadline:
        pass
    survived = [process for process in started if _is_alive(process)]
    for process in survived:
        os.kill(process, signal.SIGKILL)
    assert survived == []


def _is_alive(process: int) -> bool:
    try:
        return _status(process)["State"][0] not in "ZX"
    except FileNotFoundError:
        return False


def test_a_process_that_hides_is_not_to_be_looked_into() -> None:
    look = (
        "from models.ways_in.confining import hide_memory, _kernel\n{}\nprint(_kernel.prctl(3, 0, 0, 0, 0))"
    )
    for first, may in (("", "1"), ("hide_memory()", "0")):
        command = [sys.executable, "-c", look.format(first)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == may
