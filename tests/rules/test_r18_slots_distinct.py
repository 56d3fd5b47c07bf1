"""R18: the indicator firm and the sub-industry firms are different firms."""

from dataclasses import replace

import pytest

from domain.firm import FirmProfile
from domain.mix import SETS, SetName, judge_set, mix_of
from domain.programme import Programme
from tests.made_up import firm, holding, usual


@pytest.fixture
def rules(programme: Programme) -> Programme:
    return usual(programme)


def doubling(name: SetName, programme: Programme) -> list[FirmProfile]:
    """A whole list whose only indicator firms are also its only firms of the sub-industries."""
    mix = mix_of(name, programme)
    plain = holding(name, programme)
    special = plain[: mix.sub_industry_firms]
    both = [replace(one, revenue=999_999_999) for one in special[: mix.indicator_firms]]
    fillers = [firm(100 + place) for place in range(mix.firms - len(special))]
    return [*both, *special[len(both) :], *fillers]


@pytest.mark.parametrize("name", SETS)
def test_a_firm_does_not_fill_two_slots(rules: Programme, name: SetName) -> None:
    listed = doubling(name, rules)
    assert len(listed) == mix_of(name, rules).firms
    assert not judge_set(name, listed, rules).holds


@pytest.mark.parametrize("name", SETS)
def test_another_indicator_firm_in_place_of_a_filler_makes_it_hold(rules: Programme, name: SetName) -> None:
    more = mix_of(name, rules).indicator_firms
    others = [firm(200 + place, indicator=True) for place in range(more)]
    assert judge_set(name, [*doubling(name, rules)[:-more], *others], rules).holds


@pytest.mark.parametrize("name", SETS)
def test_where_a_programme_lets_one_firm_fill_two_the_same_list_holds(
    rules: Programme, name: SetName
) -> None:
    looser = replace(rules, mixes=replace(rules.mixes, slots_distinct=False))
    listed = doubling(name, looser)
    assert judge_set(name, listed, looser).holds
    assert not judge_set(name, listed[:-1], looser).holds


def test_the_judge_finds_the_seating_that_counting_would_miss(rules: Programme) -> None:
    """The firm that fits both slots is listed first, and must give way to one that fits only its own."""
    mix = mix_of("services", rules)
    listed = holding("services", rules)
    single = listed[: mix.sub_industry_firms]
    both = [replace(one, ubn=firm(300 + place).ubn, revenue=999_999_999) for place, one in enumerate(single)]
    rest = [firm(400 + place) for place in range(mix.firms - 2 * len(single))]
    judged = judge_set("services", [*both, *rest, *single], rules)
    assert judged.holds
    assert ("indicator", both[0].ubn) in judged.assignment
