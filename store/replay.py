"""Streams folded to their state: as it is, or as it stood at an event or an instant (design §8)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from domain import (
    certificate,
    firm_year,
    guild_year,
    imports,
    payee_day,
    payout,
    person_year,
    programme_year,
    publication,
    quota_place,
    session,
)
from domain.checkup import evolve as checkup_fold
from domain.checkup.state import CheckupState, NotOpened
from domain.enrolment import evolve as enrolment_fold
from domain.enrolment.state import EnrolmentState, Unregistered
from domain.event import RecordedEvent
from store import trace
from store.event_log import EventLog
from store.trace import Trace

__all__ = ["Folded", "StreamKind", "checkup_state", "enrolment_state", "fold", "fold_on", "folded", "until"]


class StreamKind(StrEnum):
    """The streams that people are shown; named by the first word of their own events' topics."""

    ENROLMENT = "enrolment"
    CHECKUP = "checkup"
    SESSION = "session"
    PAYOUT = "payout"
    QUOTA_PLACE = "quota_place"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Folded:
    """A stream's state at a version; positions and instants are those of its first and last event."""

    stream: UUID
    kind: StreamKind
    state: Any
    trace: Trace
    version: int
    opened: int
    position: int
    opened_at: datetime
    changed_at: datetime


def kind_of(event: Any) -> StreamKind | None:
    """The kind of the stream that begins with this event; None where nobody is shown it."""
    first_word = event.TOPIC.partition(".")[0]
    return StreamKind(first_word) if first_word in _FOLDS else None


def fold(events: Sequence[RecordedEvent]) -> Folded | None:
    """A stream from its beginning; None without events, or if it is of no kind that is shown."""
    kind = kind_of(events[0].event) if events else None
    if kind is None:
        return None
    first = events[0]
    beginning = Folded(
        stream=first.stream,
        kind=kind,
        state=_FOLDS[kind][0],
        trace=Trace(),
        version=0,
        opened=first.position,
        position=first.position,
        opened_at=first.cause.at,
        changed_at=first.cause.at,
    )
    return fold_on(beginning, events)


def fold_on(before: Folded, events: Iterable[RecordedEvent]) -> Folded:
    """The stream with the events that follow; ValueError if one is missing in between."""
    evolve = _FOLDS[before.kind][1]
    state, seen, version, last = before.state, before.trace, before.version, None
    for last in events:
        version += 1
        if last.version != version:
            raise ValueError(f"{before.stream}: version {last.version} where {version} should follow")
        state, seen = evolve(state, last.event), trace.evolve(seen, last)
    if last is None:
        return before
    return replace(
        before, state=state, trace=seen, version=version, position=last.position, changed_at=last.cause.at
    )


def until(
    events: Iterable[RecordedEvent], *, at_event: int | None = None, at: datetime | None = None
) -> list[RecordedEvent]:
    """A stream's events up to a position of the log, or as far as decided by an aware world instant."""
    kept = []
    for event in events:
        late = at is not None and event.cause.decided_at > at
        if late or (at_event is not None and event.position > at_event):
            break
        kept.append(event)
    return kept


def folded(
    event_log: EventLog, stream: UUID, *, at_event: int | None = None, at: datetime | None = None
) -> Folded | None:
    """A stream as it is, or as it stood; None where it had not begun."""
    return fold(until(event_log.read(stream), at_event=at_event, at=at))


def enrolment_state(
    event_log: EventLog, enrolment: UUID, *, at_event: int | None = None, at: datetime | None = None
) -> EnrolmentState:
    """The case as it is, or as it stood after event `at_event` of the log or at a world instant."""
    found = folded(event_log, enrolment, at_event=at_event, at=at)
    return found.state if found and found.kind is StreamKind.ENROLMENT else Unregistered()


def checkup_state(
    event_log: EventLog, checkup: UUID, *, at_event: int | None = None, at: datetime | None = None
) -> CheckupState:
    """The checkup as it is, or as it stood after event `at_event` of the log or at a world instant."""
    found = folded(event_log, checkup, at_event=at_event, at=at)
    return found.state if found and found.kind is StreamKind.CHECKUP else NotOpened()


def _place(state: Any, happened: quota_place.QuotaPlaceEvent) -> quota_place.PlaceTaken | None:
    return happened if isinstance(happened, quota_place.PlaceTaken) else None


_FOLDS: Mapping[StreamKind, tuple[Any, Callable[[Any, Any], Any]]] = {
    StreamKind.ENROLMENT: (Unregistered(), enrolment_fold.evolve),
    StreamKind.CHECKUP: (NotOpened(), checkup_fold.evolve),
    StreamKind.SESSION: (session.NotScheduled(), session.evolve),
    StreamKind.PAYOUT: (payout.NotProposed(), payout.evolve),
    StreamKind.QUOTA_PLACE: (None, _place),
    StreamKind.IMPORT: (imports.NotReceived(), imports.evolve),
}

# Naming them registers their events too: the log can only decode what is registered.
_ALSO_DECODED = (certificate, firm_year, guild_year, payee_day, person_year, programme_year, publication)
