"""R20: the mix decides the fee, not the certificate, and not whether the list passes."""

from domain.enrolment.events import Certified, Outcome
from domain.enrolment.state import Uploading
from tests.domain.made_up_cases import World, applied
from tests.made_up import NEITHER, firm


def test_r20_without_the_mix_the_list_passes_and_the_certificate_comes_without_a_fee(world: World) -> None:
    # All are indicator firms of no sub-industry: nothing but the mix is missing.
    firms = [firm(number, NEITHER, indicator=True) for number in range(world.programme.registration.firms)]
    case = applied(world, firms=firms).uploading()
    assert case.stage is Uploading
    case.submitted().reviewed()
    certified = next(event for event in case.events if isinstance(event, Certified))
    assert (certified.missing, certified.lines, certified.total) == (("mix",), (), 0)
    assert case.state.outcome is Outcome.CERTIFIED_WITHOUT_FEE
