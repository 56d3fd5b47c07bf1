"""R32: the certificate goes to who is trained and has ten checkups approved."""

from domain.certificate import CertificateIssued, certificate_number
from domain.enrolment.commands import ObserveCheckup
from domain.enrolment.events import Certified
from domain.enrolment.state import FeeDue, InReview
from domain.streams import certificate_stream
from tests.domain.made_up_cases import ENGINE, World, applied
from tests.domain.specification import when


def test_r32_the_tenth_approval_brings_it_and_not_the_ninth(world: World) -> None:
    case = applied(world).in_review()
    *most, last = case.ubns
    case.reviewed(*most)
    assert case.stage is InReview
    case.reviewed(last)
    assert case.stage is FeeDue
    [certified] = [event for event in case.events if isinstance(event, Certified)]
    assert world.events[certificate_stream(certified.certificate)] == [
        CertificateIssued(certified.certificate, case.id)
    ]


def test_r32_ten_after_a_resubmission_are_as_good(world: World) -> None:
    case = applied(world).resubmitting()
    case.submitted(case.ubns[0]).reviewed()
    assert case.stage is FeeDue


def test_r32_it_is_issued_once(world: World) -> None:
    case = applied(world).certified()
    when(case, ObserveCheckup(case.ubns[-1]), ENGINE).then_nothing()


def test_r32_numbers_name_the_year_and_differ(world: World) -> None:
    numbers = {certificate_number("114", applied(world, number).id) for number in range(1, 6)}
    assert len(numbers) == 5
    assert all(number.startswith("114-") for number in numbers)
