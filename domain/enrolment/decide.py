"""The enrolment's decider: every command, in the stages that take it."""

from datetime import timedelta
from typing import assert_never

from domain.deadline import WindowKind
from domain.decision import Decision, writes
from domain.enrolment.certification import decide_firm_fee
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import (
    AddFirm,
    AttachLetter,
    CheckList,
    CompleteOnlineCourse,
    DecideFirmFee,
    DecideLateNotice,
    DecideUndeliveredNotice,
    EndWindow,
    EnrolmentCommand,
    Invite,
    NoteAttendance,
    NoteMailAccepted,
    NoteMailRefused,
    ObserveCheckup,
    Register,
    Remind,
    RemoveFirm,
    SubmitCheckup,
    Vet,
    Withdraw,
)
from domain.enrolment.ending import end
from domain.enrolment.events import Outcome, WindowEnded
from domain.enrolment.listing import add_firm, attach_letter, check_list, end_list_window, take_off
from domain.enrolment.mails import invite
from domain.enrolment.registration import register
from domain.enrolment.reminding import remind
from domain.enrolment.review import (
    decide_late_notice,
    decide_undelivered_notice,
    end_resubmission_window,
    mail_accepted,
    mail_refused,
    observe,
)
from domain.enrolment.state import (
    Applying,
    EnrolmentState,
    FeeDue,
    InReview,
    Listing,
    Over,
    Resubmitting,
    Unregistered,
    Uploading,
)
from domain.enrolment.submission import end_upload_window, submit
from domain.enrolment.training import complete_online_course, note_attendance, vet
from domain.enrolment.windows import is_open
from domain.refusals import (
    CaseClosed,
    EnrolmentUnknown,
    FeeAlreadyDue,
    ListWindowClosed,
    TrainingWindowClosed,
    UploadWindowClosed,
)
from domain.task import ClaimTask, ReleaseTask, decide_task, no_maker_checks

AnyCommand = EnrolmentCommand | ClaimTask | ReleaseTask


def decide(state: EnrolmentState, asked: AnyCommand, around: Circumstances) -> Decision:
    """The writes that a command causes, on this stream and those beside it; refuses by `DomainError`."""
    if isinstance(asked, Register):
        return register(state, asked, around)
    if isinstance(state, Unregistered):
        raise EnrolmentUnknown()
    match asked:
        case EndWindow() | Remind() | ObserveCheckup() | NoteMailAccepted() | NoteMailRefused():
            return _engine(state, asked, around)
        case Vet() | CompleteOnlineCourse() | NoteAttendance():
            return _train(state, asked, around)
        case AddFirm() | AttachLetter() | RemoveFirm() | CheckList():
            return _list(state, asked, around)
        case ClaimTask() | ReleaseTask():
            return _task(state, asked, around)
        case Invite():
            return invite(state, around)
        case _:
            return _later(state, asked, around)


def _train(
    state: EnrolmentState, asked: Vet | CompleteOnlineCourse | NoteAttendance, around: Circumstances
) -> Decision:
    if not isinstance(state, Applying):
        return _trained_already(state, asked)
    # Attendance is judged by when its session recorded it, which the end of the window has looked at.
    if not (isinstance(asked, NoteAttendance) or is_open(state.case, WindowKind.TRAINING, around.cause.at)):
        raise TrainingWindowClosed()
    match asked:
        case Vet():
            return vet(state, asked, around)
        case CompleteOnlineCourse():
            return complete_online_course(state, around)
        case NoteAttendance():
            return note_attendance(state, asked, around)
        case _:
            assert_never(asked)


def _trained_already(state: EnrolmentState, asked: Vet | CompleteOnlineCourse | NoteAttendance) -> Decision:
    if isinstance(asked, Vet) or isinstance(state, Over):
        raise CaseClosed()
    return ()


