"""The projector: follows the log and keeps the rows of the read models in step with it."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from threading import Event
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg.rows import DictRow
from psycopg.sql import SQL, Identifier

from domain.event import RecordedEvent
from store import projection, read_schema
from store.database import Database
from store.event_log import EventLog
from store.replay import Folded, fold, fold_on, kind_of

# The events table's own channel: the library notifies it with each append.
CHANNEL = "tanjian_events"
_SLICE_SECONDS = 0.25
_DEAF_AFTER_BEATS = 5


class ListenerDeaf(Exception):
    """Not even the projector's own heartbeats arrive any more."""


class FoldedStreams:
    """The last folded states, by stream and version, so that a long stream is not folded anew each time."""

    def __init__(self, event_log: EventLog, capacity: int) -> None:
        self._event_log = event_log
        self._capacity = capacity
        self._known: OrderedDict[UUID, Folded] = OrderedDict()

    def after(self, batch: Sequence[RecordedEvent]) -> list[Folded]:
        """Each stream that the batch touches, as it is after the batch's last event."""
        touched = _by_stream(batch)
        unknown = [stream for stream, events in touched.items() if not self._goes_on(events[0])]
        read = self._event_log.read_many(unknown) if unknown else {}
        last = batch[-1].position
        after = []
        for stream, events in touched.items():
            whole = [event for event in read[stream] if event.position <= last] if stream in read else None
            folded = self._fold(stream, events, whole)
            if folded is not None:
                after.append(folded)
        self._forget_oldest()
        return after

    def _goes_on(self, event: RecordedEvent) -> bool:
        known = self._known.get(event.stream)
        return event.version == 1 or (known is not None and known.version == event.version - 1)

    def _fold(
        self, stream: UUID, events: list[RecordedEvent], whole: list[RecordedEvent] | None
    ) -> Folded | None:
        if whole is not None or events[0].version == 1:
            folded = fold(events if whole is None else whole)
        else:
            folded = fold_on(self._known[stream], events)
        if folded is not None:
            self._known[stream] = folded
            self._known.move_to_end(stream)
        return folded

    def _forget_oldest(self) -> None:
        while len(self._known) > self._capacity:
            self._known.popitem(last=False)


class Projector:
    """Keeps the schema in use in step with the log, and moves to another one when a rebuild switches.

    `batch` is the most events in one transaction, `remembered` the most folded streams kept in memory.
    Errors, lost connections among them, end `run`: whoever started it starts it again.
    """

    def __init__(
        self,
        event_log: EventLog,
        database: Database,
        *,
        heartbeat_seconds: float = 2.0,
        batch: int = 500,
        remembered: int = 4096,
    ) -> None:
        self._event_log = event_log
        self._database = database
        self._heartbeat_seconds = heartbeat_seconds
        self._batch = batch
        self._streams = FoldedStreams(event_log, remembered)
        self._next_beat = 0.0

    def run(self, stop: Event) -> None:
        """Follow the log until `stop` is set; raises ReadModelsOutdated, ListenerDeaf, psycopg errors."""
        read_schema.prepare(self._database)
        with psycopg.Connection[Any].connect(self._database.url, autocommit=True) as listener:
            listener.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
            # Only what is read after LISTEN is sure to be told of what comes behind it.
            heard = self._follow(stop)
            while not stop.is_set():
                if _hears(listener):
                    heard = self._follow(stop)
                self._beat_if_due()
                if time.monotonic() - heard > _DEAF_AFTER_BEATS * self._heartbeat_seconds:
                    raise ListenerDeaf(CHANNEL)

    def catch_up(self) -> int:
        """Project all that is in the log, and give the position reached."""
        while self.project_batch():
            pass
        return self.position()

    def project_batch(self) -> int:
        """Project the next events, rows and position in one transaction; how many events it were."""
        with read_schema.current(self._database) as connection:
            return advance(connection, self._event_log, self._streams, self._batch)

    def position(self) -> int:
        """The last event that the rows know."""
        with read_schema.current(self._database) as connection:
            return read_schema.position_of(connection)

    def wait_for(self, position: int, timeout_seconds: float) -> bool:
        """Whether the rows know the event at `position` within the time given."""
        return wait_for(self._database, position, timeout_seconds)

    def _follow(self, stop: Event) -> float:
        self._beat_if_due()
        # What is committed behind a batch that was not full notifies again: asking once more finds nothing.
        while not stop.is_set() and self.project_batch() == self._batch:
            self._beat_if_due()
        return time.monotonic()

    def _beat_if_due(self) -> None:
        """Sign of life, and a notification of our own: a lost one is made up for by the next heartbeat."""
        if time.monotonic() < self._next_beat:
            return
        read_schema.beat(self._database, self.position())
        with self._database.transaction() as connection:
            connection.execute(SQL("NOTIFY {}").format(Identifier(CHANNEL)))
        self._next_beat = time.monotonic() + self._heartbeat_seconds


def advance(connection: Connection[DictRow], event_log: EventLog, streams: FoldedStreams, batch: int) -> int:
    """Take the schema that the transaction uses on by a batch; how many events it were."""
    position = read_schema.position_of(connection, lock=True)
    events = event_log.notifications(position, batch)
    if events:
        projection.write(connection, streams.after(events))
        connection.execute("UPDATE positions SET position = %s", (events[-1].position,))
    return len(events)


def wait_for(database: Database, position: int, timeout_seconds: float) -> bool:
    """Whether the read models know the event at `position` within the time given."""
    until, pause = time.monotonic() + timeout_seconds, 0.01
    while True:
        with read_schema.current(database) as connection:
            if read_schema.position_of(connection) >= position:
                return True
        left = until - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(pause, left))
        pause = min(2 * pause, 0.2)


def _by_stream(batch: Sequence[RecordedEvent]) -> dict[UUID, list[RecordedEvent]]:
    """The events of the streams that are shown; a task's kind is that of the stream it lies in."""
    touched: dict[UUID, list[RecordedEvent]] = {}
    for event in batch:
        if kind_of(event.event) is not None or event.event.TOPIC.startswith("task."):
            touched.setdefault(event.stream, []).append(event)
    return touched


def _hears(listener: Connection[Any]) -> bool:
    return any(True for _ in listener.notifies(timeout=_SLICE_SECONDS, stop_after=1))
