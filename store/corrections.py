"""What people said of readings, from the log alone: the material that readers learn from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from domain.checkup.bill_reading import Value, places, same_value
from domain.checkup.evolve import evolve
from domain.checkup.reading import BillKind
from domain.checkup.reading_events import BillRead, ReadingConfirmed, ReadingCorrected
from domain.checkup.said import Said
from domain.checkup.state import CheckupState, NotOpened
from domain.event import RecordedEvent
from store.database import Database
from store.event_log import EventLog

_STREAMS = """
    SELECT originator_id FROM tanjian_events
    WHERE topic IN ('checkup.reading_corrected.v1', 'checkup.reading_confirmed.v1')
    GROUP BY originator_id ORDER BY min(notification_id)
"""
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Labelled:
    """One field of a document as it was read last, and as a person says it is; `field` may be `kind`.

    `file` is the address of the bill's ciphertext, `row` is None for the document itself. `confirmed` is
    whether both are the same. `page` counts from 1, `box` is left, top, right and bottom in parts of 10,000
    of it; None where nothing was read. `at` is when a person spoke last of the reading that they looked at.
    """

    file: str
    bill: UUID
    document: int
    row: int | None
    field: str
    read: Value | None
    corrected: Value | None
    confirmed: bool
    kind: BillKind
    page: int | None
    box: tuple[int, int, int, int] | None
    network: str
    recogniser: str
    at: datetime


def labels(database: Database, event_log: EventLog) -> Iterator[Labelled]:
    """The last word on each place, checkup by checkup and file by file."""
    with database.transaction() as connection:
        streams = [row["originator_id"] for row in connection.execute(_STREAMS.encode()).fetchall()]
    for first in range(0, len(streams), _AT_ONCE):
        for events in event_log.read_many(streams[first : first + _AT_ONCE]).values():
            yield from _of_checkup(events)


def _of_checkup(events: Sequence[RecordedEvent]) -> Iterator[Labelled]:
    state: CheckupState = NotOpened()
    readings: dict[tuple[UUID, str], list[BillRead]] = {}
    said: dict[tuple[UUID, str], tuple[Said, ...]] = {}
    spoken: dict[tuple[UUID, int], datetime] = {}
    for recorded in events:
        state, event = evolve(state, recorded.event), recorded.event
        if isinstance(event, BillRead):
            readings.setdefault((event.bill, event.file), []).append(event)
        elif isinstance(event, ReadingConfirmed | ReadingCorrected):
            spoken[event.bill, event.number] = recorded.cause.at
        else:
            continue
        # Kept by file: what was said of one stays true when its bill becomes another, or is taken away.
        file, words = _standing(state, event.bill)
        said[event.bill, file] = words
    for (bill, file), words in said.items():
        for word in words:
            read = next(one for one in reversed(readings[bill, file]) if word.seen in one.reading.documents)
            yield from _labelled(word, read, spoken[bill, word.number])


def _standing(state: CheckupState, bill: UUID) -> tuple[str, tuple[Said, ...]]:
    """The file that was read last, and all that was said of it."""
    assert not isinstance(state, NotOpened)
    reading = state.content.readings[bill]
    assert isinstance(reading.last, BillRead)
    return reading.last.file, (*reading.said.values(), *reading.unplaced)


def _labelled(said: Said, read: BillRead, at: datetime) -> Iterator[Labelled]:
    made = partial(
        Labelled,
        file=read.file,
        bill=read.bill,
        document=said.document,
        kind=said.kind,
        network=read.reading.network,
        recogniser=read.reading.recogniser,
        at=at,
    )
    yield made(
        row=None,
        field="kind",
        read=said.seen.kind.value,
        corrected=said.kind.value,
        confirmed=said.kind is said.seen.kind,
        page=said.seen.pages[0],
        box=None,
    )
    found = places(said.seen)
    for (row, name), value in said.values.items():
        was = found.get((row, name))
        yield made(
            row=row,
            field=name.value,
            read=was.value if was else None,
            corrected=value.value,
            confirmed=same_value(was, value),
            page=was.page if was else None,
            box=was.box if was else None,
        )