def _list(
    state: EnrolmentState, asked: AddFirm | AttachLetter | RemoveFirm | CheckList, around: Circumstances
) -> Decision:
    if isinstance(state, Uploading | InReview | Resubmitting) or _ended_as(state, Outcome.LAPSED_LIST):
        raise ListWindowClosed()
    match asked, state:
        case AddFirm(), Applying() | Listing():
            return add_firm(state, asked, around)
        case AttachLetter(), Applying() | Listing():
            return attach_letter(state, asked, around)
        case RemoveFirm(ubn), Applying() | Listing():
            return take_off(state, ubn, around)
        case CheckList(), Listing():
            return check_list(state, asked, around)
        case _:
            raise CaseClosed()


def _later(
    state: EnrolmentState,
    asked: SubmitCheckup | DecideLateNotice | DecideUndeliveredNotice | DecideFirmFee | Withdraw,
    around: Circumstances,
) -> Decision:
    match asked, state:
        case SubmitCheckup(), Listing() | Uploading() | InReview() | Resubmitting():
            return submit(state, asked, around)
        case DecideLateNotice(), InReview():
            return decide_late_notice(state, asked, around)
        case DecideUndeliveredNotice(), InReview():
            return decide_undelivered_notice(state, asked, around)
        case DecideFirmFee(), FeeDue():
            return decide_firm_fee(state, asked, around)
        case Withdraw(), FeeDue():
            raise FeeAlreadyDue()
        case SubmitCheckup(), _ if _ended_as(state, Outcome.LAPSED_UPLOAD):
            raise UploadWindowClosed()
        case Withdraw(), Applying() | Listing() | Uploading() | InReview() | Resubmitting():
            return end(state, Outcome.WITHDRAWN, ("withdrawn_by_trainee",), around)
        case _:
            raise CaseClosed()


def _ended_as(state: EnrolmentState, outcome: Outcome) -> bool:
    """Whoever was late is told of the window, which ended the case before the command was looked at."""
    return isinstance(state, Over) and state.outcome is outcome


def _task(state: EnrolmentState, asked: ClaimTask | ReleaseTask, around: Circumstances) -> Decision:
    assert not isinstance(state, Unregistered)
    if isinstance(asked, ClaimTask):
        no_maker_checks(around.cause, frozenset({state.case.trainee.person}))
    lease = timedelta(minutes=around.programme.tasks.lease_minutes)
    return writes(around.enrolment, *decide_task(state.case.tasks, asked, around.cause, lease))


def _engine(
    state: EnrolmentState,
    asked: EndWindow | Remind | ObserveCheckup | NoteMailAccepted | NoteMailRefused,
    around: Circumstances,
) -> Decision:
    match asked:
        case EndWindow():
            return _end_window(state, asked, around)
        case Remind():
            return remind(state, asked, around)
        case ObserveCheckup():
            return observe(state, asked, around)
        case NoteMailAccepted():
            return mail_accepted(state, asked, around)
        case NoteMailRefused():
            return mail_refused(state, asked, around)
        case _:
            assert_never(asked)


def _end_window(state: EnrolmentState, asked: EndWindow, around: Circumstances) -> Decision:
    """A timer that is early, or whose window was moved or is over, ends nothing."""
    window = None if isinstance(state, Unregistered | Over) else state.case.windows.get(asked.kind)
    if window is None or window.deadline.due != asked.due or around.cause.decided_at < asked.due:
        return ()
    match asked.kind, state:
        case WindowKind.TRAINING, Applying():
            return end(state, Outcome.LAPSED_TRAINING, ("not_trained",), around)
        case ((WindowKind.LIST_SUPPLEMENT | WindowKind.LIST_FIX), Listing()):
            return end_list_window(state, asked.kind, around)
        case WindowKind.UPLOAD, (Listing() | Uploading()):
            return end_upload_window(state, around)
        case WindowKind.RESUBMISSION, Resubmitting():
            return end_resubmission_window(state, around)
        case _:
            return writes(around.enrolment, WindowEnded(asked.kind, met=True))
