"""What people, and due timers, ask of an enrolment."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.deadline import WindowKind
from domain.event import command
from domain.files import FileRef
from domain.firm import FirmProfile
from domain.sealed import Sealed


class Attendance(StrEnum):
    """How the training session was attended (R4)."""

    ON_SITE = "on_site"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Trainee:
    """The person of a case: opaque id, keyed mark of the national id, and sealed particulars."""

    person: UUID
    mark: str
    name: Sealed
    email: Sealed


@dataclass(frozen=True, slots=True)
class FirmEntry:
    """A firm as a trainee names it: profile, the declaration that it is small or medium, the letter."""

    profile: FirmProfile
    small_or_medium: bool
    letter: FileRef | None


@command("enrolment.register")
@dataclass(frozen=True, slots=True)
class Register:
    programme: str
    trainee: Trainee
    guild: str
    session: UUID
    firms: tuple[FirmEntry, ...]
    # The person has no way to sign in yet: a guild's list names them.
    invite: bool = False


@command("enrolment.vet")
@dataclass(frozen=True, slots=True)
class Vet:
    task: UUID
    accepted: bool
    reason: Sealed | None


@command("enrolment.complete_online_course")
@dataclass(frozen=True, slots=True)
class CompleteOnlineCourse:
    pass


@command("enrolment.note_attendance")
@dataclass(frozen=True, slots=True)
class NoteAttendance:
    """Told by the session's workflow, once for each case that attended."""

    session: UUID
    day: date
    attendance: Attendance


@command("enrolment.add_firm")
@dataclass(frozen=True, slots=True)
class AddFirm:
    firm: FirmEntry


@command("enrolment.remove_firm")
@dataclass(frozen=True, slots=True)
class RemoveFirm:
    ubn: str


@command("enrolment.attach_letter")
@dataclass(frozen=True, slots=True)
class AttachLetter:
    ubn: str
    letter: FileRef


@dataclass(frozen=True, slots=True)
class FirmFinding:
    """The verdict on one listed firm and its letter: no reasons means passed."""

    ubn: str
    reasons: tuple[str, ...]
    note: Sealed | None


@command("enrolment.check_list")
@dataclass(frozen=True, slots=True)
class CheckList:
    task: UUID
    findings: tuple[FirmFinding, ...]


@command("enrolment.submit_checkup")
@dataclass(frozen=True, slots=True)
class SubmitCheckup:
    """First submission or resubmission: the case knows which one it is."""

    ubn: str


@command("enrolment.decide_late_notice")
@dataclass(frozen=True, slots=True)
class DecideLateNotice:
    """An officer ends a case whose notice came on or after the hard stop (R29)."""

    task: UUID
    reason: Sealed


@command("enrolment.decide_undelivered_notice")
@dataclass(frozen=True, slots=True)
class DecideUndeliveredNotice:
    """An officer has given the notice by another way, on this day: the month counts from it (R28)."""

    task: UUID
    notified_on: date
    reason: Sealed


@command("enrolment.decide_firm_fee")
@dataclass(frozen=True, slots=True)
class DecideFirmFee:
    """An officer sets the fee of a firm in neither sector (R21); whole dollars."""

    ubn: str
    amount: int
    reason: Sealed


@command("enrolment.withdraw")
@dataclass(frozen=True, slots=True)
class Withdraw:
    reason: Sealed | None


@command("enrolment.end_window")
@dataclass(frozen=True, slots=True)
class EndWindow:
    """A timer's command: the window of this kind and due instant is over."""

    kind: WindowKind
    due: datetime


@command("enrolment.remind")
@dataclass(frozen=True, slots=True)
class Remind:
    """A timer's command: the reminder instant of this window has come."""

    kind: WindowKind
    at: datetime


@command("enrolment.observe_checkup")
@dataclass(frozen=True, slots=True)
class ObserveCheckup:
    """Reconciliation: take over what the checkup's own stream says by now."""

    ubn: str


@command("enrolment.note_mail_accepted")
@dataclass(frozen=True, slots=True)
class NoteMailAccepted:
    mail: UUID
    accepted_at: datetime


@command("enrolment.note_mail_refused")
@dataclass(frozen=True, slots=True)
class NoteMailRefused:
    """The mail server takes no mail for this address, ever; `code` is its reply code."""

    mail: UUID
    refused_at: datetime
    code: int


@command("enrolment.invite")
@dataclass(frozen=True, slots=True)
class Invite:
    """Send the person of a case the link by which they choose a password."""


EnrolmentCommand = (
    Register
    | Vet
    | CompleteOnlineCourse
    | NoteAttendance
    | AddFirm
    | RemoveFirm
    | AttachLetter
    | CheckList
    | SubmitCheckup
    | DecideLateNotice
    | DecideUndeliveredNotice
    | DecideFirmFee
    | Withdraw
    | EndWindow
    | Remind
    | ObserveCheckup
    | NoteMailAccepted
    | NoteMailRefused
    | Invite
)
