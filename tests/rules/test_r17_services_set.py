"""R17: one firm of one of four sub-industries, one indicator firm of any industry, eight of any."""

import pytest

from domain.mix import judge_set
from domain.programme import Programme
from tests.made_up import MIDDLE, NEITHER, OTHER_SERVICES, firms

FOUR = ("45-46", "47-48", "55", "56")
PLAIN = (NEITHER, False)
INDICATOR = (NEITHER, True)


def holds(programme: Programme, *kinds: tuple[str, bool]) -> bool:
    return judge_set("services", firms(0, *kinds), programme).holds


@pytest.mark.parametrize("code", FOUR)
def test_one_of_any_of_the_four_will_do(programme: Programme, code: str) -> None:
    assert holds(programme, (MIDDLE[code], False), INDICATOR, *[PLAIN] * 8)


@pytest.mark.parametrize(
    "outside", [OTHER_SERVICES, NEITHER, *(MIDDLE[c] for c in ("25", "29", "08", "22", "26", "11"))]
)
def test_none_of_the_four_will_not_do(programme: Programme, outside: str) -> None:
    assert not holds(programme, (outside, False), INDICATOR, *[PLAIN] * 8)


def test_without_an_indicator_firm_it_does_not_hold(programme: Programme) -> None:
    assert not holds(programme, (MIDDLE["56"], False), *[PLAIN] * 9)
    assert holds(programme, (MIDDLE["56"], False), INDICATOR, *[PLAIN] * 8)


def test_ten_of_one_sub_industry_will_do(programme: Programme) -> None:
    shop = (MIDDLE["47-48"], False)
    assert holds(programme, *[shop] * 9, (MIDDLE["47-48"], True))


def test_seven_others_are_too_few_and_eight_enough(programme: Programme) -> None:
    two = ((MIDDLE["55"], False), INDICATOR)
    assert not holds(programme, *two, *[PLAIN] * 7)
    assert holds(programme, *two, *[PLAIN] * 8)


def test_an_empty_list_lacks_exactly_the_slots(programme: Programme) -> None:
    missing = judge_set("services", [], programme).missing
    assert [(need.kind, need.count) for need in missing] == [
        ("sub_industry", 1),
        ("indicator", 1),
        ("any", 8),
    ]
    assert set(missing[0].sub_industries) == set(FOUR)
