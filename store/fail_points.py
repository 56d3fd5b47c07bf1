"""Places where a test can have the process die, to see what a crash there leaves behind."""

import os
import signal
from pathlib import Path
from typing import Literal

FailPoint = Literal[
    "after_receipt", "before_append", "after_append", "after_file", "after_smtp", "before_completion"
]


def fail_point(name: FailPoint) -> None:
    """Kill the own process once if the folder that TANJIAN_FAIL_POINTS names holds a file `name`."""
    folder = os.environ.get("TANJIAN_FAIL_POINTS")
    if not folder:
        return
    try:
        (Path(folder) / name).unlink()
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
