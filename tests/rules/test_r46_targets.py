"""R46: 25,000 firms a year and 100,000 in four years, shown against the firms whose checkup was approved."""

from decimal import Decimal

import pytest

from domain.targets import Reached, against_targets
from tests.domain.made_up_cases import World


@pytest.mark.parametrize(
    ("done", "percent", "left"),
    [
        (0, "0.0", 25_000),
        (12_000, "48.0", 13_000),
        (24_999, "99.9", 1),
        (25_000, "100.0", 0),
        (25_001, "100.0", 0),
    ],
)
def test_r46_a_year_is_to_reach_25_000_firms(world: World, done: int, percent: str, left: int) -> None:
    year = against_targets({world.programme.year: done}, world.programme).year
    assert (year.done, year.percent, year.left) == (done, Decimal(percent), left)


def test_r46_four_years_are_to_reach_100_000(world: World) -> None:
    approved = {"109": 9, "110": 9, "111": 24_000, "112": 25_000, "113": 26_000, "114": 24_999, "115": 9}
    assert against_targets(approved, world.programme).four_years == Reached(99_999, 100_000)
    assert against_targets({**approved, "114": 25_000}, world.programme).four_years.left == 0
