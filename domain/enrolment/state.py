"""An enrolment as decisions need it: a union by stage, each with only the fields that stage has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.bank_account import BankAccount
from domain.deadline import Deadline, WindowKind
from domain.enrolment.changes import Proposed
from domain.enrolment.commands import PaperKind, Trainee
from domain.enrolment.events import Attended, Outcome, PaymentReversed
from domain.enrolment.mail_events import MailIntended
from domain.enrolment.session_commands import Attendance
from domain.fee import FeeLine
from domain.files import FileRef
from domain.firm import FirmProfile
from domain.quota_place import Place
from domain.seat import Seat
from domain.task import Task, TaskKind


class Check(StrEnum):
    """What the person who checks list and letters said of a firm (R13)."""

    UNCHECKED = "unchecked"
    PASSED = "passed"
    NOT_PASSED = "not_passed"


class Progress(StrEnum):
    """How far the checkup of a listed firm is."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    APPROVED = "approved"
    FAILED = "failed"


AWAITING = frozenset({Progress.SUBMITTED, Progress.RESUBMITTED})
SUBMITTED = AWAITING | {Progress.RETURNED, Progress.APPROVED, Progress.FAILED}


@dataclass(frozen=True, slots=True)
class ListedFirm:
    """`entered_by` is whoever put in something of the profile, `letter_by` who brought the letter (R27)."""

    profile: FirmProfile
    place: Place | None
    letter: FileRef | None = None
    check: Check = Check.UNCHECKED
    reasons: tuple[str, ...] = ()
    progress: Progress = Progress.OPEN
    consents: bool = True
    letter_by: UUID | None = None
    entered_by: frozenset[UUID] = frozenset()

    @property
    def needs_mending(self) -> bool:
        """It lacks its letter, or did not pass the check."""
        return self.letter is None or self.check is Check.NOT_PASSED


@dataclass(frozen=True, slots=True)
class Window:
    """An open window; `reminded` is the last reminder instant that was handled."""

    deadline: Deadline
    reminders: tuple[datetime, ...]
    reminded: datetime | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """The last paper of its kind; without a file it was left out, its person being forgotten."""

    of: str
    file: FileRef | None


@dataclass(frozen=True, slots=True)
class Case:
    """What every stage of a registered case has.

    `ended` are the deadlines of windows that are over, `met` which of them had what they asked for,
    `proposals` what awaits a second officer, by task.
    `late` are our own service levels that were passed, each since when first (R13, R30); `said` the ids of
    comments and questions, `reminded_now` when the trainee was last reminded by hand.
    `attended` trains, `electives` are sessions of the elective stage, `chases` what was logged (R45).
    `mails` wait for a mail server, `refused_mails` have reached nobody.
    `letters` are the marks of all that each firm has had here, `withdrawn` those taken back (R15).
    `seat_lost` is the kind of seat that the case had, and that was not free any more when it was reinstated.
    """

    programme: str
    rules: str
    trainee: Trainee
    guild: str
    session: UUID
    firms: Mapping[str, ListedFirm] = field(default_factory=dict)
    windows: Mapping[WindowKind, Window] = field(default_factory=dict)
    tasks: Mapping[UUID, Task] = field(default_factory=dict)
    mails: Mapping[UUID, MailIntended] = field(default_factory=dict)
    ended: Mapping[WindowKind, Deadline] = field(default_factory=dict)
    proposals: Mapping[UUID, Proposed] = field(default_factory=dict)
    late: Mapping[TaskKind, datetime] = field(default_factory=dict)
    said: frozenset[UUID] = frozenset()
    reminded_now: datetime | None = None
    attended: Attended | None = None
    seat: Seat | None = None
    session_cancelled: bool = False
    electives: frozenset[UUID] = frozenset()
    chases: frozenset[UUID] = frozenset()
    account: BankAccount | None = None
    papers: Mapping[PaperKind, Paper] = field(default_factory=dict)
    refused_mails: Mapping[UUID, MailIntended] = field(default_factory=dict)
    seat_lost: Attendance | None = None
    letters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    withdrawn: Mapping[str, frozenset[str]] = field(default_factory=dict)
    met: frozenset[WindowKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Unregistered:
    pass


@dataclass(frozen=True, slots=True)
class Applying:
    """Registered, on the way to being trained: vetted, online course, attendance, in any order."""

    case: Case
    vetted: bool = False
    online_course: bool = False
    attended: date | None = None
    attendance: Attendance | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Trained; the list of firms and letters is being completed and checked."""

    case: Case
    training_day: date


@dataclass(frozen=True, slots=True)
class Uploading:
    """List passed; checkups are being submitted, and reviewed as they come."""

    case: Case
    training_day: date


@dataclass(frozen=True, slots=True)
class InReview:
    """All checkups are submitted; decisions, a notice, or an officer are awaited."""

    case: Case
    training_day: date


@dataclass(frozen=True, slots=True)
class Resubmitting:
    """The notice is out; returned checkups may be submitted once more."""

    case: Case
    training_day: date


@dataclass(frozen=True, slots=True)
class FeeDue:
    """Certified, with a fee to be paid; `batch` is the payout batch that has it, if one does.

    `decided` are the amounts that an officer has set, by ubn, before any is cut to the highest total;
    `returned` is why the bank sent the last payment back, until another account is given.
    """

    case: Case
    certificate: str
    lines: tuple[FeeLine, ...]
    total: int
    batch: UUID | None = None
    decided: Mapping[str, int] = field(default_factory=dict)
    returned: str | None = None
    reversal: PaymentReversed | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """Ended, and kept open while a submitted checkup still awaits its decision (R26).

    `before` is how the case stood when it ended, for one that can be reinstated (R36).
    """

    case: Case
    outcome: Outcome
    reasons: tuple[str, ...]
    certificate: str | None = None
    batch: UUID | None = None
    total: int = 0
    lines: tuple[FeeLine, ...] = ()
    closed: bool = False
    before: "Live | None" = None
    revoked: bool = False
    questioned: frozenset[UUID] = frozenset()
    decided: Mapping[str, int] = field(default_factory=dict)
    reversal: PaymentReversed | None = None


Live = Applying | Listing | Uploading | InReview | Resubmitting | FeeDue
EnrolmentState = Unregistered | Live | Over
