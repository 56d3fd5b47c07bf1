"""What is asked of a case about the sessions it waits for or attended."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.event import command
from domain.sealed import Sealed


class Attendance(StrEnum):
    """How the training session was attended (R4)."""

    ON_SITE = "on_site"
    ONLINE = "online"


@command("enrolment.note_attendance")
@dataclass(frozen=True, slots=True)
class NoteAttendance:
    """Told by the session's workflow, once for each case that attended."""

    session: UUID
    day: date
    attendance: Attendance


@command("enrolment.change_session")
@dataclass(frozen=True, slots=True)
class ChangeSession:
    """Wait for another session of the guild; `attends` as in `Register`."""

    session: UUID
    attends: Attendance | None = None


@command("enrolment.note_session_moved")
@dataclass(frozen=True, slots=True)
class NoteSessionMoved:
    """Told by the session's workflow: `was` is the day before, `note` says when and where it is now."""

    session: UUID
    day: date
    was: date
    note: Sealed
    reason: Sealed


@command("enrolment.note_session_cancelled")
@dataclass(frozen=True, slots=True)
class NoteSessionCancelled:
    """Told by the session's workflow; `was` is the day on which it would have been held."""

    session: UUID
    was: date
    reason: Sealed


@command("enrolment.note_attendance_corrected")
@dataclass(frozen=True, slots=True)
class NoteAttendanceCorrected:
    """Told by the session's workflow: how the trainee really attended, None if not at all.

    `elsewhere` is another session that they attended, where there is one: it then counts instead.
    """

    session: UUID
    attendance: Attendance | None
    reason: Sealed
    elsewhere: NoteAttendance | None = None


@command("enrolment.note_elective_attendance")
@dataclass(frozen=True, slots=True)
class NoteElectiveAttendance:
    """Told by the workflow of a session of the elective stage (R3)."""

    session: UUID
    day: date
    attendance: Attendance


@command("enrolment.decide_wrong_attendance")
@dataclass(frozen=True, slots=True)
class DecideWrongAttendance:
    """An officer lets a training stand whose attendance was recorded by mistake, or ends the case (R5).

    Where the certificate is out already, its revocation is proposed instead (R35).
    """

    task: UUID
    stands: bool
    reason: Sealed
