"""Small steps that the deciders of an enrolment share."""

from typing import Any

from domain.decision import Decision
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.evolve import evolve
from domain.enrolment.state import Case, EnrolmentState, ListedFirm
from domain.refusals import FirmNotListed


def after(state: EnrolmentState, decision: Decision, around: Circumstances) -> Any:
    """The state once the decision's own events have happened, for the steps that follow from it."""
    for write in decision:
        if write.stream == around.enrolment:
            state = evolve(state, write.event)
    return state


def listed(case: Case, ubn: str) -> ListedFirm:
    """The firm of the case, or a refusal that it is not on the list."""
    firm = case.firms.get(ubn)
    if firm is None:
        raise FirmNotListed(ubn=ubn)
    return firm
