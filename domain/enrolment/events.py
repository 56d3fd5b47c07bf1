"""What has happened to an enrolment. These names are the storage format: they never change."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.bank_account import BankAccount
from domain.deadline import Deadline, WindowKind
from domain.enrolment.changes import ChangeEvent
from domain.enrolment.commands import Audience, PaperKind, Trainee
from domain.enrolment.mail_events import EmailCorrected, MailAccepted, MailIntended, MailRefused, MailRepeated
from domain.enrolment.session_commands import Attendance
from domain.enrolment.session_events import (
    AttendanceModeCorrected,
    AttendanceStruck,
    Chased,
    ElectiveAttended,
    ElectiveStruck,
    OwnSessionCancelled,
    SessionChanged,
    TrainingDayMoved,
    TrainingUndone,
)
from domain.event import event
from domain.fee import FeeLine
from domain.files import FileRef
from domain.firm import FirmProfile
from domain.quota_place import Place
from domain.sealed import Sealed
from domain.seat import Seat
from domain.task import (
    TaskAssigned,
    TaskClaimed,
    TaskClosed,
    TaskFollowUpSet,
    TaskLate,
    TaskOpened,
    TaskPrioritised,
    TaskReleased,
)


class Outcome(StrEnum):
    """How an enrolment ends (design §5)."""

    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED_TRAINING = "lapsed_training"
    LAPSED_LIST = "lapsed_list"
    LAPSED_UPLOAD = "lapsed_upload"
    FAILED_REVIEW = "failed_review"
    CERTIFIED_WITHOUT_FEE = "certified_without_fee"
    PAID = "paid"
    REVOKED = "revoked"
    REVERSED = "reversed"


@event("enrolment.registered.v1")
@dataclass(frozen=True, slots=True)
class Registered:
    programme: str
    rules: str
    trainee: Trainee
    guild: str
    session: UUID
    training: Deadline
    reminders: tuple[datetime, ...] = ()
    seat: Seat | None = None


@event("enrolment.vetted.v1")
@dataclass(frozen=True, slots=True)
class Vetted:
    pass


@event("enrolment.online_course_completed.v1")
@dataclass(frozen=True, slots=True)
class OnlineCourseCompleted:
    pass


@event("enrolment.attended.v1")
@dataclass(frozen=True, slots=True)
class Attended:
    session: UUID
    day: date
    attendance: Attendance


@event("enrolment.trained.v1")
@dataclass(frozen=True, slots=True)
class Trained:
    """Vetted, online course done and session attended; the list and upload windows follow."""

    training_day: date


@event("enrolment.window_opened.v1")
@dataclass(frozen=True, slots=True)
class WindowOpened:
    """`reminders` are the instants at which those who still owe something are told so."""

    deadline: Deadline
    reminders: tuple[datetime, ...]


@event("enrolment.window_ended.v1")
@dataclass(frozen=True, slots=True)
class WindowEnded:
    """The window is over; `met` says whether what it asked for was there."""

    kind: WindowKind
    met: bool


@event("enrolment.firm_listed.v1")
@dataclass(frozen=True, slots=True)
class FirmListed:
    profile: FirmProfile
    place: Place | None
    by: UUID | None = None


@event("enrolment.letter_attached.v1")
@dataclass(frozen=True, slots=True)
class LetterAttached:
    ubn: str
    letter: FileRef
    by: UUID | None = None


@event("enrolment.firm_checked.v1")
@dataclass(frozen=True, slots=True)
class FirmChecked:
    ubn: str
    reasons: tuple[str, ...]
    note: Sealed | None


@event("enrolment.firm_removed.v1")
@dataclass(frozen=True, slots=True)
class FirmRemoved:
    """The firm has left the case: taken off, or freed when the case ended without it.

    `reason` are the words of whoever took it off or swapped it (R14).
    """

    ubn: str
    reason: Sealed | None = None


@event("enrolment.list_passed.v1")
@dataclass(frozen=True, slots=True)
class ListPassed:
    pass


@event("enrolment.checkup_submitted.v1")
@dataclass(frozen=True, slots=True)
class FirmSubmitted:
    ubn: str


@event("enrolment.checkup_approved.v1")
@dataclass(frozen=True, slots=True)
class FirmApproved:
    ubn: str


@event("enrolment.checkup_returned.v1")
@dataclass(frozen=True, slots=True)
class FirmReturned:
    ubn: str


@event("enrolment.checkup_failed.v1")
@dataclass(frozen=True, slots=True)
class FirmFailed:
    ubn: str


@event("enrolment.certified.v1")
@dataclass(frozen=True, slots=True)
class Certified:
    """`missing` names why no fee is due (R33); empty when the fee of `lines` is due."""

    certificate: str
    lines: tuple[FeeLine, ...]
    total: int
    missing: tuple[str, ...]


@event("enrolment.firm_fee_decided.v1")
@dataclass(frozen=True, slots=True)
class FirmFeeDecided:
    ubn: str
    amount: int
    lines: tuple[FeeLine, ...]
    total: int


@event("enrolment.payment_reserved.v1")
@dataclass(frozen=True, slots=True)
class PaymentReserved:
    batch: UUID
    amount: int


@event("enrolment.payment_released.v1")
@dataclass(frozen=True, slots=True)
class PaymentReleased:
    """The batch was rejected, or the bank sent the money back: the fee is due again.

    `returned` is the bank's reason code, None where the batch was rejected.
    """

    batch: UUID
    returned: str | None = None


@event("enrolment.paid.v1")
@dataclass(frozen=True, slots=True)
class Paid:
    """`amount` is the fee before anything is withheld; the rest is what a statement says of it, in whole NTD.

    `paid_on` is the day that counts for withholding.
    """

    batch: UUID
    amount: int
    gross: int = 0
    withheld: int = 0
    supplementary: int = 0
    net: int = 0
    paid_on: date | None = None
    income_code: str = ""


@event("enrolment.ended.v1")
@dataclass(frozen=True, slots=True)
class Ended:
    outcome: Outcome
    reasons: tuple[str, ...]


@event("enrolment.closed.v1")
@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing more is expected: every submitted checkup of the ended case is decided."""


