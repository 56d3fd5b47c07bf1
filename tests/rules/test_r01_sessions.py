"""R1: a session is held with a guild, its place and day the guild's; mandatory ones by 7/15."""

from datetime import date

import pytest

from domain.enrolment.commands import Register
from domain.event import Role
from domain.session import ScheduleSession, SessionScheduled
from domain.streams import derived
from tests.domain.made_up_cases import GUILD, OTHER_GUILD, World, actor, held_session, noon, trainee
from tests.domain.made_up_particulars import entry
from tests.domain.specification import Specification
from tests.made_up import firm

SESSION = derived("session", "of the guild")


def asked(world: World, day: date) -> ScheduleSession:
    return ScheduleSession(world.programme.year, GUILD, day, "Tainan", 60, 40)


@pytest.mark.parametrize("day", [date(2025, 4, 1), date(2025, 7, 14), date(2025, 7, 15)])
def test_r01_a_session_up_to_the_last_day_is_scheduled(world: World, day: date) -> None:
    told = Specification(world, SESSION).when(asked(world, day), actor(Role.GUILD, guild=GUILD))
    told.then(SessionScheduled(world.programme.year, GUILD, day, "Tainan", 60, 40))


def test_r01_a_session_of_the_day_after_is_refused(world: World) -> None:
    told = Specification(world, SESSION).when(asked(world, date(2025, 7, 16)), actor(Role.OFFICER))
    told.then_refused("session_after_last_day")


def test_r01_a_guild_schedules_its_own_sessions_only(world: World) -> None:
    other = actor(Role.GUILD, guild=OTHER_GUILD)
    told = Specification(world, SESSION).when(asked(world, date(2025, 4, 14)), other)
    told.then_refused("not_your_guild")


@pytest.mark.parametrize(
    ("guild", "held", "code"),
    [(OTHER_GUILD, True, "session_of_other_guild"), (GUILD, False, "session_unknown")],
)
def test_r01_a_trainee_registers_for_a_session_of_the_guild(
    world: World, guild: str, held: bool, code: str
) -> None:
    session = held_session(world) if held else derived("session", "nowhere")
    _, person = trainee(1)
    entries = tuple(entry(firm(number)) for number in range(world.programme.registration.firms))
    register = Register(world.programme.year, person, guild, session, entries)
    told = Specification(world, derived("case", 1)).when(register, trainee(1)[0], noon(date(2025, 3, 3)))
    told.then_refused(code)
