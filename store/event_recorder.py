"""How the eventsourcing library writes and reads our events: its mapper, recorder and application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import (
    InfrastructureFactory,
    InterfaceError,
    Mapper,
    OperationalError,
    StoredEvent,
)
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore, PostgresFactory
from eventsourcing.utils import Environment, EnvType, retry
from psycopg import Connection, Cursor
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow
from psycopg.sql import SQL, Identifier

from domain.event import Cause
from store import codec
from store.database import session_settings
from store.places import PlaceKey
from store.receipts import OutcomeRow


@dataclass(frozen=True, slots=True)
class Envelope:
    """An event on its way into the library, which asks for these first two names."""

    originator_id: UUID
    originator_version: int
    event: Any
    cause: Cause


@dataclass(frozen=True, slots=True)
class Beside:
    """What one transaction writes beside its events, and the times that come back."""

    command: UUID
    expected: Mapping[UUID, int]
    outcome: OutcomeRow | None
    taken: Sequence[PlaceKey]
    freed: Sequence[PlaceKey]
    recorded_at: list[datetime] = field(default_factory=list)


class EventMapper(Mapper[UUID]):
    """Envelopes as canonical JSON under the event's topic."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=domain_event.event.TOPIC,
            state=codec.state_to_bytes(domain_event.event, domain_event.cause),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        event, cause = codec.state_from_bytes(stored_event.topic, stored_event.state)
        return Envelope(UUID(str(stored_event.originator_id)), stored_event.originator_version, event, cause)


class EventRecorder(PostgresApplicationRecorder):
    """The library's recorder, with our rows in the transaction of its append."""

    def __init__(self, datastore: PostgresDatastore, *, events_table_name: str = "tanjian_events") -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        notify = SQL("NOTIFY {}").format(Identifier(self.channel_name))
        self._locking = (*self.lock_table_statements, notify)

    @retry((InterfaceError, OperationalError), max_attempts=10, wait=0.2)
    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Everything that an append writes, sent at once: one round trip while the table is locked."""
        beside: Beside = kwargs["beside"]
        # A statement at fault has the server skip all that follow, the COMMIT too; the pool then rolls back.
        with self.datastore.get_connection() as connection:
            with connection.pipeline():
                rows = self._send(connection, stored_events, beside)
            found = [] if rows is None else rows.fetchall()
        beside.recorded_at[:] = [row["recorded_at"] for row in found]
        return [row["notification_id"] for row in found]

    def _send(
        self, connection: Connection[DictRow], stored_events: Sequence[StoredEvent], beside: Beside
    ) -> Cursor[DictRow] | None:
        connection.execute("BEGIN")
        _write_beside(connection, beside)
        inserted = None
        if stored_events:
            for statement in self._locking:
                connection.execute(statement)
        connection.execute(_REQUIRE, (list(beside.expected), list(beside.expected.values())))
        command = None if beside.outcome is None else beside.outcome.command_id
        if stored_events:
            inserted = connection.execute(_INSERT, (*_columns(stored_events), command))
        elif command is not None:
            connection.execute(_ACCEPT, (command,))
        connection.execute("COMMIT")
        return inserted

    @retry((InterfaceError, OperationalError), max_attempts=10, wait=0.2)
    def rows(self, rest: LiteralString, parameters: Sequence[Any]) -> list[DictRow]:
        """Stored events as rows; `rest` follows the FROM clause."""
        with self.datastore.get_connection() as connection:
            return connection.execute(SQL(_SELECT + rest), parameters, prepare=True).fetchall()


class EventApplication(Application[UUID]):
    """The library's application over one database; its table is `tanjian_events`."""

    name = "tanjian"

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        # The library would also read the process's environment; only what is given counts here.
        return Environment(name, dict(env or {}))

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        factory = _Factory(env)
        kwargs = factory.datastore.pool.kwargs
        assert isinstance(kwargs, dict)
        url = env["DATABASE_URL"]
        named = {"dbname", "host", "port", "user", "password"}
        kwargs.update({name: value for name, value in conninfo_to_dict(url).items() if name not in named})
        kwargs.update(session_settings(url))
        return factory

    def construct_mapper(self) -> EventMapper:
        return EventMapper(self.construct_transcoder())


class _Factory(PostgresFactory):
    application_recorder_class = EventRecorder


def settings(url: str, *, pool_size: int, max_overflow: int, create_table: bool) -> dict[str, str]:
    """The library's settings for a database address."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    return {
        "DATABASE_URL": url,
        "POSTGRES_DBNAME": parts.get("dbname", ""),
        "POSTGRES_HOST": parts.get("host", ""),
        "POSTGRES_PORT": parts.get("port", "5432"),
        "POSTGRES_USER": parts.get("user", ""),
        "POSTGRES_PASSWORD": parts.get("password", ""),
        "POSTGRES_POOL_SIZE": str(pool_size),
        "POSTGRES_MAX_OVERFLOW": str(max_overflow),
        "POSTGRES_PRE_PING": "yes",
        # Their function appends without the table's lock, and readers would skip events.
        "POSTGRES_ENABLE_DB_FUNCTIONS": "no",
        "POSTGRES_LOCK_TIMEOUT": "5",
        "CREATE_TABLE": "yes" if create_table else "no",
    }


_SELECT: LiteralString = (
    "SELECT originator_id, originator_version, topic, state, notification_id, recorded_at"
    " FROM tanjian_events "
)
_OUTCOME = """
    INSERT INTO outcomes (command_id, stream, position, version, decided_at) VALUES (%s, %s, 0, 0, %s)
"""
_INSERT = """
    WITH inserted AS (
        INSERT INTO tanjian_events (originator_id, originator_version, topic, state)
        SELECT * FROM unnest(%b::uuid[], %b::bigint[], %b::text[], %b::bytea[])
        RETURNING originator_id, originator_version, notification_id, recorded_at
    ), accepted AS (
        UPDATE outcomes SET
            position = (SELECT max(notification_id) FROM inserted),
            version = coalesce(
                (SELECT max(originator_version) FROM inserted WHERE originator_id = outcomes.stream),
                (SELECT max(originator_version) FROM tanjian_events WHERE originator_id = outcomes.stream),
                0)
        WHERE command_id = %s
    )
    SELECT notification_id, recorded_at FROM inserted ORDER BY notification_id
"""
_REQUIRE = "SELECT require_versions(%s::uuid[], %s::bigint[])"
_ACCEPT = """
    UPDATE outcomes SET
        position = (SELECT coalesce(max(notification_id), 0) FROM tanjian_events),
        version = (SELECT coalesce(max(originator_version), 0) FROM tanjian_events
            WHERE originator_id = outcomes.stream)
    WHERE command_id = %s
"""


def _columns(stored_events: Sequence[StoredEvent]) -> tuple[list[Any], ...]:
    names = ("originator_id", "originator_version", "topic", "state")
    return tuple([getattr(stored, name) for stored in stored_events] for name in names)


def _write_beside(connection: Connection[DictRow], beside: Beside) -> None:
    if beside.outcome is not None:
        row = beside.outcome
        connection.execute(_OUTCOME, (row.command_id, row.stream, row.decided_at))
    for place in sorted(beside.freed):
        connection.execute("SELECT free_place(%s, %s, %s)", (place.programme, place.sector, place.number))
    for place in sorted(beside.taken):
        key = (place.programme, place.sector, place.number)
        holder = place.holder or beside.command
        connection.execute("SELECT take_place(%s, %s, %s, %s)", (*key, holder))
