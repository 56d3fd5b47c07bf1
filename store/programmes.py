"""Published programmes and calendars: read from their streams, published into them (design §4.10)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from domain.event import Actor, Cause, Role
from domain.programme import Programme, canonical, parse_programme
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
        published = [recorded.event for recorded in self._event_log.read(programme_stream(year))]
        if not published:
            raise ProgrammeUnknown(year=year)
        return published

    def calendar(self) -> WorkingCalendar:
        """The calendar in force."""
        recorded = self._event_log.read(calendar_stream())
        if not recorded:
            raise ProgrammeUnknown(year="calendar")
        published: CalendarPublished = recorded[-1].event
        if published.document not in self._calendars:
            self._calendars[published.document] = parse_calendar(json.loads(published.document))
        return self._calendars[published.document]

    def publish(self, path: Path | None, year: str, now: datetime, places: Places) -> Programme:
        """Publish the year's file, or the one at `path`, and let its quotas have their places.

        Raises ProgrammeRefused for a wrong file; the same document again changes nothing.
        """
        document = programme_document(path, year)
        programme = parse_programme(document)
        asked = PublishProgramme(programme.year, programme.hash, canonical(document))
        self._record(programme_stream(programme.year), asked, now)
        for sector in ("manufacturing", "services"):
            places.provide(programme.year, sector, getattr(programme.quotas, sector))
        return programme

    def publish_calendar(self, path: Path | None, now: datetime) -> WorkingCalendar:
        """Publish the calendar file, or the one at `path`; CalendarRefused, CalendarVersionTaken."""
        return self.publish_calendar_document(calendar_document(path), now)

    def publish_calendar_document(self, document: Mapping[str, object], now: datetime) -> WorkingCalendar:
        """Publish a calendar's parsed document; the same again changes nothing."""
        calendar = parse_calendar(document)
        self._record(calendar_stream(), PublishCalendar(calendar.version, canonical(document)), now)
        return calendar

    def _programme(self, published: ProgrammePublished) -> Programme:
        if published.hash not in self._parsed:
            self._parsed[published.hash] = parse_programme(json.loads(published.document))
        return self._parsed[published.hash]

    def _record(self, stream: UUID, asked: PublicationCommand, now: datetime) -> None:
        recorded = self._event_log.read(stream)
        events = decide([each.event for each in recorded], asked)
        if not events:
            return
        cause = Cause(derived("publish", stream, len(recorded)), PUBLISHER, None, now.astimezone(UTC))
        outcome = OutcomeRow(cause.command, stream, cause.decided_at)
        try:
            self._event_log.append([Change(stream, len(recorded), events)], cause, outcome=outcome)
        except AlreadyDecided:
            # Two processes started at once: the other one has published this version.
            return
