"""A firm's one place in a programme year (R9): a stream whose id is derived from year and ubn."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.event import event
from domain.refusals import FirmTaken


@event("firm_year.claimed.v1")
@dataclass(frozen=True, slots=True)
class FirmClaimed:
    enrolment: UUID
    ubn: str


@event("firm_year.released.v1")
@dataclass(frozen=True, slots=True)
class FirmReleased:
    enrolment: UUID
    ubn: str


FirmYearEvent = FirmClaimed | FirmReleased


def holder(events: Iterable[FirmYearEvent]) -> UUID | None:
    """The enrolment that has the firm this year, or None."""
    held: UUID | None = None
    for happened in events:
        held = happened.enrolment if isinstance(happened, FirmClaimed) else None
    return held


def claim(ubn: str, held_by: UUID | None, enrolment: UUID) -> FirmClaimed:
    """Take the firm for the enrolment; refuses a firm that another one has."""
    if held_by is not None:
        raise FirmTaken(ubn=ubn)
    return FirmClaimed(enrolment, ubn)
