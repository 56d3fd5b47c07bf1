"""Work lists over HTTP: who is given what, what comes next, and what is refused by name."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain.deadline import taipei_date
from domain.event import Role
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.api.office import Office, Signed
from tests.bulk.crowd import GUILD, crowd

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def queue(signed: Signed, query: str = "") -> list[dict[str, Any]]:
    answer = await signed.get(f"/tasks?{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_many_who_ask_at_once_are_each_given_another_task(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    await crowd(living, programme, calendar, 6)
    clerks = [await living.hire(Role.GUILD, guild=GUILD) for _ in range(8)]
    answers = await asyncio.gather(*(clerk.post("/tasks/next", key="mine") for clerk in clerks))
    assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers]
    given = [answer.json()["task"]["id"] for answer in answers if answer.json()["task"]]
    assert (len(given), len(set(given))) == (6, 6)
    for clerk, answer in zip(clerks, answers, strict=True):
        if answer.json()["task"] is not None:
            again = (await clerk.post("/tasks/next", key="mine")).json()
            assert (again["receipt"], again["task"]["id"]) == (
                answer.json()["receipt"],
                answer.json()["task"]["id"],
            )
    empty = (await clerks[0].post("/tasks/next")).json()
    assert (empty["task"], bool(empty["detail"])) == (None, True)


async def test_the_next_task_is_the_most_urgent_and_its_points_are_told(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    await crowd(living, programme, calendar, 3)
    officer, clerk = await living.hire(Role.OFFICER), await living.hire(Role.GUILD, guild=GUILD)
    last, first = (await queue(clerk))[2], (await queue(clerk))[0]
    raised = await officer.post(f"/tasks/{last['id']}/priority", {"priority": "high"})
    lowered = await officer.post(f"/tasks/{first['id']}/priority", {"priority": "low"})
    assert (raised.status_code, lowered.status_code) == (200, 200)
    listed = await queue(clerk)
    assert [listed[0]["id"], listed[-1]["id"]] == [last["id"], first["id"]]
    for task in listed:
        terms = {term["term"]: term["points"] for term in task["urgency"]["terms"]}
        assert set(terms) == {"due", "age", "late", "priority"}
        assert task["urgency"]["points"] == pytest.approx(sum(terms.values()))
    given = (await clerk.post("/tasks/next")).json()["task"]
    assert (given["id"], given["mine"]) == (last["id"], True)
    chosen = (await clerk.post("/tasks/next?priority=low")).json()["task"]
    assert chosen["id"] == first["id"]


async def test_a_task_is_given_taken_back_and_given_to_another(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    await crowd(living, programme, calendar, 1)
    officer = await living.hire(Role.OFFICER)
    one, other = [await living.hire(Role.GUILD, guild=GUILD) for _ in range(2)]
    stranger = await living.hire(Role.GUILD, guild="G02")
    [task] = await queue(officer)
    path = f"/tasks/{task['id']}"
    who = (await officer.get(f"{path}/assignees")).json()["items"]
    assert {each["id"] for each in who} == {str(one.account), str(other.account)}
    seen = (await officer.get(path)).headers["ETag"]
    reminder = {
        "items": [{"enrolment": task["enrolment"], "version": int(seen.strip('"'))}],
        "note": "請補件",
    }
    assert (await one.post("/reminders/bulk", reminder)).json()["counts"]["done"] == 1
    # A mail that is sent meanwhile makes nothing stale.
    given = await officer.post(f"{path}/assignment", {"to": str(one.account)}, headers={"If-Match": seen})
    assert given.status_code == 200, given.text
    stale = await officer.post(f"{path}/assignment", {"to": str(other.account)}, headers={"If-Match": seen})
    assert code(stale) == (412, "precondition_failed")
    assert "task.assigned.v1" in stale.json()["changed"]
    assert [each["mine"] for each in await queue(one, "assigned_to_me=true")] == [True]
    assert await queue(other, "free=true") == []
    assert code(await other.post(f"{path}/claim")) == (409, "task_claimed_by_other")
    assert (await one.post(f"{path}/assignment", {"to": str(other.account)})).status_code == 200
    foreign = await officer.post(f"{path}/assignment", {"to": str(stranger.account)})
    assert code(foreign) == (422, "assignee_not_of_queue")
    assert code(await stranger.post(f"{path}/claim")) == (404, "not_found")
    nobody = await officer.post(f"{path}/assignment", {"to": task["id"]})
    assert code(nobody) == (422, "account_unknown")
    assert (await other.post(f"{path}/decision", {"accepted": True})).status_code == 200
    history = (await officer.get(f"/enrolments/{task['enrolment']}/history")).json()["items"]
    named = [entry["named"] for entry in history if entry["topic"] == "task.assigned.v1"]
    assert named == [str(one.account), str(other.account)]


async def test_what_rests_is_out_of_the_queue_until_its_day(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    await crowd(living, programme, calendar, 1)
    clerk = await living.hire(Role.GUILD, guild=GUILD)
    [task] = await queue(clerk)
    path, today = f"/tasks/{task['id']}/follow-up", taipei_date(living.clock.now())
    assert code(await clerk.post(path, {"on": today.isoformat()})) == (422, "follow_up_not_ahead")
    tomorrow = (today + timedelta(days=1)).isoformat()
    assert (await clerk.post(path, {"on": tomorrow})).status_code == 200
    assert await queue(clerk) == []
    assert len(await queue(clerk, "follow_up=later")) == len(await queue(clerk, "follow_up=all")) == 1
    assert (await clerk.post("/tasks/next")).json()["task"] is None
    living.clock.ahead = timedelta(days=1)
    # A token lasts twelve hours.
    colleague = await living.hire(Role.GUILD, guild=GUILD)
    assert len(await queue(colleague)) == 1
    assert (await colleague.post("/tasks/next")).json()["task"]["id"] == task["id"]


async def test_filters_choose_and_wrong_ones_are_refused_with_what_there_is(
    living: Office, programme: Programme, calendar: WorkingCalendar
) -> None:
    await crowd(living, programme, calendar, 2)
    officer = await living.hire(Role.OFFICER)
    first, second = await queue(officer)
    case = (await officer.get(f"/enrolments/{first['enrolment']}")).json()
    ubn = case["firms"][0]["ubn"]
    for query, wanted in {
        "kind=vet_registration&guild=G01": 2,
        "kind=check_list": 0,
        f"ubn={ubn}": 1,
        f"enrolment={second['enrolment']}": 1,
        "late=true": 0,
        "late=false": 2,
        "due_within_days=10": 2,
        "due_within_days=0": 0,
        "priority=normal": 2,
        "mine=true": 0,
    }.items():
        assert len(await queue(officer, query)) == wanted, query
    for query, (field, known) in {
        "kind=vetting": ("kind", "vet_registration"),
        "priority=urgent": ("priority", "high"),
        "follow_up=someday": ("follow_up", "later"),
        "guild=G09": ("guild", "G01"),
        "clerk=me": ("clerk", "assigned_to_me"),
    }.items():
        refused = await officer.get(f"/tasks?{query}")
        assert refused.status_code == 400, query
        [error] = refused.json()["errors"]
        assert (error["field"], known in error["zh"], known in error["en"]) == (field, True, True)
    for path in (f"/enrolments/{case['id']}?at=1", f"/tasks/{first['id']}?x=1", "/password?x=1"):
        refused = await officer.get(path)
        assert refused.status_code in (400, 404, 405), path
