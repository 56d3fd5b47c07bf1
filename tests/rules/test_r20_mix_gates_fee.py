"""R20: the mix decides the fee (its part of the rule: the certificate does not ask for the mix)."""

import pytest

from domain.fee import fee_for
from domain.mix import judge
from domain.programme import Programme
from tests.made_up import NEITHER, firm, holding, usual


@pytest.fixture
def rules(programme: Programme) -> Programme:
    return usual(programme)


def test_a_list_without_a_set_is_not_paid_and_says_so(rules: Programme) -> None:
    no_set = [firm(place, NEITHER, indicator=True) for place in range(rules.registration.firms)]
    assert not judge(no_set, rules).holds
    fee = fee_for(no_set, rules)
    assert (fee.payable, fee.total, fee.missing) == (False, 0, ("mix",))


def test_a_list_with_a_set_is_paid(rules: Programme) -> None:
    assert fee_for(holding("services", rules), rules).payable
