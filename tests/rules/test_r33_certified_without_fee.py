"""R33: certified without a fee is an outcome of its own, and says why."""

from domain.enrolment.agenda import pending_mails
from domain.enrolment.commands import Withdraw
from domain.enrolment.events import Certified, Closed, Ended, Outcome
from domain.enrolment.mail_events import Template
from tests.domain.made_up_cases import World, applied
from tests.domain.specification import when
from tests.made_up import NEITHER, firm


def test_r33_the_case_is_certified_over_and_told_why(world: World) -> None:
    firms = [firm(number, NEITHER) for number in range(world.programme.registration.firms)]
    case = applied(world, firms=firms).certified()
    certified = next(event for event in case.events if isinstance(event, Certified))
    assert "indicator" in certified.missing
    assert case.state.certificate == certified.certificate
    assert (case.state.outcome, case.state.reasons) == (Outcome.CERTIFIED_WITHOUT_FEE, certified.missing)
    assert Ended(Outcome.CERTIFIED_WITHOUT_FEE, certified.missing) in case.events
    assert case.events[-1] == Closed()
    assert Template.CERTIFIED_WITHOUT_FEE in {mail.template for mail in pending_mails(case.state)}
    when(case, Withdraw(None)).then_refused("case_closed")


def test_r33_a_fee_that_is_due_cannot_be_withdrawn_from(world: World) -> None:
    case = applied(world).certified()
    when(case, Withdraw(None)).then_refused("fee_already_due")
