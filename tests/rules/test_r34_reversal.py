"""R34: a confirmed payment is undone by two persons, and by its kind the fee is due again or not."""

from dataclasses import replace
from typing import Any

import pytest

from domain.enrolment.agenda import pending_mails
from domain.enrolment.changes import ProposeRevocation
from domain.enrolment.events import Outcome, PaymentReversed
from domain.enrolment.mail_events import Template
from domain.enrolment.state import FeeDue, Over
from domain.event import Actor
from domain.payee_day import PaymentTakenBack
from domain.payout import (
    ApproveBatch,
    ApproveReversal,
    Confirmation,
    ConfirmPayments,
    LineReversed,
    NotePaymentFile,
    ProposeBatch,
    ProposeReversal,
    RejectReversal,
)
from domain.streams import derived
from tests.domain.changed_cases import carried_out, decided, why
from tests.domain.made_up_cases import OFFICER, OTHER_OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter, sealed
from tests.domain.specification import Answer, Specification, when

FIRST, SECOND = derived("batch", 1), derived("batch", 2)
WHY = sealed(derived("person", 1), "the bank's letter")


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Paid by the first batch."""
    case = applied(world).certified()
    sent(case, FIRST)
    assert said(case, FIRST).refused is None
    return case


def asked(case: MadeUpCase, command: Any, by: Actor, stream: Any = FIRST) -> Answer:
    return Specification(case.world, stream).when(command, by)


def sent(case: MadeUpCase, stream: Any) -> None:
    proposal = ProposeBatch(case.world.programme.year, (case.id,))
    file = NotePaymentFile(letter(stream))
    for step, by in ((proposal, OFFICER), (ApproveBatch(), OTHER_OFFICER), (file, OFFICER)):
        assert asked(case, step, by, stream).refused is None


def said(case: MadeUpCase, stream: Any, returned: str | None = None) -> Answer:
    state: Any = case.world.batch(stream)
    payment = Confirmation(case.id, state.lines[case.id].net, returned)
    return asked(case, ConfirmPayments((payment,)), OFFICER, stream)


def reversed_as(case: MadeUpCase, kind: str) -> Answer:
    assert asked(case, ProposeReversal(case.id, kind, WHY), OFFICER).refused is None
    return asked(case, ApproveReversal(case.id), OTHER_OFFICER)


def test_r34_a_payment_that_was_an_error_is_due_again_and_paid_by_another_batch(case: MadeUpCase) -> None:
    total = case.state.total
    told = reversed_as(case, "bank_error")
    events = [write.event for write in told.decision]
    assert LineReversed(case.id, total, "bank_error", True, OTHER_OFFICER) in events
    assert PaymentTakenBack(FIRST, case.id) in events
    assert (case.stage, case.state.batch, case.state.total) == (FeeDue, None, total)
    assert case.state.reversal == PaymentReversed(FIRST, total, "bank_error", True)
    sent(case, SECOND)
    assert said(case, SECOND).refused is None
    assert (case.stage, case.state.outcome, case.state.batch) == (Over, Outcome.PAID, SECOND)


def test_r34_a_payment_that_was_taken_back_is_not_due_again(case: MadeUpCase) -> None:
    told = reversed_as(case, "clawed_back")
    assert PaymentTakenBack(FIRST, case.id) not in [write.event for write in told.decision]
    assert (case.stage, case.state.outcome, case.state.closed) == (Over, Outcome.REVERSED, True)
    assert case.state.reversal.due_again is False
    proposal = ProposeBatch(case.world.programme.year, (case.id,))
    asked(case, proposal, OFFICER, SECOND).then_refused("fee_not_due")


def test_r34_taken_back_or_not_what_is_asked_of_the_certificate_stays_open(case: MadeUpCase) -> None:
    case.ask(ProposeRevocation(why(case)), OFFICER)
    assert reversed_as(case, "clawed_back").refused is None
    assert decided(case).refused is None
    assert (case.state.outcome, case.state.revoked) == (Outcome.REVERSED, True)


def test_r34_the_case_is_told_with_the_reason(case: MadeUpCase) -> None:
    reversed_as(case, "bank_error")
    [mail] = [one for one in pending_mails(case.state) if one.template is Template.PAYMENT_REVERSED]
    assert mail.note == WHY


@pytest.mark.parametrize("kind", ["bank_error", "clawed_back"])
def test_r34_nobody_reverses_alone(case: MadeUpCase, kind: str) -> None:
    asked(case, ApproveReversal(case.id), OTHER_OFFICER).then_refused("reversal_unknown")
    assert asked(case, ProposeReversal(case.id, kind, WHY), OFFICER).refused is None
    asked(case, ApproveReversal(case.id), OFFICER).then_refused("maker_cannot_check")
    same = replace(OTHER_OFFICER, person=OFFICER.person)
    asked(case, ApproveReversal(case.id), same).then_refused("maker_cannot_check")
    nobody = replace(OTHER_OFFICER, person=None)
    asked(case, ApproveReversal(case.id), nobody).then_refused("officer_without_person")
    payee = replace(OTHER_OFFICER, person=case.trainee.person)
    asked(case, ApproveReversal(case.id), payee).then_refused("maker_cannot_check")
    assert asked(case, ApproveReversal(case.id), OTHER_OFFICER).refused is None


def test_r34_a_rejected_reversal_leaves_the_payment_and_may_be_proposed_again(case: MadeUpCase) -> None:
    assert asked(case, ProposeReversal(case.id, "bank_error", WHY), OFFICER).refused is None
    other = ProposeReversal(case.id, "clawed_back", WHY)
    asked(case, other, OFFICER).then_refused("reversal_pending")
    assert asked(case, RejectReversal(case.id), OTHER_OFFICER).refused is None
    assert case.state.outcome is Outcome.PAID
    assert asked(case, other, OFFICER).refused is None


def test_r34_only_what_is_paid_is_reversed_and_by_a_known_kind(case: MadeUpCase) -> None:
    asked(case, ProposeReversal(case.id, "mistake", WHY), OFFICER).then_refused("reversal_kind_unknown")
    stranger = ProposeReversal(derived("case", "nobody"), "bank_error", WHY)
    asked(case, stranger, OFFICER).then_refused("line_unknown")
    assert said(case, FIRST, case.world.programme.payout.return_reasons[0].code).refused is None
    asked(case, ProposeReversal(case.id, "bank_error", WHY), OFFICER).then_refused("line_not_paid")


def test_r34_money_that_comes_back_ends_a_reversal_that_waits(case: MadeUpCase) -> None:
    assert asked(case, ProposeReversal(case.id, "bank_error", WHY), OFFICER).refused is None
    assert said(case, FIRST, case.world.programme.payout.return_reasons[0].code).refused is None
    asked(case, ApproveReversal(case.id), OTHER_OFFICER).then_refused("reversal_unknown")


def test_r34_of_a_reversed_payment_the_bank_is_not_heard_again(case: MadeUpCase) -> None:
    reversed_as(case, "bank_error")
    said(case, FIRST).then_refused("line_reversed_already")
    why = case.world.programme.payout.return_reasons[0].code
    said(case, FIRST, why).then_refused("line_reversed_already")
    asked(case, ApproveReversal(case.id), OTHER_OFFICER).then_nothing()


def test_r34_an_account_that_is_nobodys_neither_makes_nor_checks(world: World) -> None:
    case = applied(world).certified()
    nobody, proposal = replace(OFFICER, person=None), ProposeBatch(world.programme.year, (case.id,))
    assert asked(case, proposal, nobody).refused is None
    asked(case, ApproveBatch(), OTHER_OFFICER).then_refused("officer_without_person")


def revoked(case: MadeUpCase) -> MadeUpCase:
    return carried_out(case, ProposeRevocation(why(case)))


def test_r35_of_a_revoked_certificate_no_fee_is_due_again_though_the_bank_sends_it_back(
    case: MadeUpCase,
) -> None:
    revoked(case)
    assert said(case, FIRST, "account_closed").refused is None
    assert (case.stage, case.state.outcome, case.state.closed) == (Over, Outcome.REVOKED, True)
    assert Template.PAYMENT_RETURNED not in {mail.template for mail in pending_mails(case.state)}
    proposal = ProposeBatch(case.world.programme.year, (case.id,))
    asked(case, proposal, OFFICER, SECOND).then_refused("fee_not_due")
    when(case, ProposeRevocation(why(case)), OFFICER).then_refused("no_certificate")


def test_r35_a_reversal_as_an_error_of_the_bank_leaves_it_revoked_too(case: MadeUpCase) -> None:
    revoked(case)
    assert reversed_as(case, "bank_error").refused is None
    assert (case.stage, case.state.outcome, case.state.closed) == (Over, Outcome.REVERSED, True)
    assert case.state.revoked
