"""R2: a guild's sessions average at least 80 people, on site and online together: shown, never a refusal."""

from decimal import Decimal

import pytest

from domain.session_average import Average, average_people
from tests.domain.made_up_cases import World


@pytest.mark.parametrize(
    ("attended", "average", "met"),
    [
        ((80,), "80.0", True),
        ((79,), "79.0", False),
        ((100, 60), "80.0", True),
        ((100, 60, 79), "79.6", False),
    ],
)
def test_r02_the_average_of_all_sessions_is_held_against_eighty(
    world: World, attended: tuple[int, ...], average: str, met: bool
) -> None:
    found = average_people(attended, world.programme)
    assert (found.average, found.wanted, found.met) == (Decimal(average), 80, met)


def test_r02_a_session_without_attendance_was_not_held_yet(world: World) -> None:
    assert average_people((0, 90, 0), world.programme).sessions == 1
    assert average_people((0,), world.programme) == Average(0, 0, None, 80, None)


def test_r02_an_average_just_below_is_not_rounded_up_to_it(world: World) -> None:
    found = average_people((80,) * 99 + (79,), world.programme)
    assert (found.average, found.met) == (Decimal("79.9"), False)
