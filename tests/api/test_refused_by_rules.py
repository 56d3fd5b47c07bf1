"""What a rule refuses is received and has its code on its receipt, and no event is stored of it."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from domain.enrolment.commands import RemoveFirm
from domain.event import Actor, Role
from domain.programme import Programme
from store import codec
from store.receipts import Accepted, ReceiptDraft
from tests.api.office import Office, Signed, firm_body, registration_body, session_body
from tests.api.test_case_lived import people_of, registered, with_letter
from workflows.contracts import WorkflowKind

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def test_a_rule_s_no_has_a_receipt_with_its_code_and_no_event(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    firms = f"/enrolments/{enrolment}/firms"
    for number in range(2, 10):
        assert (await people.trainee.post(firms, await with_letter(people, number))).status_code == 201
    await _refused(living, people.trainee, firms, firm_body(10), "too_many_firms", "R7")

    other = await living.hire(Role.TRAINEE)
    session = (await people.trainee.get(f"/enrolments/{enrolment}")).json()["session"]
    letter = (await other.upload()).json()["address"]
    taken = registration_body(session, firm_body(1, letter=letter), firm_body(20, letter=letter), number=9)
    await _refused(living, other, "/enrolments", taken, "firm_taken", "R9")
    await _refused(
        living, people.guild, "/sessions", session_body("2025-07-16"), "session_after_last_day", "R1"
    )

    assert (await people.trainee.post(f"/enrolments/{enrolment}/withdrawal", {})).status_code == 200
    await _refused(living, people.trainee, firms, firm_body(10), "case_closed", None)


async def _refused(office: Office, who: Signed, path: str, body: Any, code: str, rule: str | None) -> None:
    answer: httpx.Response = await who.post(path, body)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, code), answer.text
    assert rule is None or problem["rule"] == rule
    assert problem["detail"] != problem["detail_en"]
    receipt = (await who.get(f"/receipts/{problem['receipt']}")).json()
    assert (receipt["status"], receipt["problem"]["code"]) == ("refused", code)
    assert _written_by(office, problem["receipt"]) == 0


def _written_by(office: Office, command: str) -> int:
    """How many events name the command as their cause."""
    with office.services.database.transaction() as connection:
        row = connection.execute(
            "SELECT count(*) AS n FROM tanjian_events"
            " WHERE convert_from(state, 'UTF8')::jsonb -> 'cause' ->> 'command' = %s",
            (command,),
        ).fetchone()
    assert row is not None
    return int(row["n"])


async def test_what_a_case_received_before_is_decided_before(living: Office, programme: Programme) -> None:
    """A firm taken off, received and driven by nobody yet, makes room for one that is added after it."""
    people = await people_of(living)
    enrolment = await registered(people, programme)
    firms = f"/enrolments/{enrolment}/firms"
    bodies = [await with_letter(people, number) for number in range(2, 10)]
    for body in bodies:
        assert (await people.trainee.post(firms, body)).status_code == 201
    removal, case = RemoveFirm(bodies[0]["ubn"]), UUID(enrolment)
    actor = Actor(people.trainee.account, Role.TRAINEE, people.trainee.person)
    draft = ReceiptDraft(
        *(uuid4(), actor, "taken off", case, case, WorkflowKind.ENROLMENT.value, removal.KIND),
        codec.command_to_bytes(removal),
        b"mark",
    )
    receipts = living.services.receipts
    waiting = await asyncio.to_thread(receipts.receive, draft, living.services.clock.now)
    assert waiting.outcome is None
    assert (await people.trainee.post(firms, await with_letter(people, 10))).status_code == 201
    assert isinstance(receipts.outcome_of(waiting.command_id), Accepted)
