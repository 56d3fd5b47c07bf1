"""A case as it went: its events, its checkups' and its receipts, in order, each with who, when and why."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from domain.checkup.events import CheckupReturned, NoneDeclared
from domain.deadline import Deadline
from domain.enrolment.commands import Audience, Comment
from domain.enrolment.events import (
    Commented,
    FirmChecked,
    FirmListed,
    QuestionAnswered,
    QuestionAsked,
    Registered,
)
from domain.event import Actor, RecordedEvent
from domain.periods import explain
from domain.sealed import Sealed
from domain.streams import checkup_stream
from domain.task import TaskAssigned
from store import sentences, views
from store.database import Database
from store.event_log import EventLog
from store.programmes import Programmes
from store.receipts import Accepted, Receipt, Receipts, Refused
from store.replay import fold, until
from store.vocabulary import NO_WORDS, Vocabulary, words_of_rules

Point = int | datetime | None
_COMMENT: str = Comment.KIND  # type: ignore[attr-defined]  # set by the decorator


@dataclass(frozen=True, slots=True)
class Said:
    """A person's words in an event (a note, an answer), and the part or firm that they are about."""

    about: str | None
    words: Sealed


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case's history.

    Of an event: position, stream, version and topic. Of a receipt without events: its kind, and the
    outcome `accepted` (nothing changed), `refused` (code, rule and fields) or `pending`. The times are
    the API's, the decision's and the database's; a due timer has no receipt, a pending one no decision.
    `said` are the words that the event carries, `named` an account that it names; what is `for_staff` is
    shown to nobody else.
    """

    command: UUID
    actor: Actor
    actor_zh: str
    actor_en: str
    received_at: datetime | None
    decided_at: datetime | None
    recorded_at: datetime
    sentence_zh: str
    sentence_en: str
    stream: UUID
    position: int | None = None
    version: int | None = None
    topic: str | None = None
    kind: str | None = None
    outcome: str | None = None
    refusal: Refused | None = None
    reason: Sealed | None = None
    because: tuple[tuple[str, str], ...] = ()
    said: tuple[Said, ...] = ()
    named: UUID | None = None
    for_staff: bool = False


def history(
    event_log: EventLog,
    receipts: Receipts,
    database: Database,
    enrolment: UUID,
    *,
    until: Point = None,
    programmes: Programmes | None = None,
) -> list[Entry]:
    """The history of a case, up to a position of the log or to an aware world instant, if given.

    With `programmes` codes are told by the words of the rules that the case was opened under.

    It is in the order in which the database took things in: events and refusals where they were
    recorded, pending receipts where they were stored.
    """
    # Receipts first: what is decided meanwhile then shows by its events, never as without any.
    stored = _stored(receipts.of_case(enrolment), database, enrolment)
    streams = _streams_of(event_log, enrolment)
    everything = [event for events in streams.values() for event in events]
    kinds = {each.receipt.command_id: each.receipt.kind for each in stored}
    own = _own_words(streams.get(enrolment, ()), programmes)
    told = [_of_event(event, kinds.get(event.cause.command), own) for event in _up_to(streams, until)]
    told += _without_events(stored, told, everything, until)
    return sorted(told, key=lambda entry: (entry.recorded_at, entry.position or 0))


def case_at(
    event_log: EventLog, enrolment: UUID, *, at_event: int | None = None, at: datetime | None = None
) -> dict[str, Any] | None:
    """The case document as it stood after event `at_event` or at a world instant, its `checkups` within.

    None where the case was not registered yet.
    """
    streams = _streams_of(event_log, enrolment)
    stood = [fold(until(events, at_event=at_event, at=at)) for events in streams.values()]
    if not stood or stood[0] is None:
        return None
    document = views.enrolment_document(stood[0])
    return {**document, "checkups": [views.checkup_document(folded) for folded in stood[1:] if folded]}


def _streams_of(event_log: EventLog, enrolment: UUID) -> dict[UUID, list[RecordedEvent]]:
    """The case's events first, then those of the checkup of each firm that it ever listed."""
    own = event_log.read(enrolment)
    ubns = {event.event.profile.ubn: None for event in own if isinstance(event.event, FirmListed)}
    if not own:
        return {}
    return {enrolment: own, **event_log.read_many([checkup_stream(enrolment, ubn) for ubn in ubns])}


def _up_to(streams: Mapping[UUID, Sequence[RecordedEvent]], point: Point) -> Iterator[RecordedEvent]:
    for events in streams.values():
        yield from until(events, **_bounds(point))


def _bounds(point: Point) -> dict[str, Any]:
    return {"at": point} if isinstance(point, datetime) else {"at_event": point}


@dataclass(frozen=True, slots=True)
class _Stored:
    """A receipt with the database's times: when it was stored, and when its outcome was."""

    receipt: Receipt
    created_at: datetime
    decided_at: datetime | None
    recorded_at: datetime | None


def _stored(receipts: Iterable[Receipt], database: Database, enrolment: UUID) -> list[_Stored]:
    with database.transaction() as connection:
        rows = connection.execute(
            "SELECT r.command_id, r.created_at, o.decided_at, o.recorded_at"
            " FROM receipts r LEFT JOIN outcomes o USING (command_id) WHERE r.case_id = %s",
            (enrolment,),
        ).fetchall()
    times = {row["command_id"]: row for row in rows}
    return [_with_times(receipt, times[receipt.command_id]) for receipt in receipts]


