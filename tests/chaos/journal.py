"""What the outside world knows: each request, each answer, each mail, written down before going on."""

import json
import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Line = dict[str, Any]


class Journal:
    """JSON lines, on the disk when `write` returns; several threads may write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("ab")
        self._lock = threading.Lock()
        self._began = time.monotonic()

    def write(self, what: str, **told: Any) -> None:
        """Add a line; `seconds` count from the journal's beginning."""
        line = {"what": what, "seconds": round(time.monotonic() - self._began, 3), **told}
        with self._lock:
            self._file.write(json.dumps(line).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def read_journal(path: Path) -> list[Line]:
    """All lines."""
    return [json.loads(line) for line in path.read_text().splitlines()]


def of_kind(lines: list[Line], what: str) -> list[Mapping[str, Any]]:
    """The lines that tell of this."""
    return [line for line in lines if line["what"] == what]
