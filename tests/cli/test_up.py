"""`tanjian up` as people run it: a real process, real servers, killed and started again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from store.embedded_temporal import free_port
from tests.cli.waiting import alive, eventually

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(300)]

TANJIAN = [sys.executable, "-m", "api.cli.main"]
NAMES = {"postgres", "temporal", "projector", "worker", "dispatcher", "api"}
READY_SECONDS = 60.0


class System:
    """A `tanjian up` of a folder, seen from outside."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.process: subprocess.Popen[str] | None = None

    def start(self, *words: str) -> None:
        command = [*TANJIAN, "up", "--data", str(self.folder), "--port", str(self.port), *words]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        eventually(self.ready, READY_SECONDS)

    def ready(self) -> bool:
        """Every process says that it is ready, and the web interface says so of all."""
        assert self.process is not None
        assert self.process.poll() is None, self.process.communicate()[0]
        # Nobody waits for a reader: it loads its networks for a while.
        states = {name: one["state"] for name, one in self.processes().items() if name != "reader"}
        return states == dict.fromkeys(NAMES, "ready") and self.is_all_well()

    def is_all_well(self) -> bool:
        try:
            told = httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=5)
        except httpx.TransportError:
            return False
        return bool(told.json()["status"] == "ready")

    def processes(self) -> dict[str, dict[str, Any]]:
        noted = self.folder / "processes.json"
        return json.loads(noted.read_text())["processes"] if noted.exists() else {}

    def survives_the_death_of(self, name: str) -> None:
        before = self.processes()[name]
        os.kill(before["pid"], signal.SIGKILL)
        eventually(lambda: self.processes()[name]["restarts"] > before["restarts"])
        eventually(self.ready, READY_SECONDS)

    def postmaster(self) -> int:
        return int((self.folder / "postgres/cluster/postmaster.pid").read_text().split("\n", 1)[0])

    def pids(self) -> set[int]:
        """All that works on the folder, whoever started it."""
        found = set()
        for entry in Path("/proc").iterdir():
            if (
                entry.name.isdigit()
                and alive(int(entry.name))
                and os.fsencode(self.folder) in _command(entry)
            ):
                found.add(int(entry.name))
        return found

    def is_gone(self) -> bool:
        """Nothing works on the folder any more; what still does is printed, for a test that waits in vain."""
        left = self.pids()
        for pid in left:
            print(pid, _command(Path("/proc") / str(pid)))
        return not left

    def kill(self) -> None:
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        eventually(lambda: not self.pids())

    def stop(self) -> str:
        """Ctrl-C, and what was said up to the end."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, said
        return said

    def password(self) -> str:
        return (self.folder / "officer.txt").read_text().split()[-1]

    def sign_in(self) -> int:
        """The status that the first officer gets with the password that is kept in the folder."""
        credentials = {"login": "officer", "password": self.password()}
        return httpx.post(f"http://127.0.0.1:{self.port}/sign-in", json=credentials).status_code


def _command(entry: Path) -> bytes:
    try:
        return (entry / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    """A folder that begins on 1 March 2025; each test starts and stops it."""
    # Not under pytest's own folder, which other system users cannot pass.
    folder = Path(tempfile.mkdtemp(prefix="tanjian-up-"))
    system = System(folder / "data", free_port())
    yield system
    system.kill()
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def nothing_runs(system: System) -> Iterator[None]:
    """What a failed test has left running is no other test's."""
    yield
    system.kill()


def call(system: System, *words: str) -> subprocess.CompletedProcess[str]:
    command = [*TANJIAN, *words, "--data", str(system.folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_it_survives_the_death_of_each_process_and_ends_with_all_of_them(system: System) -> None:
    system.start("--as-of", "2025-03-01")
    assert system.sign_in() == 200
    assert call(system, "doctor").returncode == 0
    twice = call(system, "up", "--port", str(system.port))
    assert twice.returncode == 1
    assert "正由程序" in twice.stderr
    for name in sorted(NAMES):
        system.survives_the_death_of(name)
    before = system.processes()["postgres"]["restarts"]
    os.kill(system.postmaster(), signal.SIGKILL)
    eventually(lambda: system.processes()["postgres"]["restarts"] > before)
    eventually(system.ready, READY_SECONDS)
    assert system.sign_in() == 200
    system.stop()
    assert system.pids() == set()


def test_a_killed_supervisor_leaves_nothing_and_its_folder_goes_on_without_temporals_database(
    system: System,
) -> None:
    system.start("--as-of", "2025-03-01")
    assert system.process is not None
    system.process.kill()
    system.process.wait()
    eventually(system.is_gone, 50)
    (system.folder / "temporal.db").unlink()
    system.start()
    assert system.sign_in() == 200
    assert system.password() not in system.stop()
    other = call(system, "up", "--port", str(system.port), "--as-of", "2025-04-01")
    assert other.returncode == 1
    assert "2025-03-01" in other.stderr
    assert system.pids() == set()
