"""A real `tanjian up` in a folder of its own: started, looked at, killed and stopped from outside."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from store import world
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.migrations import migrate
from store.world import WorldTime

NAMES = ("postgres", "temporal", "projector", "worker", "dispatcher", "api")
READY_SECONDS, STOP_SECONDS = 180.0, 120.0
_OURS = ("TANJIAN_DATABASE_URL", "TANJIAN_TEMPORAL_ADDRESS", "TANJIAN_DATA", "TANJIAN_PORT")


class NotReady(Exception):
    """The system ended, or did not become ready in time."""


class System:
    """The processes of one data folder; none but these is ever killed."""

    def __init__(self, folder: Path, port: int, environment: Mapping[str, str]) -> None:
        self.folder, self.port = folder, port
        inherited = {name: value for name, value in os.environ.items() if name not in _OURS}
        self._environment = {**inherited, **environment}
        self._supervisor: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        """Where the database is while the system runs."""
        ports = json.loads((self.folder / "ports.json").read_text())
        return EmbeddedPostgres(self.folder / "postgres", ports["postgres"]).url

    def fix_world(self, begins: datetime) -> None:
        """Make the database and let the world's time be `begins` now; `--as-of` only knows whole mornings."""
        with EmbeddedPostgres(self.folder / "postgres") as server, Database(server.url) as database:
            migrate(database)
            world.fix(database, WorldTime(round(begins.timestamp() - time.time())))

    def start(self) -> None:
        """Start the supervisor, without waiting."""
        command = [sys.executable, "-m", "api.cli.main", "up"]
        command += ["--data", str(self.folder), "--port", str(self.port)]
        with (self.folder.parent / "up.log").open("ab") as log:
            self._supervisor = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self._environment
            )

    async def until_ready(self, timeout_seconds: float = READY_SECONDS) -> float:
        """Wait until every process works and the web interface says so; how many seconds that took."""
        began = time.monotonic()
        async with httpx.AsyncClient(base_url=self.address, timeout=5, trust_env=False) as http:
            while not (self._all_ready() and await _answers(http)):
                if self._supervisor is None or self._supervisor.poll() is not None:
                    raise NotReady((self.folder.parent / "up.log").read_text()[-2000:])
                if time.monotonic() - began > timeout_seconds:
                    raise NotReady(f"after {timeout_seconds} s: {self.processes()}")
                await asyncio.sleep(0.1)
        return time.monotonic() - began

    def processes(self) -> dict[str, dict[str, Any]]:
        """What the supervisor has written down of each process."""
        with suppress(FileNotFoundError, ValueError):
            found: dict[str, dict[str, Any]] = json.loads((self.folder / "processes.json").read_text())[
                "processes"
            ]
            return found
        return {}

    def restarts(self) -> dict[str, int]:
        """How often each process has been started again since the last start of the whole."""
        return {name: int(one["restarts"]) for name, one in self.processes().items()}

    def kill(self, name: str) -> bool:
        """`kill -9` of the one process; of PostgreSQL, the server itself. False if it does not run now."""
        pid = self._postmaster() if name == "postgres" else self.processes().get(name, {}).get("pid")
        if pid is None or not _alive(pid):
            return False
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
        return False

    def kill_everything(self) -> int:
        """`kill -9` of the supervisor and all that it has started, at once; how many processes."""
        assert self._supervisor is not None
        killed, first = set[int](), self._supervisor.pid
        until = time.monotonic() + 20.0
        while found := self._all():
            for pid in sorted(found, key=lambda one: one != first):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            killed |= found
            if time.monotonic() > until:
                raise NotReady(f"processes {found} cannot be killed")
            time.sleep(0.05)
            self._supervisor.poll()
        self._supervisor.wait()
        return len(killed)

    def stop(self) -> int:
        """Ctrl-C; the supervisor's exit code."""
        assert self._supervisor is not None
        self._supervisor.send_signal(signal.SIGINT)
        return self._supervisor.wait(STOP_SECONDS)

    def remains(self) -> int:
        """How many processes of the folder are left."""
        return len(self._all())

    def _all_ready(self) -> bool:
        # Nobody waits for a reader: it loads its networks for a while.
        states = {name: one["state"] for name, one in self.processes().items() if name != "reader"}
        return states == dict.fromkeys(NAMES, "ready")

    def _postmaster(self) -> int | None:
        with suppress(FileNotFoundError, ValueError):
            written = (self.folder / "postgres" / "cluster" / "postmaster.pid").read_text()
            pid = int(written.split("\n", 1)[0])
            return pid if _names(pid, self.folder) else None
        return None

    def _all(self) -> set[int]:
        roots = {self._supervisor.pid} if self._supervisor and self._supervisor.poll() is None else set()
        return _children_of(roots, self.folder)


async def _answers(http: httpx.AsyncClient) -> bool:
    with suppress(httpx.TransportError):
        told = await http.get("/readyz")
        return told.status_code == 200 and bool(told.json()["status"] == "ready")
    return False


def _children_of(roots: set[int], folder: Path) -> set[int]:
    """The living processes that name the folder in their command, the roots, and all children of both."""
    parents = {pid: parent for pid in _pids() if (parent := _parent(pid)) is not None}
    found = {pid for pid in parents if pid in roots or _names(pid, folder)}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


def _names(pid: int, folder: Path) -> bool:
    """Whether the process works on the folder: a word of its command is the folder or lies in it."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return any(word == os.fsencode(folder) or word.startswith(os.fsencode(f"{folder}/")) for word in words)


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(pid: int) -> int | None:
    """The parent of a living process; None for one that is gone or only waits to be buried."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if words[0] == "Z" else int(words[1])


def _alive(pid: int) -> bool:
    return _parent(pid) is not None