def _with_times(receipt: Receipt, times: DictRow) -> _Stored:
    decided = times if receipt.outcome else dict.fromkeys(times)
    return _Stored(receipt, times["created_at"], decided["decided_at"], decided["recorded_at"])


def _without_events(
    stored: Sequence[_Stored], told: Sequence[Entry], everything: Sequence[RecordedEvent], point: Point
) -> Iterator[Entry]:
    """The receipts that show by no event: refused, without effect, or undecided at the point."""
    shown, caused = {entry.command for entry in told}, {event.cause.command for event in everything}
    covers = _covers(everything, point)
    for each in stored:
        command = each.receipt.command_id
        if covers(each.receipt.received_at, each.created_at):
            if covers(each.decided_at, each.recorded_at):
                if command not in caused:
                    yield _of_receipt(each)
            elif command not in shown:
                yield _of_receipt(_undecided(each))


def _undecided(stored: _Stored) -> _Stored:
    return _Stored(replace(stored.receipt, outcome=None), stored.created_at, None, None)


def _covers(
    events: Iterable[RecordedEvent], point: Point
) -> Callable[[datetime | None, datetime | None], bool]:
    """Whether something of a world time and a database time lies before the point; None is never."""
    if point is None:
        return lambda world, _: world is not None
    if isinstance(point, datetime):
        return lambda world, _: world is not None and world <= point
    last = max((event.recorded_at for event in events if event.position <= point), default=None)
    return lambda _, recorded: last is not None and recorded is not None and recorded <= last


def _own_words(events: Sequence[RecordedEvent], programmes: Programmes | None) -> Vocabulary:
    registered = events[0].event if events else None
    if programmes is None or not isinstance(registered, Registered):
        return NO_WORDS
    return words_of_rules(programmes, registered.programme, registered.rules)


def _of_event(recorded: RecordedEvent, kind: str | None, own: Vocabulary) -> Entry:
    cause = recorded.cause
    zh, en = sentences.sentence(recorded.event, own)
    actor_zh, actor_en = sentences.actor(cause.actor)
    return Entry(
        command=cause.command,
        actor=cause.actor,
        actor_zh=actor_zh,
        actor_en=actor_en,
        received_at=cause.received_at,
        decided_at=cause.decided_at,
        recorded_at=recorded.recorded_at,
        sentence_zh=zh,
        sentence_en=en,
        stream=recorded.stream,
        position=recorded.position,
        version=recorded.version,
        topic=recorded.event.TOPIC,
        kind=kind,
        outcome="accepted",
        reason=cause.reason,
        because=_because(recorded.event),
        said=_said(recorded.event),
        named=recorded.event.account if isinstance(recorded.event, TaskAssigned) else None,
        for_staff=is_for_staff(recorded.event),
    )


def is_for_staff(event: Any) -> bool:
    """Whether nobody but staff is shown the event."""
    return isinstance(event, Commented) and event.audience is Audience.STAFF


def _said(event: Any) -> tuple[Said, ...]:
    match event:
        case CheckupReturned(findings):
            return tuple(Said(one.part, one.note) for one in findings if one.note)
        case FirmChecked(ubn, _, note) if note:
            return (Said(ubn, note),)
        case NoneDeclared(item, reason):
            return (Said(item, reason),)
        case Commented(_, words, _, ubn) | QuestionAsked(_, words, ubn):
            return (Said(ubn, words),)
        case QuestionAnswered(_, words):
            return (Said(None, words),)
        case _:
            return ()


def _because(event: Any) -> tuple[tuple[str, str], ...]:
    """The steps of the deadline that the event brings, each as a sentence."""
    for name in type(event).__slots__:
        value = getattr(event, name)
        if isinstance(value, Deadline):
            return tuple(explain(step) for step in value.steps)
    return ()


def _of_receipt(stored: _Stored) -> Entry:
    receipt = stored.receipt
    zh, en = _receipt_sentence(receipt)
    actor_zh, actor_en = sentences.actor(receipt.actor)
    refused = receipt.outcome if isinstance(receipt.outcome, Refused) else None
    return Entry(
        command=receipt.command_id,
        actor=receipt.actor,
        actor_zh=actor_zh,
        actor_en=actor_en,
        received_at=receipt.received_at,
        decided_at=stored.decided_at,
        recorded_at=stored.recorded_at or stored.created_at,
        sentence_zh=zh,
        sentence_en=en,
        stream=receipt.stream,
        kind=receipt.kind,
        outcome="refused" if refused else "accepted" if receipt.outcome else "pending",
        refusal=refused,
        # Whom it was for is sealed up in its body: so it is kept from all who might not be meant.
        for_staff=receipt.kind == _COMMENT,
    )


def _receipt_sentence(receipt: Receipt) -> tuple[str, str]:
    match receipt.outcome:
        case Refused(code, _, fields):
            return sentences.refusal(code, fields)
        case Accepted():
            return "已受理，本案無變動。", "Accepted; nothing changed."
        case _:
            return "已收件，尚未決定。", "Received; not decided yet."
