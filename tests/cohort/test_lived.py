"""A cohort of 50 lived by the engine comes to what is computed by hand, and to nothing else."""

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from api.cli.demo.cohort.generate import generate
from api.cli.demo.cohort.writing import toml_of
from tests.cohort.alterations import ALTERATIONS
from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.year import lived
from tests.cohort.comparison import differences, totals
from tests.cohort.living import lived_by_the_engine

# Each outcome three times and each change once; of this seed every rule below has someone who would feel it.
TRAINEES, SEED = 50, 7

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cohort") / "cohort.toml"
    path.write_text(toml_of(generate(TRAINEES, SEED)), encoding="utf-8")
    return path


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def told(path: Path) -> dict[str, Any]:
    return await lived_by_the_engine(path)


async def test_engine_and_hand_agree_on_every_trainee_and_every_total(
    told: dict[str, Any], path: Path
) -> None:
    year = lived(path)
    assert differences(told, year) == []
    assert min(totals(year)["outcomes"].values()) >= 3
    assert len(totals(year)["outcomes"]) == 11


@pytest.mark.parametrize("altered", ALTERATIONS)
async def test_one_altered_rule_shows_as_a_difference(told: dict[str, Any], path: Path, altered: str) -> None:
    assert ALTERATIONS[altered] != Numbers()
    assert differences(told, lived(path, ALTERATIONS[altered])) != []
