"""The mix judge against every possible seating, on a small set whose seatings can all be tried."""

from dataclasses import replace
from itertools import count, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.firm import FirmProfile, is_indicator
from domain.industry import sub_industry_of
from domain.mix import SETS, Need, explain, judge, judge_set, mix_of
from domain.programme import Programme
from tests import made_up
from tests.made_up import MIDDLE, NEITHER, firm, firms, holding, usual


@pytest.fixture
def rules(programme: Programme) -> Programme:
    return usual(programme)


Kind = tuple[str | None, bool]
LISTED = ("25", "29", "08")
# Fits any one slot: the best firm that could be added.
WILD: Kind = ("*", True)

kinds = st.tuples(
    st.sampled_from([MIDDLE["25"], MIDDLE["29"], MIDDLE["08"], MIDDLE["22"], NEITHER]), st.booleans()
)


def small(programme: Programme, *, distinct: bool, different: bool = True) -> Programme:
    """The programme with a manufacturing set of four: two of three sub-industries, one indicator, one any."""
    mix = replace(
        programme.mixes.manufacturing,
        sub_industries=LISTED,
        sub_industry_firms=2,
        different=different,
        indicator_firms=1,
        any_firms=1,
    )
    return replace(programme, mixes=replace(programme.mixes, slots_distinct=distinct, manufacturing=mix))


def seated(first: Kind, second: Kind, different: bool) -> bool:
    listed = all(code in (*LISTED, "*") for code, _ in (first, second))
    return listed and (not different or first[0] != second[0] or first[0] == "*")


def holds_by_trying(people: list[Kind], *, distinct: bool, different: bool) -> bool:
    if distinct:
        return any(seated(a, b, different) and c[1] for a, b, c, _ in permutations(people, 4))
    pairs = any(seated(a, b, different) for a, b in permutations(people, 2))
    return pairs and any(indicator for _, indicator in people) and len(people) >= 4


def fewest_to_add(people: list[Kind], *, distinct: bool, different: bool) -> int:
    return next(
        more
        for more in count()
        if holds_by_trying([*people, *[WILD] * more], distinct=distinct, different=different)
    )


def kinds_of(listed: list[FirmProfile], programme: Programme) -> list[Kind]:
    return [(sub_industry_of(one.industry, programme), is_indicator(one, programme)) for one in listed]


def firms_for(needs: tuple[Need, ...], draw: st.DataObject, start: int) -> list[FirmProfile]:
    """Firms that meet the needs and, in all that a need leaves open, are whatever is drawn."""
    wanted: list[tuple[str, bool]] = []
    for need in needs:
        codes = st.sampled_from(need.sub_industries or tuple(MIDDLE))
        unique = need.different and bool(need.sub_industries)
        drawn = draw.draw(st.lists(codes, min_size=need.count, max_size=need.count, unique=unique))
        sure = need.count if need.kind == "indicator" else need.indicators
        wanted += [
            (MIDDLE[code], place < sure or draw.draw(st.booleans())) for place, code in enumerate(drawn)
        ]
    return firms(start, *wanted)


@settings(max_examples=60)
@given(people=st.lists(kinds, max_size=6), distinct=st.booleans(), different=st.booleans())
def test_judges_as_trying_every_seating_does(
    programme: Programme, people: list[tuple[str, bool]], distinct: bool, different: bool
) -> None:
    rules = small(programme, distinct=distinct, different=different)
    listed = firms(0, *people)
    judged = judge_set("manufacturing", listed, rules)
    tried = kinds_of(listed, rules)
    assert judged.holds == holds_by_trying(tried, distinct=distinct, different=different)
    assert sum(need.count for need in judged.missing) == fewest_to_add(
        tried, distinct=distinct, different=different
    )


@settings(max_examples=60)
@given(people=st.lists(kinds, max_size=6), distinct=st.booleans(), different=st.booleans(), data=st.data())
def test_the_firms_that_are_said_to_be_missing_make_it_hold(
    programme: Programme,
    people: list[tuple[str, bool]],
    distinct: bool,
    different: bool,
    data: st.DataObject,
) -> None:
    rules = small(programme, distinct=distinct, different=different)
    listed = firms(0, *people)
    needs = judge_set("manufacturing", listed, rules).missing
    assert judge_set("manufacturing", [*listed, *firms_for(needs, data, 100)], rules).holds


@settings(max_examples=40)
@given(seed=st.integers(0, 9_999), size=st.integers(0, 14), data=st.data())
def test_neither_order_nor_a_repeated_firm_matters(
    programme: Programme, seed: int, size: int, data: st.DataObject
) -> None:
    listed = made_up.portfolio(seed, size)
    mixed = data.draw(st.permutations([*listed, *listed[:2]]))
    one, other = judge(listed, programme), judge(mixed, programme)
    assert (one.holds, one.chosen) == (other.holds, other.chosen)
    assert [judged.missing for judged in one.sets] == [judged.missing for judged in other.sets]


@settings(max_examples=40)
@given(seed=st.integers(0, 9_999), extra=kinds)
def test_one_more_firm_never_breaks_a_set_that_holds(
    programme: Programme, seed: int, extra: tuple[str, bool]
) -> None:
    listed = made_up.portfolio(seed, 11)
    before = judge(listed, programme)
    after = judge([*listed, firm(9_000_000, extra[0], indicator=extra[1])], programme)
    for was, now in zip(before.sets, after.sets, strict=True):
        assert now.holds or not was.holds


@settings(max_examples=40)
@given(seed=st.integers(0, 9_999), size=st.integers(0, 14))
def test_an_assignment_seats_each_firm_once_where_it_fits(programme: Programme, seed: int, size: int) -> None:
    rules = replace(programme, mixes=replace(programme.mixes, slots_distinct=True))
    listed = {one.ubn: one for one in made_up.portfolio(seed, size)}
    for judged in judge(listed.values(), rules).sets:
        seats = [ubn for _, ubn in judged.assignment]
        assert (
            len(set(seats))
            == len(seats)
            == mix_of(judged.name, rules).firms - sum(need.count for need in judged.missing)
        )
        for slot, ubn in judged.assignment:
            code = sub_industry_of(listed[ubn].industry, rules)
            fits = {"any": True, "indicator": is_indicator(listed[ubn], rules), f"sub_industry:{code}": True}
            assert fits[slot]


def test_says_why_a_set_holds(rules: Programme) -> None:
    for name, words in zip(SETS, ("製造業配比成立", "服務業配比成立"), strict=True):
        listed = holding(name, rules)
        zh, en = explain(judge(listed, rules), rules)
        assert zh.startswith(words)
        assert listed[0].ubn in zh
        assert listed[0].ubn in en


def test_says_what_both_sets_lack_and_offers_no_used_sub_industry(rules: Programme) -> None:
    listed = firms(0, (MIDDLE["25"], False), (MIDDLE["25"], False), (NEITHER, True))
    zh, en = explain(judge(listed, rules), rules)
    factory, shop = zh.split("服務業配比尚缺")
    assert "29 機械設備製造業" in factory
    assert "25 金屬" not in factory
    assert "56 餐飲業" in shop
    assert "29 (Machinery and equipment)" in en


def test_two_of_different_sub_industries_are_asked_for_as_such(rules: Programme) -> None:
    zh, en = explain(judge([], rules), rules)
    assert "不同次產業" in zh
    assert "each of a different one" in en
    assert "指標型企業 1 家" in zh
