"""The embedded PostgreSQL comes back from every kind of end."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from store.database import Database
from store.embedded_postgres import DidNotStart, EmbeddedPostgres, FolderBusy
from store.event_log import Change, EventLog
from store.migrations import migrate
from tests.store.sample import Counted, cause

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedPostgres]:
    """A durable server, as for real use."""
    folder = Path(tempfile.mkdtemp(prefix="tanjian-durable-"))
    with EmbeddedPostgres(folder / "postgres") as started:
        with Database(started.url) as database:
            migrate(database)
        yield started
    shutil.rmtree(folder)


def _kill(server: EmbeddedPostgres) -> None:
    assert server.process is not None
    server.process.kill()
    server.process.wait()


def test_what_was_appended_survives_a_kill_and_callers_go_on(server: EmbeddedPostgres) -> None:
    stream = uuid4()
    with EventLog(server.url) as log, Database(server.url) as database:
        log.append([Change(stream, 0, (Counted(1),))], cause(), outcome=None)
        _kill(server)
        server.start()
        log.append([Change(stream, 1, (Counted(2),))], cause(), outcome=None)
        assert [each.event.count for each in log.read(stream)] == [1, 2]
        with database.transaction() as connection:
            assert connection.execute("SELECT 1 AS one").fetchone() == {"one": 1}


def test_a_pid_file_that_names_another_process_is_no_hindrance(server: EmbeddedPostgres) -> None:
    _kill(server)
    pid_file = server.folder / "cluster" / "postmaster.pid"
    lines = pid_file.read_text().split("\n")
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    server.start()
    psycopg.connect(server.url).close()


_ORPHANING = """
import os, signal, sys
from pathlib import Path
from store.embedded_postgres import EmbeddedPostgres
EmbeddedPostgres(Path(sys.argv[1])).start()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_server_that_outlived_its_supervisor_is_replaced(server: EmbeddedPostgres) -> None:
    server.stop()
    subprocess.run([sys.executable, "-c", _ORPHANING, str(server.folder)], check=False)
    orphan = (server.folder / "cluster" / "postmaster.pid").read_text().split("\n")[0]
    server.start()
    assert server.process is not None
    assert str(server.process.pid) != orphan
    now = (server.folder / "cluster" / "postmaster.pid").read_text().split("\n")[0]
    assert now == str(server.process.pid)


def test_a_folder_has_one_supervisor(server: EmbeddedPostgres) -> None:
    with pytest.raises(FolderBusy):
        EmbeddedPostgres(server.folder).start()
    psycopg.connect(server.url).close()


def test_only_the_password_opens_it(server: EmbeddedPostgres) -> None:
    password = server.folder / "password"
    assert password.stat().st_mode & 0o777 == 0o600
    wrong = server.url.replace(password.read_text(), "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_it_is_durable(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.url) as connection:
        shown = [connection.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")]
    assert shown == [("on",), ("on",)]


def test_a_server_that_cannot_start_says_why_and_leaves_the_folder_free(server: EmbeddedPostgres) -> None:
    server.stop()
    refused = pytest.raises(DidNotStart, match="Address already in use")
    with socket.create_server(("127.0.0.1", 0)) as taken, refused:
        EmbeddedPostgres(server.folder, taken.getsockname()[1]).start()
    server.start()
    psycopg.connect(server.url).close()
