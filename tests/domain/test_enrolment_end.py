"""How a case ends: what becomes of submitted checkups, of mails, of fees decided by an officer."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.checkup.state import Approved, Cancelled, Submitted
from domain.deadline import WindowKind
from domain.enrolment.agenda import is_told, next_deadline, next_instant, pending_mails
from domain.enrolment.commands import DecideFirmFee, DecideLateNotice, ObserveCheckup, SubmitCheckup, Withdraw
from domain.enrolment.events import Closed, FirmFeeDecided, Outcome, Vetted
from domain.enrolment.evolve import evolve, fold
from domain.enrolment.mail_commands import NoteMailAccepted
from domain.enrolment.mail_events import MailIntended, Template
from domain.enrolment.state import FeeDue, Progress, Unregistered
from domain.industry import Sector
from domain.payout import ProposeBatch
from domain.streams import derived
from domain.task import ClaimTask
from tests.domain.made_up_cases import ENGINE, OFFICER, REVIEWER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import when, when_checkup
from tests.made_up import NEITHER, OTHER_SERVICES, firm, holding


@pytest.fixture
def case(world: World) -> MadeUpCase:
    """Uploading, with two checkups submitted."""
    case = applied(world).uploading()
    return case.submitted(*case.ubns[:2])


def forgoing(world: World) -> World:
    """A programme that does not review what an ended case had submitted."""
    world.programme = replace(world.programme, review=replace(world.programme.review, after_lapse=False))
    return world


def test_where_reviews_are_forgone_submitted_checkups_leave_with_their_case(world: World) -> None:
    case = applied(forgoing(world)).uploading()
    one, other = case.ubns[:2]
    case.submitted(one, other)
    task = case.review_task(other)
    case.reviewed(one, seen=False).window_ended(WindowKind.UPLOAD)
    assert isinstance(case.checkup(one), Approved)
    assert isinstance(case.checkup(other), Cancelled)
    when_checkup(case, other, ClaimTask(task), REVIEWER).then_refused("task_unknown")
    case.observed()
    assert (case.ubns, case.firm(one).progress, case.state.closed) == ((one,), Progress.APPROVED, True)


def test_an_ended_case_waits_for_its_reviews_and_for_its_mails(case: MadeUpCase) -> None:
    case.window_ended(WindowKind.UPLOAD)
    assert (next_deadline(case.state), next_instant(case.state)) == (None, None)
    assert not is_told(case.state)
    case.reviewed()
    assert case.state.closed
    assert not is_told(case.state)
    for mail in pending_mails(case.state):
        case.ask(NoteMailAccepted(mail.mail, case.world.now), ENGINE)
    assert is_told(case.state)


def test_the_lapse_names_what_was_missing(case: MadeUpCase) -> None:
    submitted = case.ubns[:2]
    case.reviewed(*submitted).window_ended(WindowKind.UPLOAD)
    [told] = [one for one in pending_mails(case.state) if one.template is Template.LAPSED_UPLOAD]
    assert set(told.ubns) == {profile.ubn for profile in case.firms} - set(submitted)
    assert told.to_guild


def test_a_closed_case_takes_nothing_more(case: MadeUpCase) -> None:
    case.reviewed().ask(Withdraw(None))
    assert case.events[-1] == Closed()
    first = case.ubns[0]
    when(case, Withdraw(None)).then_refused("case_closed")
    when(case, SubmitCheckup(first)).then_refused("case_closed")
    when(case, DecideLateNotice(derived("task", 1), sealed(case.trainee.account, "x"))).then_refused(
        "case_closed"
    )
    when(case, ObserveCheckup(first), ENGINE).then_nothing()


def test_whoever_withdraws_while_the_notice_is_out_gets_no_window(world: World) -> None:
    case = applied(world).in_review()
    case.reviewed(sent_back=case.ubns[:1])
    [notice] = case.notices()
    case.ask(Withdraw(None))
    case.ask(NoteMailAccepted(notice, world.now), ENGINE)
    assert (case.state.outcome, next_deadline(case.state)) == (Outcome.WITHDRAWN, None)


def test_a_withdrawal_while_resubmitting_fails_what_was_returned(world: World) -> None:
    case = applied(world).in_review()
    one, other, *_ = case.ubns
    case.reviewed(sent_back=[one, other]).noticed().submitted(one)
    case.ask(Withdraw(None))
    assert case.firm(other).progress is Progress.FAILED
    checkup = case.checkup(one)
    assert isinstance(checkup, Submitted)
    assert checkup.case_ended
    case.reviewed(one)
    assert (case.firm(one).progress, case.state.closed) == (Progress.APPROVED, True)


@pytest.mark.parametrize("amount", [0, 350, 1_000])
def test_an_officer_decides_the_fee_of_a_firm_in_neither_sector(world: World, amount: int) -> None:
    case = applied(world, firms=holding("services", world.programme, filler=OTHER_SERVICES)).certified()
    indicator = next(line.ubn for line in case.state.lines if line.sector is Sector.NEITHER)
    before = case.state.total
    case.ask(DecideFirmFee(indicator, amount, sealed(case.trainee.account, "in neither")), OFFICER)
    assert case.state.total == before + amount
    assert case.stage is FeeDue


@pytest.mark.parametrize("amount", [-1, 1_001])
def test_an_amount_outside_the_rates_is_refused(world: World, amount: int) -> None:
    case = applied(world).certified()
    neither = case.ubns[-1]
    asked = DecideFirmFee(neither, amount, sealed(case.trainee.account, "x"))
    when(case, asked, OFFICER).then_refused("amount_not_allowed")


def test_two_fees_are_decided_one_after_the_other(world: World) -> None:
    case = applied(world).certified()
    before, why = case.state.total, sealed(case.trainee.account, "x")
    for ubn, amount in zip(case.ubns[-2:], (300, 400), strict=True):
        case.ask(DecideFirmFee(ubn, amount, why), OFFICER)
    assert case.state.total == before + 700
    when(case, DecideFirmFee(case.ubns[-1], 400, why), OFFICER).then_nothing()
    assert [event.total for event in case.events if isinstance(event, FirmFeeDecided)][-1] == before + 700


@pytest.mark.parametrize(
    ("pick", "code"),
    [(lambda case: case.ubns[0], "firm_has_sector_fee"), (lambda case: firm(999).ubn, "firm_not_listed")],
)
def test_only_a_listed_firm_in_neither_sector_is_decided(
    world: World, pick: Callable[[MadeUpCase], str], code: str
) -> None:
    case = applied(world).certified()
    when(case, DecideFirmFee(pick(case), 1, sealed(case.trainee.account, "x")), OFFICER).then_refused(code)


def test_a_fee_in_a_batch_is_not_decided_again(world: World) -> None:
    case = applied(world).certified()
    world.ask(derived("batch", 1), ProposeBatch(world.programme.year, (case.id,)), OFFICER)
    asked = DecideFirmFee(case.ubns[-1], 1, sealed(case.trainee.account, "x"))
    when(case, asked, OFFICER).then_refused("fee_already_in_batch")


def test_a_case_of_firms_in_neither_sector_holds_no_place_and_is_certified(world: World) -> None:
    firms = [firm(number, NEITHER) for number in range(world.programme.registration.firms)]
    case = applied(world, firms=firms).certified()
    assert world.taken["manufacturing"] | world.taken["services"] == set()
    assert case.state.outcome is Outcome.CERTIFIED_WITHOUT_FEE


def test_nothing_happens_before_registration() -> None:
    with pytest.raises(ValueError, match="before registration"):
        evolve(Unregistered(), Vetted())


def test_a_fold_goes_on_where_it_stopped(world: World) -> None:
    case = applied(world).certified()
    for cut in range(0, len(case.events), 7):
        assert fold(case.events[cut:], fold(case.events[:cut])) == case.state


def test_each_mail_has_an_id_of_its_own(world: World) -> None:
    case = applied(world).resubmitting()
    mails = [event.mail for event in case.events if isinstance(event, MailIntended)]
    assert len(set(mails)) == len(mails) > 1
