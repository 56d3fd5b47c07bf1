"""An enrolment as decisions need it: a union by stage, each with only the fields that stage has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from domain.deadline import Deadline, WindowKind
from domain.enrolment.commands import Attendance, Trainee
from domain.enrolment.events import MailIntended, Outcome
from domain.fee import FeeLine
from domain.files import FileRef
from domain.firm import FirmProfile
from domain.quota_place import Place
from domain.task import Task


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
    profile: FirmProfile
    place: Place | None
    letter: FileRef | None = None
    check: Check = Check.UNCHECKED
    reasons: tuple[str, ...] = ()
    progress: Progress = Progress.OPEN

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
class Case:
    """What every stage of a registered case has.

    `mails` wait for a mail server, `refused_mails` have reached nobody.
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
    refused_mails: Mapping[UUID, MailIntended] = field(default_factory=dict)


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
    """Certified, with a fee to be paid; `batch` is the payout batch that has it, if one does."""

    case: Case
    certificate: str
    lines: tuple[FeeLine, ...]
    total: int
    batch: UUID | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """Ended, and kept open while a submitted checkup still awaits its decision (R26)."""

    case: Case
    outcome: Outcome
    reasons: tuple[str, ...]
    certificate: str | None = None
    batch: UUID | None = None
    total: int = 0
    lines: tuple[FeeLine, ...] = ()
    closed: bool = False


Live = Applying | Listing | Uploading | InReview | Resubmitting | FeeDue
EnrolmentState = Unregistered | Live | Over
