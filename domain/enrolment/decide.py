"""The enrolment's decider: every command, in the stages that take it."""

from typing import assert_never

from domain.deadline import WindowKind
from domain.decision import Decision, writes
from domain.enrolment.addressing import correct_email, send_again
from domain.enrolment.certification import decide_firm_fee
from domain.enrolment.changes import ChangeCommand
from domain.enrolment.changing import change, ended_as
from domain.enrolment.chasing import log_chase
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import (
    AddFirm,
    AnswerQuestion,
    AskQuestion,
    AttachLetter,
    CheckList,
    Comment,
    CompleteOnlineCourse,
    DecideFirmFee,
    DecideLateNotice,
    DecideUndeliveredNotice,
    EndWindow,
    EnrolmentCommand,
    GiveBankAccount,
    LogChase,
    NotePaper,
    ObserveCheckup,
    Register,
    Remind,
    RemindNow,
    RemoveFirm,
    SubmitCheckup,
    Vet,
    Withdraw,
)
from domain.enrolment.conversation import answer_question, ask_question, comment
from domain.enrolment.ending import end
from domain.enrolment.events import Outcome, WindowEnded
from domain.enrolment.letters import is_asked_for, replace_letter
from domain.enrolment.listing import add_firm, attach_letter, check_list, end_list_window
from domain.enrolment.mail_commands import CorrectEmail, Invite, NoteMailAccepted, NoteMailRefused, SendAgain
from domain.enrolment.mails import invite
from domain.enrolment.papers import note_paper
from domain.enrolment.payee import give_bank_account
from domain.enrolment.registration import register
from domain.enrolment.reinstating import REINSTATABLE
from domain.enrolment.reminding import remind, remind_now
from domain.enrolment.review import (
    decide_late_notice,
    decide_undelivered_notice,
    end_resubmission_window,
    mail_accepted,
    mail_refused,
    observe,
)
from domain.enrolment.session_commands import ChangeSession, DecideWrongAttendance, NoteAttendance
from domain.enrolment.session_news import SessionNews, attend_again, decide_wrong_attendance, take_news
from domain.enrolment.state import (
    Applying,
    EnrolmentState,
    FeeDue,
    InReview,
    Listing,
    Live,
    Over,
    Resubmitting,
    Unregistered,
    Uploading,
)
from domain.enrolment.submission import end_upload_window, submit
from domain.enrolment.task_makers import makers_of_task
from domain.enrolment.training import complete_online_course, note_attendance, vet
from domain.enrolment.training_session import change_session
from domain.enrolment.training_window import end_training_window
from domain.enrolment.windows import is_open
from domain.refusals import (
    CaseClosed,
    EnrolmentUnknown,
    FeeAlreadyDue,
    ListWindowClosed,
    TrainingWindowClosed,
    UploadWindowClosed,
)
from domain.task import TaskKind, open_of_kind
from domain.working import TaskCommand, decide_work

AnyCommand = EnrolmentCommand | ChangeCommand | TaskCommand


def decide(state: EnrolmentState, asked: AnyCommand, around: Circumstances) -> Decision:
    """The writes that a command causes, on this stream and those beside it; refuses by `DomainError`."""
    if isinstance(asked, Register):
        return register(state, asked, around)
    if isinstance(state, Unregistered):
        raise EnrolmentUnknown()
    match asked:
        case _ if isinstance(asked, RemoveFirm | ChangeCommand | TaskCommand | SessionNews):
            return _at_any_stage(state, asked, around)
        case EndWindow() | Remind() | ObserveCheckup() | NoteMailAccepted() | NoteMailRefused() | NotePaper():
            return _engine(state, asked, around)
        case Vet() | CompleteOnlineCourse() | NoteAttendance():
            return _train(state, asked, around)
        case AddFirm() | AttachLetter() | CheckList():
            return _list(state, asked, around)
        case Comment() | AskQuestion() | AnswerQuestion() | RemindNow():
            return _say(state, asked, around)
        case ChangeSession() | DecideWrongAttendance() | LogChase():
            return _with_guild(state, asked, around)
        case GiveBankAccount() | CorrectEmail() | SendAgain() | Invite():
            return _reach(state, asked, around)
        case _:
            return _later(state, asked, around)


def _at_any_stage(
    state: Live | Over, asked: RemoveFirm | ChangeCommand | TaskCommand | SessionNews, around: Circumstances
) -> Decision:
    if isinstance(asked, TaskCommand):
        makers = makers_of_task(state.case, asked.task)
        done = decide_work(state.case.tasks, asked, around.cause, around.programme, makers)
        return writes(around.enrolment, *done)
    if isinstance(asked, SessionNews):
        return take_news(state, asked, around)
    return change(state, asked, around)


def _train(
    state: EnrolmentState, asked: Vet | CompleteOnlineCourse | NoteAttendance, around: Circumstances
) -> Decision:
    if not isinstance(state, Applying):
        return _trained_already(state, asked, around)
    if not (_guilds_part(state, asked) or is_open(state.case, WindowKind.TRAINING, around.cause.at)):
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


