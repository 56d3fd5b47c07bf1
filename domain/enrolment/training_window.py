"""How the training window ends: who attended in time does not lapse because a guild was late (R5)."""

from datetime import date

from domain.deadline import Deadline, WindowKind, deadline, in_time, taipei_date
from domain.decision import Decision, Write, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.ending import end
from domain.enrolment.events import Outcome, WindowEnded
from domain.enrolment.state import Applying, Case, EnrolmentState, Live
from domain.enrolment.windows import move_window, open_window

TRAINING_WINDOWS = (WindowKind.TRAINING, WindowKind.RECORDING)


def end_training_window(state: Applying, kind: WindowKind, around: Circumstances) -> Decision:
    """What the trainee owes is owed by the last mandatory day; the guild has some days more to record it.

    Who has attended then waits for the guild's vetting, however late that is.
    """
    if not state.online_course:
        return lapse_untrained(state, around)
    over = writes(around.enrolment, WindowEnded(kind, met=False))
    if state.attended is not None:
        return over
    if kind is WindowKind.TRAINING:
        last = _last_training_day(state.case.windows[kind].deadline, around)
        return (*over, open_window(WindowKind.RECORDING, last, around))
    return lapse_untrained(state, around)


def lapse_untrained(state: Live, around: Circumstances) -> Decision:
    """The case ends: nobody was trained in it in time."""
    return end(state, Outcome.LAPSED_TRAINING, ("not_trained",), around)


def window_to_wait_in(case: Case, around: Circumstances) -> Write | None:
    """The training window, or the days to record it, whichever is not over; None when both are.

    The training window of a case for which officers have set it (R30, R36) is that one.
    """
    before, today = case.ended.get(WindowKind.TRAINING), taipei_date(around.cause.at)
    training = deadline(WindowKind.TRAINING, today, around.programme, around.calendar)
    if before is not None and before.due > training.due:
        training = before
    recording = deadline(
        WindowKind.RECORDING, _last_training_day(before, around), around.programme, around.calendar
    )
    waits = (until for until in (training, recording) if in_time(around.cause.at, until))
    return next((move_window(until, around) for until in waits), None)


def is_vetting_late(state: EnrolmentState) -> bool:
    """The training is over for the trainee, and the guild has not vetted them yet."""
    if not isinstance(state, Applying):
        return False
    return not state.vetted and WindowKind.TRAINING not in state.case.windows


def _last_training_day(training: Deadline | None, around: Circumstances) -> date:
    """From when on the guild has days to record: the end of the case's own training window, if later."""
    last_day = around.programme.sessions.mandatory_last_day
    return last_day if training is None else max(last_day, training.due_date)
