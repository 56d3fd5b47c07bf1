"""Ids of streams. Those that guard uniqueness are derived, so that two claims meet in one stream."""

from datetime import date
from uuid import UUID, uuid5

_TANJIAN = UUID("b3f7a0c2-5d5e-5a0e-9a58-0d1f6b7c1140")


def derived(*parts: object) -> UUID:
    """A UUIDv5 of the parts: the same parts give the same id for ever."""
    return uuid5(_TANJIAN, "/".join(str(part) for part in parts))


def checkup_stream(enrolment: UUID, ubn: str) -> UUID:
    """The checkup of one firm within one enrolment."""
    return derived("checkup", enrolment, ubn)


def payee_day_stream(person: UUID, day: date) -> UUID:
    """What a person is paid on a day, whichever year and batch it comes from (R34)."""
    return derived("payee-day", person, day)


def person_year_streams(programme: str, person_mark: str, person: UUID) -> tuple[UUID, UUID]:
    """A person's one enrolment of a year (R6): by the keyed HMAC of the national id, and by who signs in."""
    return derived("person", programme, person_mark), derived("person", programme, person)


def firm_year_stream(programme: str, ubn: str) -> UUID:
    """A firm's one place in a year (R9)."""
    return derived("firm", programme, ubn)


def quota_place_stream(programme: str, sector: str, number: int) -> UUID:
    """A numbered quota place (R23)."""
    return derived("quota", programme, sector, number)


def certificate_stream(number: str) -> UUID:
    """A certificate number, used once."""
    return derived("certificate", number)


def programme_stream(year: str) -> UUID:
    """The published versions of a programme year."""
    return derived("programme", year)


def calendar_stream() -> UUID:
    """The published versions of the working-day calendar."""
    return derived("calendar", "tw")


def due_command(stream: UUID, kind: str, due: object) -> UUID:
    """The id of a timer's command: of stream, kind and due, so that it is decided once."""
    return derived("due", stream, kind, due)
