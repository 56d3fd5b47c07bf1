"""A calendar published since moves open windows, and questions lapses that it would have prevented (R40)."""

from domain.deadline import Deadline, WindowKind, recounted
from domain.decision import Decision, writes
from domain.enrolment.changes import (
    DecideQuestionedLapse,
    LapseQuestioned,
    ProposeReinstatement,
)
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.drafting import after
from domain.enrolment.events import Outcome
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.proposals import propose
from domain.enrolment.reminding import owing
from domain.enrolment.state import Case, EnrolmentState, Over, Unregistered
from domain.enrolment.windows import move_window
from domain.streams import derived
from domain.task import TaskClosed, TaskKind, TaskOpened, claimed_task

_LOST = {
    Outcome.LAPSED_TRAINING: (WindowKind.RECORDING,),
    Outcome.LAPSED_LIST: (WindowKind.LIST_SUPPLEMENT, WindowKind.LIST_FIX),
    Outcome.LAPSED_UPLOAD: (WindowKind.UPLOAD,),
    Outcome.FAILED_REVIEW: (WindowKind.RESUBMISSION,),
}


def recount(state: EnrolmentState, around: Circumstances) -> Decision:
    """Each open window by the calendar in force; what people were told of is never taken from them."""
    match state:
        case Unregistered():
            return ()
        case Over():
            return _questioned(state, around)
        case _:
            windows = [window.deadline for window in state.case.windows.values()]
            moved = [write for each in windows for write in _moved(state.case, each, around)]
            return tuple(moved)


def decide_questioned_lapse(
    state: EnrolmentState, asked: DecideQuestionedLapse, around: Circumstances
) -> Decision:
    """Let the lapse stand, or propose reinstatement, which a second officer then decides."""
    assert not isinstance(state, Unregistered)
    claimed_task(state.case.tasks, asked.task, TaskKind.QUESTIONED_LAPSE, around.cause)
    closed = writes(around.enrolment, TaskClosed(asked.task, done=True))
    if asked.last_day is None:
        return closed
    decided = after(state, closed, around)
    return closed + propose(decided, ProposeReinstatement(asked.last_day, asked.reason), around)


def _moved(case: Case, before: Deadline, around: Circumstances) -> Decision:
    until = _elsewhere(before, around)
    if until is None:
        return ()
    told = intend(
        Template.WINDOW_MOVED,
        around,
        until=until,
        ubns=owing(case, before.kind),
        to_guild=True,
        was=before.due_date,
        about=before.kind,
    )
    return (move_window(until, around), told)


def _questioned(state: Over, around: Circumstances) -> Decision:
    unmet = state.case.ended.keys() - state.case.met
    lost = [state.case.ended[kind] for kind in _LOST.get(state.outcome, ()) if kind in unmet]
    if not lost:
        return ()
    last = max(lost, key=lambda each: each.due)
    until = _elsewhere(last, around)
    if until is None or until.due <= last.due:
        return ()
    task = derived("task", around.enrolment, TaskKind.QUESTIONED_LAPSE, until.due)
    if task in state.questioned:
        return ()
    questioned = LapseQuestioned(task, until)
    opened = TaskOpened(task, TaskKind.QUESTIONED_LAPSE, None, None, None)
    return writes(around.enrolment, questioned, opened)


def _elsewhere(before: Deadline, around: Circumstances) -> Deadline | None:
    if before.calendar == around.calendar.version:
        return None
    until = recounted(before, around.programme, around.calendar)
    moves = until.due != before.due if around.programme.suspension.shortens else until.due > before.due
    return until if moves else None
