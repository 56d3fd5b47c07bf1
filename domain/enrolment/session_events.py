"""What has happened to an enrolment by its sessions and its guild (R3, R5, R45)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.enrolment.commands import Channel
from domain.enrolment.session_commands import Attendance
from domain.event import event
from domain.sealed import Sealed
from domain.seat import Seat


@event("enrolment.session_changed.v1")
@dataclass(frozen=True, slots=True)
class SessionChanged:
    """The case waits for another session of its guild."""

    session: UUID
    seat: Seat | None


@event("enrolment.session_cancelled.v1")
@dataclass(frozen=True, slots=True)
class OwnSessionCancelled:
    """The session that the case is registered for does not take place: it waits for another (R5)."""

    session: UUID
    day: date


@event("enrolment.training_day_moved.v1")
@dataclass(frozen=True, slots=True)
class TrainingDayMoved:
    """The session that was attended is now known to have been on this day."""

    session: UUID
    day: date
    was: date


@event("enrolment.attendance_struck.v1")
@dataclass(frozen=True, slots=True)
class AttendanceStruck:
    """The attendance was recorded by mistake."""

    session: UUID


@event("enrolment.training_undone.v1")
@dataclass(frozen=True, slots=True)
class TrainingUndone:
    """Without attendance the case is not trained: it waits for a session again."""


@event("enrolment.attendance_mode_corrected.v1")
@dataclass(frozen=True, slots=True)
class AttendanceModeCorrected:
    session: UUID
    attendance: Attendance


@event("enrolment.elective_attended.v1")
@dataclass(frozen=True, slots=True)
class ElectiveAttended:
    """A session of the elective stage was attended (R3): nothing else of the case changes."""

    session: UUID
    day: date
    attendance: Attendance


@event("enrolment.elective_struck.v1")
@dataclass(frozen=True, slots=True)
class ElectiveStruck:
    """The attendance of a session of the elective stage was recorded by mistake (R3)."""

    session: UUID


@event("enrolment.chased.v1")
@dataclass(frozen=True, slots=True)
class Chased:
    """Somebody has spoken to the trainee (R45)."""

    chase: UUID
    channel: Channel
    note: Sealed
    follow_up: date | None
