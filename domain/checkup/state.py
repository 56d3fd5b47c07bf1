"""A checkup as decisions need it: a union by stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from domain.checkup.commands import Activity, Bill, Finding
from domain.checkup.events import CheckupOpened, Failure
from domain.checkup.reading_state import Readings
from domain.files import FileRef
from domain.sealed import Sealed
from domain.task import Task


@dataclass(frozen=True, slots=True)
class ReasonedNone:
    """That the firm has none of an item; `mark` tells sameness of the reason, "" in old events."""

    reason: Sealed
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a reviewer had before them when they sent it back."""

    bills: Mapping[UUID, Bill] = field(default_factory=dict)
    activities: Mapping[UUID, Activity] = field(default_factory=dict)
    nones: Mapping[str, ReasonedNone] = field(default_factory=dict)
    letter: FileRef | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """Evidence and quantities, and everyone who put something in (R27).

    `consents` is false once the firm's owner lets nobody use them any more (R15).
    `letter` is the firm's letter as submitted. `returned` is what the last return was about, `approved`
    the content hash of each part that it did not object to, `reviewer` who decided on it.
    `late` are the reviews that passed their service level, the first of them at `late_since` (R30).
    `readings` are of every bill, those of addenda included.
    """

    about: CheckupOpened
    bills: Mapping[UUID, Bill] = field(default_factory=dict)
    activities: Mapping[UUID, Activity] = field(default_factory=dict)
    nones: Mapping[str, ReasonedNone] = field(default_factory=dict)
    makers: frozenset[UUID] = frozenset()
    tasks: Mapping[UUID, Task] = field(default_factory=dict)
    late: frozenset[UUID] = frozenset()
    consents: bool = True
    letter: FileRef | None = None
    returned: Snapshot | None = None
    approved: Mapping[str, str] = field(default_factory=dict)
    reviewer: UUID | None = None
    late_since: datetime | None = None
    readings: Readings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotOpened:
    pass


@dataclass(frozen=True, slots=True)
class Filling:
    """Open for evidence, not yet submitted."""

    content: Content


@dataclass(frozen=True, slots=True)
class Submitted:
    """Awaits a reviewer; `rounds` counts the decisions that returned it before."""

    content: Content
    rounds: int = 0
    case_ended: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """Open for mending what the findings name; an addendum until the end of `last_day`."""

    content: Content
    findings: tuple[Finding, ...]
    rounds: int
    last_day: date | None = None


Addendum = Filling | Submitted | Returned


@dataclass(frozen=True, slots=True)
class ApprovedAddendum:
    """Activities of elective items, with their bills, that a reviewer has approved (R42)."""

    bills: Mapping[UUID, Bill]
    activities: Mapping[UUID, Activity]


@dataclass(frozen=True, slots=True)
class Approved:
    """Final, but for addenda: one at a time is open, with a content of its own beside the checkup's."""

    content: Content
    addendum: Addendum | None = None
    addenda: tuple[ApprovedAddendum, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """`findings` and `rounds` are those of its last return, should the case be reinstated (R36)."""

    content: Content
    why: Failure
    findings: tuple[Finding, ...] = ()
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class Cancelled:
    content: Content


Opened = Filling | Submitted | Returned | Approved | Failed | Cancelled
CheckupState = NotOpened | Opened
