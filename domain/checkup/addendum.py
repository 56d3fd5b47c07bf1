"""The elective addendum of an approved checkup: entered in its stage, reviewed, and added (R3, R42)."""

from calendar import monthrange
from datetime import date, timedelta
from uuid import UUID

from domain.checkup.approval import approved_by_return
from domain.checkup.commands import ContentCommand, DeclareNone, Finding
from domain.checkup.events import AddendumApproved, AddendumReturned, AddendumSubmitted, CheckupEvent
from domain.checkup.filling import fill, maker
from domain.checkup.findings import check_findings
from domain.checkup.refusals import (
    AddendumEmpty,
    AddendumWindowClosed,
    CheckupNotOpen,
    ConsentIsWithdrawn,
    ElectiveStageNotOpen,
    NoneNotAsked,
)
from domain.checkup.state import Addendum, Approved, Content, Filling, Opened, Returned, Submitted
from domain.deadline import WindowKind, deadline, taipei_date
from domain.event import Cause
from domain.first_reviewer import offer_to
from domain.lateness import close
from domain.programme import Programme
from domain.refusals import TaskUnknown
from domain.streams import checkup_stream, derived
from domain.task import Task, TaskKind, TaskOpened, claimed_task, no_maker_checks
from domain.working_calendar import WorkingCalendar


def fill_addendum(
    state: Approved, asked: ContentCommand, cause: Cause, programme: Programme
) -> tuple[CheckupEvent, ...]:
    """Bills and activities of elective items, on a checkup that is approved."""
    content = open_addendum(state, cause, programme).content
    if isinstance(asked, DeclareNone):
        raise NoneNotAsked(item=asked.item)
    return fill(content, asked, cause, programme, programme.stages.elective)


def submit_addendum(
    state: Opened, cause: Cause, programme: Programme, calendar: WorkingCalendar
) -> tuple[CheckupEvent, ...]:
    """Opens the addendum's own review; submitted already, nothing."""
    if not isinstance(state, Approved):
        raise CheckupNotOpen()
    if isinstance(state.addendum, Submitted):
        return ()
    content = open_addendum(state, cause, programme).content
    if not content.activities:
        raise AddendumEmpty()
    about = content.about
    stream = checkup_stream(about.enrolment, about.ubn)
    task = derived("task", stream, TaskKind.REVIEW_ADDENDUM, cause.command)
    due = deadline(WindowKind.REVIEW, taipei_date(cause.at), programme, calendar)
    offer = offer_to(content.reviewer, makers(state), cause, programme)
    opened = TaskOpened(task, TaskKind.REVIEW_ADDENDUM, None, due, about.ubn, offer)
    return (AddendumSubmitted(maker(cause)), opened)


def approve_addendum(
    state: Approved, task: UUID, cause: Cause, programme: Programme
) -> tuple[CheckupEvent, ...]:
    """Its activities join the checkup; the certificate and the case stay as they are."""
    _, found = _reviewed(state, task, cause)
    return (AddendumApproved(maker(cause)), *close(found, cause, programme))


def return_addendum(
    state: Approved, task: UUID, findings: tuple[Finding, ...], cause: Cause, programme: Programme
) -> tuple[CheckupEvent, ...]:
    """Sends the addendum back to be mended; it may come again as long as its days last."""
    submitted, found = _reviewed(state, task, cause)
    check_findings(findings, submitted.content, programme, programme.stages.elective)
    mended = taipei_date(cause.at) + timedelta(days=programme.addendum.mend_days)
    last_day = max(stage_days(programme)[1], mended)
    approved = approved_by_return(submitted.content, findings)
    returned = AddendumReturned(findings, maker(cause), last_day, approved)
    return (returned, *close(found, cause, programme))


def makers(state: Opened) -> frozenset[UUID]:
    """Everyone who put something into the checkup or its addendum (R27)."""
    addendum = state.addendum if isinstance(state, Approved) else None
    return state.content.makers | (addendum.content.makers if addendum else frozenset())


def stage_days(programme: Programme) -> tuple[date, date]:
    """The first and the last day of the elective stage."""
    year, stage = programme.sessions.mandatory_last_day.year, programme.stages.elective
    last = monthrange(year, stage.last_month)[1]
    return date(year, stage.first_month, 1), date(year, stage.last_month, last)


def open_addendum(state: Approved, cause: Cause, programme: Programme) -> Filling | Returned:
    """The addendum, on a day on which it may be filled in or mended; refused on others, and in review."""
    if not state.content.consents:
        raise ConsentIsWithdrawn(ubn=state.content.about.ubn)
    day, (first, last) = taipei_date(cause.at), stage_days(programme)
    match state.addendum:
        case Submitted():
            raise CheckupNotOpen()
        case Returned(last_day=until) as returned:
            if until is not None and day > until:
                raise AddendumWindowClosed(last_day=until)
            return returned
        case filling:
            if not first <= day <= last:
                raise ElectiveStageNotOpen(first_day=first, last_day=last)
            return filling or Filling(Content(state.content.about))


def _reviewed(state: Approved, task: UUID, cause: Cause) -> tuple[Submitted, Task]:
    addendum: Addendum | None = state.addendum
    if not isinstance(addendum, Submitted):
        raise TaskUnknown(task=task)
    no_maker_checks(cause, makers(state))
    return addendum, claimed_task(state.content.tasks, task, TaskKind.REVIEW_ADDENDUM, cause)
