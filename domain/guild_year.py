"""A guild's programme year: the weekly digest that it gets, and the evidence that it was sent (R45)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.chase import Line
from domain.deadline import TAIPEI
from domain.event import Cause, command, event
from domain.programme import Programme
from domain.programme_chase import WEEKDAYS
from domain.session_refusals import GuildYearUnknown
from domain.streams import derived


class DigestOutcome(StrEnum):
    """What became of a digest: taken or refused by the mail server, or nothing to send, or nowhere to."""

    SENT = "sent"
    REFUSED = "refused"
    NO_CASES = "no_cases"
    NO_ADDRESS = "no_address"


@command("guild.begin_digests")
@dataclass(frozen=True, slots=True)
class BeginDigests:
    """Told by the workflow of the guild's first session of the year."""

    programme: str
    guild: str


@command("guild.note_digest")
@dataclass(frozen=True, slots=True)
class NoteDigest:
    """The digest that was due then has been seen to; `code` is the mail server's where it refused."""

    due: datetime
    at: datetime
    outcome: DigestOutcome
    code: int | None = None


@event("guild.digests_begun.v1")
@dataclass(frozen=True, slots=True)
class DigestsBegun:
    programme: str
    guild: str
    next_due: datetime | None


@event("guild.digest_settled.v1")
@dataclass(frozen=True, slots=True)
class DigestSettled:
    """`next_due` is None once the programme year is over."""

    due: datetime
    at: datetime
    outcome: DigestOutcome
    code: int | None
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class NotBegun:
    pass


@dataclass(frozen=True, slots=True)
class Reporting:
    """`last` is the digest that was seen to last."""

    programme: str
    guild: str
    next_due: datetime | None
    last: DigestSettled | None = None


GuildYearState = NotBegun | Reporting
GuildYearCommand = BeginDigests | NoteDigest
GuildYearEvent = DigestsBegun | DigestSettled


def guild_year_stream(programme: str, guild: str) -> UUID:
    """The stream of a guild's year."""
    return derived("guild-year", programme, guild)


def digest_id(stream: UUID, due: datetime) -> UUID:
    """The digest's own id, which its mail carries: sent again, it is the same mail."""
    return derived("digest", stream, due.astimezone(TAIPEI).isoformat())


def fold(events: Iterable[GuildYearEvent]) -> GuildYearState:
    """The state after the events."""
    state: GuildYearState = NotBegun()
    for happened in events:
        state = evolve(state, happened)
    return state


def evolve(state: GuildYearState, happened: GuildYearEvent) -> GuildYearState:
    """The state after one event."""
    match happened:
        case DigestsBegun(programme, guild, next_due):
            return Reporting(programme, guild, next_due)
        case DigestSettled():
            assert isinstance(state, Reporting)
            return replace(state, next_due=happened.next_due, last=happened)
        case _:
            assert_never(happened)


def decide(
    state: GuildYearState, asked: GuildYearCommand, cause: Cause, programme: Programme
) -> tuple[GuildYearEvent, ...]:
    """The events that a command causes; a digest that is not the one due changes nothing."""
    match asked:
        case BeginDigests(year, guild):
            if isinstance(state, Reporting):
                return ()
            return (DigestsBegun(year, guild, next_digest(cause.at, programme)),)
        case NoteDigest(due, at, outcome, code):
            if not isinstance(state, Reporting):
                raise GuildYearUnknown()
            if state.next_due != due:
                return ()
            later = next_digest(max(at, due), programme)
            return (DigestSettled(due, at, outcome, code, later),)
        case _:
            assert_never(asked)


def next_due(state: GuildYearState) -> datetime | None:
    """When the next digest goes out, if one does."""
    return state.next_due if isinstance(state, Reporting) else None


def next_digest(after: datetime, programme: Programme) -> datetime | None:
    """The first instant of the cadence behind `after`; what was missed meanwhile is not made up for."""
    rules, local = programme.digest, after.astimezone(TAIPEI)
    days = (WEEKDAYS.index(rules.weekday) - local.weekday()) % len(WEEKDAYS)
    at = datetime.combine(local.date() + timedelta(days=days), time(rules.hour), TAIPEI)
    if at <= after:
        at += timedelta(days=len(WEEKDAYS))
    last_day = date(programme.sessions.mandatory_last_day.year, 12, 31)
    return at if at.date() <= last_day else None


def last_day_told(today: date, programme: Programme) -> date:
    """Up to which day a digest names what ends."""
    return today + timedelta(days=programme.digest.deadline_days)


def first_called(lines: Sequence[Line], programme: Programme) -> Sequence[Line]:
    """So many of the chase board a digest names."""
    return lines[: programme.digest.trainees]
