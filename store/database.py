"""A pool of PostgreSQL connections."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self
from uuid import UUID

from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool


class Database:
    """Connections to the database at `url`; rows come as dicts, times in UTC.

    Each connection is tried before use, so that a restart of the server is not seen by callers.
    """

    def __init__(self, url: str, *, min_size: int = 1, max_size: int = 8) -> None:
        self.url = url
        self._pool: ConnectionPool[Connection[DictRow]] = ConnectionPool(
            url,
            connection_class=Connection[DictRow],
            kwargs={**session_settings(url), "autocommit": True},
            min_size=min_size,
            max_size=max_size,
            open=False,
            check=ConnectionPool.check_connection,
        )

    def open(self, timeout_seconds: float = 30.0) -> Self:
        """Open the pool; psycopg_pool.PoolTimeout if the server cannot be reached in time."""
        self._pool.open(wait=True, timeout=timeout_seconds)
        return self

    def close(self) -> None:
        self._pool.close()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection[DictRow]]:
        """A connection within a transaction: committed at the end, rolled back on any exception."""
        with self._pool.connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection[DictRow]]:
        """A connection for a single statement, which sees what is committed: no transaction around it."""
        with self._pool.connection() as connection:
            yield connection


def session_settings(url: str) -> dict[str, Any]:
    """What each connection is opened with: dict rows, and UTC unless the address gives options."""
    options = {} if "options" in conninfo_to_dict(url) else {"options": "-c timezone=UTC"}
    return {"row_factory": dict_row, **options}


def lock_number(name: UUID) -> int:
    """The advisory lock of an id: its low 64 bits, signed. Two ids that share one only wait more."""
    return int.from_bytes(name.bytes[8:], "big", signed=True)
