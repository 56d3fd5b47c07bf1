"""R3: sessions of the mandatory stage are held from March on."""

from datetime import date

import pytest

from domain.event import Role
from domain.session import ScheduleSession, SessionScheduled
from domain.streams import derived
from tests.domain.made_up_cases import GUILD, World, actor
from tests.domain.specification import Answer, Specification


def scheduled_for(world: World, day: date) -> Answer:
    asked = ScheduleSession(world.programme.year, GUILD, day, "Tainan", 60, 40)
    return Specification(world, derived("session", day)).when(asked, actor(Role.GUILD, guild=GUILD))


def test_r03_the_first_session_may_be_on_the_first_of_march(world: World) -> None:
    day = date(2025, 3, 1)
    scheduled_for(world, day).then(SessionScheduled(world.programme.year, GUILD, day, "Tainan", 60, 40))


@pytest.mark.parametrize("day", [date(2025, 2, 28), date(2024, 5, 20), date(1, 1, 1)])
def test_r03_a_session_before_the_stage_is_refused(world: World, day: date) -> None:
    scheduled_for(world, day).then_refused("session_before_first_day")
