"""The checkup's decider: what its own commands do. Submission is judged by the enrolment."""

from typing import assert_never
from uuid import UUID

from domain.checkup.addendum import (
    approve_addendum,
    fill_addendum,
    makers,
    return_addendum,
    submit_addendum,
)
from domain.checkup.approval import approved_by_return, stands
from domain.checkup.bills_read import closed_with, decide_reading
from domain.checkup.commands import (
    ApproveCheckup,
    AttachBill,
    ContentCommand,
    DeclareNone,
    EnterActivity,
    RemoveActivity,
    RemoveBill,
    ReopenPart,
    ReturnCheckup,
    SubmitAddendum,
)
from domain.checkup.events import (
    CheckupApproved,
    CheckupEvent,
    CheckupFailed,
    CheckupReturned,
    Failure,
    PartReopened,
)
from domain.checkup.filling import fill, maker
from domain.checkup.findings import check_findings, existing_part
from domain.checkup.reading_commands import ReadingCommand
from domain.checkup.refusals import CheckupNotOpen, CheckupUnknown, NotInReview
from domain.checkup.state import (
    Approved,
    Cancelled,
    CheckupState,
    Content,
    Filling,
    NotOpened,
    Opened,
    Returned,
    Submitted,
)
from domain.event import Cause, Role, kind_of
from domain.lateness import close
from domain.programme import Programme
from domain.refusals import CaseClosed, NotAllowed, TaskUnknown
from domain.task import Task, TaskKind, claimed_task, no_maker_checks
from domain.working import TaskCommand, decide_work
from domain.working_calendar import WorkingCalendar

CheckupCommand = (
    ContentCommand
    | SubmitAddendum
    | ReopenPart
    | ApproveCheckup
    | ReturnCheckup
    | ReadingCommand
    | TaskCommand
)


def decide(
    state: CheckupState,
    asked: CheckupCommand,
    cause: Cause,
    programme: Programme,
    calendar: WorkingCalendar | None = None,
) -> tuple[CheckupEvent, ...]:
    """The events that a command causes; refuses with a `DomainError`. Only an addendum needs the calendar."""
    if isinstance(state, NotOpened):
        raise CheckupUnknown()
    if isinstance(asked, TaskCommand):
        return decide_work(state.content.tasks, asked, cause, programme, makers(state))
    if isinstance(asked, ReadingCommand):
        return decide_reading(state, asked, cause, programme)
    match asked:
        case AttachBill() | RemoveBill() | EnterActivity() | RemoveActivity() | DeclareNone():
            return _fill(state, asked, cause, programme)
        case SubmitAddendum():
            assert calendar is not None
            return submit_addendum(state, cause, programme, calendar)
        case ReopenPart():
            return _reopen(state, asked, cause, programme)
        case ApproveCheckup(task):
            return _approve(state, task, cause, programme)
        case ReturnCheckup():
            return _return(state, asked, cause, programme)
        case _:
            assert_never(asked)


def _fill(
    state: Opened, asked: ContentCommand, cause: Cause, programme: Programme
) -> tuple[CheckupEvent, ...]:
    if isinstance(state, Approved):
        filled = fill_addendum(state, asked, cause, programme)
    else:
        filled = fill(_open_content(state), asked, cause, programme, programme.stages.mandatory)
    changed = asked.bill.id if isinstance(asked, AttachBill) else getattr(asked, "bill", None)
    return (*filled, *closed_with(state, changed)) if filled and changed else filled


def _open_content(state: Opened) -> Content:
    match state:
        case Filling(content) | Returned(content):
            return content
        case Cancelled():
            raise CaseClosed()
        case _:
            raise CheckupNotOpen()


def _reviewed(state: Opened, task: UUID, cause: Cause) -> tuple[Submitted, Task]:
    if not isinstance(state, Submitted):
        raise TaskUnknown(task=task)
    no_maker_checks(cause, state.content.makers)
    return state, claimed_task(state.content.tasks, task, TaskKind.REVIEW_CHECKUP, cause)


def _approve(state: Opened, task: UUID, cause: Cause, programme: Programme) -> tuple[CheckupEvent, ...]:
    if isinstance(state, Approved):
        return approve_addendum(state, task, cause, programme)
    _, found = _reviewed(state, task, cause)
    return (CheckupApproved(maker(cause)), *close(found, cause, programme))


def _return(
    state: Opened, asked: ReturnCheckup, cause: Cause, programme: Programme
) -> tuple[CheckupEvent, ...]:
    if isinstance(state, Approved):
        return return_addendum(state, asked.task, asked.findings, cause, programme)
    submitted, found = _reviewed(state, asked.task, cause)
    content = submitted.content
    check_findings(asked.findings, content, programme, programme.stages.mandatory)
    approved = approved_by_return(content, asked.findings)
    returned = CheckupReturned(asked.findings, maker(cause), approved)
    closed = close(found, cause, programme)
    if submitted.case_ended:
        return (returned, CheckupFailed(Failure.CASE_ENDED), *closed)
    if submitted.rounds >= programme.windows.resubmission.rounds:
        return (returned, CheckupFailed(Failure.NOT_PASSED_AGAIN), *closed)
    return (returned, *closed)


def _reopen(state: Opened, asked: ReopenPart, cause: Cause, programme: Programme) -> tuple[CheckupEvent, ...]:
    if cause.actor.role is not Role.LEAD_REVIEWER:
        raise NotAllowed(role=cause.actor.role.value, kind=kind_of(asked))
    no_maker_checks(cause, makers(state))
    stages = programme.stages
    match state:
        case Submitted(content):
            existing_part(asked.part, content, stages.mandatory)
        case Approved(addendum=Submitted(content)):
            existing_part(asked.part, content, stages.elective)
        case _:
            raise NotInReview()
    return (PartReopened(asked.part, maker(cause)),) if stands(asked.part, content) else ()
