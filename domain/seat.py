"""A numbered seat of a training session, on site or online: its own stream, so that none is given twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.decision import Decision, Write
from domain.enrolment.session_commands import Attendance
from domain.event import event
from domain.session_refusals import SeatsFull
from domain.streams import derived

_KINDS_ZH = {Attendance.ON_SITE: "現場", Attendance.ONLINE: "線上"}


@dataclass(frozen=True, slots=True)
class Seat:
    """Seat `number` of a kind."""

    kind: Attendance
    number: int


@event("session_seat.taken.v1")
@dataclass(frozen=True, slots=True)
class SeatTaken:
    session: UUID
    kind: Attendance
    number: int
    enrolment: UUID


@event("session_seat.freed.v1")
@dataclass(frozen=True, slots=True)
class SeatFreed:
    session: UUID
    kind: Attendance
    number: int
    enrolment: UUID


def seat_stream(session: UUID, seat: Seat) -> UUID:
    """The stream that says who has the seat."""
    return derived("seat", session, seat.kind, seat.number)


def take_seat(session: UUID, seat: Seat, enrolment: UUID) -> Write:
    """Give the seat to a case."""
    return Write(seat_stream(session, seat), SeatTaken(session, seat.kind, seat.number, enrolment))


def free_seat(session: UUID, seat: Seat, enrolment: UUID) -> Write:
    """Take the seat back from a case."""
    return Write(seat_stream(session, seat), SeatFreed(session, seat.kind, seat.number, enrolment))


def freeing_own(decision: Decision, seats: Mapping[UUID, Sequence[Any]]) -> Decision:
    """The decision without the freeing of seats that others have by now; `seats` are their events."""
    return tuple(write for write in decision if not _is_of_another(write, seats))


def _is_of_another(write: Write, seats: Mapping[UUID, Sequence[Any]]) -> bool:
    if not isinstance(write.event, SeatFreed):
        return False
    last = next(reversed(seats[write.stream]), None)
    return not isinstance(last, SeatTaken) or last.enrolment != write.event.enrolment


def held_seat(asked: Attendance | None, held: Seat | None, seats: int) -> Seat | None:
    """The seat that is held for whoever said how they will attend; refuses where none is left."""
    if asked is not None and held is None:
        raise SeatsFull(kind=asked.value, kind_zh=_KINDS_ZH[asked], seats=seats)
    return held if asked is not None else None