def _guilds_part(state: Applying, asked: Vet | CompleteOnlineCourse | NoteAttendance) -> bool:
    """What the guild may do late: attendance, judged by when its session recorded it, and vetting (R5).

    Not the vetting of who did not do the online course in time, whose case the window's end will end.
    """
    return isinstance(asked, NoteAttendance) or (isinstance(asked, Vet) and state.online_course)


def _trained_already(
    state: EnrolmentState, asked: Vet | CompleteOnlineCourse | NoteAttendance, around: Circumstances
) -> Decision:
    if isinstance(asked, Vet) or isinstance(state, Unregistered):
        raise CaseClosed()
    if isinstance(asked, NoteAttendance) and state.case.attended is None and not _is_final(state):
        return attend_again(state, asked, around)
    if isinstance(state, Over):
        raise CaseClosed()
    return ()


def _is_final(state: Live | Over) -> bool:
    """It can neither be reinstated nor asked about: an attendance recorded after it is of no use (R36)."""
    asked = open_of_kind(state.case.tasks, TaskKind.WRONG_ATTENDANCE) is not None
    return isinstance(state, Over) and state.outcome not in REINSTATABLE and not asked


def _list(state: Live | Over, asked: AddFirm | AttachLetter | CheckList, around: Circumstances) -> Decision:
    after_list = isinstance(state, Uploading | InReview | Resubmitting)
    if isinstance(asked, AttachLetter) and after_list and is_asked_for(state, asked.ubn, around):
        return replace_letter(state, asked, around)
    if isinstance(state, InReview | Resubmitting) or ended_as(state, Outcome.LAPSED_LIST):
        raise ListWindowClosed()
    match asked, state:
        case AddFirm(), Applying() | Listing() | Uploading():
            return add_firm(state, asked, around)
        case AttachLetter(), Applying() | Listing() | Uploading():
            return attach_letter(state, asked, around)
        case CheckList(), Listing() | Uploading():
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
        case SubmitCheckup(), _ if ended_as(state, Outcome.LAPSED_UPLOAD):
            raise UploadWindowClosed()
        case Withdraw(), Applying() | Listing() | Uploading() | InReview() | Resubmitting():
            return end(state, Outcome.WITHDRAWN, ("withdrawn_by_trainee",), around, asked.reason)
        case _:
            raise CaseClosed()


def _say(
    state: Live | Over, asked: Comment | AskQuestion | AnswerQuestion | RemindNow, around: Circumstances
) -> Decision:
    match asked:
        case Comment():
            return comment(state.case, asked, around)
        case AskQuestion():
            return ask_question(state.case, asked, around)
        case AnswerQuestion():
            return answer_question(state.case, asked, around)
        case RemindNow():
            return remind_now(state, asked, around)
        case _:
            assert_never(asked)


def _reach(
    state: Live | Over, asked: GiveBankAccount | CorrectEmail | SendAgain | Invite, around: Circumstances
) -> Decision:
    """Where mails and the fee go to, and the way in."""
    match asked:
        case GiveBankAccount():
            return give_bank_account(state, asked, around)
        case CorrectEmail():
            return correct_email(state, asked, around)
        case SendAgain():
            return send_again(state, asked, around)
        case Invite():
            return invite(state, around)
        case _:
            assert_never(asked)


def _with_guild(
    state: EnrolmentState, asked: ChangeSession | DecideWrongAttendance | LogChase, around: Circumstances
) -> Decision:
    match asked, state:
        case ChangeSession(), Applying():
            return change_session(state, asked, around)
        case DecideWrongAttendance(), Listing() | Uploading() | InReview() | Resubmitting() | FeeDue():
            return decide_wrong_attendance(state, asked, around)
        case DecideWrongAttendance(), Over(certificate=str()):
            return decide_wrong_attendance(state, asked, around)
        case LogChase(), Applying() | Listing() | Uploading() | InReview() | Resubmitting() | FeeDue():
            return log_chase(state, asked, around)
        case _:
            raise CaseClosed()


def _engine(
    state: EnrolmentState,
    asked: EndWindow | Remind | ObserveCheckup | NoteMailAccepted | NoteMailRefused | NotePaper,
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
        case NotePaper():
            return note_paper(state, asked, around.enrolment)
        case _:
            assert_never(asked)


def _end_window(state: EnrolmentState, asked: EndWindow, around: Circumstances) -> Decision:
    """A timer that is early, or whose window was moved or is over, ends nothing."""
    window = None if isinstance(state, Unregistered | Over) else state.case.windows.get(asked.kind)
    if window is None or window.deadline.due != asked.due or around.cause.decided_at < asked.due:
        return ()
    match asked.kind, state:
        case ((WindowKind.TRAINING | WindowKind.RECORDING), Applying()):
            return end_training_window(state, asked.kind, around)
        case ((WindowKind.LIST_SUPPLEMENT | WindowKind.LIST_FIX), Listing()):
            return end_list_window(state, asked.kind, around)
        case WindowKind.UPLOAD, (Listing() | Uploading()):
            return end_upload_window(state, around)
        case WindowKind.RESUBMISSION, Resubmitting():
            return end_resubmission_window(state, around)
        case _:
            return writes(around.enrolment, WindowEnded(asked.kind, met=True))
