"""A call about many: exact counts, each reason, one decision an item however often it is sent."""

from typing import Any

import pytest

from domain.event import Role
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.api.office import Office
from tests.bulk.assigning import assign_many, every_task, settled
from tests.bulk.crowd import GUILD, crowd

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def test_many_are_assigned_and_those_that_changed_are_told(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    told = await assign_many(living, programme, calendar, tasks=14, stale=3)
    counts = {"total": 14, "done": 11, "unchanged": 0, "stale": 3, "refused": 0, "pending": 0, "unsent": 0}
    assert told.preview == told.report["counts"] == counts
    assert told.refused == {"precondition_failed": 3}
    stale = [item for item in told.report["items"] if item["outcome"] == "stale"]
    assert all("task.prioritised.v1" in item["problem"]["changed"] for item in stale)


async def test_a_call_sent_again_decides_nothing_twice(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    cases = await crowd(living, programme, calendar, 4)
    guild = await living.hire(Role.GUILD, guild=GUILD)
    items = await every_task(guild)
    body: dict[str, Any] = {"action": "claim", "items": items[:3]}
    first = await guild.post("/tasks/bulk", body, key="claims")
    receipts = living.stored("receipts")
    again = await guild.post("/tasks/bulk", body, key="claims")
    assert first.json()["counts"]["done"] == 3
    assert (again.json(), living.stored("receipts")) == (first.json(), receipts)
    other = await guild.post("/tasks/bulk", {**body, "items": items}, key="claims")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    seen = await every_task(guild)
    unchanged = await guild.post("/tasks/bulk", {"action": "prioritise", "priority": "high", "items": seen})
    assert unchanged.status_code == 403
    claimed = [one for one in seen if one["task"] in {item["task"] for item in items[:3]}]
    released = await guild.post("/tasks/bulk", {"action": "release", "items": seen})
    assert released.json()["counts"] | {"pending": 0} == {
        "total": 4,
        "done": len(claimed),
        "unchanged": 1,
        "stale": 0,
        "refused": 0,
        "pending": 0,
        "unsent": 0,
    }
    assert len(cases) == 4


async def test_a_preview_writes_nothing(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    cases = await crowd(living, programme, calendar, 2)
    officer, reviewer = await living.hire(Role.OFFICER), await living.hire(Role.REVIEWER)
    items = await every_task(officer)
    body = {"action": "assign", "to": str(reviewer.account), "items": items}
    told = await officer.post("/tasks/bulk?preview=true", body)
    assert told.json()["counts"]["refused"] == 2
    assert {item["problem"]["code"] for item in told.json()["items"]} == {"assignee_not_of_queue"}
    case = (await officer.get(f"/enrolments/{cases[0]}")).json()
    reminder = {"items": [{"enrolment": case["id"], "version": case["version"]}], "note": "請補件"}
    looked = await officer.post("/reminders/bulk?preview=true", reminder)
    assert looked.json()["counts"]["done"] == 1
    assert [living.stored(table) for table in ("receipts", "bulks")] == [0, 0]


async def test_trainees_of_many_cases_are_reminded_once_a_day(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    cases = await crowd(living, programme, calendar, 3)
    guild = await living.hire(Role.GUILD, guild=GUILD)
    stranger = await living.hire(Role.GUILD, guild="G02")

    async def seen() -> list[dict[str, Any]]:
        read = [(await guild.get(f"/enrolments/{case}")).json() for case in cases]
        return [{"enrolment": case["id"], "version": case["version"]} for case in read]

    body = {"items": await seen(), "note": "名單只差一家"}
    foreign = await stranger.post("/reminders/bulk", body)
    assert {item["problem"]["code"] for item in foreign.json()["items"]} == {"not_found"}
    first = await guild.post("/reminders/bulk", body)
    told = await settled(guild, first.headers["Location"])
    assert told["counts"]["done"] == 3
    assert (await stranger.get(first.headers["Location"])).status_code == 404
    again = await guild.post("/reminders/bulk", {"items": await seen()})
    told = await settled(guild, again.headers["Location"])
    codes = {item["problem"]["code"] for item in told["items"]}
    # A mail that was sent meanwhile has moved the case on since it was read.
    assert codes <= {"reminded_already", "precondition_failed"}
    assert told["counts"]["done"] == 0
