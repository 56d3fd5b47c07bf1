"""Published versions of programmes and calendars, as events: a case keeps the hash it was opened under."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from domain.event import command, event


@command("programme.publish")
@dataclass(frozen=True, slots=True)
class PublishProgramme:
    """`document` is the canonical JSON of the programme's rules, `hash` its SHA-256."""

    year: str
    hash: str
    document: str


@command("calendar.publish")
@dataclass(frozen=True, slots=True)
class PublishCalendar:
    version: str
    document: str


@event("programme.published.v1")
@dataclass(frozen=True, slots=True)
class ProgrammePublished:
    year: str
    version: int
    hash: str
    document: str


@event("calendar.published.v1")
@dataclass(frozen=True, slots=True)
class CalendarPublished:
    version: str
    document: str


PublicationCommand = PublishProgramme | PublishCalendar
PublicationEvent = ProgrammePublished | CalendarPublished


def decide(published: Iterable[PublicationEvent], asked: PublicationCommand) -> tuple[PublicationEvent, ...]:
    """A new version, or nothing when the last one says the same."""
    known = tuple(published)
    last = known[-1] if known else None
    match asked:
        case PublishProgramme(year, hash_, document):
            same = isinstance(last, ProgrammePublished) and last.hash == hash_
            return () if same else (ProgrammePublished(year, len(known) + 1, hash_, document),)
        case PublishCalendar(version, document):
            same = isinstance(last, CalendarPublished) and last.document == document
            return () if same else (CalendarPublished(version, document),)
        case _:
            assert_never(asked)
