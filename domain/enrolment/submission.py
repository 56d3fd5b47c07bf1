"""Submission and resubmission of checkups, judged by the case's windows (R24, R25, R28, R43)."""

from domain.checkup import state as checkup
from domain.checkup.completeness import missing_items
from domain.checkup.events import CheckupSubmitted
from domain.checkup.filling import maker
from domain.checkup.refusals import CheckupIncomplete, CheckupNotOpen
from domain.deadline import WindowKind, deadline, taipei_date
from domain.decision import Decision, Write, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import SubmitCheckup
from domain.enrolment.drafting import listed
from domain.enrolment.ending import end
from domain.enrolment.events import FirmSubmitted, Outcome, WindowEnded
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.state import (
    AWAITING,
    SUBMITTED,
    Case,
    Check,
    InReview,
    ListedFirm,
    Listing,
    Progress,
    Resubmitting,
    Uploading,
)
from domain.enrolment.windows import is_open
from domain.first_reviewer import offer_to
from domain.refusals import LetterNotPassed, ResubmissionNotOpen, ResubmissionWindowClosed, UploadWindowClosed
from domain.streams import checkup_stream, derived
from domain.task import TaskKind, TaskOpened

Submittable = Listing | Uploading | InReview | Resubmitting


def submit(state: Submittable, asked: SubmitCheckup, around: Circumstances) -> Decision:
    """Submit, or resubmit, the checkup of a firm: complete, in time, and open to it."""
    firm = listed(state.case, asked.ubn)
    if firm.progress is Progress.FAILED:
        raise CheckupNotOpen()
    if firm.progress is Progress.RETURNED or _returned_unseen(firm, around):
        _check_resubmission(state, around)
    elif firm.progress is Progress.OPEN:
        _check_first(state, firm, around)
    else:
        return ()
    decision = writes(around.enrolment, FirmSubmitted(asked.ubn))
    decision += _to_review(firm, around)
    if firm.progress is Progress.OPEN and _is_last(state.case, asked.ubn, around):
        decision += writes(around.enrolment, WindowEnded(WindowKind.UPLOAD, met=True))
        decision += (intend(Template.ALL_SUBMITTED, around, ubns=tuple(state.case.firms)),)
    return decision


def end_upload_window(state: Listing | Uploading, around: Circumstances) -> Decision:
    """The upload window ended before every checkup was submitted (R24)."""
    over = writes(around.enrolment, WindowEnded(WindowKind.UPLOAD, met=False))
    return over + end(state, Outcome.LAPSED_UPLOAD, ("uploads_missing",), around)


def unsubmitted(case: Case) -> tuple[str, ...]:
    """Listed firms whose checkup is not yet submitted."""
    return tuple(ubn for ubn, firm in case.firms.items() if firm.progress is Progress.OPEN)


def _returned_unseen(firm: ListedFirm, around: Circumstances) -> bool:
    """The reviewer has returned it, and the case has yet to take that over."""
    returned = isinstance(around.checkups.get(firm.profile.ubn), checkup.Returned)
    return returned and firm.progress in AWAITING


def _check_first(state: Submittable, firm: ListedFirm, around: Circumstances) -> None:
    if not is_open(state.case, WindowKind.UPLOAD, around.cause.at):
        raise UploadWindowClosed()
    if firm.check is not Check.PASSED:
        raise LetterNotPassed(ubn=firm.profile.ubn)


def _check_resubmission(state: Submittable, around: Circumstances) -> None:
    if not isinstance(state, Resubmitting):
        raise ResubmissionNotOpen()
    if not is_open(state.case, WindowKind.RESUBMISSION, around.cause.at):
        raise ResubmissionWindowClosed()


def _to_review(firm: ListedFirm, around: Circumstances) -> Decision:
    ubn = firm.profile.ubn
    filled = around.checkups.get(ubn)
    if not isinstance(filled, checkup.Filling | checkup.Returned):
        raise CheckupNotOpen()
    missing = missing_items(filled.content, around.programme)
    if missing:
        raise CheckupIncomplete(ubn=ubn, items=", ".join(missing))
    stream = checkup_stream(around.enrolment, ubn)
    task = derived("task", stream, TaskKind.REVIEW_CHECKUP, around.cause.command)
    due = deadline(WindowKind.REVIEW, taipei_date(around.cause.at), around.programme, around.calendar)
    submitted = CheckupSubmitted(maker(around.cause), firm.letter, firm.letter_by)
    makers = filled.content.makers | {submitted.by, submitted.letter_by}
    offer = offer_to(filled.content.reviewer, makers, around.cause, around.programme)
    opened = TaskOpened(task, TaskKind.REVIEW_CHECKUP, None, due, ubn, offer)
    return (Write(stream, submitted), Write(stream, opened))


def _is_last(case: Case, ubn: str, around: Circumstances) -> bool:
    submitted = {key for key, firm in case.firms.items() if firm.progress in SUBMITTED} | {ubn}
    return len(submitted) == around.programme.registration.firms
