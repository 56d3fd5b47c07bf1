"""`tanjian bench commands` at small sizes: what it tells, never how fast anything was."""

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import pytest

from api.cli.bench.main import measured
from api.cli.bench.measure import Goal, Measure, percentiles
from api.cli.bench.sizes import Sizes

SMALL = Sizes(cases=3, samples=2, rounds=1, batches=3, events=80, early_commands=20, commands=60)

WITH_GOALS = {
    *(f"update_{target}_{part}" for target in ("checkup", "case") for part in ("p50", "p95")),
    *(f"http_{target}_{part}" for target in ("checkup", "case") for part in ("p50", "p95")),
    "commands_rate",
    "http_commands_rate",
    "worker_memory_at_commands",
    "append_rate",
    "fold_80_events",
}


def _folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("tanjian-bench-*"))


@pytest.mark.servers
@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_every_goal_is_measured_against_a_floor_of_the_same_run() -> None:
    before, said = _folders(), list[str]()
    answer = json.loads(json.dumps(await measured(SMALL, said.append)))
    assert answer["sizes"] == asdict(SMALL)
    assert answer["machine"]["cores"] >= 1
    measures = {each["name"]: each for each in answer["measures"]}
    assert set(measures) == WITH_GOALS
    for each in measures.values():
        assert each["value"] > 0
        assert each["floor"] > 0
        assert each["unit"] in ("ms", "1/s", "MiB", "events/s")
        assert each["ratio"] == pytest.approx(each["value"] / each["floor"], rel=0.05, abs=0.002)
        word, bound = each["goal"].split()
        met = each["ratio"] <= float(bound) if word == "<=" else each["ratio"] >= float(bound)
        assert each["met"] is met
    assert len(said) > 3
    assert _folders() <= before


def test_a_goal_bounds_the_ratio_from_its_own_side() -> None:
    assert Measure("latency", 30.0, "ms", 20.0, Goal(1.5)).met
    assert not Measure("latency", 30.1, "ms", 20.0, Goal(1.5)).met
    assert Measure("rate", 50.0, "1/s", 100.0, Goal(0.5, at_most=False)).met
    assert not Measure("rate", 49.0, "1/s", 100.0, Goal(0.5, at_most=False)).met
    assert Measure("told", 1.0, "ms").met is None


def test_percentiles_are_told_in_milliseconds() -> None:
    assert percentiles([number / 1000 for number in range(101)]) == pytest.approx((50, 95))
