"""The account that the fee is paid to: the trainee gives it, and a batch that pays to it fixes it (R47)."""

from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import GiveBankAccount
from domain.enrolment.events import BankAccountGiven
from domain.enrolment.state import FeeDue, Live, Over
from domain.refusals import CaseClosed, FeeAlreadyInBatch


def give_bank_account(state: Live | Over, asked: GiveBankAccount, around: Circumstances) -> Decision:
    """Give the account, or another one."""
    if isinstance(state, Over):
        raise CaseClosed()
    if isinstance(state, FeeDue) and state.batch is not None:
        raise FeeAlreadyInBatch()
    if state.case.account == asked.account:
        return ()
    return writes(around.enrolment, BankAccountGiven(asked.account))
