"""The data folder of one machine: what lies where, who has it, and which ports its servers use."""

import fcntl
import json
import os
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from api.cli.console import Fault
from store.embedded_temporal import free_port

DATA_OPTION: Any = typer.Option(
    Path("tanjian-data"), "--data", envvar="TANJIAN_DATA", help="資料夾 / Data folder", file_okay=False
)
_SERVERS = ("postgres", "temporal", "temporal_ui")


class FolderInUse(Fault):
    """Another process has the folder."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Paths below the folder; `master.key` and `temporal.db` lie in `path` itself."""

    path: Path

    @classmethod
    def at(cls, path: Path) -> "DataFolder":
        """The folder, made if need be, readable by its owner only."""
        folder = cls(path.resolve())
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for below in (folder.files, folder.mail, folder.logs):
            below.mkdir(mode=0o700, exist_ok=True)
        return folder

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def files(self) -> Path:
        return self.path / "files"

    @property
    def mail(self) -> Path:
        return self.path / "mail"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def officer(self) -> Path:
        return self.path / "officer.txt"

    @property
    def processes(self) -> Path:
        return self.path / "processes.json"

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Have the folder alone. Raises FolderInUse; a lock whose holder died is free."""
        with (self.path / "lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read().strip() or "?"
                raise FolderInUse(
                    f"資料夾 {self.path} 正由程序 {holder} 使用；請先結束它，或用 --data 另指定資料夾。",
                    f"Process {holder} is using {self.path}: end it first, or name another folder by --data.",
                ) from None
            lock.truncate(0)
            lock.write(f"{os.getpid()}\n")
            lock.flush()
            yield

    def ports(self) -> dict[str, int]:
        """The ports of the embedded servers: those of last time where nobody else has them now."""
        known = self.last_ports()
        ports = {name: known[name] if _usable(known.get(name)) else free_port() for name in _SERVERS}
        self.write("ports.json", ports)
        return ports

    def last_ports(self) -> dict[str, int]:
        """The ports that were chosen last, empty before the first start."""
        return self.read("ports.json")

    def as_of(self) -> date | None:
        """The date that the world of this folder began with, if one was given."""
        found = self.read("world.json").get("as_of")
        return date.fromisoformat(found) if found else None

    def read(self, name: str) -> dict[str, Any]:
        """A JSON file of the folder; empty if it is not there or was cut off."""
        try:
            found = json.loads((self.path / name).read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, name: str, content: Mapping[str, Any]) -> None:
        """Replace a JSON file of the folder in one step."""
        handle, draft = tempfile.mkstemp(dir=self.path, prefix=f".{name}-")
        with os.fdopen(handle, "w") as file:
            json.dump(content, file, indent=2)
        os.replace(draft, self.path / name)


def usable(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as listening:
        # As servers do: what a closed connection leaves on the port for a minute is no hindrance.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _usable(port: int | None) -> bool:
    return port is not None and usable(port)
