"""A person's one enrolment in a programme year (R6).

Matched by the keyed mark of the national id, and by the person who signs in: one could else enrol again
under another's id, and nobody would have seen it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.event import event
from domain.refusals import AlreadyEnrolled


@event("person_year.enrolled.v1")
@dataclass(frozen=True, slots=True)
class PersonEnrolled:
    enrolment: UUID


@event("person_year.released.v1")
@dataclass(frozen=True, slots=True)
class PersonReleased:
    """A rejected registration leaves the person free to register with another guild."""

    enrolment: UUID


PersonYearEvent = PersonEnrolled | PersonReleased


def enrolled_in(events: Iterable[PersonYearEvent]) -> UUID | None:
    """The person's enrolment of the year, or None."""
    enrolment: UUID | None = None
    for happened in events:
        enrolment = happened.enrolment if isinstance(happened, PersonEnrolled) else None
    return enrolment


def enrolled_in_any(streams: Iterable[Iterable[PersonYearEvent]]) -> UUID | None:
    """The enrolment that any of the person's streams names, or None."""
    return next((found for events in streams if (found := enrolled_in(events))), None)


def enrol(present: UUID | None, enrolment: UUID) -> PersonEnrolled:
    """Refuses a second enrolment of the same year."""
    if present is not None:
        raise AlreadyEnrolled()
    return PersonEnrolled(enrolment)
