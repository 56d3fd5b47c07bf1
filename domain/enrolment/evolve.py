"""The fold of an enrolment: state after each event."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from domain.deadline import WindowKind
from domain.enrolment.events import (
    Attended,
    Certified,
    Closed,
    EmailCorrected,
    Ended,
    EnrolmentEvent,
    FirmApproved,
    FirmChecked,
    FirmFailed,
    FirmFeeDecided,
    FirmListed,
    FirmRemoved,
    FirmReturned,
    FirmSubmitted,
    LetterAttached,
    ListPassed,
    MailAccepted,
    MailIntended,
    MailRefused,
    MailRepeated,
    OnlineCourseCompleted,
    Outcome,
    Paid,
    PaymentReleased,
    PaymentReserved,
    Registered,
    Trained,
    Vetted,
    WindowEnded,
    WindowOpened,
)
from domain.enrolment.state import (
    Applying,
    Case,
    Check,
    EnrolmentState,
    FeeDue,
    InReview,
    ListedFirm,
    Listing,
    Over,
    Progress,
    Resubmitting,
    Unregistered,
    Uploading,
    Window,
)
from domain.task import TaskClaimed, TaskClosed, TaskOpened, TaskReleased, evolve_tasks

PROGRESS_AFTER = {
    FirmApproved: Progress.APPROVED,
    FirmReturned: Progress.RETURNED,
    FirmFailed: Progress.FAILED,
}
# Asked for by type first: matching every class in turn would take longer than the fold itself.
_OF_A_FIRM = frozenset({LetterAttached, FirmChecked, FirmSubmitted, FirmApproved, FirmReturned, FirmFailed})
_WITHIN_A_STAGE = _OF_A_FIRM | {
    FirmListed,
    FirmRemoved,
    MailIntended,
    MailAccepted,
    MailRefused,
    EmailCorrected,
    MailRepeated,
    TaskOpened,
    TaskClaimed,
    TaskReleased,
    TaskClosed,
}

_SINCE_TRAINING = frozenset({Listing, Uploading, InReview, Resubmitting})


def fold(events: Iterable[EnrolmentEvent], state: EnrolmentState | None = None) -> EnrolmentState:
    """The state after the events, from the beginning or from `state`."""
    folded: EnrolmentState = Unregistered() if state is None else state
    for happened in events:
        folded = evolve(folded, happened)
    return folded


def evolve(state: EnrolmentState, happened: EnrolmentEvent) -> EnrolmentState:
    """The state after one event."""
    if isinstance(happened, Registered):
        return _registered(happened)
    if isinstance(state, Unregistered):
        raise ValueError(f"{type(happened).__name__} before registration")
    moved = state if type(happened) in _WITHIN_A_STAGE else _stage(state, happened)
    return _with_case(moved, _case(moved.case, happened, resubmitted=isinstance(moved, Resubmitting)))


def _registered(happened: Registered) -> Applying:
    windows = {WindowKind.TRAINING: Window(happened.training, happened.reminders)}
    case = Case(
        happened.programme,
        happened.rules,
        happened.trainee,
        happened.guild,
        happened.session,
        windows=windows,
    )
    return Applying(case)


def _stage(state: Any, happened: EnrolmentEvent) -> Any:
    match happened:
        case Vetted():
            return replace(state, vetted=True)
        case OnlineCourseCompleted():
            return replace(state, online_course=True)
        case Attended(_, day, attendance):
            return replace(state, attended=day, attendance=attendance)
        case Trained(training_day):
            return Listing(state.case, training_day)
        case ListPassed():
            return Uploading(state.case, state.training_day)
        case WindowOpened(deadline) if deadline.kind is WindowKind.RESUBMISSION:
            return Resubmitting(state.case, state.training_day)
        case WindowEnded(WindowKind.UPLOAD, True) | WindowEnded(WindowKind.RESUBMISSION, _):
            return InReview(state.case, state.training_day)
        case Closed():
            return replace(state, closed=True)
        case _:
            return _payment_stage(state, happened)


def _payment_stage(state: Any, happened: EnrolmentEvent) -> Any:
    match happened:
        case Certified(certificate, lines, total, ()):
            return FeeDue(state.case, certificate, lines, total)
        case Certified(certificate, lines, total, missing):
            return Over(
                state.case, Outcome.CERTIFIED_WITHOUT_FEE, missing, certificate, lines=lines, total=total
            )
        case FirmFeeDecided(_, _, lines, total):
            return replace(state, lines=lines, total=total)
        case PaymentReserved(batch, _):
            return replace(state, batch=batch)
        case PaymentReleased():
            return FeeDue(state.case, state.certificate, state.lines, state.total)
        case Paid():
            return Over(
                state.case, Outcome.PAID, (), state.certificate, state.batch, state.total, state.lines
            )
        case Ended(outcome, reasons) if not isinstance(state, Over):
            return Over(state.case, outcome, reasons)
        case _:
            return state


def _case(case: Case, happened: EnrolmentEvent, *, resubmitted: bool) -> Case:
    if type(happened) in _OF_A_FIRM:
        firm: Any = happened
        return _with_firm(case, _firm(case.firms[firm.ubn], firm, resubmitted=resubmitted))
    match happened:
        case TaskOpened() | TaskClaimed() | TaskReleased() | TaskClosed():
            return replace(case, tasks=evolve_tasks(case.tasks, happened))
        case WindowOpened(deadline, reminders):
            return replace(case, windows={**case.windows, deadline.kind: Window(deadline, reminders)})
        case WindowEnded(kind):
            return replace(case, windows={key: kept for key, kept in case.windows.items() if key is not kind})
        case Ended():
            return replace(case, windows={}, tasks={})
        case MailIntended() | MailAccepted() | MailRefused() | EmailCorrected() | MailRepeated():
            return _mailed(case, happened)
        case FirmRemoved(ubn):
            return replace(case, firms={key: firm for key, firm in case.firms.items() if key != ubn})
        case FirmListed(profile, place):
            return _with_firm(case, ListedFirm(profile, place))
        case _:
            return case


def _with_case(state: Any, case: Case) -> EnrolmentState:
    kind = type(state)
    # Written out, as below.
    same: EnrolmentState = (
        kind(case, state.training_day) if kind in _SINCE_TRAINING else replace(state, case=case)
    )
    return same


def _firm(before: ListedFirm, happened: Any, *, resubmitted: bool) -> ListedFirm:
    kind = type(happened)
    if kind is LetterAttached:
        return ListedFirm(before.profile, before.place, happened.letter, progress=before.progress)
    if kind is FirmChecked:
        check = Check.NOT_PASSED if happened.reasons else Check.PASSED
        return replace(before, check=check, reasons=happened.reasons)
    if kind is FirmSubmitted:
        return replace(before, progress=Progress.RESUBMITTED if resubmitted else Progress.SUBMITTED)
    place = None if kind is FirmFailed else before.place
    return replace(before, progress=PROGRESS_AFTER[kind], place=place)


def _with_firm(case: Case, firm: ListedFirm) -> Case:
    # Written out: most events of a case end here, and `replace` takes three times as long.
    return Case(
        case.programme,
        case.rules,
        case.trainee,
        case.guild,
        case.session,
        {**case.firms, firm.profile.ubn: firm},
        case.windows,
        case.tasks,
        case.mails,
        case.refused_mails,
    )


def _mailed(
    case: Case, happened: MailIntended | MailAccepted | MailRefused | EmailCorrected | MailRepeated
) -> Case:
    match happened:
        case MailIntended():
            return _mail_intended(case, happened)
        case MailAccepted(mail):
            return replace(case, mails=_without(case.mails, mail))
        case MailRefused(mail):
            refused = {**case.refused_mails, mail: case.mails[mail]}
            return replace(case, mails=_without(case.mails, mail), refused_mails=refused)
        case EmailCorrected(email):
            return replace(case, trainee=replace(case.trainee, email=email))
        case MailRepeated(_, refused_before):
            return replace(case, refused_mails=_without(case.refused_mails, refused_before))


def _without(mails: Mapping[UUID, MailIntended], one: UUID) -> Mapping[UUID, MailIntended]:
    return {key: mail for key, mail in mails.items() if key != one}


def _mail_intended(case: Case, mail: MailIntended) -> Case:
    mailed = replace(case, mails={**case.mails, mail.mail: mail})
    if mail.reminder is None or mail.deadline is None or mail.deadline.kind not in case.windows:
        return mailed
    window = replace(case.windows[mail.deadline.kind], reminded=mail.reminder)
    return replace(mailed, windows={**case.windows, mail.deadline.kind: window})
