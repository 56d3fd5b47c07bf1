"""What was made a moment ago is there for those who ask, though the projector has not come to it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.application import create_app
from domain.event import Role
from domain.programme import Programme
from domain.streams import derived
from domain.working_calendar import WorkingCalendar
from store.database import Database
from store.event_log import EventLog
from store.read_schema import prepare
from tests.api.office import MovableClock, Office, services_over
from tests.domain.made_up_cases import GUILD, applied, held_session
from tests.read_side.recorded_world import RecordedWorld, paid

pytestmark = pytest.mark.servers


@pytest.fixture
async def behind(database: Database, event_log: EventLog, tmp_path: Path) -> AsyncIterator[Office]:
    """An application whose projector never comes."""
    clock = MovableClock()
    services, projector = services_over(database, event_log, tmp_path, clock, None)
    await asyncio.to_thread(prepare, database)
    services.programmes.publish_calendar(None, clock.now())
    services.programmes.publish(None, "114", clock.now(), services.places)
    transport = httpx.ASGITransport(create_app(services), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://tanjian", timeout=60) as http:
        yield Office(services, clock, http, projector)


async def test_what_no_row_tells_its_stream_tells(
    behind: Office, event_log: EventLog, programme: Programme, calendar: WorkingCalendar
) -> None:
    world = RecordedWorld(programme, calendar, event_log)
    session = held_session(world)
    case = applied(world, 1, held=session)
    officer, guild = await behind.hire(Role.OFFICER), await behind.hire(Role.GUILD, guild=GUILD)
    assert (await officer.get(f"/enrolments/{case.id}")).status_code == 200
    assert (await officer.get(f"/sessions/{session}")).json()["id"] == str(session)
    sheet = {"attendees": [{"enrolment": str(case.id), "attendance": "on_site"}]}
    told = await guild.post(f"/sessions/{session}/attendance", sheet)
    assert (told.status_code, told.json()["status"]) == (202, "pending")
    for _ in paid(case):
        pass
    batch = derived("batch", case.id, "paid")
    assert (await officer.get(f"/payout-batches/{batch}")).json()["stage"] == "sent"
    assert (await officer.get(f"/payout-batches/{session}")).status_code == 404
    assert (await officer.get(f"/sessions/{batch}")).status_code == 404
