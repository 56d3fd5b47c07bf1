"""What a case makes of its session's news: moved, cancelled, attendance corrected (R1, R3, R4, R5)."""

from datetime import date
from typing import Any
from uuid import UUID

from domain.checkup import state as checkup
from domain.checkup.events import CheckupCancelled
from domain.deadline import Deadline, WindowKind
from domain.decision import Decision, Write, writes
from domain.enrolment.changes import ProposeRevocation
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.drafting import after
from domain.enrolment.ending import end
from domain.enrolment.events import Attended, Outcome, WindowEnded
from domain.enrolment.in_question import ATTENDANCE_STRUCK, question_attendance
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.proposals import propose
from domain.enrolment.review import settle
from domain.enrolment.session_commands import (
    DecideWrongAttendance,
    NoteAttendance,
    NoteAttendanceCorrected,
    NoteElectiveAttendance,
    NoteSessionCancelled,
    NoteSessionMoved,
)
from domain.enrolment.session_events import (
    AttendanceModeCorrected,
    AttendanceStruck,
    ElectiveAttended,
    ElectiveStruck,
    OwnSessionCancelled,
    TrainingDayMoved,
    TrainingUndone,
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
    Live,
    Over,
    Progress,
    Resubmitting,
    Unregistered,
    Uploading,
)
from domain.enrolment.training import attendance_of, with_training
from domain.enrolment.training_session import give_up_seat
from domain.enrolment.training_window import TRAINING_WINDOWS, lapse_untrained, window_to_wait_in
from domain.enrolment.windows import count_again
from domain.session import SessionStage, scheduled
from domain.streams import checkup_stream
from domain.task import TaskClosed, TaskKind, claimed_task, open_of_kind

SessionNews = NoteSessionMoved | NoteSessionCancelled | NoteAttendanceCorrected | NoteElectiveAttendance
Trained = Listing | Uploading | InReview | Resubmitting


def take_news(state: EnrolmentState, asked: SessionNews, around: Circumstances) -> Decision:
    """The writes that follow from what the session's workflow tells; nothing where it concerns no more."""
    assert not isinstance(state, Unregistered)
    match asked:
        case NoteElectiveAttendance(session, day, attendance):
            known = session in state.case.electives
            return () if known else writes(around.enrolment, ElectiveAttended(session, day, attendance))
        case NoteSessionMoved():
            return _moved(state, asked, around)
        case NoteSessionCancelled():
            return _cancelled(state, asked, around)
        case NoteAttendanceCorrected():
            return _corrected(state, asked, around)


def decide_wrong_attendance(
    state: Trained | FeeDue | Over, asked: DecideWrongAttendance, around: Circumstances
) -> Decision:
    """An officer lets a case go on whose attendance was struck, or ends it as untrained.

    Where the certificate is out, a no proposes its revocation, which a second officer decides (R35).
    """
    claimed_task(state.case.tasks, asked.task, TaskKind.WRONG_ATTENDANCE, around.cause)
    closed = writes(around.enrolment, TaskClosed(asked.task, done=True))
    decided = after(state, closed, around)
    if asked.stands:
        return closed + settle(decided, around)
    if isinstance(state, FeeDue | Over):
        return closed + propose(decided, ProposeRevocation(asked.reason), around)
    return closed + end(decided, Outcome.LAPSED_TRAINING, (ATTENDANCE_STRUCK,), around)


def _moved(state: EnrolmentState, asked: NoteSessionMoved, around: Circumstances) -> Decision:
    assert not isinstance(state, Unregistered)
    attended = state.case.attended
    if isinstance(state, FeeDue | Over):
        return ()
    if attended is not None and attended.session == asked.session:
        return () if attended.day == asked.day else _moved_training(state, attended, asked, around)
    if not isinstance(state, Applying) or attended is not None or state.case.session != asked.session:
        return ()
    told = _told_of_move(asked, _training_deadline(state.case), around)
    return () if told.event.mail in state.case.mails else (told,)


def _moved_training(
    state: Applying | Trained, attended: Attended, asked: NoteSessionMoved, around: Circumstances
) -> Decision:
    decision = _training_day_moved(state.case, asked.session, asked.day, attended.day, around)
    windows = after(state, decision, around).case.windows
    until = windows.get(WindowKind.LIST_SUPPLEMENT) or windows.get(WindowKind.UPLOAD)
    last = until.deadline if until else _training_deadline(state.case)
    return (*decision, _told_of_move(asked, last, around))


def _training_day_moved(case: Case, session: UUID, day: date, was: date, around: Circumstances) -> Decision:
    """The open windows that hang on the training day are counted again from the new one."""
    kinds = [WindowKind.LIST_SUPPLEMENT]
    if around.programme.windows.upload.starts == "training_day":
        kinds.append(WindowKind.UPLOAD)
    decision: Decision = writes(around.enrolment, TrainingDayMoved(session, day, was))
    for kind in kinds:
        if kind in case.windows:
            decision += count_again(case.windows[kind].deadline, day, was, around)
    return decision


def _told_of_move(asked: NoteSessionMoved, until: Deadline | None, around: Circumstances) -> Write:
    return intend(Template.SESSION_MOVED, around, until=until, note=asked.note, was=asked.was)


