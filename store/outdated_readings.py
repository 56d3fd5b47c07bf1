"""Bills that another reader read last than today's, from the log alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from domain.checkup.bills_read import known_bills
from domain.checkup.evolve import fold
from domain.checkup.reading_events import BillRead
from domain.checkup.state import Cancelled, CheckupState, Failed, NotOpened
from domain.event import RecordedEvent
from store.database import Database
from store.event_log import EventLog

_STREAMS = """
    SELECT originator_id FROM tanjian_events WHERE topic = 'checkup.bill_read.v1'
    GROUP BY originator_id ORDER BY min(notification_id)
"""
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Outdated:
    """A bill whose `number`th result, its last, is by other weights or another recogniser."""

    checkup: UUID
    enrolment: UUID
    bill: UUID
    number: int


def outdated_readings(
    database: Database, event_log: EventLog, network: str, recogniser: str
) -> Iterator[Outdated]:
    """What can be read again and is not asked for already, those that were read first before the others."""
    with database.transaction() as connection:
        streams = [row["originator_id"] for row in connection.execute(_STREAMS.encode()).fetchall()]
    for first in range(0, len(streams), _AT_ONCE):
        for stream, events in event_log.read_many(streams[first : first + _AT_ONCE]).items():
            yield from _of_checkup(stream, events, (network, recogniser))


def _of_checkup(stream: UUID, events: list[RecordedEvent], versions: tuple[str, str]) -> Iterator[Outdated]:
    state: CheckupState = fold(recorded.event for recorded in events)
    if isinstance(state, NotOpened | Failed | Cancelled) or not state.content.consents:
        return
    for bill in known_bills(state):
        known = state.content.readings.get(bill)
        if known is None or known.asked is not None or not isinstance(known.last, BillRead):
            continue
        if (known.last.reading.network, known.last.reading.recogniser) != versions:
            yield Outdated(stream, state.content.about.enrolment, bill, known.results)
