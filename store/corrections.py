"""What people corrected in readings, from the log alone: the material that readers learn from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from domain.checkup.bill_reading import Value, places
from domain.checkup.reading import BillKind
from domain.checkup.reading_events import BillRead, ReadingCorrected
from domain.event import RecordedEvent
from store.database import Database
from store.event_log import EventLog

_STREAMS = """
    SELECT originator_id FROM tanjian_events WHERE topic = 'checkup.reading_corrected.v1'
    GROUP BY originator_id ORDER BY min(notification_id)
"""
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Corrected:
    """One field of a document as it was read and as a person corrected it; `field` is `kind` for the kind.

    `file` is the address of the bill's ciphertext, `row` is None for the document itself.
    """

    file: str
    bill: UUID
    document: int
    row: int | None
    field: str
    read: Value | None
    corrected: Value | None
    kind: BillKind
    network: str
    recogniser: str
    at: datetime


def corrections(database: Database, event_log: EventLog) -> Iterator[Corrected]:
    """Every correction, checkup by checkup, in the order in which they were made."""
    with database.transaction() as connection:
        streams = [row["originator_id"] for row in connection.execute(_STREAMS.encode()).fetchall()]
    for first in range(0, len(streams), _AT_ONCE):
        for events in event_log.read_many(streams[first : first + _AT_ONCE]).values():
            yield from _of_checkup(events)


def _of_checkup(events: list[RecordedEvent]) -> Iterator[Corrected]:
    readings: dict[tuple[UUID, int], BillRead] = {}
    for recorded in events:
        match recorded.event:
            case BillRead(bill, number) as read:
                readings[bill, number] = read
            case ReadingCorrected(bill, number) as said:
                yield from _of_event(said, readings[bill, number], recorded.cause.at)


def _of_event(said: ReadingCorrected, read: BillRead, at: datetime) -> Iterator[Corrected]:
    document = read.reading.documents[said.document]
    kind = said.kind or document.kind
    made = partial(
        Corrected,
        file=read.file,
        bill=said.bill,
        document=said.document,
        kind=kind,
        network=read.reading.network,
        recogniser=read.reading.recogniser,
        at=at,
    )
    found = places(document)
    for one in said.corrections:
        was = found.get((one.row, one.field))
        yield made(row=one.row, field=one.field.value, read=was.value if was else None, corrected=one.now)
    if said.kind is not None:
        yield made(row=None, field="kind", read=document.kind.value, corrected=said.kind.value)
