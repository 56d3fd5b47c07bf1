"""The streams of a cohort in a form in which two cohorts that lived alike are equal.

What chance or a key makes is replaced by the order in which it first appears: ids of enrolments, sessions,
batches, bills, activities and accounts, and all that is derived from them (tasks, mails, commands, stream
ids), sealed text with its nonce, and marks and addresses of files. So an id that stands in two places must
stand in the same two places in the twin. Tax numbers, quota places, amounts, dates, deadlines with their
steps and both times of the rules, `received_at` and `decided_at`, stay as they are; `recorded_at` is the
database's own and left out. Of mails that a case hands over and papers that it makes at one instant, each
in its own thread, any may be done first: they stand in the order in which the mails were intended, the
papers behind them. What was read off bills is left out: a reader notes it whenever it has time. The size of a
paper is left out: the ids and the code on it are chance's. Of reviews that become late at one instant any may
be the one by which the case first hears of it: its firm is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from uuid import UUID

from domain.certificate import certificate_number
from domain.checkup.reading_events import BillRead
from domain.enrolment.events import FirmListed, FirmReviewLate, PaperStored, PaymentReserved, Registered
from domain.enrolment.mail_events import MailAccepted, MailIntended
from domain.event import RecordedEvent, topic_of
from domain.payee_day import PaymentCounted
from domain.streams import (
    certificate_stream,
    checkup_stream,
    firm_year_stream,
    person_year_streams,
    quota_place_stream,
)
from store import codec
from store.event_log import EventLog
from tests.durability.cohort import Cohort

YEAR = "114"
PAGE = 500
# Publications are the same for all, and a guild's digests are of all its cases: neither belongs to one.
COMMON = ("programme.", "calendar.", "guild.")
_CHANCE = re.compile(
    rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    rb"|\b[0-9a-f]{64}\b|114-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}"
    rb'|(?<="ciphertext":")[^"]+|(?<="nonce":")[^"]+'
)
Streams = dict[str, list[str]]


def canonical_streams(cohort: Cohort) -> Streams:
    """Every stream of the log by what it is, its events as text; AssertionError if one belongs to nobody."""
    by_stream = _all_events(cohort.world.tools.event_log)
    names = dict(_names(cohort, by_stream))
    unnamed = set(by_stream) - set(names)
    assert not unnamed, f"streams that belong to no life: {unnamed}"
    seen: dict[bytes, bytes] = {}
    ordered = sorted((name, stream) for stream, name in names.items() if stream in by_stream)
    events = {name: _in_order(by_stream[stream]) for name, stream in ordered}
    return {name: [_text(one, seen) for one in told] for name, told in events.items()}


def differences(one: Streams, other: Streams) -> list[str]:
    """Where two cohorts differ: the stream, the number of the event, and both texts."""
    found = [f"only in one cohort: {name}" for name in sorted(set(one) ^ set(other))]
    for name in sorted(set(one) & set(other)):
        found += [
            f"{name} #{number}:\n  {mine}\n  {its}"
            for number, (mine, its) in enumerate(_padded(one[name], other[name]), start=1)
            if mine != its
        ]
    return found


def _in_order(events: list[RecordedEvent]) -> list[RecordedEvent]:
    intended = [one.event.mail for one in events if isinstance(one.event, MailIntended)]
    ordered: list[RecordedEvent] = []
    for instant, group in groupby(events, key=_done_beside):
        held = list(group)
        ordered += held if instant is None else sorted(held, key=lambda one: _place(one.event, intended))
    return ordered


def _done_beside(one: RecordedEvent) -> datetime | None:
    return one.cause.decided_at if isinstance(one.event, MailAccepted | PaperStored) else None


def _place(event: MailAccepted | PaperStored, intended: list[UUID]) -> tuple[int, str]:
    return (
        (len(intended), event.paper) if isinstance(event, PaperStored) else (intended.index(event.mail), "")
    )


def _text(one: RecordedEvent, seen: dict[bytes, bytes]) -> str:
    event = one.event
    if isinstance(event, PaperStored):
        event = replace(event, file=replace(event.file, size=0))
    if isinstance(event, FirmReviewLate):
        event = replace(event, ubn="")
    written = topic_of(event).encode() + b" " + codec.state_to_bytes(event, one.cause)
    return _CHANCE.sub(lambda found: seen.setdefault(found[0], b"#%d" % len(seen)), written).decode()


def _all_events(event_log: EventLog) -> dict[UUID, list[RecordedEvent]]:
    streams: dict[UUID, list[RecordedEvent]] = {}
    after = 0
    while page := event_log.notifications(after, PAGE):
        for one in page:
            if not topic_of(one.event).startswith(COMMON) and not isinstance(one.event, BillRead):
                streams.setdefault(one.stream, []).append(one)
        after = page[-1].position
    return streams


def _names(cohort: Cohort, events: Mapping[UUID, list[RecordedEvent]]) -> Iterator[tuple[UUID, str]]:
    yield from ((UUID(session), f"session {key}") for key, session in cohort.desk.sessions.items())
    for life, stand in cohort.stands.items():
        if stand.enrolment is not None:
            yield from _of_case(life, stand.enrolment, [one.event for one in events[stand.enrolment]])
            yield from _paid_days(life, stand.enrolment, events)


def _of_case(life: str, enrolment: UUID, events: list[object]) -> Iterator[tuple[UUID, str]]:
    yield enrolment, f"{life}: enrolment"
    yield certificate_stream(certificate_number(YEAR, enrolment)), f"{life}: certificate"
    batches = 0
    for event in events:
        match event:
            case Registered():
                by_mark, by_account = person_year_streams(YEAR, event.trainee.mark, event.trainee.person)
                yield from ((by_mark, f"{life}: person"), (by_account, f"{life}: account"))
            case FirmListed(profile, place):
                yield checkup_stream(enrolment, profile.ubn), f"{life}: checkup {profile.ubn}"
                yield firm_year_stream(YEAR, profile.ubn), f"firm {profile.ubn}"
                if place is not None:
                    stream = quota_place_stream(YEAR, place.sector, place.number)
                    yield stream, f"place {place.sector} {place.number}"
            case PaymentReserved(batch):
                batches += 1
                yield batch, f"{life}: batch {batches}"
            case _:
                continue


def _paid_days(
    life: str, enrolment: UUID, events: Mapping[UUID, list[RecordedEvent]]
) -> Iterator[tuple[UUID, str]]:
    """The days on which the case's payee was paid, in order."""
    first = ((stream, told[0].event) for stream, told in events.items())
    days = [stream for stream, one in first if isinstance(one, PaymentCounted) and one.enrolment == enrolment]
    yield from ((stream, f"{life}: paid day {number}") for number, stream in enumerate(days, start=1))


def _padded(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    for number in range(max(len(one), len(other))):
        yield (
            one[number] if number < len(one) else "-",
            other[number] if number < len(other) else "-",
        )