def _cancelled(state: EnrolmentState, asked: NoteSessionCancelled, around: Circumstances) -> Decision:
    if not isinstance(state, Applying) or state.case.session != asked.session:
        return ()
    if state.attended is not None or state.case.session_cancelled:
        return ()
    lost = writes(around.enrolment, OwnSessionCancelled(asked.session, asked.was))
    until = _training_deadline(state.case)
    told = intend(Template.SESSION_CANCELLED, around, until=until, note=asked.reason, was=asked.was)
    return (*lost, *give_up_seat(state.case, around), told)


def _corrected(state: EnrolmentState, asked: NoteAttendanceCorrected, around: Circumstances) -> Decision:
    assert not isinstance(state, Unregistered)
    details = scheduled(around.session).details
    if details.stage is SessionStage.ELECTIVE:
        return _elective_corrected(state.case, asked, details.day, around)
    attended, how = state.case.attended, asked.attendance
    if attended is None and how is not None:
        return attend_again(state, NoteAttendance(asked.session, details.day, how), around)
    if attended is None or attended.session != asked.session or attended.attendance is how:
        return ()
    if how is not None:
        return writes(around.enrolment, AttendanceModeCorrected(asked.session, how))
    return _struck(state, asked, around)


def _elective_corrected(
    case: Case, asked: NoteAttendanceCorrected, day: date, around: Circumstances
) -> Decision:
    """The case keeps that a session was attended, and not how (R3)."""
    known, how = asked.session in case.electives, asked.attendance
    if how is None:
        return writes(around.enrolment, ElectiveStruck(asked.session)) if known else ()
    return () if known else writes(around.enrolment, ElectiveAttended(asked.session, day, how))


def attend_again(state: Live | Over, noted: NoteAttendance, around: Circumstances) -> Decision:
    """Who has no attendance, struck by mistake, has one: no officer need decide of it any more."""
    attended = attendance_of(state.case, noted, around)
    task = open_of_kind(state.case.tasks, TaskKind.WRONG_ATTENDANCE)
    if task is None:
        return _with_attendance(state, attended, around)
    closed = writes(around.enrolment, TaskClosed(task.id, done=False))
    decision = closed + _with_attendance(after(state, closed, around), attended, around)
    return decision + settle(after(state, decision, around), around)


def _struck(state: Live | Over, asked: NoteAttendanceCorrected, around: Circumstances) -> Decision:
    struck = writes(around.enrolment, AttendanceStruck(asked.session))
    if asked.elsewhere is not None:
        noted = asked.elsewhere
        attended = Attended(noted.session, noted.day, noted.attendance)
        return struck + _with_attendance(after(state, struck, around), attended, around)
    match state:
        case Applying():
            return struck + _wait_again(after(state, struck, around), around)
        case Listing() if _is_untouched(state, around):
            return struck + _undone(after(state, struck, around), around)
        case Over() if state.certificate is None or state.revoked:
            return struck
        case _:
            return (*struck, question_attendance(around))


def _with_attendance(state: Any, attended: Attended, around: Circumstances) -> Decision:
    if isinstance(state, Applying):
        return with_training(state, attended, around)
    decision = writes(around.enrolment, attended)
    if isinstance(state, FeeDue | Over) or state.training_day == attended.day:
        return decision
    was = state.training_day
    return decision + _training_day_moved(state.case, attended.session, attended.day, was, around)


def _wait_again(state: Applying, around: Circumstances) -> Decision:
    if any(kind in state.case.windows for kind in TRAINING_WINDOWS):
        return ()
    window = window_to_wait_in(state.case, around)
    return lapse_untrained(state, around) if window is None else (window,)


def _undone(state: Listing, around: Circumstances) -> Decision:
    """Back to waiting for a session; the firms and their letters stay, the empty checkups are cancelled."""
    window = window_to_wait_in(state.case, around)
    if window is None:
        return lapse_untrained(state, around)
    check = open_of_kind(state.case.tasks, TaskKind.CHECK_LIST)
    decision = () if check is None else writes(around.enrolment, TaskClosed(check.id, done=False))
    over = (WindowEnded(kind, met=False) for kind in state.case.windows)
    decision += writes(around.enrolment, *over, TrainingUndone())
    for ubn in state.case.firms:
        decision += writes(checkup_stream(around.enrolment, ubn), CheckupCancelled())
    return (*decision, window)


def _is_untouched(state: Listing, around: Circumstances) -> bool:
    """Nothing would be lost: no verdict on the list, nobody checking it, and nothing in any checkup."""
    check = open_of_kind(state.case.tasks, TaskKind.CHECK_LIST)
    if check is not None and check.claim is not None:
        return False
    firms = state.case.firms
    return all(_is_unchecked(firm) and _is_empty(around.checkups.get(ubn)) for ubn, firm in firms.items())


def _is_unchecked(firm: ListedFirm) -> bool:
    return firm.check is Check.UNCHECKED and firm.progress is Progress.OPEN


def _is_empty(found: checkup.CheckupState | None) -> bool:
    if not isinstance(found, checkup.Filling):
        return False
    content = found.content
    return not (content.bills or content.activities or content.nones)


def _training_deadline(case: Case) -> Deadline | None:
    return next((case.windows[kind].deadline for kind in TRAINING_WINDOWS if kind in case.windows), None)
