"""The database's tables, made step by step from numbered SQL files."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.rows import DictRow
from psycopg.sql import SQL

from store.database import Database, session_settings
from store.event_log import create_events_table

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x74616E6A69616E
_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


class MigrationRefused(Exception):
    """The files and what the database has applied do not fit together."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file."""

    number: int
    name: str
    sha256: str
    statements: str


def migrate(database: Database, folder: Path = FOLDER) -> list[str]:
    """Apply what is missing and give the names applied; several processes may call it at once.

    Raises MigrationRefused on a gap, a changed file, or a database newer than the files.
    """
    files = read_migrations(folder)
    url = database.url
    with psycopg.Connection[DictRow].connect(url, autocommit=True, **session_settings(url)) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        # The library makes its own table; the first file builds on it.
        create_events_table(url)
        return _apply(connection, files)


def read_migrations(folder: Path) -> list[Migration]:
    """The files in order; MigrationRefused if the numbers are not 1, 2, 3 …"""
    files = [_read(path) for path in sorted(folder.glob("*.sql"))]
    for expected, file in enumerate(files, start=1):
        if file.number != expected:
            raise _refused(
                f"缺少第 {expected} 號，或號碼重複（{file.name}）",
                f"number {expected} is missing or double, found {file.name}",
            )
    return files


def _read(path: Path) -> Migration:
    named = _NAME.fullmatch(path.name)
    if named is None:
        raise _refused(f"檔名 {path.name} 不合格式", f"{path.name} is not named NNNN_name.sql")
    content = path.read_bytes()
    return Migration(int(named[1]), path.name, hashlib.sha256(content).hexdigest(), content.decode())


def _apply(connection: Connection[DictRow], files: Sequence[Migration]) -> list[str]:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migrations (number int PRIMARY KEY, name text NOT NULL,"
        " sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())"
    )
    applied = connection.execute("SELECT number, name, sha256 FROM migrations ORDER BY number").fetchall()
    _compare(applied, files)
    missing = files[len(applied) :]
    for file in missing:
        _apply_one(connection, file)
    return [file.name for file in missing]


def _compare(applied: Sequence[dict[str, Any]], files: Sequence[Migration]) -> None:
    for row, number in zip(applied, range(1, len(applied) + 1), strict=True):
        if row["number"] != number:
            raise _refused(f"資料庫缺少第 {number} 號", f"the database has not applied number {number}")
        if number > len(files):
            raise _refused(
                f"資料庫較程式新（{row['name']}）", f"the database is newer than the files: {row['name']}"
            )
        if row["sha256"] != files[number - 1].sha256:
            raise _refused(f"{row['name']} 套用後被改過", f"{row['name']} was changed after it was applied")


def _apply_one(connection: Connection[DictRow], file: Migration) -> None:
    with connection.transaction():
        connection.execute(SQL(file.statements))
        connection.execute(
            "INSERT INTO migrations (number, name, sha256) VALUES (%s, %s, %s)",
            (file.number, file.name, file.sha256),
        )


def _refused(zh: str, en: str) -> MigrationRefused:
    return MigrationRefused(f"資料庫升級中止：{zh}。 / Migration refused: {en}.")
