"""R35: no fee is paid while its certificate is in question, and a no to the attendance asks to revoke it."""

from typing import Any

import pytest

from domain.enrolment.changes import DecideProposal, ProposeRevocation
from domain.enrolment.events import Attended, Outcome
from domain.enrolment.session_commands import Attendance
from domain.enrolment.state import FeeDue, Over
from domain.payout import (
    ApproveBatch,
    BatchApproved,
    Confirmation,
    ConfirmPayments,
    NotePaymentFile,
    ProposeBatch,
    RejectBatch,
)
from domain.programme import Programme
from domain.streams import derived
from domain.task import ClaimTask, TaskClosed, TaskKind
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out, decided, why
from tests.domain.made_up_cases import (
    ENGINE,
    OFFICER,
    OTHER_OFFICER,
    TRAINING_DAY,
    MadeUpCase,
    World,
    applied,
)
from tests.domain.made_up_particulars import letter
from tests.domain.specification import Answer, Specification
from tests.domain.struck_cases import is_asked, put_back, said, struck
from tests.made_up import settled

BATCH = derived("batch", 1)


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.fixture
def due(world: World) -> MadeUpCase:
    return applied(world).certified()


def proposed(case: MadeUpCase) -> Answer:
    asked = ProposeBatch(case.world.programme.year, (case.id,))
    return Specification(case.world, BATCH).when(asked, OFFICER)


def batch(case: MadeUpCase, asked: Any, by: Any = OTHER_OFFICER) -> Answer:
    return Specification(case.world, BATCH).when(asked, by)


def sent(case: MadeUpCase) -> MadeUpCase:
    """Its fee is on its way to the bank."""
    assert proposed(case).refused is None
    batch(case, ApproveBatch())
    assert batch(case, NotePaymentFile(letter("file")), ENGINE).refused is None
    return case


def confirmed(case: MadeUpCase, *, returned: bool = False) -> MadeUpCase:
    reason = case.world.programme.payout.return_reasons[0].code if returned else None
    net = case.world.batch(BATCH).lines[case.id].net  # type: ignore[union-attr]
    assert batch(case, ConfirmPayments((Confirmation(case.id, net, reason),)), OFFICER).refused is None
    return case


def test_r35_struck_when_the_fee_is_due_it_is_asked_and_not_paid(due: MadeUpCase) -> None:
    struck(due)
    assert (due.stage, is_asked(due)) == (FeeDue, True)
    proposed(due).then_refused("certificate_in_question")
    assert said(due, stands=True).refused is None
    assert proposed(due).refused is None


def test_r35_put_back_when_the_fee_is_due_it_is_asked_no_more(due: MadeUpCase) -> None:
    put_back(struck(due))
    assert (due.stage, is_asked(due)) == (FeeDue, False)
    assert due.state.case.attended == Attended(due.session, TRAINING_DAY, Attendance.ON_SITE)
    assert proposed(due).refused is None


@pytest.mark.parametrize("approved", [True, False])
def test_r35_a_no_when_the_fee_is_due_proposes_the_revocation(due: MadeUpCase, approved: bool) -> None:
    assert said(struck(due), stands=False).refused is None
    assert (due.stage, is_asked(due)) == (FeeDue, False)
    proposed(due).then_refused("certificate_in_question")
    decided(due, by=OFFICER).then_refused("maker_cannot_check")
    assert decided(due, approved=approved).refused is None
    if approved:
        assert (due.stage, due.state.outcome) == (Over, Outcome.REVOKED)
    else:
        assert due.stage is FeeDue
        assert proposed(due).refused is None


def test_r35_a_fee_whose_revocation_is_proposed_is_not_paid(due: MadeUpCase) -> None:
    due.ask(ProposeRevocation(why(due)), OFFICER)
    proposed(due).then_refused("certificate_in_question")


def test_r35_a_batch_that_has_it_is_not_approved_before_the_answer(due: MadeUpCase) -> None:
    proposed(due)
    struck(due)
    batch(due, ApproveBatch()).then_refused("certificate_in_question")
    said(due, stands=False).then_refused("fee_already_in_batch")
    assert is_asked(due)
    assert batch(due, RejectBatch()).refused is None
    assert said(due, stands=False).refused is None
    assert due.task(TaskKind.DECIDE_PROPOSAL)


def test_r35_a_yes_lets_the_batch_that_has_it_be_approved(due: MadeUpCase) -> None:
    proposed(due)
    said(struck(due), stands=True)
    told = batch(due, ApproveBatch())
    assert any(isinstance(write.event, BatchApproved) for write in told.decision)


@pytest.mark.parametrize("returned", [False, True])
def test_r35_what_the_bank_had_already_leaves_the_question_open(due: MadeUpCase, returned: bool) -> None:
    confirmed(struck(sent(due)), returned=returned)
    assert (due.stage, is_asked(due)) == (FeeDue if returned else Over, True)
    assert said(due, stands=False).refused is None
    assert decided(due).refused is None
    assert due.state.revoked
    assert due.state.outcome is (Outcome.REVOKED if returned else Outcome.PAID)
    assert due.state.case.tasks == {}


def test_r35_struck_after_the_payment_it_is_asked_too(due: MadeUpCase) -> None:
    struck(confirmed(sent(due)))
    assert (due.stage, is_asked(due)) == (Over, True)
    assert said(due, stands=True).refused is None
    assert (due.state.closed, due.state.case.tasks, due.state.revoked) == (True, {}, False)


def test_r35_a_revocation_for_another_reason_ends_the_question(due: MadeUpCase) -> None:
    struck(confirmed(sent(due)))
    task = due.task(TaskKind.WRONG_ATTENDANCE)
    carried_out(due, ProposeRevocation(why(due)))
    assert TaskClosed(task, done=False) in due.events
    assert due.state.case.tasks == {}


def test_r35_nothing_is_asked_of_a_certificate_that_is_revoked(due: MadeUpCase) -> None:
    carried_out(due, ProposeRevocation(why(due)))
    struck(due)
    assert due.state.case.tasks == {}


def test_r35_while_a_revocation_is_proposed_the_no_waits_for_its_decision(due: MadeUpCase) -> None:
    struck(due).ask(ProposeRevocation(why(due)), OFFICER)
    said(due, stands=False).then_refused("proposal_open")
    other = due.task(TaskKind.DECIDE_PROPOSAL)
    due.ask(ClaimTask(other), OTHER_OFFICER)
    due.ask(DecideProposal(other, False, None), OTHER_OFFICER)
    assert said(due, stands=False).refused is None
