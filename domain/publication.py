"""Published versions of programmes and calendars, as events: a case keeps the hash it was opened under."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from domain.errors import DomainError
from domain.event import command, event


@command("programme.publish")
@dataclass(frozen=True, slots=True)
class PublishProgramme:
    """`document` is the canonical JSON of the programme's rules, `hash` its SHA-256.

    `basis` is what it is done by: the official document's number, say.
    """

    year: str
    hash: str
    document: str
    basis: str | None = None


@command("calendar.publish")
@dataclass(frozen=True, slots=True)
class PublishCalendar:
    version: str
    document: str
    basis: str | None = None


@event("programme.published.v1")
@dataclass(frozen=True, slots=True)
class ProgrammePublished:
    year: str
    version: int
    hash: str
    document: str
    basis: str | None = None


@event("calendar.published.v1")
@dataclass(frozen=True, slots=True)
class CalendarPublished:
    version: str
    document: str
    basis: str | None = None


class CalendarVersionTaken(DomainError):
    code = "calendar_version_taken"
    rule = "R40"
    zh = "日曆版本「{version}」已公告過不同內容；期限以版本為據，修訂須用新的版本名稱。"
    en = "Calendar version {version} was published with other days: a revision needs a name of its own."


PublicationCommand = PublishProgramme | PublishCalendar
PublicationEvent = ProgrammePublished | CalendarPublished


def decide(published: Iterable[PublicationEvent], asked: PublicationCommand) -> tuple[PublicationEvent, ...]:
    """A new version, or nothing when the last one says the same."""
    known = tuple(published)
    last = known[-1] if known else None
    match asked:
        case PublishProgramme(year, hash_, document, basis):
            same = isinstance(last, ProgrammePublished) and last.hash == hash_
            return () if same else (ProgrammePublished(year, len(known) + 1, hash_, document, basis),)
        case PublishCalendar(version, document, basis):
            same = isinstance(last, CalendarPublished) and last.document == document
            names = {one.version for one in known if isinstance(one, CalendarPublished)}
            if not same and version in names:
                raise CalendarVersionTaken(version=version)
            return () if same else (CalendarPublished(version, document, basis),)
        case _:
            assert_never(asked)
