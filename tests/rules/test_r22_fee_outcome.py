"""R22: what the case comes to: the fee is due with ten approved firms, the mix and an indicator firm."""

from domain.enrolment.events import Outcome
from domain.enrolment.state import FeeDue
from domain.fee import fee_for
from tests.domain.made_up_cases import World, applied
from tests.made_up import OTHER_MANUFACTURING, firm, holding


def test_r22_with_all_of_it_the_fee_is_due(world: World) -> None:
    case = applied(world).certified()
    assert case.stage is FeeDue
    assert case.state.total == fee_for(case.firms, world.programme).total > 0


def test_r22_ten_factories_bring_the_most_there_is(world: World) -> None:
    firms = holding("manufacturing", world.programme, filler=OTHER_MANUFACTURING)
    case = applied(world, firms=firms).certified()
    assert len(case.state.lines) <= 10
    assert 0 < case.state.total <= 10_000


def test_r22_with_one_failed_there_is_none(world: World) -> None:
    case = applied(world).resubmitting()
    first = case.ubns[0]
    case.submitted(first).reviewed(sent_back=[first])
    assert case.state.outcome is Outcome.FAILED_REVIEW


def test_r22_without_an_indicator_firm_there_is_none(world: World) -> None:
    firms = [firm(number, OTHER_MANUFACTURING) for number in range(world.programme.registration.firms)]
    case = applied(world, firms=firms).certified()
    assert case.state.outcome is Outcome.CERTIFIED_WITHOUT_FEE
    assert "indicator" in case.state.reasons
