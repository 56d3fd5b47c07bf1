"""A numbered quota place (R23): its own stream, so that place 8,001 does not exist and none is held twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.event import event


@dataclass(frozen=True, slots=True)
class Place:
    """Place `number` of a sector's quota."""

    sector: str
    number: int


@event("quota_place.taken.v1")
@dataclass(frozen=True, slots=True)
class PlaceTaken:
    sector: str
    number: int
    enrolment: UUID
    ubn: str


@event("quota_place.freed.v1")
@dataclass(frozen=True, slots=True)
class PlaceFreed:
    sector: str
    number: int
    enrolment: UUID
    ubn: str


QuotaPlaceEvent = PlaceTaken | PlaceFreed


def taken_by(events: Iterable[QuotaPlaceEvent]) -> tuple[UUID, str] | None:
    """The enrolment and firm that have the place, or None."""
    taken: tuple[UUID, str] | None = None
    for happened in events:
        taken = (happened.enrolment, happened.ubn) if isinstance(happened, PlaceTaken) else None
    return taken
