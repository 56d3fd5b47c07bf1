"""A person's one enrolment in a programme year (R6), matched by the keyed mark of the national id."""

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


def enrol(present: UUID | None, enrolment: UUID) -> PersonEnrolled:
    """Refuses a second enrolment of the same year."""
    if present is not None:
        raise AlreadyEnrolled()
    return PersonEnrolled(enrolment)
