"""R19: either set will do, and the judge says which holds."""

import pytest

from domain.mix import SETS, SetName, explain, judge
from domain.programme import Programme
from tests.made_up import holding, usual


@pytest.fixture
def rules(programme: Programme) -> Programme:
    return usual(programme)


CALLED = {
    "manufacturing": ("製造業配比成立", "The manufacturing set holds"),
    "services": ("服務業配比成立", "The services set holds"),
}


@pytest.mark.parametrize("name", SETS)
def test_the_trainee_need_not_choose(rules: Programme, name: SetName) -> None:
    judged = judge(holding(name, rules), rules)
    assert (judged.holds, judged.chosen) == (True, name)
    assert [one.name for one in judged.sets if one.holds] == [name]


@pytest.mark.parametrize("name", SETS)
def test_it_is_said_which_holds(rules: Programme, name: SetName) -> None:
    zh, en = explain(judge(holding(name, rules), rules), rules)
    assert zh.startswith(CALLED[name][0])
    assert en.startswith(CALLED[name][1])


def test_where_neither_holds_both_are_explained(rules: Programme) -> None:
    judged = judge([], rules)
    zh, _ = explain(judged, rules)
    assert (judged.holds, judged.chosen) == (False, None)
    assert "製造業配比尚缺" in zh
    assert "服務業配比尚缺" in zh
