"""Read models made anew from the log, beside those in use, and then switched to."""

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from psycopg import Connection
from psycopg.rows import DictRow
from psycopg.sql import SQL, Identifier

from store import read_schema
from store.database import Database, session_settings
from store.event_log import EventLog
from store.projector import FoldedStreams, advance

_BATCH = 2000
_REMEMBERED = 50_000
# So near to the head, the rest is quick enough to be done while readers wait.
_NEAR = 200


class RebuildRunning(Exception):
    """Another process is rebuilding the read models."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The last event projected, and the log's last one when that was last asked."""

    position: int
    head: int


def rebuild(
    event_log: EventLog, database: Database, progress: Callable[[Progress], None] = lambda _: None
) -> int:
    """Make a new schema, take it to the log's head, switch to it, drop the old; gives its number.

    Readers and a running projector go on meanwhile and find the new schema with their next
    transaction. Raises RebuildRunning, NoReadModels.
    """
    settings = session_settings(database.url)
    with psycopg.Connection[DictRow].connect(database.url, autocommit=True, **settings) as connection:
        if not read_schema.claim_rebuild(connection):
            raise RebuildRunning("查詢資料正在重建中。 / The read models are being rebuilt.")
        number = _make_next(connection)
        streams = FoldedStreams(event_log, _REMEMBERED)
        _approach(connection, number, event_log, streams, progress)
        _arrive(connection, number, event_log, streams)
        progress(Progress(event_log.last_position(), event_log.last_position()))
    return number


def _make_next(connection: Connection[DictRow]) -> int:
    with connection.transaction():
        in_use = read_schema.pointer(connection)
        _drop_unfinished(connection, in_use)
        read_schema.make(connection, in_use + 1)
    return in_use + 1


def _drop_unfinished(connection: Connection[DictRow], in_use: int) -> None:
    """What a rebuild left that did not come to its end."""
    rows = connection.execute(
        r"SELECT nspname FROM pg_namespace WHERE nspname ~ '^read_\d+$' AND nspname <> %s",
        (read_schema.schema_name(in_use),),
    ).fetchall()
    for row in rows:
        connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(row["nspname"])))


def _approach(
    connection: Connection[DictRow],
    number: int,
    event_log: EventLog,
    streams: FoldedStreams,
    progress: Callable[[Progress], None],
) -> None:
    done = _BATCH
    while done > _NEAR:
        with connection.transaction():
            read_schema.use(connection, number)
            done = advance(connection, event_log, streams, _BATCH)
            position = read_schema.position_of(connection)
        progress(Progress(position, event_log.last_position()))


def _arrive(
    connection: Connection[DictRow], number: int, event_log: EventLog, streams: FoldedStreams
) -> None:
    """Project the rest and switch, in one transaction that keeps readers and projector out."""
    with connection.transaction():
        read_schema.keep_readers_out(connection)
        read_schema.use(connection, number)
        while advance(connection, event_log, streams, _BATCH):
            pass
        read_schema.switch(connection, number)
