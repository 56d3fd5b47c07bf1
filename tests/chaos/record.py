"""All that a check looks at: the tables of the engine, read plainly, and what the client wrote down."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import psycopg
from psycopg.rows import DictRow, dict_row

from tests.chaos.journal import of_kind, read_journal

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """A stored event, its JSON taken apart and nothing else."""

    stream: UUID
    version: int
    position: int
    topic: str
    event: Row
    cause: Row
    recorded_at: datetime

    @property
    def command(self) -> UUID:
        return UUID(self.cause["command"])


@dataclass(frozen=True, slots=True)
class Record:
    """The database at the end, and the client's log."""

    events: list[Happened]
    receipts: dict[UUID, DictRow]
    outcomes: dict[UUID, DictRow]
    places: list[DictRow]
    now: datetime
    asked: dict[str, Row]
    answers: dict[str, list[Row]]
    mails: list[str]
    killed_at: datetime | None
    """When everything was killed at once, by the machine's clock."""

    def streams(self, *families: str) -> dict[UUID, list[Happened]]:
        """The streams that begin with an event of one of these families, in order of versions."""
        found: dict[UUID, list[Happened]] = defaultdict(list)
        for happened in sorted(self.events, key=lambda one: (one.stream, one.version)):
            found[happened.stream].append(happened)
        if not families:
            return found
        return {key: each for key, each in found.items() if each[0].topic.partition(".")[0] in families}

    def by_command(self) -> dict[UUID, list[Happened]]:
        """The events that each command has caused, in the order of the log."""
        found: dict[UUID, list[Happened]] = defaultdict(list)
        for happened in sorted(self.events, key=lambda one: one.position):
            found[happened.command].append(happened)
        return found

    def of_topic(self, topic: str) -> Iterable[Happened]:
        return (one for one in self.events if one.topic == topic)


def read_record(url: str, journal: Path) -> Record:
    """Read it all."""
    with psycopg.Connection[DictRow].connect(url, row_factory=dict_row) as connection:
        events = [_happened(row) for row in connection.execute(_EVENTS)]
        receipts = {row["command_id"]: row for row in connection.execute(_RECEIPTS)}
        outcomes = {row["command_id"]: row for row in connection.execute("SELECT * FROM outcomes")}
        places = connection.execute("SELECT * FROM place_pool WHERE state = 'taken'").fetchall()
        world = connection.execute("SELECT clock_timestamp() AS now, offset_seconds FROM world").fetchone()
    assert world is not None
    now = world["now"] + timedelta(seconds=world["offset_seconds"])
    lines = read_journal(journal)
    answers: dict[str, list[Row]] = defaultdict(list)
    for line in of_kind(lines, "answered"):
        answers[line["key"]].append(line)
    return Record(
        events,
        receipts,
        outcomes,
        places,
        now,
        {line["key"]: line for line in of_kind(lines, "asked")},
        answers,
        [line["id"] for line in of_kind(lines, "mail")],
        next((datetime.fromtimestamp(line["at"], UTC) for line in of_kind(lines, "everything killed")), None),
    )


def instant(text: str) -> datetime:
    """An instant as events hold it."""
    return datetime.fromisoformat(text)


_EVENTS = "SELECT * FROM tanjian_events ORDER BY notification_id"
_RECEIPTS = """
    SELECT command_id, idempotency_key, actor_role, case_id, stream, workflow, kind, received_at, created_at,
        decided FROM receipts
"""


def _happened(row: DictRow) -> Happened:
    stored = orjson.loads(bytes(row["state"]))
    return Happened(
        row["originator_id"],
        row["originator_version"],
        row["notification_id"],
        row["topic"],
        stored["event"],
        stored["cause"],
        row["recorded_at"],
    )
