"""Published programmes and calendars: read from their streams, published into them (design §4.10)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from domain import programme_year
from domain.event import Actor, Cause, Role
from domain.programme import Programme, ProgrammeRefused, canonical, completed, parse_programme
from domain.programme_year import Standing, YearCommand, check_open, standing
from domain.publication import (
    CalendarPublished,
    ProgrammePublished,
    PublicationCommand,
    PublishCalendar,
    PublishProgramme,
    decide,
)
from domain.refusals import ProgrammeUnknown
from domain.streams import calendar_stream, derived, programme_stream
from domain.working_calendar import WorkingCalendar, parse_calendar
from store.event_log import AlreadyDecided, Change, EventLog
from store.places import Places
from store.programme_files import calendar_document, programme_document
from store.receipts import OutcomeRow

PUBLISHER = Actor(derived("account", "publisher"), Role.ENGINE)


@dataclass(frozen=True, slots=True)
class Authority:
    """By whom, and on what basis, the rules or the standing of a year change; the engine brings its own."""

    by: Actor = PUBLISHER
    basis: str | None = None


ENGINES_OWN = Authority()


class Programmes:
    """The versions of each year; each is parsed once, since a published version never changes."""

    def __init__(self, event_log: EventLog) -> None:
        self._event_log = event_log
        self._parsed: dict[str, Programme] = {}
        self._calendars: dict[str, WorkingCalendar] = {}

    def in_force(self, year: str) -> Programme:
        """The latest version of the year; ProgrammeUnknown if none is published."""
        return self._programme(self.versions(year)[-1])

    def by_hash(self, year: str, rules: str) -> Programme:
        """The version that a case was opened under."""
        if rules not in self._parsed:
            for published in self.versions(year):
                self._programme(published)
        return self._parsed[rules]

    def versions(self, year: str) -> list[ProgrammePublished]:
        """Every published version of the year, oldest first; ProgrammeUnknown if there is none."""
        published = [one for one in self._events(year) if isinstance(one, ProgrammePublished)]
        if not published:
            raise ProgrammeUnknown(year=year)
        return published

    def standing(self, year: str, at: datetime) -> Standing:
        """How the year stood at an instant."""
        return standing(self._events(year), at)

    def stand(self, asked: YearCommand, now: datetime, live_cases: int, by: Actor = PUBLISHER) -> Standing:
        """Open, freeze or close a year; YearHasLiveCases, YearIsClosed, ProgrammeUnknown."""
        self.versions(asked.year)
        at = now.astimezone(UTC)
        events = programme_year.decide(self._events(asked.year), asked, at, live_cases)
        self._append(programme_stream(asked.year), events, at, by)
        return self.standing(asked.year, at)

    def _events(self, year: str) -> list[Any]:
        return [recorded.event for recorded in self._event_log.read(programme_stream(year))]

    def calendar(self) -> WorkingCalendar:
        """The calendar in force."""
        recorded = self._event_log.read(calendar_stream())
        if not recorded:
            raise ProgrammeUnknown(year="calendar")
        published: CalendarPublished = recorded[-1].event
        if published.document not in self._calendars:
            self._calendars[published.document] = parse_calendar(json.loads(published.document))
        return self._calendars[published.document]

    def publish(
        self,
        path: Path | None,
        year: str,
        now: datetime,
        places: Places,
        authority: Authority = ENGINES_OWN,
    ) -> Programme:
        """Publish the year's file, or the one at `path`, and let its quotas have their places.

        Raises ProgrammeRefused for a wrong file; the same document again changes nothing.
        """
        document = programme_document(path, year)
        programme = parse_programme(document)
        # A frozen year keeps its rules; one that was never published is as open as can be.
        check_open(programme.year, self.standing(programme.year, now))
        asked = PublishProgramme(programme.year, programme.hash, canonical(document), authority.basis)
        self._record(programme_stream(programme.year), asked, now, authority.by)
        for sector in ("manufacturing", "services"):
            places.provide(programme.year, sector, getattr(programme.quotas, sector))
        return programme

    def publish_calendar(
        self, path: Path | None, now: datetime, authority: Authority = ENGINES_OWN
    ) -> WorkingCalendar:
        """Publish the calendar file, or the one at `path`; CalendarRefused, CalendarVersionTaken."""
        return self.publish_calendar_document(calendar_document(path), now, authority)

    def publish_calendar_document(
        self, document: Mapping[str, object], now: datetime, authority: Authority = ENGINES_OWN
    ) -> WorkingCalendar:
        """Publish a calendar's parsed document; the same again changes nothing."""
        calendar = parse_calendar(document)
        asked = PublishCalendar(calendar.version, canonical(document), authority.basis)
        self._record(calendar_stream(), asked, now, authority.by)
        return calendar

    def _programme(self, published: ProgrammePublished) -> Programme:
        if published.hash not in self._parsed:
            self._parsed[published.hash] = _parsed(published)
        return self._parsed[published.hash]

    def _record(self, stream: UUID, asked: PublicationCommand, now: datetime, by: Actor) -> None:
        known = [each.event for each in self._event_log.read(stream)]
        published = [one for one in known if isinstance(one, ProgrammePublished | CalendarPublished)]
        self._append(stream, decide(published, asked), now, by)

    def _append(self, stream: UUID, events: Sequence[Any], now: datetime, by: Actor) -> None:
        if not events:
            return
        recorded = self._event_log.read(stream)
        at = now.astimezone(UTC)
        received = None if by.role is Role.ENGINE else at
        cause = Cause(derived("publish", stream, len(recorded)), by, received, at)
        outcome = OutcomeRow(cause.command, stream, cause.decided_at)
        try:
            self._event_log.append([Change(stream, len(recorded), tuple(events))], cause, outcome=outcome)
        except AlreadyDecided:
            # Two processes started at once: the other one has published this version.
            return


def _parsed(published: ProgrammePublished) -> Programme:
    """The rules as published; of a key that came up since, the value that the engine brings with it.

    Their hash stays that of what was published: it is what cases keep.
    """
    document = json.loads(published.document)
    try:
        return parse_programme(document)
    except ProgrammeRefused:
        present = json.loads(canonical(programme_document()))
        return replace(parse_programme(completed(document, present)), hash=published.hash)
