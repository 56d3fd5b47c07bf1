"""Fail points kill once, and only where asked."""

import os
import signal
import subprocess
import sys
from pathlib import Path

_PASS = "from store.fail_points import fail_point; fail_point('after_smtp'); print('passed')"


def _pass(folder: Path | None) -> tuple[int, bytes]:
    environment = {name: value for name, value in os.environ.items() if name != "TANJIAN_FAIL_POINTS"}
    if folder is not None:
        environment["TANJIAN_FAIL_POINTS"] = str(folder)
    done = subprocess.run([sys.executable, "-c", _PASS], env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.strip()


def test_a_named_point_kills_once(tmp_path: Path) -> None:
    (tmp_path / "after_smtp").touch()
    (tmp_path / "after_append").touch()
    assert _pass(tmp_path) == (-signal.SIGKILL, b"")
    assert _pass(tmp_path) == (0, b"passed")
    assert [path.name for path in tmp_path.iterdir()] == ["after_append"]


def test_without_a_folder_nothing_happens() -> None:
    assert _pass(None) == (0, b"passed")
