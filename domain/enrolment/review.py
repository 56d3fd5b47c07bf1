"""What review decisions do to the case: notice, resubmission, certificate or failure (R26–R33)."""

from datetime import date
from uuid import UUID

from domain.checkup import state as checkup
from domain.checkup.events import Failure
from domain.deadline import WindowKind, taipei_date
from domain.decision import Decision, writes
from domain.enrolment.certification import certify
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import DecideLateNotice, DecideUndeliveredNotice, ObserveCheckup
from domain.enrolment.drafting import after
from domain.enrolment.ending import close_if_settled, end, fail_firm, fail_returned
from domain.enrolment.events import FirmApproved, FirmReturned, FirmReviewLate, Outcome, WindowEnded
from domain.enrolment.in_question import attendance_in_question
from domain.enrolment.mail_commands import NoteMailAccepted, NoteMailRefused
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.mails import accepted, intend, refused
from domain.enrolment.reopening import can_be_filled, reopened
from domain.enrolment.state import (
    AWAITING,
    Case,
    EnrolmentState,
    InReview,
    Over,
    Progress,
    Resubmitting,
    Unregistered,
)
from domain.enrolment.windows import open_window
from domain.errors import DomainError
from domain.refusals import NoResubmissionWindow, NotifiedInFuture
from domain.streams import derived
from domain.task import TaskClosed, TaskKind, TaskOpened, claimed_task, open_of_kind
from domain.working_calendar import CalendarMissing


class NotifiedBeforeNotice(DomainError):
    code = "notified_before_notice"
    rule = "R28"
    zh = "通知日 {day} 早於補件通知產生之日 {since}，請填實際通知學員的日期。"
    en = "The day {day} lies before that of the notice, {since}: give the day on which the trainee was told."


def observe(state: EnrolmentState, asked: ObserveCheckup, around: Circumstances) -> Decision:
    """Take over a decision of the checkup's stream, and what follows from it for the case."""
    if isinstance(state, Unregistered) or asked.ubn not in state.case.firms:
        return ()
    decision = _observed(state.case, asked.ubn, around)
    return decision + settle(after(state, decision, around), around) if decision else ()


def settle(state: EnrolmentState, around: Circumstances) -> Decision:
    """Once no decision is awaited: send the one notice, certify, fail, or close.

    Who would be certified waits while an officer has to say whether the training stands (R5, R32).
    """
    match state:
        case Over():
            return close_if_settled(state, around)
        case InReview(case) | Resubmitting(case) if not _any(case, *AWAITING):
            return _conclude(state, around)
        case _:
            return ()


def mail_accepted(state: EnrolmentState, asked: NoteMailAccepted, around: Circumstances) -> Decision:
    """The mail server took a mail; for the resubmission notice this day starts the month (R28)."""
    event = accepted(state, asked)
    if event is None or isinstance(state, Unregistered):
        return ()
    mail = state.case.mails[asked.mail]
    decision = writes(around.enrolment, event)
    if isinstance(state, InReview) and mail.template is Template.RESUBMISSION_NOTICE:
        decision += _notice_accepted(state, asked, around)
    return decision


def mail_refused(state: EnrolmentState, asked: NoteMailRefused, around: Circumstances) -> Decision:
    """No mail server takes this mail; a resubmission notice is then an officer's to give (R28)."""
    event = refused(state, asked)
    if event is None or isinstance(state, Unregistered):
        return ()
    mail = state.case.mails[asked.mail]
    decision = writes(around.enrolment, event)
    if isinstance(state, InReview) and _needs_officer(state, mail):
        task = derived("task", around.enrolment, TaskKind.UNDELIVERED_NOTICE, asked.mail)
        decision += writes(around.enrolment, TaskOpened(task, TaskKind.UNDELIVERED_NOTICE, None, None, None))
    return decision


def end_resubmission_window(state: Resubmitting, around: Circumstances) -> Decision:
    """What was returned and not resubmitted in time fails (R31)."""
    decision = writes(around.enrolment, WindowEnded(WindowKind.RESUBMISSION, met=not returned(state.case)))
    for ubn in returned(state.case):
        decision += fail_returned(ubn, state.case.firms[ubn], Failure.NOT_RESUBMITTED, around)
    return decision + settle(after(state, decision, around), around)


def decide_late_notice(state: InReview, asked: DecideLateNotice, around: Circumstances) -> Decision:
    """An officer ends a case that got no resubmission window (R29)."""
    claimed_task(state.case.tasks, asked.task, TaskKind.LATE_NOTICE, around.cause)
    decision = writes(around.enrolment, TaskClosed(asked.task, done=True))
    for ubn in returned(state.case):
        decision += fail_returned(ubn, state.case.firms[ubn], Failure.NOT_RESUBMITTED, around)
    return decision + settle(after(state, decision, around), around)


