"""What an ended case has lost and could have again (R36)."""

from domain.enrolment.session_commands import Attendance
from domain.enrolment.state import Applying, EnrolmentState, Over, Progress

_KEPT = frozenset({Progress.SUBMITTED, Progress.RESUBMITTED, Progress.APPROVED})


def restorable_ubns(state: EnrolmentState) -> tuple[str, ...]:
    """The firms that the case had when it ended and no longer holds."""
    if not isinstance(state, Over) or state.before is None:
        return ()
    return tuple(ubn for ubn in state.before.case.firms if not holds(state, ubn))


def seat_given_up(state: Over) -> Attendance | None:
    """The kind of seat that the case had, or had wanted again, when it ended untrained."""
    before, case = state.before, state.case
    if not isinstance(before, Applying) or case.attended is not None or case.seat is not None:
        return None
    return before.case.seat.kind if before.case.seat else before.case.seat_lost


def holds(state: Over, ubn: str) -> bool:
    """The firm's checkup awaits its decision, or is approved: it never left."""
    firm = state.case.firms.get(ubn)
    return firm is not None and firm.progress in _KEPT
