"""Where the read models lie: numbered schemas, and the pointer that says which one is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from psycopg import Connection, errors
from psycopg.rows import DictRow
from psycopg.sql import SQL, Identifier

from store.database import Database
from store.migrations import Migration, read_migrations

FOLDER = Path(__file__).parent / "read_model_sql"
_MAKING = 0x72656164_00000001
_SWITCHING = 0x72656164_00000002
_REBUILDING = 0x72656164_00000003


class ReadModelsOutdated(Exception):
    """The read models were made from other table definitions than this program's: rebuild them."""


class NoReadModels(Exception):
    """No read models were made in this database yet."""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The projector's last sign of life (database clock), and how far it had come."""

    at: datetime
    position: int


def prepare(database: Database) -> int:
    """Make the pointer and the first schema where there is none; gives the number of the one in use.

    Raises ReadModelsOutdated if the schema in use was made from other files.
    """
    files = read_migrations(FOLDER)
    with database.transaction() as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
        connection.execute(_POINTER)
        connection.execute(_HEARTBEAT)
        row = connection.execute("SELECT number FROM read_pointer").fetchone()
        if row is not None:
            _compare(connection, row["number"], files)
            return int(row["number"])
        make(connection, 1, files)
        connection.execute("INSERT INTO read_pointer (number) VALUES (1)")
    return 1


def make(connection: Connection[DictRow], number: int, files: list[Migration] | None = None) -> None:
    """Make the schema of a number, with empty tables at position 0."""
    connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(schema_name(number))))
    use(connection, number)
    connection.execute("CREATE TABLE made_from (number int PRIMARY KEY, sha256 text NOT NULL)")
    for file in read_migrations(FOLDER) if files is None else files:
        connection.execute(SQL(file.statements))
        connection.execute("INSERT INTO made_from VALUES (%s, %s)", (file.number, file.sha256))


def use(connection: Connection[DictRow], number: int) -> None:
    """Let the transaction's statements find the tables of this schema first."""
    connection.execute("SELECT set_config('search_path', %s, true)", (f"{schema_name(number)}, public",))


def schema_name(number: int) -> str:
    return f"read_{number}"


@contextmanager
def current(database: Database) -> Iterator[Connection[DictRow]]:
    """A transaction over the schema in use, which no switch can drop meanwhile; NoReadModels."""
    with database.transaction() as connection:
        connection.execute("SELECT pg_advisory_xact_lock_shared(%s)", (_SWITCHING,))
        use(connection, pointer(connection))
        yield connection


def pointer(connection: Connection[DictRow]) -> int:
    """The number of the schema in use; NoReadModels."""
    try:
        row = connection.execute("SELECT number FROM public.read_pointer").fetchone()
    except errors.UndefinedTable:
        row = None
    if row is None:
        raise NoReadModels("查詢資料尚未建立。 / The read models are not made yet.")
    return int(row["number"])


def switch(connection: Connection[DictRow], number: int) -> None:
    """Point at another schema and drop the one before, within the caller's transaction."""
    before = pointer(connection)
    connection.execute("UPDATE public.read_pointer SET number = %s", (number,))
    connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(schema_name(before))))


def keep_readers_out(connection: Connection[DictRow]) -> None:
    """Wait for all transactions of `current`, and have new ones wait until this one ends."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_SWITCHING,))


def claim_rebuild(connection: Connection[DictRow]) -> bool:
    """Whether this session may rebuild; no other may until it ends."""
    row = connection.execute("SELECT pg_try_advisory_lock(%s) AS got", (_REBUILDING,)).fetchone()
    return bool(row and row["got"])


def beat(database: Database, position: int) -> None:
    """Leave a sign of life."""
    with database.transaction() as connection:
        connection.execute(
            "INSERT INTO projector_heartbeat (at, position) VALUES (clock_timestamp(), %s)"
            " ON CONFLICT (one) DO UPDATE SET at = excluded.at, position = excluded.position",
            (position,),
        )


def last_heartbeat(database: Database) -> Heartbeat | None:
    """The projector's last sign of life; None if there never was one."""
    with database.transaction() as connection:
        pointer(connection)
        row = connection.execute("SELECT at, position FROM projector_heartbeat").fetchone()
    return None if row is None else Heartbeat(row["at"].astimezone(UTC), row["position"])


def position_of(connection: Connection[DictRow], *, lock: bool = False) -> int:
    """The last event that the schema's rows know; `lock` lets one writer at a time go on from there."""
    row = connection.execute(
        "SELECT position FROM positions FOR UPDATE" if lock else "SELECT position FROM positions"
    ).fetchone()
    assert row is not None
    return int(row["position"])


def _compare(connection: Connection[DictRow], number: int, files: list[Migration]) -> None:
    table = SQL("SELECT number, sha256 FROM {}.made_from ORDER BY number")
    rows = connection.execute(table.format(Identifier(schema_name(number)))).fetchall()
    if [(row["number"], row["sha256"]) for row in rows] != [(file.number, file.sha256) for file in files]:
        raise ReadModelsOutdated(
            "查詢資料的格式與程式不符，請重建。 / The read models are of another format: rebuild them."
        )


_POINTER = """
    CREATE TABLE IF NOT EXISTS read_pointer (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        number int NOT NULL
    )
"""
_HEARTBEAT = """
    CREATE TABLE IF NOT EXISTS projector_heartbeat (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        at timestamptz NOT NULL,
        position bigint NOT NULL
    )
"""
