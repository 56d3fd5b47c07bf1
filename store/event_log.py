"""The event store: streams of events in PostgreSQL, each append one transaction with all it decides."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Self
from uuid import UUID

from eventsourcing.persistence import PersistenceError
from psycopg import Error
from psycopg.rows import DictRow

from domain.event import Cause, RecordedEvent
from store import codec
from store.event_recorder import Beside, Envelope, EventApplication, EventRecorder, settings
from store.fail_points import fail_point
from store.places import HoldLost, PlaceKey
from store.receipts import OutcomeRow


class StaleStream(Exception):
    """A stream is no longer at the version that was decided on: read it again and decide again."""


class AlreadyDecided(Exception):
    """The command has an outcome; that one stands."""


class NotMigrated(Exception):
    """The database has not the tables of this program."""


@dataclass(frozen=True, slots=True)
class Change:
    """What to add to a stream that is at `expected_version` (0: new). Without events it only checks."""

    stream: UUID
    expected_version: int
    events: tuple[Any, ...]


class EventLog:
    """Reads and appends; `url` is the database's address, or TANJIAN_DATABASE_URL if None."""

    def __init__(self, url: str | None = None, *, pool_size: int = 1, max_overflow: int = 4) -> None:
        address = os.environ["TANJIAN_DATABASE_URL"] if url is None else url
        self._application = EventApplication(
            settings(address, pool_size=pool_size, max_overflow=max_overflow, create_table=False)
        )
        recorder = self._application.recorder
        assert isinstance(recorder, EventRecorder)
        self._recorder = recorder
        if not recorder.datastore.psycopg_python_types:
            self.close()
            raise NotMigrated("資料庫尚未建立資料表，請先升級。 / The database is not migrated yet.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._application.close()

    def read(self, stream: UUID, after: int = 0) -> list[RecordedEvent]:
        """The events of a stream whose version is greater than `after`."""
        rows = self._recorder.rows(
            "WHERE originator_id = %s AND originator_version > %s ORDER BY originator_version",
            (stream, after),
        )
        return [_recorded(row) for row in rows]

    def read_many(self, streams: Sequence[UUID]) -> dict[UUID, list[RecordedEvent]]:
        """All events of each stream, by one query; a stream without events has an empty list."""
        return self.read_after(dict.fromkeys(streams, 0))

    def first_events(self, streams: Sequence[UUID]) -> dict[UUID, RecordedEvent]:
        """The event with which each stream begins; none for a stream without events."""
        rows = self._recorder.rows(
            "WHERE originator_id = ANY(%s) AND originator_version = 1 ORDER BY originator_id",
            (list(streams),),
        )
        return {row["originator_id"]: _recorded(row) for row in rows}

    def read_after(self, versions: Mapping[UUID, int]) -> dict[UUID, list[RecordedEvent]]:
        """The events of each stream whose version is greater than the one given for it, by one query."""
        read: dict[UUID, list[RecordedEvent]] = {stream: [] for stream in versions}
        rows = self._recorder.rows(
            "JOIN unnest(%s::uuid[], %s::bigint[]) AS known (stream, version)"
            " ON originator_id = known.stream AND originator_version > known.version"
            " ORDER BY originator_id, originator_version",
            (list(versions), list(versions.values())),
        )
        for row in rows:
            read[row["originator_id"]].append(_recorded(row))
        return read

    def notifications(self, after: int, limit: int) -> list[RecordedEvent]:
        """Up to `limit` events of all streams behind position `after`; positions grow but have gaps."""
        rows = self._recorder.rows(
            "WHERE notification_id > %s ORDER BY notification_id LIMIT %s", (after, limit)
        )
        return [_recorded(row) for row in rows]

    def last_position(self) -> int:
        """The position of the last event, 0 if there is none."""
        return self._recorder.max_notification_id() or 0

    def append(
        self,
        changes: Sequence[Change],
        cause: Cause,
        *,
        outcome: OutcomeRow | None,
        taken: Sequence[PlaceKey] = (),
        freed: Sequence[PlaceKey] = (),
    ) -> list[RecordedEvent]:
        """Append to all streams, accept the command, take and free its places: all or nothing.

        Raises StaleStream, AlreadyDecided, HoldLost; ValueError if a stream is named twice.
        """
        beside = Beside(cause.command, _expected(changes), outcome, taken, freed)
        envelopes = [envelope for change in changes for envelope in _envelopes(change, cause)]
        fail_point("before_append")
        try:
            recordings = self._application.events.put(envelopes, beside=beside)
        except PersistenceError as error:
            raise _meaning(error) from error
        fail_point("after_append")
        return [
            RecordedEvent(
                envelope.originator_id,
                envelope.originator_version,
                recording.notification.id,
                envelope.event,
                cause,
                recorded_at.astimezone(UTC),
            )
            for envelope, recording, recorded_at in zip(
                envelopes, recordings, beside.recorded_at, strict=True
            )
        ]


def create_events_table(url: str) -> None:
    """Have the library make its table if it is not there."""
    EventApplication(settings(url, pool_size=1, max_overflow=0, create_table=True)).close()


def _expected(changes: Sequence[Change]) -> dict[UUID, int]:
    expected = {change.stream: change.expected_version for change in changes}
    if len(expected) < len(changes):
        raise ValueError("an append names each stream once")
    return expected


def _envelopes(change: Change, cause: Cause) -> list[Envelope]:
    return [
        Envelope(change.stream, version, event, cause)
        for version, event in enumerate(change.events, start=change.expected_version + 1)
    ]


_MEANINGS: dict[tuple[str | None, str | None], type[Exception]] = {
    ("23505", "outcomes_pkey"): AlreadyDecided,
    ("23505", "tanjian_events_pkey"): StaleStream,
    ("TJ001", None): HoldLost,
    ("TJ002", None): StaleStream,
}


def _meaning(error: PersistenceError) -> Exception:
    cause = error.__cause__
    if not isinstance(cause, Error):
        return error
    meaning = _MEANINGS.get((cause.sqlstate, cause.diag.constraint_name))
    return meaning(str(cause)) if meaning else error


def _recorded(row: DictRow) -> RecordedEvent:
    event, cause = codec.state_from_bytes(row["topic"], bytes(row["state"]))
    return RecordedEvent(
        row["originator_id"],
        row["originator_version"],
        row["notification_id"],
        event,
        cause,
        row["recorded_at"].astimezone(UTC),
    )
