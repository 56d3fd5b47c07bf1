"""What was received while nobody was there is driven once somebody is, in order."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from api.dispatcher import by_case, dispatch
from domain.event import Actor, Role
from domain.session import RecordAttendance
from store import codec
from store.database import Database
from store.receipts import Receipt, ReceiptDraft, Receipts
from tests.api.living import at_work, living_office
from tests.api.office import BEGINS, Office, Signed, eventually, session_body

pytestmark = [pytest.mark.servers, pytest.mark.slow]
_HASTE = 0.5


async def _status(signed: Signed, receipt: str) -> str:
    return str((await signed.get(f"/receipts/{receipt}")).json()["status"])


async def test_receipts_outlive_the_worker_s_absence(database_url: str, tmp_path: Path) -> None:
    async with living_office(database_url, tmp_path, working=False, answer_seconds=_HASTE) as office:
        guild = await office.hire(Role.GUILD, guild="G01")
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


@given(st.permutations(range(6)))
def test_commands_of_a_case_go_in_the_order_of_their_receipt_whatever_their_stream(order: list[int]) -> None:
    cases = [uuid4(), uuid4()]
    received = [_receipt(cases[number % 2], number) for number in range(6)]
    sorted_out = by_case(received[number] for number in order)
    assert sorted_out == {cases[0]: received[0::2], cases[1]: received[1::2]}


def _receipt(case: UUID, minute: int) -> Receipt:
    """A receipt of the case, for a stream of its own."""
    return Receipt(
        command_id=uuid4(),
        actor=Actor(uuid4(), Role.OFFICER),
        idempotency_key=str(minute),
        case_id=case,
        stream=uuid4(),
        workflow="session",
        kind="session.schedule",
        body=b"{}",
        body_mark=b"",
        received_at=BEGINS + timedelta(minutes=minute),
        attempts=0,
        outcome=None,
    )


async def test_a_receipt_that_nobody_answers_is_tried_and_kept(database_url: str, tmp_path: Path) -> None:
    async with living_office(database_url, tmp_path, working=False, answer_seconds=_HASTE) as office:
        guild = await office.hire(Role.GUILD, guild="G01")
        receipt = (await guild.post("/sessions", session_body())).json()["receipt"]
        stop = asyncio.Event()
        dispatching = asyncio.create_task(dispatch(office.services, stop))

        async def tried() -> bool:
            known = await asyncio.to_thread(office.services.receipts.get, UUID(receipt))
            return known.attempts > 0 and known.outcome is None

        await eventually(tried, True)
        stop.set()
        await dispatching
        async with at_work(office, tmp_path):
            await eventually(lambda: _status(guild, receipt), "accepted")


async def test_the_dispatcher_outlives_a_database_that_is_away(database_url: str, tmp_path: Path) -> None:
    async with (
        living_office(database_url, tmp_path, working=False, answer_seconds=_HASTE) as office,
        at_work(office, tmp_path, with_dispatcher=False),
    ):
        away = Database(database_url)
        services = replace(office.services, receipts=Receipts(away))
        stop = asyncio.Event()
        with capture_logs() as logs:
            dispatching = asyncio.create_task(dispatch(services, stop))
            await eventually(lambda: _told(logs), True)
        receipt = await _received(office)
        with away:
            await eventually(lambda: _decided(office, receipt), True)
            stop.set()
            await dispatching


async def _told(logs: Sequence[Mapping[str, Any]]) -> bool:
    return any("waiting" in line["event"] for line in logs)


async def _decided(office: Office, command: UUID) -> bool:
    return await asyncio.to_thread(office.services.receipts.outcome_of, command) is not None


async def _received(office: Office) -> UUID:
    """An engine's receipt, which no request drives."""
    command = uuid4()
    body = codec.command_to_bytes(RecordAttendance(()))
    draft = ReceiptDraft(
        command_id=command,
        actor=Actor(uuid4(), Role.ENGINE),
        idempotency_key=str(command),
        case_id=command,
        stream=command,
        workflow="session",
        kind="session.record_attendance",
        body=body,
        body_mark=b"engine",
    )
    await asyncio.to_thread(office.services.receipts.receive, draft, office.clock.now)
    return command
