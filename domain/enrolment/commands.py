"""What people, and due timers, ask of an enrolment."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.bank_account import BankAccount
from domain.deadline import WindowKind
from domain.event import command
from domain.files import FileRef
from domain.firm import FirmProfile
from domain.sealed import Sealed


class Attendance(StrEnum):
    """How the training session was attended (R4)."""

    ON_SITE = "on_site"
    ONLINE = "online"


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
    """`reply` is the mail server's, `sha256` that of the bytes which it took."""

    mail: UUID
    accepted_at: datetime
    reply: str = ""
    sha256: str = ""


@command("enrolment.note_mail_refused")
@dataclass(frozen=True, slots=True)
class NoteMailRefused:
    """The mail server takes no mail for this address, ever; `code` is its reply code."""

    mail: UUID
    refused_at: datetime
    code: int
    reply: str = ""


@command("enrolment.correct_email")
@dataclass(frozen=True, slots=True)
class CorrectEmail:
    """Another address for the mails of the case; what was refused and still matters goes there at once."""

    email: Sealed
    reason: Sealed


@command("enrolment.send_again")
@dataclass(frozen=True, slots=True)
class SendAgain:
    """An officer has a refused mail sent once more."""

    mail: UUID


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
    """An officer lets a training stand whose attendance was recorded by mistake, or ends the case (R5)."""

    task: UUID
    stands: bool
    reason: Sealed


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