def decide_undelivered_notice(
    state: InReview, asked: DecideUndeliveredNotice, around: Circumstances
) -> Decision:
    """An officer says on which day the trainee was told otherwise: that day starts the month (R28)."""
    claimed_task(state.case.tasks, asked.task, TaskKind.UNDELIVERED_NOTICE, around.cause)
    if asked.notified_on > taipei_date(around.cause.at):
        raise NotifiedInFuture(day=asked.notified_on)
    since = _noticed_since(state.case)
    if since is not None and asked.notified_on < since:
        raise NotifiedBeforeNotice(day=asked.notified_on, since=since)
    closed = writes(around.enrolment, TaskClosed(asked.task, done=True))
    return closed + _open_resubmission(asked.notified_on, asked.task, around)


def returned(case: Case) -> tuple[str, ...]:
    """Firms whose checkup came back and is not resubmitted."""
    return tuple(ubn for ubn, firm in case.firms.items() if firm.progress is Progress.RETURNED)


def _observed(case: Case, ubn: str, around: Circumstances) -> Decision:
    firm = case.firms[ubn]
    if firm.progress not in AWAITING:
        return ()
    late = _lateness(case, ubn, around)
    match around.checkups.get(ubn):
        case checkup.Approved():
            return late + writes(around.enrolment, FirmApproved(ubn))
        case checkup.Failed():
            return late + fail_firm(ubn, firm, around)
        case checkup.Returned():
            return late + writes(around.enrolment, FirmReturned(ubn))
        case _:
            return late


def _lateness(case: Case, ubn: str, around: Circumstances) -> Decision:
    """A window that is lost to a late review is shown to an officer: so the case knows of the first (R30)."""
    reviewed = around.checkups.get(ubn)
    if reviewed is None or isinstance(reviewed, checkup.NotOpened) or TaskKind.REVIEW_CHECKUP in case.late:
        return ()
    since = reviewed.content.late_since
    return () if since is None else writes(around.enrolment, FirmReviewLate(ubn, since))


def _any(case: Case, *progress: Progress) -> bool:
    return any(firm.progress in progress for firm in case.firms.values())


def _conclude(state: InReview | Resubmitting, around: Circumstances) -> Decision:
    if returned(state.case):
        return _notice(state, around)
    decision: Decision = ()
    if isinstance(state, Resubmitting):
        decision = writes(around.enrolment, WindowEnded(WindowKind.RESUBMISSION, met=True))
    approved = sum(firm.progress is Progress.APPROVED for firm in state.case.firms.values())
    settled = after(state, decision, around)
    if can_be_filled(settled, around):
        return decision + reopened(settled, around)
    if approved < around.programme.registration.firms:
        return decision + end(settled, Outcome.FAILED_REVIEW, ("firms_not_passed",), around)
    return decision if attendance_in_question(state.case) else decision + certify(settled, around)


def _notice(state: InReview | Resubmitting, around: Circumstances) -> Decision:
    """One notice for the case, however many checkups came back (R28)."""
    asked_of_officer = (TaskKind.LATE_NOTICE, TaskKind.UNDELIVERED_NOTICE)
    if isinstance(state, Resubmitting) or any(
        open_of_kind(state.case.tasks, one) for one in asked_of_officer
    ):
        return ()
    if any(mail.template is Template.RESUBMISSION_NOTICE for mail in state.case.mails.values()):
        return ()
    today = taipei_date(around.cause.at)
    notice = intend(Template.RESUBMISSION_NOTICE, around, ubns=returned(state.case), intended_on=today)
    return (notice,)


def _noticed_since(case: Case) -> date | None:
    """The day on which there first was this notice to give; None for one of before such days were kept.

    The notices that had opened a window before are not meant: it began on their day, or later.
    """
    mails = (*case.mails.values(), *case.refused_mails.values())
    days = [mail.intended_on for mail in mails if mail.template is Template.RESUBMISSION_NOTICE]
    before = case.ended.get(WindowKind.RESUBMISSION)
    answered = date.min if before is None else before.starts
    return min((day for day in days if day is not None and day > answered), default=None)


def _notice_accepted(state: InReview, asked: NoteMailAccepted, around: Circumstances) -> Decision:
    """The notice is out, maybe at a second try: an officer need no longer give it, unless one has already."""
    if open_of_kind(state.case.tasks, TaskKind.LATE_NOTICE):
        return ()
    task = open_of_kind(state.case.tasks, TaskKind.UNDELIVERED_NOTICE)
    withdrawn = () if task is None else writes(around.enrolment, TaskClosed(task.id, done=False))
    return withdrawn + _open_resubmission(taipei_date(asked.accepted_at), asked.mail, around)


def _needs_officer(state: InReview, mail: MailIntended) -> bool:
    asked_already = (TaskKind.LATE_NOTICE, TaskKind.UNDELIVERED_NOTICE)
    return mail.template is Template.RESUBMISSION_NOTICE and not any(
        open_of_kind(state.case.tasks, one) for one in asked_already
    )


def _open_resubmission(day: date, about: UUID, around: Circumstances) -> Decision:
    try:
        return (open_window(WindowKind.RESUBMISSION, day, around),)
    except (NoResubmissionWindow, CalendarMissing):
        task = derived("task", around.enrolment, TaskKind.LATE_NOTICE, about)
        return writes(around.enrolment, TaskOpened(task, TaskKind.LATE_NOTICE, None, None, None))
