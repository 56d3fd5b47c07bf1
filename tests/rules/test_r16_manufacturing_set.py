"""R16: two firms of two different sub-industries of six, one indicator firm of any industry, seven of any."""

from itertools import combinations

import pytest

from domain.mix import judge_set
from domain.programme import Programme
from tests.made_up import MIDDLE, NEITHER, OTHER_MANUFACTURING, firms

SIX = ("25", "29", "08", "22", "26", "11")
PLAIN = (NEITHER, False)
INDICATOR = (NEITHER, True)


def holds(programme: Programme, *kinds: tuple[str, bool]) -> bool:
    return judge_set("manufacturing", firms(0, *kinds), programme).holds


@pytest.mark.parametrize("pair", list(combinations(SIX, 2)))
def test_any_two_different_of_the_six_will_do(programme: Programme, pair: tuple[str, str]) -> None:
    first, second = ((MIDDLE[code], False) for code in pair)
    assert holds(programme, first, second, INDICATOR, *[PLAIN] * 7)


@pytest.mark.parametrize("code", SIX)
def test_two_of_the_same_will_not_do(programme: Programme, code: str) -> None:
    same = (MIDDLE[code], False)
    assert not holds(programme, same, same, INDICATOR, *[PLAIN] * 7)


@pytest.mark.parametrize(
    "outside", [OTHER_MANUFACTURING, NEITHER, *(MIDDLE[c] for c in ("45-46", "47-48", "55", "56"))]
)
def test_one_of_the_six_and_one_outside_them_will_not_do(programme: Programme, outside: str) -> None:
    assert not holds(programme, (MIDDLE["25"], False), (outside, False), INDICATOR, *[PLAIN] * 7)


def test_without_an_indicator_firm_it_does_not_hold(programme: Programme) -> None:
    pair = ((MIDDLE["25"], False), (MIDDLE["29"], False))
    assert not holds(programme, *pair, *[PLAIN] * 8)
    assert holds(programme, *pair, INDICATOR, *[PLAIN] * 7)


@pytest.mark.parametrize("industry", [NEITHER, OTHER_MANUFACTURING, MIDDLE["56"], MIDDLE["25"]])
def test_the_indicator_firm_may_be_of_any_industry(programme: Programme, industry: str) -> None:
    pair = ((MIDDLE["25"], False), (MIDDLE["29"], False))
    assert holds(programme, *pair, (industry, True), *[PLAIN] * 7)


def test_six_others_are_too_few_and_seven_enough(programme: Programme) -> None:
    three = ((MIDDLE["25"], False), (MIDDLE["29"], False), INDICATOR)
    assert not holds(programme, *three, *[PLAIN] * 6)
    assert holds(programme, *three, *[PLAIN] * 7)


def test_an_empty_list_lacks_exactly_the_slots(programme: Programme) -> None:
    missing = judge_set("manufacturing", [], programme).missing
    assert sum(need.count for need in missing) == 10
    assert set(missing[0].sub_industries) == set(SIX)
