"""The demo's whole cohort, lived by the engine, comes to what is computed from its file by hand."""

from importlib.resources import files
from pathlib import Path

import pytest

from api.cli.demo.timeline import OUTCOMES
from tests.cohort.by_hand.year import lived
from tests.cohort.comparison import differences
from tests.cohort.living import lived_by_the_engine

BUILT_IN = Path(str(files("api.cli.demo") / "built_in.toml"))
# Rare enough to be left to made-up cohorts (tests/cohort/test_lived.py).
TAKEN_BACK = ("revoked", "reversed")

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(600)]


async def test_the_built_in_scenario_comes_to_what_its_rules_say() -> None:
    told = await lived_by_the_engine(BUILT_IN)
    entries = told["enrolments"]
    assert differences(told, lived(BUILT_IN)) == []
    assert {entry["outcome"] for entry in entries} == set(OUTCOMES) - {"live", *TAKEN_BACK}
    for entry in entries:
        positions = [one["position"] for one in entry["events"]]
        assert positions == sorted(set(positions))
