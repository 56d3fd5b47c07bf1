"""`tanjian postgres-keeper`: runs the embedded PostgreSQL as long as it lives itself, and no longer."""

import signal
import threading
from pathlib import Path

import typer

from api.cli.console import Fault
from api.cli.data_folder import DATA_OPTION
from api.cli.service import announce_ready
from store.embedded_postgres import EmbeddedPostgres

app = typer.Typer(add_completion=False)


@app.command(hidden=True)
def keep(data: Path = DATA_OPTION, port: int = typer.Option(...)) -> None:
    """內部使用：執行內嵌的 PostgreSQL / Internal: runs the embedded PostgreSQL."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    with EmbeddedPostgres(data.resolve() / "postgres", port) as server:
        announce_ready()
        process = server.process
        assert process is not None
        while not stopping.wait(0.2):
            if process.poll() is not None:
                raise Fault("PostgreSQL 意外結束。", f"PostgreSQL ended with code {process.returncode}.")
