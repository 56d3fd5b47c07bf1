"""Two persons where one is not enough: whoever proposed does not decide (R30, R34–R36)."""

from domain.event import Actor, Cause
from domain.refusals import MakerCannotCheck


def check_second(proposed_by: Actor, cause: Cause) -> None:
    """Refuses who proposed: the same account, or the same person by another account."""
    decides = cause.actor
    if decides.account == proposed_by.account:
        raise MakerCannotCheck()
    if decides.person is not None and decides.person == proposed_by.person:
        raise MakerCannotCheck()
