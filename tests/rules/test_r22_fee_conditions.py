"""R22: paid with ten approved firms, a set and an indicator firm; at most 10 firms and 10,000 NTD."""

import pytest

from domain.fee import fee_for
from domain.firm import is_indicator
from domain.programme import Programme
from tests.made_up import NEITHER, OTHER_MANUFACTURING, firm, holding, usual


@pytest.fixture
def rules(programme: Programme) -> Programme:
    return usual(programme)


def test_one_approved_firm_too_few_is_not_paid(rules: Programme) -> None:
    listed = holding("services", rules)
    fee = fee_for(listed[:-1], rules)
    assert (fee.payable, fee.lines, fee.total) == (False, (), 0)
    assert "ten_firms" in fee.missing
    assert fee_for(listed, rules).missing == ()


def test_without_an_indicator_firm_it_is_not_paid(rules: Programme) -> None:
    plain = [one for one in holding("services", rules) if not is_indicator(one, rules)]
    filled = [*plain, *(firm(100 + place) for place in range(rules.registration.firms - len(plain)))]
    fee = fee_for(filled, rules)
    assert not fee.payable
    assert "indicator" in fee.missing
    assert "ten_firms" not in fee.missing


def test_ten_firms_are_paid_for_and_no_eleventh(rules: Programme) -> None:
    listed = holding("manufacturing", rules, filler=OTHER_MANUFACTURING)
    more = [firm(200 + place, OTHER_MANUFACTURING) for place in range(5)]
    assert len(fee_for([*listed, *more], rules).lines) == 10


def test_at_most_10000_is_paid_whatever_an_officer_decides(rules: Programme) -> None:
    listed = holding("services", rules, filler=NEITHER)
    nothing = {one.ubn: 0 for one in listed}
    last, before = listed[-1].ubn, fee_for(listed, rules, nothing).total
    assert fee_for(listed, rules, {**nothing, last: 10_000 - before}).total == 10_000
    over = fee_for(listed, rules, {**nothing, last: 10_001 - before})
    assert over.total == sum(line.amount for line in over.lines) == 10_000
