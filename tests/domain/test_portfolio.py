"""The portfolio solver: whoever follows its advice has a list that holds."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.fee import fee_for
from domain.firm import FirmProfile, is_indicator
from domain.industry import Sector, sector_of, sub_industry_of
from domain.mix import SETS, Need, SetName, judge_set, mix_of
from domain.portfolio import Advice, SetAdvice, advise, explain_advice
from domain.programme import Programme
from tests import made_up
from tests.made_up import MIDDLE, NEITHER, OTHER_MANUFACTURING, OTHER_SERVICES, firm, firms, holding, usual


@pytest.fixture
def rules(programme: Programme) -> Programme:
    return usual(programme)


PLENTY = {Sector.MANUFACTURING: 100, Sector.SERVICES: 100}
OPEN_CODES = {
    Sector.MANUFACTURING: OTHER_MANUFACTURING,
    Sector.SERVICES: OTHER_SERVICES,
    Sector.NEITHER: NEITHER,
}


def advice_for(name: SetName, advice: Advice) -> SetAdvice:
    return next(one for one in advice.sets if one.name == name)


def newcomers(
    advice: SetAdvice, programme: Programme, free: Mapping[Sector, int], draw: st.DataObject
) -> list[FirmProfile]:
    """Any firms that meet the advice, drawn within the free places."""
    room = dict(free)
    kinds: list[tuple[str, bool]] = []
    for need in advice.wanted:
        for place in range(need.count):
            kinds.append(drawn_kind(need, place, kinds, programme, room, draw))
    return firms(5_000_000, *kinds)


def drawn_kind(
    need: Need,
    place: int,
    taken: list[tuple[str, bool]],
    programme: Programme,
    room: dict[Sector, int],
    draw: st.DataObject,
) -> tuple[str, bool]:
    if need.kind == "sub_industry":
        codes = [MIDDLE[code] for code in need.sub_industries]
        codes = [code for code in codes if not need.different or code not in {one for one, _ in taken}]
        codes = [code for code in codes if room.get(sector_of(code, programme), 0)]
    else:
        codes = [code for sector, code in OPEN_CODES.items() if room.get(sector, 1)]
    code = draw.draw(st.sampled_from(codes))
    sector = sector_of(code, programme)
    room[sector] = room.get(sector, 1_000) - 1
    must = need.kind == "indicator" or place < need.indicators
    return code, must or draw.draw(st.booleans())


@settings(max_examples=80, deadline=None)
@given(
    seed=st.integers(0, 9_999),
    size=st.integers(0, 10),
    free=st.fixed_dictionaries({sector: st.integers(0, 11) for sector in PLENTY}),
    distinct=st.booleans(),
    data=st.data(),
)
def test_advice_followed_holds_within_places_and_pays_as_said(
    programme: Programme, seed: int, size: int, free: dict[Sector, int], distinct: bool, data: st.DataObject
) -> None:
    rules = replace(programme, mixes=replace(programme.mixes, slots_distinct=distinct))
    listed = made_up.portfolio(seed, size)
    for advice in advise(listed, rules, free).sets:
        if advice.possible:
            kept = [one for one in listed if one.ubn not in advice.swap_out]
            after = [*kept, *newcomers(advice, rules, free, data)]
            assert len(after) == mix_of(advice.name, rules).firms
            assert judge_set(advice.name, after, rules).holds
            assert advice.least_fee <= fee_for(after, rules).total <= advice.most_fee


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(
        st.tuples(st.sampled_from([MIDDLE["25"], MIDDLE["29"], MIDDLE["56"], NEITHER]), st.booleans()),
        min_size=4,
        max_size=4,
    ),
    stay=st.sets(st.integers(0, 3)),
    distinct=st.booleans(),
)
def test_swaps_are_the_fewest_that_any_choice_allows(
    programme: Programme, people: list[tuple[str, bool]], stay: set[int], distinct: bool
) -> None:
    mix = replace(
        programme.mixes.manufacturing,
        sub_industries=("25", "29", "08"),
        sub_industry_firms=2,
        different=True,
        indicator_firms=1,
        any_firms=1,
    )
    rules = replace(programme, mixes=replace(programme.mixes, slots_distinct=distinct, manufacturing=mix))
    listed = firms(0, *people)
    fixed = {listed[place].ubn for place in stay}
    advice = advice_for("manufacturing", advise(listed, rules, PLENTY, fixed))
    reached = [
        leaving
        for leaving in range(5)
        for kept in combinations(listed, 4 - leaving)
        if fixed <= {one.ubn for one in kept}
        and sum(need.count for need in judge_set("manufacturing", kept, rules).missing) == leaving
    ]
    assert advice.possible == bool(reached)
    if reached:
        assert len(advice.swap_out) == min(reached)
    assert not fixed & set(advice.swap_out)


def test_one_more_of_an_unused_sub_industry_an_indicator_and_others(rules: Programme) -> None:
    factories = firms(0, (MIDDLE["25"], False), *((NEITHER, False) for _ in range(4)))
    advice = advice_for("manufacturing", advise(factories, rules, PLENTY))
    open_codes = tuple(code for code in rules.mixes.manufacturing.sub_industries if code != "25")
    assert advice.wanted[0] == Need("sub_industry", 1, open_codes, True)
    assert [need.kind for need in advice.wanted] == ["sub_industry", "indicator", "any"]
    assert sum(need.count for need in advice.wanted) == rules.registration.firms - 5
    assert advice.swap_out == ()


def test_a_sector_without_places_is_not_advised(rules: Programme) -> None:
    only_services = {Sector.MANUFACTURING: 0, Sector.SERVICES: 100}
    advice = advise([firm(1, NEITHER)], rules, only_services)
    factory, shop = advice.sets
    assert [need.kind for need in factory.blocked] == ["sub_industry"]
    assert advice.best == "services"
    assert shop.at_most == ((Sector.MANUFACTURING, 0),)
    zh, en = explain_advice(advice, rules)
    assert "名額不足" in zh
    assert "製造業已無名額" in zh
    assert "no places are free" in en


def test_when_every_place_is_taken_neither_set_can_be_reached(rules: Programme) -> None:
    advice = advise([], rules, {})
    assert advice.best is None
    assert "無法達成" in explain_advice(advice, rules)[0]


def test_one_place_is_not_enough_for_two_factories(rules: Programme) -> None:
    advice = advice_for("manufacturing", advise([], rules, {Sector.MANUFACTURING: 1}))
    enough = advice_for("manufacturing", advise([], rules, {Sector.MANUFACTURING: 2}))
    assert (advice.possible, enough.possible) == (False, True)


def test_ten_listed_that_do_not_hold_swap_the_least_paid(rules: Programme) -> None:
    listed = holding("manufacturing", rules, filler=OTHER_MANUFACTURING)
    without = [one for one in listed if not is_indicator(one, rules)]
    ten = [*without, firm(90, NEITHER)]
    advice = advice_for("manufacturing", advise(ten, rules, PLENTY))
    assert advice.swap_out == (ten[-1].ubn,)
    assert [need.kind for need in advice.wanted] == ["indicator"]


def test_firms_that_must_stay_are_not_swapped(rules: Programme) -> None:
    ten = firms(0, *((NEITHER, False) for _ in range(rules.registration.firms)))
    last = ten[-1].ubn
    advice = advice_for("services", advise(ten, rules, PLENTY, fixed=[last]))
    assert advice.possible
    assert last not in advice.swap_out
    stuck = advice_for("services", advise(ten, rules, PLENTY, fixed=[one.ubn for one in ten]))
    assert (stuck.possible, stuck.swap_out) == (False, ())
    assert stuck.swaps_short == len(stuck.wanted)


def test_a_firm_fit_for_two_slots_is_named(rules: Programme) -> None:
    rules = replace(rules, mixes=replace(rules.mixes, slots_distinct=True))
    listed = firms(
        0, (MIDDLE["56"], True), *((NEITHER, False) for _ in range(rules.mixes.services.any_firms + 1))
    )
    advice = advise(listed, rules, PLENTY)
    assert advice_for("services", advice).double == (listed[0].ubn,)
    assert advice_for("manufacturing", advice).double == ()
    assert f"{listed[0].ubn} 同屬" in explain_advice(advice, rules)[0]


@pytest.mark.parametrize("name", SETS)
def test_a_set_that_holds_asks_nothing_and_says_its_fee(rules: Programme, name: SetName) -> None:
    listed = holding(name, rules)
    advice = advise(listed, rules, {})
    total = fee_for(listed, rules).total
    held = advice_for(name, advice)
    assert (advice.best, held.holds, held.wanted) == (name, True, ())
    assert held.least_fee == held.most_fee == total
    assert f"{total:,}" in explain_advice(advice, rules)[1]


def test_the_nearest_set_is_the_one_with_the_fewest_firms_to_find(rules: Programme) -> None:
    ten = firms(0, (MIDDLE["25"], False), (MIDDLE["56"], True), *((MIDDLE["56"], False) for _ in range(8)))
    assert advise(ten, rules, PLENTY).best == "services"
    assert sub_industry_of(ten[1].industry, rules) == "56"
