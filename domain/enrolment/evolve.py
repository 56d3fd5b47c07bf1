"""The fold of an enrolment: state after each event."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from domain.deadline import WindowKind
from domain.enrolment import evolve_sessions
from domain.enrolment.changed import change_case, change_stage
from domain.enrolment.changes import ConsentWithdrawn, FirmCorrected, RevocationProposed
from domain.enrolment.consents import with_firm_named, with_letter
from domain.enrolment.events import (
    Attended,
    BankAccountGiven,
    Certified,
    Closed,
    Commented,
    Ended,
    EnrolmentEvent,
    FirmApproved,
    FirmChecked,
    FirmFailed,
    FirmFeeDecided,
    FirmListed,
    FirmRemoved,
    FirmReturned,
    FirmReviewLate,
    FirmSubmitted,
    LetterAttached,
    ListPassed,
    OnlineCourseCompleted,
    Outcome,
    Paid,
    PaperOmitted,
    PaperStored,
    PaymentReleased,
    PaymentReserved,
    PaymentReversed,
    QuestionAnswered,
    QuestionAsked,
    Registered,
    Trained,
    Vetted,
    WindowEnded,
    WindowOpened,
)
from domain.enrolment.mail_events import (
    EmailCorrected,
    MailAccepted,
    MailIntended,
    MailRefused,
    MailRepeated,
    Template,
)
from domain.enrolment.papers import with_paper
from domain.enrolment.session_events import (
    Chased,
    ElectiveAttended,
    ElectiveStruck,
    OwnSessionCancelled,
    SessionChanged,
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
from domain.task import TaskEvent, TaskKind, TaskLate, evolve_tasks

PROGRESS_AFTER = {
    FirmApproved: Progress.APPROVED,
    FirmReturned: Progress.RETURNED,
    FirmFailed: Progress.FAILED,
}
# Asked for by type first: matching every class in turn would take longer than the fold itself.
_OF_A_FIRM = frozenset(
    {
        LetterAttached,
        FirmChecked,
        FirmSubmitted,
        FirmApproved,
        FirmReturned,
        FirmFailed,
    }
)
_WITHIN_A_STAGE = (
    _OF_A_FIRM
    | {
        FirmListed,
        FirmRemoved,
        FirmCorrected,
        ConsentWithdrawn,
        MailIntended,
        MailAccepted,
        MailRefused,
        Commented,
        QuestionAsked,
        QuestionAnswered,
        FirmReviewLate,
        SessionChanged,
        OwnSessionCancelled,
        ElectiveAttended,
        ElectiveStruck,
        Chased,
        PaperStored,
        PaperOmitted,
        EmailCorrected,
        MailRepeated,
    }
    | frozenset(get_args(TaskEvent))
)

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
        seat=happened.seat,
    )
    return Applying(case)


def _stage(state: Any, happened: EnrolmentEvent) -> Any:
    match happened:
        case Vetted():
            return replace(state, vetted=True)
        case OnlineCourseCompleted():
            return replace(state, online_course=True)
        case Attended(_, day, attendance) if isinstance(state, Applying):
            return replace(state, attended=day, attendance=attendance)
        case Trained(training_day):
            return Listing(state.case, training_day)
        case ListPassed():
            return Uploading(state.case, state.training_day)
        case WindowOpened(deadline) if deadline.kind is WindowKind.RESUBMISSION:
            return Resubmitting(state.case, state.training_day)
        case WindowOpened(deadline) if deadline.kind is WindowKind.UPLOAD and isinstance(state, InReview):
            # A firm has left while there were days left to submit another's.
            return Uploading(state.case, state.training_day)
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
        case FirmFeeDecided(ubn, amount, lines, total):
            return replace(state, lines=lines, total=total, decided={**state.decided, ubn: amount})
        case PaymentReserved(batch, _):
            return replace(state, batch=batch)
        case Paid():
            return _paid(state, Outcome.PAID)
        case Ended(outcome, reasons) if not isinstance(state, Over):
            return _over(state, outcome, reasons)
        case _:
            return _payee_stage(state, happened)


def _over(state: Any, outcome: Outcome, reasons: tuple[str, ...]) -> Over:
    if isinstance(state, FeeDue):
        return Over(state.case, outcome, reasons, state.certificate)
    came = not isinstance(state, Applying) or state.attended is not None
    case = state.case if came else replace(state.case, seat=None)
    return Over(case, outcome, reasons, before=state)


def _payee_stage(state: Any, happened: EnrolmentEvent) -> Any:
    match happened:
        case BankAccountGiven(account):
            given = replace(state, case=replace(state.case, account=account))
            return replace(given, returned=None) if isinstance(given, FeeDue) else given
        case PaymentReleased() if isinstance(state, Over) and state.revoked:
            # Of a revoked certificate no fee is due, whatever the bank sends back (R35).
            return replace(state, outcome=Outcome.REVOKED, reasons=("certificate_revoked",), batch=None)
        case PaymentReleased(_, returned):
            return replace(_fee_due(state), returned=returned)
        case PaymentReversed(due_again=True):
            return replace(_fee_due(state), reversal=happened)
        case PaymentReversed():
            return replace(_paid(state, Outcome.REVERSED), reversal=happened)
        case _:
            return evolve_sessions.stage_after(change_stage(state, happened), happened)


def _fee_due(state: FeeDue | Over) -> FeeDue:
    """The fee is to be paid, and in no batch."""
    assert state.certificate is not None
    return FeeDue(state.case, state.certificate, state.lines, state.total, decided=state.decided)


def _paid(state: FeeDue | Over, outcome: Outcome) -> Over:
    of_fee = (state.certificate, state.batch, state.total, state.lines)
    revoked = isinstance(state, Over) and state.revoked
    return Over(state.case, outcome, (), *of_fee, revoked=revoked, decided=state.decided)


def _case(case: Case, happened: EnrolmentEvent, *, resubmitted: bool) -> Case:
    if type(happened) in _OF_A_FIRM:
        firm: Any = happened
        changed = _with_firm(case, _firm(case.firms[firm.ubn], firm, resubmitted=resubmitted))
        return with_letter(changed, firm.ubn, firm.letter) if type(firm) is LetterAttached else changed
    if isinstance(happened, TaskEvent):
        return _work(case, happened)
    match happened:
        case WindowOpened(deadline, reminders):
            windows = {**case.windows, deadline.kind: Window(deadline, reminders)}
            return replace(case, windows=windows, met=case.met - {deadline.kind})
        case WindowEnded(kind, met):
            ended = _without_windows(case, frozenset({kind}))
            return replace(ended, met=ended.met | {kind}) if met else ended
        case Ended(outcome):
            return _ended(case, outcome)
        case MailIntended() | MailAccepted() | MailRefused() | EmailCorrected() | MailRepeated():
            return _mailed(case, happened)
        case FirmRemoved(ubn):
            return replace(case, firms={key: firm for key, firm in case.firms.items() if key != ubn})
        case FirmListed(profile, place, by):
            entered = ListedFirm(profile, place, entered_by=frozenset({by} if by else ()))
            return _with_firm(with_firm_named(case, profile.ubn), entered)
        case _:
            return _beside(case, happened)


def _without_windows(case: Case, over: frozenset[WindowKind]) -> Case:
    ended = {kind: window.deadline for kind, window in case.windows.items() if kind in over}
    left = {kind: window for kind, window in case.windows.items() if kind not in over}
    return replace(case, windows=left, ended={**case.ended, **ended})


def _beside(case: Case, happened: EnrolmentEvent) -> Case:
    """What moves no stage: words said on the case, and our own lateness."""
    match happened:
        case Commented(said) | QuestionAsked(said):
            return replace(case, said=case.said | {said})
        case FirmReviewLate(_, since):
            return _late(case, TaskKind.REVIEW_CHECKUP, since)
        case _:
            return with_paper(evolve_sessions.case_after(change_case(case, happened), happened), happened)


def _work(case: Case, happened: TaskEvent) -> Case:
    worked = replace(case, tasks=evolve_tasks(case.tasks, happened))
    return _late(worked, happened.kind, happened.since) if isinstance(happened, TaskLate) else worked


def _late(case: Case, kind: TaskKind, since: datetime) -> Case:
    return case if kind in case.late else replace(case, late={**case.late, kind: since})


def _ended(case: Case, outcome: Outcome) -> Case:
    """The end of a case takes its tasks away, but for what its trainee has asked (R37).

    A certificate outlives its fee, and with it what is asked of it (R35).
    """
    kept, proposals = {TaskKind.ANSWER_QUESTION}, {}
    if outcome in (Outcome.PAID, Outcome.REVERSED):
        kept.add(TaskKind.WRONG_ATTENDANCE)
        proposals = {key: one for key, one in case.proposals.items() if isinstance(one, RevocationProposed)}
    tasks = {key: task for key, task in case.tasks.items() if task.kind in kept or key in proposals}
    return replace(_without_windows(case, frozenset(case.windows)), tasks=tasks, proposals=proposals)


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
        # The letter of a checkup that came back is looked at by its reviewer.
        anew = before.progress is Progress.OPEN
        checked = replace(before, check=Check.UNCHECKED, reasons=()) if anew else before
        return replace(checked, letter=happened.letter, letter_by=happened.by)
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
        case.ended,
        case.proposals,
        case.late,
        case.said,
        case.reminded_now,
        case.attended,
        case.seat,
        case.session_cancelled,
        case.electives,
        case.chases,
        case.account,
        case.papers,
        case.refused_mails,
        case.seat_lost,
        case.letters,
        case.withdrawn,
        case.met,
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
    if mail.template is Template.REMINDER_NOW:
        return replace(mailed, reminded_now=mail.reminder)
    if mail.reminder is None or mail.deadline is None or mail.deadline.kind not in case.windows:
        return mailed
    window = replace(case.windows[mail.deadline.kind], reminded=mail.reminder)
    return replace(mailed, windows={**case.windows, mail.deadline.kind: window})
