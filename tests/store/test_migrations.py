"""Numbered migrations: applied once, in order, unchanged."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from store.database import Database
from store.event_log import EventLog, NotMigrated
from store.migrations import FOLDER, MigrationRefused, migrate, read_migrations

pytestmark = pytest.mark.servers
NAMES = [path.name for path in sorted(FOLDER.glob("*.sql"))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "migrations"))


def test_an_empty_database_is_brought_up_once(empty_database_url: str) -> None:
    with Database(empty_database_url) as database:
        assert migrate(database) == NAMES
        assert migrate(database) == []
    with EventLog(empty_database_url) as log:
        assert log.last_position() == 0


def test_processes_that_start_at_once_apply_each_file_once(empty_database_url: str) -> None:
    with Database(empty_database_url) as database, ThreadPoolExecutor(4) as threads:
        applied = list(threads.map(lambda _: migrate(database), range(4)))
    assert sorted(name for names in applied for name in names) == NAMES


def _change(folder: Path) -> None:
    with (folder / NAMES[1]).open("a") as file:
        file.write("-- changed\n")


def _lose_last(folder: Path) -> None:
    (folder / NAMES[-1]).unlink()


@pytest.mark.parametrize(
    ("happens", "told"), [(_change, "was changed"), (_lose_last, "newer than the files")]
)
def test_files_that_do_not_fit_the_database_are_refused(
    empty_database_url: str, folder: Path, happens: Callable[[Path], None], told: str
) -> None:
    with Database(empty_database_url) as database:
        migrate(database, folder)
        happens(folder)
        with pytest.raises(MigrationRefused, match=told):
            migrate(database, folder)


def test_a_gap_or_an_odd_name_is_refused(folder: Path) -> None:
    (folder / NAMES[1]).unlink()
    with pytest.raises(MigrationRefused, match="number 2 is missing"):
        read_migrations(folder)
    (folder / "2_odd.sql").touch()
    with pytest.raises(MigrationRefused, match="NNNN_name"):
        read_migrations(folder)


def test_a_file_that_fails_leaves_nothing_of_itself(empty_database_url: str, folder: Path) -> None:
    number = len(NAMES) + 1
    (folder / f"{number:04}_half.sql").write_text("CREATE TABLE half (); SELECT 1/0;")
    with Database(empty_database_url) as database:
        with pytest.raises(psycopg.errors.DivisionByZero):
            migrate(database, folder)
        with database.transaction() as connection:
            found = connection.execute("SELECT to_regclass('half') AS half, to_regclass('world') AS world")
            assert found.fetchone() == {"half": None, "world": "world"}


def test_an_event_log_needs_the_tables(empty_database_url: str) -> None:
    with pytest.raises(NotMigrated):
        EventLog(empty_database_url)
