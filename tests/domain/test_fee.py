"""The fee for any programme: lines sum, nothing is paid that a rule withholds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.fee import NegativeFee, fee_for, rate
from domain.industry import Sector, sector_of
from domain.programme import Programme
from tests import made_up
from tests.made_up import MIDDLE, NEITHER, firms, holding


@settings(max_examples=60)
@given(seed=st.integers(0, 9_999), size=st.integers(0, 14), decided=st.integers(0, 20_000))
def test_lines_sum_and_keep_within_the_limits(
    programme: Programme, seed: int, size: int, decided: int
) -> None:
    approved = made_up.portfolio(seed, size)
    fee = fee_for(approved, programme, {one.ubn: decided for one in approved})
    assert fee.payable == (not fee.missing)
    assert fee.total == sum(line.amount for line in fee.lines) <= programme.fees.max_total
    assert len(fee.lines) <= programme.fees.max_firms
    assert fee.payable or not fee.lines
    for line in fee.lines:
        ceiling = decided if line.sector is Sector.NEITHER else rate(line.sector, programme)
        assert 0 <= line.amount <= ceiling


def test_the_best_paid_come_first_and_equals_as_listed(programme: Programme) -> None:
    approved = [
        *holding("manufacturing", programme),
        *firms(50, (MIDDLE["56"], False), (MIDDLE["26"], False)),
    ]
    fee = fee_for(approved, programme)
    rates = {one.ubn: rate(sector_of(one.industry, programme), programme) for one in approved}
    expected = sorted(approved, key=lambda one: -rates[one.ubn])[: programme.fees.max_firms]
    assert [line.ubn for line in fee.lines] == [one.ubn for one in expected]


def test_by_set_every_firm_is_paid_at_the_rate_of_the_set_that_holds(programme: Programme) -> None:
    by_set = replace(programme, fees=replace(programme.fees, by="set", manufacturing=900, services=650))
    shops = holding("manufacturing", programme, filler=MIDDLE["56"])
    fee = fee_for(shops, by_set)
    assert {line.amount for line in fee.lines if line.sector is Sector.SERVICES} == {900}


def test_an_officers_amount_below_zero_is_refused(programme: Programme) -> None:
    approved = holding("services", programme)
    plain = next(one for one in approved if one.industry == NEITHER)
    with pytest.raises(NegativeFee) as refused:
        fee_for(approved, programme, {plain.ubn: -1})
    assert plain.ubn in refused.value.message_zh


def test_a_firm_named_twice_is_paid_once(programme: Programme) -> None:
    approved = holding("services", programme)
    assert fee_for([*approved, *approved], programme) == fee_for(approved, programme)
    assert "ten_firms" in fee_for([*approved[:-1], *approved[:1]], programme).missing
