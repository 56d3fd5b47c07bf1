"""What people, and due timers, ask of an enrolment."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.bank_account import BankAccount
from domain.deadline import WindowKind
from domain.enrolment.mail_commands import CorrectEmail, Invite, NoteMailAccepted, NoteMailRefused, SendAgain
from domain.enrolment.session_commands import (
    Attendance,
    ChangeSession,
    DecideWrongAttendance,
    NoteAttendance,
    NoteAttendanceCorrected,
    NoteElectiveAttendance,
    NoteSessionCancelled,
    NoteSessionMoved,
)
from domain.event import command
from domain.files import FileRef
from domain.firm import FirmProfile
from domain.sealed import Sealed


class Audience(StrEnum):
    """Whom a comment is for."""

    STAFF = "staff"
    TRAINEE = "trainee"


class PaperKind(StrEnum):
    """What a case gives out on paper: the certificate (R32), and the statement of a payment (R34)."""

    CERTIFICATE = "certificate"
    STATEMENT = "statement"


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
    """`attends` is how the trainee means to attend, where they say so: it takes a seat."""

    programme: str
    trainee: Trainee
    guild: str
    session: UUID
    firms: tuple[FirmEntry, ...]
    attends: Attendance | None = None
    account: BankAccount | None = None
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


@command("enrolment.add_firm")
@dataclass(frozen=True, slots=True)
class AddFirm:
    firm: FirmEntry


@command("enrolment.remove_firm")
@dataclass(frozen=True, slots=True)
class RemoveFirm:
    """Only the trainee needs no reason (R14)."""

    ubn: str
    reason: Sealed | None = None


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


@command("enrolment.comment")
@dataclass(frozen=True, slots=True)
class Comment:
    """Staff's words on the case, or on one firm's checkup: internal, or to the trainee by mail too."""

    words: Sealed
    audience: Audience
    ubn: str | None


@command("enrolment.ask_question")
@dataclass(frozen=True, slots=True)
class AskQuestion:
    """The trainee asks, and staff answer on the case (R37)."""

    words: Sealed
    ubn: str | None


@command("enrolment.answer_question")
@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    task: UUID
    words: Sealed


@command("enrolment.remind_now")
@dataclass(frozen=True, slots=True)
class RemindNow:
    """A guild or an officer reminds the trainee by hand, with words of their own if they like (R45)."""

    note: Sealed | None


class Channel(StrEnum):
    """How somebody was spoken to."""

    PHONE = "phone"
    MAIL = "mail"
    LINE = "line"
    VISIT = "visit"


@command("enrolment.log_chase")
@dataclass(frozen=True, slots=True)
class LogChase:
    """Somebody has spoken to the trainee (R45); `follow_up` is the day to ask again."""

    channel: Channel
    note: Sealed
    follow_up: date | None = None


@command("enrolment.give_bank_account")
@dataclass(frozen=True, slots=True)
class GiveBankAccount:
    """The trainee says where the fee is to be paid (R47)."""

    account: BankAccount


@command("enrolment.note_paper")
@dataclass(frozen=True, slots=True)
class NotePaper:
    """The paper is stored; `of` is the certificate's number or the batch's id.

    Without a file there is none to be made: its person is forgotten.
    """

    paper: PaperKind
    of: str
    file: FileRef | None


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
    | Comment
    | AskQuestion
    | AnswerQuestion
    | RemindNow
    | ChangeSession
    | NoteSessionMoved
    | NoteSessionCancelled
    | NoteAttendanceCorrected
    | NoteElectiveAttendance
    | DecideWrongAttendance
    | LogChase
    | GiveBankAccount
    | NotePaper
    | CorrectEmail
    | SendAgain
    | Invite
)
