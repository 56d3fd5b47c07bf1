"""Many registrations that wait to be vetted, written straight into the log as the record writes them."""

import asyncio
from uuid import UUID

from domain.enrolment.commands import Register, Trainee
from domain.programme import Programme
from domain.streams import derived
from domain.working_calendar import WorkingCalendar
from tests import made_up
from tests.api.office import Office, eventually
from tests.domain.made_up_cases import held_session, noon, trainee
from tests.domain.made_up_particulars import entry
from tests.read_side.recorded_world import RecordedWorld

GUILD = "G01"


async def crowd(office: Office, programme: Programme, calendar: WorkingCalendar, size: int) -> list[UUID]:
    """Cases of guild G01 with two firms each, known to the read models; their ids."""
    cases = await asyncio.to_thread(_register, office, programme, calendar, size)

    async def known() -> int:
        return await asyncio.to_thread(lambda: len(office.services.read_models.enrolments_among(cases)))

    await eventually(known, size, timeout_seconds=60.0)
    return cases


def _register(office: Office, programme: Programme, calendar: WorkingCalendar, size: int) -> list[UUID]:
    world = RecordedWorld(programme, calendar, office.services.event_log)
    now = office.clock.now()
    world.now = noon(now.date())
    held = held_session(world, day=now.date(), guild=GUILD)
    return [_registered(office, world, held, number) for number in range(1, size + 1)]


def _registered(office: Office, world: RecordedWorld, held: UUID, number: int) -> UUID:
    account, made = trainee(number)
    seal = office.services.person_keys.seal
    name, email = made_up.person_name(number), made_up.email(number)
    person = Trainee(made.person, made.mark, seal(made.person, name), seal(made.person, email))
    firms = tuple(entry(made_up.firm(2 * number + place)) for place in range(2))
    case = derived("crowd", number)
    world.ask(case, Register(world.programme.year, person, GUILD, held, firms), account)
    return case
