"""Bills and activity data of a checkup: kept sealed, shown to those who may see them, never left behind."""

from typing import Any
from uuid import uuid4

import pytest

from domain.event import Role
from domain.programme import Programme
from tests.api.office import Office, Signed
from tests.api.test_case_lived import People, listed, made, people_of, registered
from tests.made_up import PDF

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def test_bills_are_kept_for_those_who_may_see_them(living: Office, programme: Programme) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    first, other = (await listed(people, enrolment))[:2]
    path = f"/checkups/{first['id']}"
    upload = {"file": ("六月電費.pdf", PDF + b"bill", "application/pdf")}
    bill = made(await people.trainee.post(f"{path}/bills", files=upload, key="bill"))
    assert (await people.trainee.get(path)).json()["bills"][0]["name"] == "六月電費.pdf"
    await _read_by(living, people, f"{path}/bills/{bill}")
    await _refused_uploads(living, people.trainee, path)
    await _in_use(people.trainee, path, bill, programme)
    elsewhere = await people.trainee.send("DELETE", f"/checkups/{other['id']}/bills/{bill}")
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (404, "bill_unknown")
    await _incomplete(people.trainee, path)


async def _read_by(office: Office, people: People, address: str) -> None:
    for reader in (people.trainee, people.guild, await office.hire(Role.LEAD_REVIEWER)):
        content = await reader.get(address)
        assert (content.content, content.headers["content-type"]) == (PDF + b"bill", "application/pdf")
        assert content.headers["x-content-type-options"] == "nosniff"
    strangers = (await office.hire(Role.TRAINEE), await office.hire(Role.GUILD, guild="G02"), people.reviewer)
    for stranger in strangers:
        assert (await stranger.get(address)).status_code == 404


async def _refused_uploads(office: Office, trainee: Signed, path: str) -> None:
    """A program named .pdf, another body under a used key, a stale page: no receipt and no file."""
    before = (office.stored("receipts"), office.stored("files"))
    program = {"file": ("bill.pdf", b"MZ\x90\x00" + b"0" * 60, "application/pdf")}
    assert (await trainee.post(f"{path}/bills", files=program)).status_code == 415
    another = {"file": ("bill.pdf", PDF + b"another", "application/pdf")}
    reused = await trainee.post(f"{path}/bills", files=another, key="bill")
    assert reused.json()["code"] == "idempotency_key_reused"
    stale = await trainee.post(f"{path}/bills", files=another, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert (office.stored("receipts"), office.stored("files")) == before


def _activity(programme: Programme, bill: str, **changed: Any) -> dict[str, Any]:
    year = programme.inventory_year
    return {
        "item": "electricity",
        "source": "electricity",
        "quantity": 1234.5,
        "unit": "kWh",
        "first_day": f"{year}-01-01",
        "last_day": f"{year}-02-28",
        "bills": [bill],
        **changed,
    }


async def _in_use(trainee: Signed, path: str, bill: str, programme: Programme) -> None:
    activity = f"{path}/activities/{uuid4()}"
    for wrong in ({"quantity": "1e3"}, {"quantity": True}, {"unit": "MWh"}, {"last_day": "2024-13-01"}):
        refused = await trainee.send("PUT", activity, _activity(programme, bill, **wrong))
        assert (refused.status_code, list(refused.json()["fields"])) == (422, list(wrong))
    negative = await trainee.send("PUT", activity, _activity(programme, bill, quantity="-1"))
    assert (negative.status_code, negative.json()["code"]) == (422, "quantity_not_positive")
    assert (await trainee.send("PUT", activity, _activity(programme, bill))).status_code == 200
    [shown] = (await trainee.get(path)).json()["activities"]
    assert shown["quantity"] == "1234.5"
    used = await trainee.send("DELETE", f"{path}/bills/{bill}")
    assert (used.status_code, used.json()["code"]) == (409, "bill_in_use")
    assert (await trainee.send("DELETE", activity)).status_code == 200
    assert (await trainee.send("DELETE", f"{path}/bills/{bill}")).status_code == 200


async def _incomplete(trainee: Signed, path: str) -> None:
    seen = (await trainee.get(path)).headers["ETag"]
    early = await trainee.post(f"{path}/submission", headers={"If-Match": seen})
    assert (early.status_code, early.json()["code"]) == (409, "checkup_incomplete")
    assert "electricity" in early.json()["fields"]["items"]
    assert (await trainee.post(f"{path}/submission", headers={"If-Match": '"1"'})).status_code == 412


async def test_a_decided_task_gives_the_same_answer_when_it_is_sent_again(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    await registered(people, programme, vetting_key="vet")
    officer = people.maker
    [receipt] = [one for one in await _receipts(living) if one["kind"] == "enrolment.vet"]
    task = receipt["task"]
    again = await people.guild.post(f"/tasks/{task}/decision", {"accepted": True}, key="vet")
    assert (again.status_code, again.json()["receipt"]) == (200, receipt["command"])
    otherwise = {"accepted": False, "reason": "非本會會員"}
    reused = await people.guild.post(f"/tasks/{task}/decision", otherwise, key="vet")
    assert reused.json()["code"] == "idempotency_key_reused"
    gone = await people.guild.post(f"/tasks/{task}/decision", {"accepted": True})
    assert gone.status_code == 404
    assert (await officer.get(f"/receipts/{receipt['command']}")).json()["status"] == "accepted"


async def _receipts(office: Office) -> list[dict[str, str]]:
    with office.services.database.transaction() as connection:
        rows = connection.execute(
            "SELECT command_id, kind, convert_from(body, 'UTF8')::jsonb ->> 'task' AS task FROM receipts"
        ).fetchall()
    return [{"command": str(row["command_id"]), "kind": row["kind"], "task": row["task"]} for row in rows]


async def test_attendance_names_only_cases_of_the_session_s_guild(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    other = await living.hire(Role.GUILD, guild="G02")
    own = await other.post("/sessions", {**_SESSION, "guild": "G02"})
    sheet = {"attendees": [{"enrolment": enrolment, "attendance": "online"}]}
    refused = await other.post(f"/sessions/{made(own)}/attendance", sheet)
    assert (refused.status_code, refused.json()["code"]) == (422, "enrolment_of_other_guild")
    assert list(refused.json()["fields"]) == ["attendees.0.enrolment"]


async def test_r27_a_clerk_who_is_the_trainee_records_no_attendance_of_theirs(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    clerk = await living.hire(Role.GUILD, guild="G01", person=people.trainee.person)
    sheet = {"attendees": [{"enrolment": enrolment, "attendance": "online"}]}
    session = (await clerk.get(f"/enrolments/{enrolment}")).json()["session"]
    refused = await clerk.post(f"/sessions/{session}/attendance", sheet)
    assert (refused.status_code, refused.json()["code"]) == (409, "maker_cannot_check")


_SESSION = {
    "programme": "114",
    "day": "2025-03-10",
    "place": "臺中市",
    "seats_on_site": 10,
    "seats_online": 10,
}
