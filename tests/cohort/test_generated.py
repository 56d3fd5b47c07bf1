"""Made-up cohorts are the same for the same seed, tell no outcome, and meet every one."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from api.cli.demo.cohort.generate import generate
from api.cli.demo.cohort.mix import CHANGED, REINSTATED, WAYS_TO_END, paths_for
from api.cli.demo.cohort.writing import toml_of
from api.cli.demo.scenario import parse
from api.cli.demo.timeline import OUTCOMES
from domain.national_id import is_national_id
from domain.ubn import is_ubn
from tests.cohort.by_hand.year import lived
from tests.cohort.comparison import totals

THRICE = {path.lives for path in CHANGED}
ENDS = set(OUTCOMES) - {"live"}
SIZES = (1, 2, 9, 27, 40, 64)
# Words of what becomes of people; `withdraw` and `returned` are things done, not what comes of them.
TELLING = re.compile("|".join([*ENDS, "lapse", "reject", "refuse", "fail", "certif", "outcome", "expect"]))


def test_a_seed_makes_the_same_file_each_time_and_another_seed_another() -> None:
    first, again, other = (toml_of(generate(40, seed)) for seed in (5, 5, 6))
    assert first == again
    assert first != other


@pytest.mark.parametrize("trainees", SIZES)
def test_a_file_is_read_as_it_was_made(trainees: int) -> None:
    scenario = generate(trainees, 11)
    assert parse(toml_of(scenario)) == scenario
    assert len(scenario.trainees) == trainees


@pytest.mark.parametrize("seed", range(1, 9))
def test_every_way_to_end_comes_three_times_from_forty_on(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "cohort.toml"
    path.write_text(toml_of(generate(40, seed)))
    outcomes = totals(lived(path))["outcomes"]
    assert set(outcomes) == ENDS
    assert min(outcomes.values()) >= 3


@pytest.mark.parametrize("seed", range(1, 17))
def test_nobody_acts_without_sense(seed: int, tmp_path: Path) -> None:
    """Only those are refused who register, name firms, or submit; nobody is left waiting."""
    path = tmp_path / "cohort.toml"
    path.write_text(toml_of(generate(64, seed)))
    year = lived(path)
    refused = {deed for case in year.cases for _, deed, _ in case.refusals}
    assert refused <= {"register", "add_firms", "submit"}
    assert "live" not in totals(year)["outcomes"]


@pytest.mark.parametrize("seed", [1, 2])
def test_no_word_of_the_file_tells_what_becomes_of_anyone(seed: int) -> None:
    text = toml_of(generate(100, seed))
    deeds = {action["do"] for trainee in tomllib.loads(text)["trainees"] for action in trainee["actions"]}
    told = [word for word in TELLING.findall(re.sub(r'do = "\w+"', "", text)) if word]
    assert told == []
    assert deeds <= {
        *("register", "vet", "online_course", "attend", "add_firms", "remove_firms", "attach_letters"),
        *("give_account", "reverse", "swap_firm", "cancel_firm", "withdraw_consent", "correct_firm"),
        *("choose_session", "ask", "answer", "extend", "reinstate", "revoke"),
        *("check_list", "fill", "submit", "review", "withdraw", "pay", "decide_fee", "end_late_notice"),
    }


def test_what_is_made_up_passes_its_check_digits_and_is_given_out_once() -> None:
    scenario = generate(100, 3)
    people = Counter(trainee.national_id for trainee in scenario.trainees)
    firms = Counter(firm.ubn for trainee in scenario.trainees for firm in trainee.firms)
    assert all(map(is_national_id, people))
    assert all(map(is_ubn, firms))
    # Whoever registers twice, and the firm that two name.
    assert max(people.values()) <= 5
    assert sum(count > 1 for count in firms.values()) <= 6


def test_from_71_trainees_on_every_path_is_taken() -> None:
    known = {path.lives for ways in WAYS_TO_END.values() for path in ways}
    taken = {path.lives for path in paths_for(71, Random(1))}
    assert taken == known


@pytest.mark.parametrize("seed", [1, 7])
def test_of_a_hundred_every_change_comes_three_times(seed: int) -> None:
    taken = Counter(path.lives for path in paths_for(100, Random(seed)))
    assert {lives for lives in THRICE if taken[lives] < 3} == set()
    assert sum(taken[path.lives] for path in REINSTATED) >= 3


def test_people_act_where_windows_turn() -> None:
    actions = [action for trainee in generate(64, 4).trainees for action in trainee.actions]
    clock = {f"{action.at:%H:%M:%S}" for action in actions}
    assert {"23:59:59", "00:00:01"} <= clock
    assert any(action.session for action in actions)
    assert any(action.returned for action in actions)
    assert any(f"{action.at:%m-%d %H:%M:%S}" == "10-31 23:59:59" for action in actions)
