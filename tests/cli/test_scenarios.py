"""Scenario files: what is refused, and what the command line makes of a cohort."""

import json
from pathlib import Path

import pytest

from api.cli.demo.cohort.generate import generate
from api.cli.demo.cohort.writing import toml_of
from api.cli.demo.scenario import ScenarioRefused, built_in, parse
from api.cli.demo.timeline import OUTCOMES
from tests.cli.conftest import Tanjian

FILE = """
programme = "114"
begins = 2025-03-03T09:00:00
guilds = [{ code = "G01", name = "北區記帳士公會", email = "g01@example.tw" }]
sessions = [{ key = "S1", guild = "G01", day = "2025-03-27", place = "臺北市" }]

[[trainees]]
name = "林雅婷"
national_id = "B100202640"
email = "trainee1@example.tw"
session = "S1"
firms = [{ ubn = "10079223", industry = "251111", revenue = 1810000, capital = 500000, county = "新北市" }]
actions = [{ at = 2025-03-10T10:00:00, do = "register", firms = [1] }]
"""

MOVED = 'moved = { at = 2025-03-10T09:00:00, day = "2025-04-03" }'


@pytest.mark.parametrize(
    ("written", "put", "key"),
    [
        ('do = "register"', 'do = "succeed"', "trainees.0.actions.0.do"),
        ("firms = [1]", "firms = [2]", "林雅婷 actions.0"),
        ("firms = [1]", "firms = [0]", "林雅婷 actions.0"),
        ("firms = [1]", "wrong = [11]", "林雅婷 actions.0"),
        ("firms = [1]", 'session = "S9"', "session S9"),
        ('session = "S1"', 'session = "S9"', "session S9"),
        ("firms = [1]", 'outcome = "paid"', "trainees.0.actions.0.outcome"),
        ('do = "register"', 'do = "choose_session"', "林雅婷 actions.0.session"),
        ('do = "register"', 'do = "extend", window = "upload"', "林雅婷 actions.0.last_day"),
        ('do = "register"', 'do = "reverse"', "林雅婷 actions.0.kind"),
        ('do = "register"', 'do = "swap_firm"', "林雅婷 actions.0.firms"),
        ('"臺北市" }]', '"臺北市", cancelled = 2025-03-27T09:00:00 }]', "session S1"),
        ('"臺北市" }]', f'"臺北市", {MOVED}, cancelled = 2025-03-10T09:00:00 }}]', "session S1"),
    ],
)
def test_a_wrong_file_is_refused_by_key(written: str, put: str, key: str) -> None:
    assert parse(FILE).trainees[0].name == "林雅婷"
    with pytest.raises(ScenarioRefused) as refused:
        parse(FILE.replace(written, put))
    assert key in refused.value.message_zh
    assert key in refused.value.message_en


def test_the_built_in_scenario_can_be_written_again() -> None:
    assert parse(toml_of(built_in())) == built_in()


def test_a_cohort_and_a_file_are_not_asked_for_together(tanjian: Tanjian, tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text(FILE)
    assert tanjian("demo", "--cohort", 2, "--scenario", path).code == 2
    assert tanjian("demo", "--cohort", 0).code == 2


@pytest.mark.servers
@pytest.mark.slow
def test_a_cohort_is_lived_shown_and_written(tanjian: Tanjian, tmp_path: Path) -> None:
    scenario, told = tmp_path / "cohort.toml", tmp_path / "told.json"
    ended = tanjian("demo", "--cohort", 2, "--seed", 5, "--scenario-out", scenario, "--json", told)
    entries = json.loads(told.read_text())["enrolments"]
    assert ended.code == 0
    assert scenario.read_text() == toml_of(generate(2, 5))
    assert [entry["name"] for entry in entries] == [one.name for one in generate(2, 5).trainees]
    assert all(OUTCOMES[entry["outcome"]][:4] in ended.out for entry in entries)


@pytest.mark.servers
def test_an_action_with_nothing_to_do_is_named(tanjian: Tanjian, tmp_path: Path) -> None:
    path = tmp_path / "senseless.toml"
    firms = "firms = [{ ubn"
    second = (
        'firms = [{ ubn = "10158412", industry = "291100", revenue = 1, capital = 1, county = "桃園市" },'
    )
    checked = ', firms = [1, 2] }, { at = 2025-03-11T10:00:00, do = "check_list" }]'
    path.write_text(FILE.replace(firms, f"{second} {{ ubn").replace(", firms = [1] }]", checked))
    ended = tanjian("demo", "--scenario", path)
    assert ended.code == 1
    assert "林雅婷 check_list 2025-03-11 10:00:00" in ended.err
    assert "本案沒有待辦 check_list" in ended.err
