"""Logs are JSON lines that hold nothing a person entered."""

import json
import subprocess
import sys

LOG = """
import logging
from api.cli.logs import configure_logs
from api.cli.process import logged

def save(name):
    raise ValueError(f"cannot save {name}")

with logged("sample"):
    logging.getLogger("library").warning("from the library")
    try:
        save("陳怡君")
    except ValueError as error:
        raise RuntimeError("A123456789 is unknown") from error
"""


def test_an_error_is_logged_by_type_and_place_without_its_message() -> None:
    done = subprocess.run([sys.executable, "-c", LOG], capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines] == ["from the library", "process_failed"]
    assert [link["type"] for link in lines[1]["error"]] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert lines[1]["error"][1]["at"][-1].endswith(" save")
    assert all(line["process"] == "sample" and line["timestamp"] for line in lines)
    assert "陳怡君" not in done.stderr
    assert "A123456789" not in done.stderr
