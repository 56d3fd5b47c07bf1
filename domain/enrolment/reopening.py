"""The days that are left for another firm when one has left (R14, R15)."""

from collections.abc import Iterator
from typing import Any

from domain.deadline import Deadline, WindowKind, deadline, in_time, recounted
from domain.decision import Decision
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.state import Applying, Case, FeeDue, InReview, Live, Progress
from domain.enrolment.windows import move_window


def is_upload_left(state: Live, around: Circumstances) -> bool:
    """Checkups can be submitted still, or could be if not all had been."""
    until = _upload_until(state, around)
    return until is not None and in_time(around.cause.at, until)


def can_be_filled(state: InReview, around: Circumstances) -> bool:
    """Another firm can take the turn of one that has left, and all could then be approved."""
    gap = len(state.case.firms) < around.programme.registration.firms
    return gap and not any_failed(state.case) and is_upload_left(state, around)


def any_failed(case: Case) -> bool:
    """A firm that failed keeps its turn: the case cannot have all approved any more."""
    return any(firm.progress is Progress.FAILED for firm in case.firms.values())


def reopened(state: Any, around: Circumstances) -> Decision:
    """The upload window goes on for what is left of it."""
    until = _upload_until(state, around)
    assert until is not None
    return (move_window(until, around),)


def _upload_until(state: Live, around: Circumstances) -> Deadline | None:
    window, ended = state.case.windows.get(WindowKind.UPLOAD), state.case.ended.get(WindowKind.UPLOAD)
    if window is not None:
        return window.deadline
    return None if ended is None else max(_counted(ended, state, around), key=lambda each: each.due)


def _counted(ended: Deadline, state: Live, around: Circumstances) -> Iterator[Deadline]:
    """As told, and as the calendar and the training day since then have it (R5, R40)."""
    yield ended
    yield recounted(ended, around.programme, around.calendar)
    by_training = around.programme.windows.upload.starts == "training_day"
    if by_training and not isinstance(state, Applying | FeeDue):
        yield deadline(WindowKind.UPLOAD, state.training_day, around.programme, around.calendar)
