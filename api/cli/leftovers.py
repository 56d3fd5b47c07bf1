"""Processes that outlived their supervisor: found by what it wrote down, ended before a new start."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from api.cli.data_folder import DataFolder

_PATIENCE_SECONDS = 10.0


def end_leftovers(folder: DataFolder) -> list[int]:
    """End the processes of the last start that still run, and give their numbers."""
    found = [pid for pid in _noted(folder) if _works_on(pid, folder.path)]
    for number, patience in ((signal.SIGTERM, _PATIENCE_SECONDS), (signal.SIGKILL, 1.0)):
        for pid in found:
            if _works_on(pid, folder.path):
                with suppress(ProcessLookupError):
                    os.kill(pid, number)
        until = time.monotonic() + patience
        while any(_works_on(pid, folder.path) for pid in found) and time.monotonic() < until:
            time.sleep(0.05)
    return found


def _noted(folder: DataFolder) -> list[int]:
    noted = folder.read(folder.processes.name).get("processes", {})
    return [one["pid"] for one in noted.values() if one.get("pid")]


def _works_on(pid: int, folder: Path) -> bool:
    """The number may be another program's by now: ours have the folder in their command."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return any(word == os.fsencode(folder) or word.startswith(os.fsencode(f"{folder}/")) for word in words)
