"""Waiting for what other processes do: asked again and again, and given up in time."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")
PAUSE_SECONDS = 0.05


def eventually(ask: Callable[[], Answer], timeout_seconds: float = 20.0) -> Answer:
    """The first answer that is true; TimeoutError where none comes."""
    until = time.monotonic() + timeout_seconds
    while not (answer := ask()):
        if time.monotonic() > until:
            raise TimeoutError(f"{ask} still says {answer!r}")
        time.sleep(PAUSE_SECONDS)
    return answer


async def eventually_async(ask: Callable[[], Answer], timeout_seconds: float = 20.0) -> Answer:
    """The same, while the loop goes on."""
    return await asyncio.to_thread(eventually, ask, timeout_seconds)


def alive(pid: int) -> bool:
    """Whether the process runs; one that only waits to be buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
