"""How the training window ends: who attended in time does not lapse because a guild was late (R5)."""

from domain.deadline import WindowKind, in_time, taipei_date
from domain.decision import Decision, Write, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.ending import end
from domain.enrolment.events import Outcome, WindowEnded, WindowOpened
from domain.enrolment.state import Applying, EnrolmentState, Live
from domain.enrolment.windows import open_window

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
        return (*over, _opened(WindowKind.RECORDING, around))
    return lapse_untrained(state, around)


def lapse_untrained(state: Live, around: Circumstances) -> Decision:
    """The case ends: nobody was trained in it in time."""
    return end(state, Outcome.LAPSED_TRAINING, ("not_trained",), around)


def window_to_wait_in(around: Circumstances) -> Write | None:
    """The training window, or the days to record it, whichever is not over; None when both are."""
    windows = (_opened(kind, around) for kind in TRAINING_WINDOWS)
    return next((each for each in windows if in_time(around.cause.at, _until(each).deadline)), None)


def is_vetting_late(state: EnrolmentState) -> bool:
    """The training is over for the trainee, and the guild has not vetted them yet."""
    if not isinstance(state, Applying):
        return False
    return not state.vetted and WindowKind.TRAINING not in state.case.windows


def _opened(kind: WindowKind, around: Circumstances) -> Write:
    last_day = around.programme.sessions.mandatory_last_day
    return open_window(
        kind, last_day if kind is WindowKind.RECORDING else taipei_date(around.cause.at), around
    )


def _until(write: Write) -> WindowOpened:
    assert isinstance(write.event, WindowOpened)
    return write.event
