"""R47: the fee is paid to the person, to the account that they themselves have given."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.enrolment.commands import GiveBankAccount
from domain.enrolment.events import BankAccountGiven
from domain.enrolment.mail_events import Template
from domain.enrolment.state import FeeDue
from domain.event import Actor
from domain.payout import ApproveBatch, Confirmation, ConfirmPayments, NotePaymentFile, ProposeBatch
from domain.streams import derived
from tests.domain.made_up_accounts import account_of
from tests.domain.made_up_cases import OFFICER, OTHER_OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter
from tests.domain.specification import Specification, when

BATCH = derived("batch", 1)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Certified, and without an account."""
    return applied(world, payable=False).certified()


def given(case: MadeUpCase, number: int) -> GiveBankAccount:
    assert case.trainee.person is not None
    return GiveBankAccount(account_of(case.trainee.person, number))


def proposal(case: MadeUpCase) -> ProposeBatch:
    return ProposeBatch(case.world.programme.year, (case.id,))


def to_the_bank(case: MadeUpCase) -> Sequence[tuple[Any, Actor]]:
    """The steps until the payment file is out."""
    file = NotePaymentFile(letter("file"))
    return (proposal(case), OFFICER), (ApproveBatch(), OTHER_OFFICER), (file, OFFICER)


def test_r47_without_an_account_no_fee_is_proposed(case: MadeUpCase) -> None:
    asked = Specification(case.world, BATCH)
    asked.when(proposal(case), OFFICER).then_refused("bank_account_missing")
    when(case, given(case, 1)).then(BankAccountGiven(given(case, 1).account))
    assert asked.when(proposal(case), OFFICER).refused is None


def test_r47_the_trainee_is_the_payee_and_only_the_last_digits_are_shown(case: MadeUpCase) -> None:
    case.ask(given(case, 1))
    case.world.ask(BATCH, proposal(case), OFFICER)
    state: Any = case.world.batch(BATCH)
    line = state.lines[case.id]
    assert (line.person, line.account) == (case.trainee.person, given(case, 1).account.shown)
    assert line.account.ciphertext == f"***{given(case, 1).account.number.ciphertext[-3:]}"


def test_r47_an_account_may_be_given_with_the_registration_and_changed_at_any_stage(world: World) -> None:
    case = applied(world)
    assert case.state.case.account == account_of(case.trainee.person, 1)  # type: ignore[arg-type]
    for number, step in enumerate((case.trained, case.listed, case.checked, case.submitted), start=2):
        case.ask(given(case, number))
        step()
        assert case.state.case.account == given(case, number).account
    when(case, given(case, 5)).then_nothing()


def test_r47_while_a_batch_pays_to_it_the_account_stays(case: MadeUpCase) -> None:
    case.ask(given(case, 1))
    asked = Specification(case.world, BATCH)
    steps = to_the_bank(case)
    for step, by in steps:
        assert asked.when(step, by).refused is None
        when(case, given(case, 2)).then_refused("fee_already_in_batch")
    state: Any = case.world.batch(BATCH)
    why = case.world.programme.payout.return_reasons[0].code
    back = Confirmation(case.id, state.lines[case.id].net, why)
    assert asked.when(ConfirmPayments((back,)), OFFICER).refused is None
    assert (case.stage, case.state.returned) == (FeeDue, why)
    assert Template.PAYMENT_RETURNED in [mail.template for mail in case.state.case.mails.values()]
    when(case, given(case, 2)).then(BankAccountGiven(given(case, 2).account))
    assert case.state.returned is None


def test_r47_who_is_paid_changes_no_account(case: MadeUpCase) -> None:
    case.ask(given(case, 1))
    asked = Specification(case.world, BATCH)
    steps = to_the_bank(case)
    for step, by in steps:
        assert asked.when(step, by).refused is None
    state: Any = case.world.batch(BATCH)
    paid = Confirmation(case.id, state.lines[case.id].net, None)
    assert asked.when(ConfirmPayments((paid,)), OFFICER).refused is None
    when(case, given(case, 2)).then_refused("case_closed")
