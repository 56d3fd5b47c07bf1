"""The checkup's decider: what its own commands do. Submission is judged by the enrolment."""

from typing import assert_never
from uuid import UUID

from domain.checkup.commands import (
    ApproveCheckup,
    AttachBill,
    ContentCommand,
    DeclareNone,
    EnterActivity,
    RemoveActivity,
    RemoveBill,
    ReturnCheckup,
)
from domain.checkup.completeness import check_activity, check_item
from domain.checkup.events import (
    ActivityEntered,
    ActivityRemoved,
    BillAttached,
    BillRemoved,
    CheckupApproved,
    CheckupEvent,
    CheckupFailed,
    CheckupReturned,
    Failure,
    NoneDeclared,
)
from domain.checkup.refusals import BillInUse, BillUnknown, CheckupNotOpen, CheckupUnknown, FindingsMissing
from domain.checkup.state import (
    Cancelled,
    CheckupState,
    Content,
    Filling,
    NotOpened,
    Opened,
    Returned,
    Submitted,
)
from domain.event import Cause
from domain.lateness import close
from domain.programme import Programme
from domain.refusals import CaseClosed, TaskUnknown
from domain.task import Task, TaskKind, claimed_task, no_maker_checks
from domain.working import TaskCommand, decide_work

CheckupCommand = ContentCommand | ApproveCheckup | ReturnCheckup | TaskCommand


def decide(
    state: CheckupState, asked: CheckupCommand, cause: Cause, programme: Programme
) -> tuple[CheckupEvent, ...]:
    """The events that a command causes; refuses with a `DomainError`."""
    if isinstance(state, NotOpened):
        raise CheckupUnknown()
    if isinstance(asked, TaskCommand):
        content = state.content
        return decide_work(content.tasks, asked, cause, programme, content.makers)
    match asked:
        case AttachBill() | RemoveBill() | EnterActivity() | RemoveActivity() | DeclareNone():
            return _fill(_open_content(state), asked, cause, programme)
        case ApproveCheckup(task):
            return _approve(state, task, cause, programme)
        case ReturnCheckup():
            return _return(state, asked, cause, programme)
        case _:
            assert_never(asked)


def _open_content(state: Opened) -> Content:
    match state:
        case Filling(content) | Returned(content):
            return content
        case Cancelled():
            raise CaseClosed()
        case _:
            raise CheckupNotOpen()


def _maker(cause: Cause) -> UUID:
    return cause.actor.person or cause.actor.account


def _fill(
    content: Content, asked: ContentCommand, cause: Cause, programme: Programme
) -> tuple[CheckupEvent, ...]:
    match asked:
        case AttachBill(bill):
            return () if content.bills.get(bill.id) == bill else (BillAttached(bill, _maker(cause)),)
        case RemoveBill(bill_id):
            return _remove_bill(content, bill_id)
        case EnterActivity(activity):
            check_activity(activity, content, programme)
            known = content.activities.get(activity.id) == activity
            return () if known else (ActivityEntered(activity, _maker(cause)),)
        case RemoveActivity(activity_id):
            return (ActivityRemoved(activity_id),) if activity_id in content.activities else ()
        case DeclareNone(item, reason):
            check_item(item, content, programme)
            return () if item in content.nones else (NoneDeclared(item, reason, _maker(cause)),)
        case _:
            assert_never(asked)


def _remove_bill(content: Content, bill: UUID) -> tuple[CheckupEvent, ...]:
    if bill not in content.bills:
        raise BillUnknown(bill=bill)
    if any(bill in activity.bills for activity in content.activities.values()):
        raise BillInUse(bill=bill)
    return (BillRemoved(bill),)


def _reviewed(state: Opened, task: UUID, cause: Cause) -> tuple[Submitted, Task]:
    if not isinstance(state, Submitted):
        raise TaskUnknown(task=task)
    no_maker_checks(cause, state.content.makers)
    return state, claimed_task(state.content.tasks, task, TaskKind.REVIEW_CHECKUP, cause)


def _approve(state: Opened, task: UUID, cause: Cause, programme: Programme) -> tuple[CheckupEvent, ...]:
    _, found = _reviewed(state, task, cause)
    return (CheckupApproved(_maker(cause)), *close(found, cause, programme))


def _return(
    state: Opened, asked: ReturnCheckup, cause: Cause, programme: Programme
) -> tuple[CheckupEvent, ...]:
    submitted, found = _reviewed(state, asked.task, cause)
    if not asked.findings:
        raise FindingsMissing()
    returned = CheckupReturned(asked.findings, _maker(cause))
    closed = close(found, cause, programme)
    if submitted.case_ended:
        return (returned, CheckupFailed(Failure.CASE_ENDED), *closed)
    if submitted.rounds >= programme.windows.resubmission.rounds:
        return (returned, CheckupFailed(Failure.NOT_PASSED_AGAIN), *closed)
    return (returned, *closed)
