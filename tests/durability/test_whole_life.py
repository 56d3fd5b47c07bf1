"""The demo's whole cohort, lived by the engine, comes to what a much simpler program says it should."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from api.cli.demo.play import Player
from api.cli.demo.result import result
from api.cli.demo.scenario import Scenario, built_in
from api.cli.demo.world import Conditions, demo_world
from tests.durability.oracle import Oracle, in_order

ENDS = {
    "paid",
    "certified_without_fee",
    "lapsed_training",
    "lapsed_list",
    "lapsed_upload",
    "failed_review",
    "refused",
    "withdrawn",
    "rejected",
}

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(600)]


async def test_the_built_in_scenario_comes_to_what_its_rules_say() -> None:
    scenario = built_in()
    told = await _lived(scenario)
    oracle = Oracle(scenario)
    fates = oracle.live()
    entries = told["enrolments"]
    assert {entry["name"]: entry["outcome"] for entry in entries} == {
        fate.part.name: fate.outcome for fate in fates
    }
    assert {entry["name"]: _deadlines(entry) for entry in entries} == {
        fate.part.name: list(in_order(fate)) for fate in fates
    }
    assert {entry["outcome"] for entry in entries} == ENDS
    totals = told["totals"]
    assert totals["outcomes"] == Counter(fate.outcome for fate in fates)
    assert totals["certificates"] == sum(fate.certified for fate in fates)
    assert totals["firms_approved"] == sum(len(fate.of("approved")) for fate in fates)
    assert totals["paid_ntd"] == sum(fate.paid for fate in fates)
    assert totals["places_held"] == oracle.places()
    for entry in entries:
        positions = [one["position"] for one in entry["events"]]
        assert positions == sorted(set(positions))


async def _lived(scenario: Scenario) -> dict[str, Any]:
    with TemporaryDirectory(prefix="tanjian-life-", ignore_cleanup_errors=True) as name:
        conditions = Conditions(quotas=scenario.quotas)
        async with demo_world(Path(name), scenario.begins, conditions) as world:
            played = await Player(scenario, world, lambda _: None).play()
            return result(world.tools.event_log, played)


def _deadlines(entry: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((one["kind"], one["due_date"]) for one in entry["deadlines"])
