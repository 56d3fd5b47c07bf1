"""Whoever makes the parsing process run what a file says finds nothing there: tried in a real one."""

import os
import platform
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.ways_in.confining import landlock_version
from models.ways_in.forbidden_calls import MACHINES
from models.ways_in.opening import Page, open_pages
from tests.reading.made_files import many_pages

ROOT = Path(__file__).parents[2]
# Does what it is told, confined as the parsing process is, and says what became of it.
CONFINED = """
import ctypes, os, resource, signal, socket, sys, threading
from models.ways_in.confining import bound, die_with_parent, hide_memory, shut_in
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
        before = children()
        told = _status(_one_new(pages, before))
    assert told["NoNewPrivs"] == "1"
    if platform.machine() in MACHINES:
        assert told["Seccomp"] == "2"


def _one_new(pages: Iterator[Page], before: set[int]) -> int:
    next(pages)
    (process,) = children() - before
    return process


def children() -> set[int]:
    own = Path("/proc/self/task")
    return {int(child) for task in own.iterdir() for child in (task / "children").read_text().split()}


def _status(process: int) -> dict[str, str]:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


# Starts the second program, tells its number, and waits for its own end.
PARENT = """
import subprocess, signal, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
signal.pause()
"""
CHILD = """
import signal
from models.ways_in.confining import die_with_parent
die_with_parent()
print("begun", flush=True)
signal.pause()
"""


def test_it_dies_with_the_reader_that_started_it() -> None:
    """A reader that is killed cleans nothing up."""
    reader = subprocess.Popen([sys.executable, "-c", PARENT, CHILD], cwd=ROOT, stdout=subprocess.PIPE)
    assert reader.stdout is not None
    child = int(reader.stdout.readline())
    assert _is_alive(child)
    reader.kill()
    reader.communicate()
    deadline = time.monotonic() + 20
    while _is_alive(child) and time.monotonic() < deadline:
        pass
    survived = _is_alive(child)
    if survived:
        os.kill(child, signal.SIGKILL)
    assert not survived


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
