"""Changes of a case, in the stages that take them (R14, R15, R30, R35, R36, R40)."""

from typing import assert_never

from domain.decision import Decision
from domain.enrolment.changes import (
    ChangeCommand,
    CorrectFirm,
    DecideProposal,
    DecideQuestionedLapse,
    ProposeExtension,
    ProposeReinstatement,
    ProposeRevocation,
    RecountWindows,
    SwapFirm,
    WithdrawConsent,
)
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import RemoveFirm
from domain.enrolment.events import Outcome
from domain.enrolment.firm_changes import cancel, correct_firm, swap, withdraw_consent
from domain.enrolment.proposals import decide_proposal, propose
from domain.enrolment.recounting import decide_questioned_lapse, recount
from domain.enrolment.state import (
    Applying,
    EnrolmentState,
    InReview,
    Listing,
    Over,
    Resubmitting,
    Uploading,
)
from domain.refusals import CaseClosed, ListWindowClosed


def change(state: EnrolmentState, asked: RemoveFirm | ChangeCommand, around: Circumstances) -> Decision:
    """The writes that a change of a registered case causes; refuses by `DomainError`."""
    match asked:
        case RemoveFirm() | SwapFirm() | WithdrawConsent() | CorrectFirm():
            return _change_firm(state, asked, around)
        case ProposeExtension() | ProposeReinstatement() | ProposeRevocation():
            return propose(state, asked, around)
        case DecideProposal():
            return decide_proposal(state, asked, around)
        case DecideQuestionedLapse():
            return decide_questioned_lapse(state, asked, around)
        case RecountWindows():
            return recount(state, around)
        case _:
            assert_never(asked)


def ended_as(state: EnrolmentState, outcome: Outcome) -> bool:
    """Whoever was late is told of the window, which ended the case before the command was looked at."""
    return isinstance(state, Over) and state.outcome is outcome


def _change_firm(
    state: EnrolmentState,
    asked: RemoveFirm | SwapFirm | WithdrawConsent | CorrectFirm,
    around: Circumstances,
) -> Decision:
    match asked, state:
        case WithdrawConsent(), _:
            return withdraw_consent(state, asked, around)
        case RemoveFirm(), Applying() | Listing() | Uploading() | InReview() | Resubmitting():
            return cancel(state, asked, around)
        case SwapFirm(), Applying() | Listing() | Uploading() | InReview() | Resubmitting():
            return swap(state, asked, around)
        case CorrectFirm(), Applying() | Listing() | Uploading() | InReview() | Resubmitting():
            return correct_firm(state, asked, around)
        case _ if ended_as(state, Outcome.LAPSED_LIST):
            raise ListWindowClosed()
        case _:
            raise CaseClosed()
