"""R21: by the firm's own sector, 1,000 NTD for manufacturing, 700 for services; else 0, or as decided."""

from dataclasses import replace

import pytest

from domain.enrolment.commands import DecideFirmFee
from domain.fee import Fee, fee_for
from domain.firm import FirmProfile
from domain.industry import Sector
from domain.programme import Programme
from tests.domain.made_up_cases import OFFICER, World, applied
from tests.domain.made_up_particulars import sealed
from tests.domain.specification import when
from tests.made_up import MIDDLE, NEITHER, OTHER_MANUFACTURING, OTHER_SERVICES, firm, holding, usual


@pytest.fixture
def rules(programme: Programme) -> Programme:
    return usual(programme)


def first_line(fee: Fee, sector: Sector) -> int:
    """The first, and so uncut, amount for a firm of the sector."""
    return next(line.amount for line in fee.lines if line.sector is sector)


def one_factory(programme: Programme) -> list[FirmProfile]:
    """A services set, with one factory among its firms of any kind and shops for the rest."""
    return [*holding("services", programme, filler=OTHER_SERVICES)[:-1], firm(90, OTHER_MANUFACTURING)]


def test_a_manufacturing_firm_brings_1000(rules: Programme) -> None:
    assert first_line(fee_for(one_factory(rules), rules), Sector.MANUFACTURING) == 1_000


def test_a_services_firm_brings_700(rules: Programme) -> None:
    assert first_line(fee_for(holding("services", rules), rules), Sector.SERVICES) == 700


def test_its_own_sector_counts_not_the_set_that_holds(rules: Programme) -> None:
    shops = holding("manufacturing", rules, filler=MIDDLE["56"])
    assert first_line(fee_for(shops, rules), Sector.SERVICES) == 700
    assert first_line(fee_for(one_factory(rules), rules), Sector.MANUFACTURING) == 1_000


def test_a_firm_in_neither_brings_nothing(rules: Programme) -> None:
    fee = fee_for(holding("services", rules, filler=NEITHER), rules)
    assert {line.amount for line in fee.lines if line.sector is Sector.NEITHER} <= {0}


def test_an_officer_may_decide_for_a_firm_in_neither_and_for_no_other(rules: Programme) -> None:
    listed = holding("services", rules, filler=NEITHER)
    undecided = fee_for(listed, rules).total
    assert fee_for(listed, rules, {listed[-1].ubn: 350}).total == undecided + 350
    assert fee_for(listed, rules, {listed[0].ubn: 350}).total == undecided


def test_r21_an_officer_decides_up_to_1000_for_a_firm_in_neither(world: World) -> None:
    case = applied(world).certified()
    neither = case.ubns[-1]
    for amount in (-1, 1_001):
        when(case, decided(neither, amount), OFFICER).then_refused("amount_not_allowed")
    for amount in (0, 1_000):
        assert when(case, decided(neither, amount), OFFICER).refused is None


def test_r21_what_was_decided_stays_so_though_the_highest_total_had_cut_it(world: World) -> None:
    fees = replace(world.programme.fees, manufacturing=1_000, other=0, other_max=1_000, max_total=2_500)
    world.programme = replace(usual(world.programme), fees=fees)
    case = applied(world).certified()
    one, other = case.ubns[-2:]
    for ubn, amount in ((one, 800), (other, 300)):
        case.ask(decided(ubn, amount), OFFICER)
    assert case.state.total == 2_500
    case.ask(decided(one, 100), OFFICER)
    assert {line.ubn: line.amount for line in case.state.lines}[other] == 300
    assert case.state.total == 2_400


def decided(ubn: str, amount: int) -> DecideFirmFee:
    return DecideFirmFee(ubn, amount, sealed(OFFICER.account, "why"))
