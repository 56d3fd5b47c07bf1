"""What has happened to a checkup. These names are the storage format: they never change."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.checkup.commands import Activity, Bill, Finding
from domain.checkup.reading_events import (
    BillNotReadable,
    BillRead,
    ReadingAsked,
    ReadingConfirmed,
    ReadingCorrected,
)
from domain.event import event
from domain.files import FileRef
from domain.sealed import Sealed
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


class Failure(StrEnum):
    """Why a checkup failed."""

    NOT_PASSED_AGAIN = "not_passed_again"
    NOT_RESUBMITTED = "not_resubmitted"
    CASE_ENDED = "case_ended"


@event("checkup.opened.v1")
@dataclass(frozen=True, slots=True)
class CheckupOpened:
    """`trainee` is the person who enters; `rules` the hash of the programme version of the case.

    `guild` is the case's, "" in old events.
    """

    enrolment: UUID
    ubn: str
    programme: str
    rules: str
    trainee: UUID
    guild: str = ""


@event("checkup.bill_attached.v1")
@dataclass(frozen=True, slots=True)
class BillAttached:
    bill: Bill
    by: UUID


@event("checkup.bill_removed.v1")
@dataclass(frozen=True, slots=True)
class BillRemoved:
    bill: UUID
    by: UUID | None = None


@event("checkup.activity_entered.v1")
@dataclass(frozen=True, slots=True)
class ActivityEntered:
    activity: Activity
    by: UUID


@event("checkup.activity_removed.v1")
@dataclass(frozen=True, slots=True)
class ActivityRemoved:
    activity: UUID
    by: UUID | None = None


@event("checkup.none_declared.v1")
@dataclass(frozen=True, slots=True)
class NoneDeclared:
    item: str
    reason: Sealed
    by: UUID
    mark: str = ""


@event("checkup.submitted.v1")
@dataclass(frozen=True, slots=True)
class CheckupSubmitted:
    """With the consent letter of this moment, and who attached it."""

    by: UUID
    letter: FileRef | None = None
    letter_by: UUID | None = None


@event("checkup.approved.v1")
@dataclass(frozen=True, slots=True)
class CheckupApproved:
    by: UUID


@dataclass(frozen=True, slots=True)
class ApprovedPart:
    """A part that a return does not object to, and the hash of its content."""

    part: str
    hash: str


@event("checkup.returned.v1")
@dataclass(frozen=True, slots=True)
class CheckupReturned:
    findings: tuple[Finding, ...]
    by: UUID
    approved: tuple[ApprovedPart, ...] = ()


@event("checkup.part_reopened.v1")
@dataclass(frozen=True, slots=True)
class PartReopened:
    """A lead reviewer took back the approval of an unchanged part."""

    part: str
    by: UUID


@event("checkup.failed.v1")
@dataclass(frozen=True, slots=True)
class CheckupFailed:
    why: Failure


@event("checkup.cancelled.v1")
@dataclass(frozen=True, slots=True)
class CheckupCancelled:
    """The firm has left the case."""


@event("checkup.case_ended.v1")
@dataclass(frozen=True, slots=True)
class CaseEnded:
    """The case ended while this checkup awaits a decision: it can no longer be returned (R28)."""


@event("checkup.review_late.v1")
@dataclass(frozen=True, slots=True)
class ReviewLate:
    """What older streams say where newer ones have `TaskLate`."""

    task: UUID


@event("checkup.consent_withdrawn.v1")
@dataclass(frozen=True, slots=True)
class CheckupConsentWithdrawn:
    """The firm's owner has withdrawn consent: report and figures are used no more (R15)."""


@event("checkup.reinstated.v1")
@dataclass(frozen=True, slots=True)
class CheckupReinstated:
    """Its case lives again: open as it was, or to be mended where it had come back (R36)."""


@event("checkup.addendum_submitted.v1")
@dataclass(frozen=True, slots=True)
class AddendumSubmitted:
    by: UUID


@event("checkup.addendum_approved.v1")
@dataclass(frozen=True, slots=True)
class AddendumApproved:
    """Its activities join the checkup, whose report is to be restated (R42)."""

    by: UUID


@event("checkup.addendum_returned.v1")
@dataclass(frozen=True, slots=True)
class AddendumReturned:
    """It can be mended until the end of `last_day`."""

    findings: tuple[Finding, ...]
    by: UUID
    last_day: date
    approved: tuple[ApprovedPart, ...] = ()


CheckupEvent = (
    CheckupOpened
    | BillAttached
    | BillRemoved
    | ActivityEntered
    | ActivityRemoved
    | NoneDeclared
    | CheckupSubmitted
    | CheckupApproved
    | CheckupReturned
    | CheckupFailed
    | CheckupCancelled
    | CaseEnded
    | ReviewLate
    | CheckupConsentWithdrawn
    | CheckupReinstated
    | PartReopened
    | AddendumSubmitted
    | AddendumApproved
    | AddendumReturned
    | BillRead
    | BillNotReadable
    | ReadingAsked
    | ReadingConfirmed
    | ReadingCorrected
    | TaskOpened
    | TaskClaimed
    | TaskReleased
    | TaskClosed
    | TaskAssigned
    | TaskPrioritised
    | TaskFollowUpSet
    | TaskLate
)
