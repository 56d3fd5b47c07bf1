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


REFUSED = """
import smtplib
from api.cli.process import logged

with logged("sample"):
    try:
        raise smtplib.SMTPRecipientsRefused({"person1@example.com": (550, b"person1@example.com unknown")})
    except smtplib.SMTPException:
        raise FileNotFoundError("/no/such/folder")
"""


def test_a_mail_server_s_refusal_is_logged_without_its_addresses() -> None:
    done = subprocess.run([sys.executable, "-c", REFUSED], capture_output=True, text=True, check=False)
    [line] = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert line["error"][0]["message"] == "/no/such/folder"
    assert line["error"][1]["type"] == "smtplib.SMTPRecipientsRefused"
    assert "person1" not in done.stderr


def test_an_error_is_logged_by_type_and_place_without_its_message() -> None:
    done = subprocess.run([sys.executable, "-c", LOG], capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines] == ["from the library", "process_failed"]
    assert [link["type"] for link in lines[1]["error"]] == ["builtins.RuntimeError", "builtins.ValueError"]
    assert lines[1]["error"][1]["at"][-1].endswith(" save")
    assert all(line["process"] == "sample" and line["timestamp"] for line in lines)
    assert "陳怡君" not in done.stderr
    assert "A123456789" not in done.stderr
