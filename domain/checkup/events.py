"""What has happened to a checkup. These names are the storage format: they never change."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.checkup.commands import Activity, Bill, Finding
from domain.event import event
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
    """`trainee` is the person who enters; `rules` the hash of the programme version of the case."""

    enrolment: UUID
    ubn: str
    programme: str
    rules: str
    trainee: UUID


@event("checkup.bill_attached.v1")
@dataclass(frozen=True, slots=True)
class BillAttached:
    bill: Bill
    by: UUID


@event("checkup.bill_removed.v1")
@dataclass(frozen=True, slots=True)
class BillRemoved:
    bill: UUID


@event("checkup.activity_entered.v1")
@dataclass(frozen=True, slots=True)
class ActivityEntered:
    activity: Activity
    by: UUID


@event("checkup.activity_removed.v1")
@dataclass(frozen=True, slots=True)
class ActivityRemoved:
    activity: UUID


@event("checkup.none_declared.v1")
@dataclass(frozen=True, slots=True)
class NoneDeclared:
    item: str
    reason: Sealed
    by: UUID


@event("checkup.submitted.v1")
@dataclass(frozen=True, slots=True)
class CheckupSubmitted:
    by: UUID


@event("checkup.approved.v1")
@dataclass(frozen=True, slots=True)
class CheckupApproved:
    by: UUID


@event("checkup.returned.v1")
@dataclass(frozen=True, slots=True)
class CheckupReturned:
    findings: tuple[Finding, ...]
    by: UUID


@event("checkup.failed.v1")
@dataclass(frozen=True, slots=True)
class CheckupFailed:
    why: Failure


@event("checkup.cancelled.v1")
@dataclass(frozen=True, slots=True)
class CheckupCancelled:
    """The firm left the case before its checkup was submitted."""


@event("checkup.case_ended.v1")
@dataclass(frozen=True, slots=True)
class CaseEnded:
    """The case ended while this checkup awaits a decision: it can no longer be returned (R28)."""


@event("checkup.review_late.v1")
@dataclass(frozen=True, slots=True)
class ReviewLate:
    """What older streams say where newer ones have `TaskLate`."""

    task: UUID


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
    | TaskOpened
    | TaskClaimed
    | TaskReleased
    | TaskClosed
    | TaskAssigned
    | TaskPrioritised
    | TaskFollowUpSet
    | TaskLate
)
