"""R35: a certificate is revoked with a reason by two officers; what was approved and paid stays so."""

import pytest

from domain.certificate import CertificateRevoked, CertificateStatus, certificate_status
from domain.enrolment.changes import ProposeRevocation
from domain.enrolment.events import Outcome
from domain.enrolment.state import FeeDue, Over
from domain.payout import ProposeBatch
from domain.programme import Programme
from domain.streams import certificate_stream, derived
from domain.working_calendar import WorkingCalendar
from tests.domain.changed_cases import carried_out, decided, why
from tests.domain.made_up_cases import OFFICER, MadeUpCase, World, applied
from tests.domain.specification import when
from tests.made_up import settled


@pytest.fixture
def world(programme: Programme, calendar: WorkingCalendar) -> World:
    return World(settled(programme), calendar)


@pytest.fixture
def case(world: World) -> MadeUpCase:
    return applied(world).certified()


def status(case: MadeUpCase, number: str) -> CertificateStatus:
    return certificate_status(case.world.events.get(certificate_stream(number), []))


def test_r35_two_officers_revoke_a_certificate_and_its_number_says_so(case: MadeUpCase) -> None:
    number = case.state.certificate
    assert status(case, number) is CertificateStatus.VALID
    carried_out(case, ProposeRevocation(why(case)))
    assert status(case, number) is CertificateStatus.REVOKED
    assert status(case, "114-AAAA-BBBB-CCCC") is CertificateStatus.UNKNOWN
    assert CertificateRevoked(number, case.id) in case.world.events[certificate_stream(number)]


def test_r35_one_officer_is_not_enough(case: MadeUpCase) -> None:
    number = case.state.certificate
    case.ask(ProposeRevocation(why(case)), OFFICER)
    decided(case, by=OFFICER).then_refused("maker_cannot_check")
    assert status(case, number) is CertificateStatus.VALID


def test_r35_a_fee_that_is_due_is_due_no_more_and_the_firms_still_count(case: MadeUpCase) -> None:
    assert case.stage is FeeDue
    carried_out(case, ProposeRevocation(why(case)))
    assert (case.stage, case.state.outcome) == (Over, Outcome.REVOKED)
    assert {firm.progress for firm in case.state.case.firms.values()} == {"approved"}
    assert all(case.world.firm_holder(ubn) == case.id for ubn in case.ubns)


def test_r35_a_fee_in_a_batch_is_decided_first(case: MadeUpCase) -> None:
    year = case.world.programme.year
    case.world.ask(derived("batch", 1), ProposeBatch(year, (case.id,)), OFFICER)
    when(case, ProposeRevocation(why(case)), OFFICER).then_refused("fee_already_in_batch")


def test_r35_nothing_is_revoked_twice_or_without_a_certificate(case: MadeUpCase) -> None:
    carried_out(case, ProposeRevocation(why(case)))
    when(case, ProposeRevocation(why(case)), OFFICER).then_refused("no_certificate")
    other = applied(case.world, 2, named=2)
    when(other, ProposeRevocation(why(other)), OFFICER).then_refused("no_certificate")