@event("enrolment.commented.v1")
@dataclass(frozen=True, slots=True)
class Commented:
    """`ubn` where it is about one firm's checkup; one for staff is shown to nobody else."""

    comment: UUID
    words: Sealed
    audience: Audience
    ubn: str | None


@event("enrolment.question_asked.v1")
@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """The task that answers it has the question's own id (R37)."""

    question: UUID
    words: Sealed
    ubn: str | None


@event("enrolment.question_answered.v1")
@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    question: UUID
    words: Sealed


@event("enrolment.review_late.v1")
@dataclass(frozen=True, slots=True)
class FirmReviewLate:
    """The case's first review to pass its service level: the checkup's stream says so since then (R30)."""

    ubn: str
    since: datetime


@event("enrolment.bank_account_given.v1")
@dataclass(frozen=True, slots=True)
class BankAccountGiven:
    account: BankAccount


@event("enrolment.payment_reversed.v1")
@dataclass(frozen=True, slots=True)
class PaymentReversed:
    """The payment is undone, for a kind of reason; the fee is due again or not."""

    batch: UUID
    amount: int
    kind: str
    due_again: bool


@event("enrolment.paper_stored.v1")
@dataclass(frozen=True, slots=True)
class PaperStored:
    """A paper was made and stored; `of` is the certificate's number or the batch's id."""

    paper: PaperKind
    of: str
    file: FileRef


@event("enrolment.paper_omitted.v1")
@dataclass(frozen=True, slots=True)
class PaperOmitted:
    """No paper was made: the person whose name it would carry is forgotten."""

    paper: PaperKind
    of: str


EnrolmentEvent = (
    Registered
    | Vetted
    | OnlineCourseCompleted
    | Attended
    | Trained
    | WindowOpened
    | WindowEnded
    | FirmListed
    | LetterAttached
    | FirmChecked
    | FirmRemoved
    | ListPassed
    | FirmSubmitted
    | FirmApproved
    | FirmReturned
    | FirmFailed
    | Certified
    | FirmFeeDecided
    | PaymentReserved
    | PaymentReleased
    | Paid
    | Ended
    | Closed
    | MailIntended
    | MailAccepted
    | MailRefused
    | EmailCorrected
    | MailRepeated
    | TaskOpened
    | TaskClaimed
    | TaskReleased
    | TaskClosed
    | ChangeEvent
    | TaskAssigned
    | TaskPrioritised
    | TaskFollowUpSet
    | TaskLate
    | Commented
    | QuestionAsked
    | QuestionAnswered
    | FirmReviewLate
    | SessionChanged
    | OwnSessionCancelled
    | TrainingDayMoved
    | AttendanceStruck
    | TrainingUndone
    | AttendanceModeCorrected
    | ElectiveAttended
    | Chased
    | BankAccountGiven
    | PaymentReversed
    | PaperStored
    | PaperOmitted
    | ElectiveStruck
)
