"""What was received while nobody was there is driven once somebody is, in order."""

import asyncio
from pathlib import Path
from uuid import uuid4

import pytest

from api.dispatcher import dispatch
from domain.event import Role
from store.receipts import Accepted
from tests.api.living import at_work, living_office
from tests.api.office import Signed, eventually, session_body

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def _status(signed: Signed, receipt: str) -> str:
    return str((await signed.get(f"/receipts/{receipt}")).json()["status"])


async def test_receipts_outlive_the_worker_s_absence(database_url: str, tmp_path: Path) -> None:
    async with living_office(database_url, tmp_path, working=False) as office:
        guild = await office.hire(Role.GUILD, guild="G01")
        office.services.settings.answer_seconds = 0.3
        first = await guild.post("/sessions", session_body(), key="s1")
        late = await guild.post("/sessions", session_body("2025-07-16"), key="s2")
        assert (first.status_code, late.status_code) == (202, 202)
        async with at_work(office, tmp_path):
            await eventually(lambda: _status(guild, first.json()["receipt"]), "accepted")
            await eventually(lambda: _status(guild, late.json()["receipt"]), "refused")
        again = await guild.post("/sessions", session_body(), key="s1")
        assert again.status_code == 201
        assert again.json()["receipt"] == first.json()["receipt"]
        refused = await guild.post("/sessions", session_body("2025-07-16"), key="s2")
        assert (refused.status_code, refused.json()["code"]) == (409, "session_after_last_day")


async def test_commands_of_one_stream_are_driven_in_the_order_of_their_receipt(
    database_url: str, tmp_path: Path
) -> None:
    async with living_office(database_url, tmp_path, working=False) as office:
        office.services.settings.answer_seconds = 0.2
        officer = await office.hire(Role.OFFICER)
        batch = await officer.post("/payout-batches", {"programme": "114", "enrolments": [str(uuid4())]})
        office.services.settings.answer_seconds = 20.0
        async with at_work(office, tmp_path):
            receipt = batch.json()["receipt"]
            await eventually(lambda: _status(officer, receipt), "refused")
        told = (await officer.get(f"/receipts/{receipt}")).json()
        assert told["problem"]["code"] == "fee_not_due"


async def test_the_dispatcher_waits_while_temporal_is_away(database_url: str, tmp_path: Path) -> None:
    async with living_office(database_url, tmp_path, working=False) as office:
        office.services.settings.answer_seconds = 0.2
        guild = await office.hire(Role.GUILD, guild="G01")
        receipt = (await guild.post("/sessions", session_body())).json()["receipt"]
        stop = asyncio.Event()
        dispatching = asyncio.create_task(dispatch(office.services, stop))

        async def attempts() -> bool:
            found = await asyncio.to_thread(_receipt_attempts, office.services, receipt)
            return found >= 2

        await eventually(attempts, True)
        stop.set()
        await dispatching
        async with at_work(office, tmp_path):
            await eventually(lambda: _status(guild, receipt), "accepted")
        assert isinstance(office.services.receipts.outcome_of(_uuid(receipt)), Accepted)
