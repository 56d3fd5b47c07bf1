"""One call assigns many tasks, of which some have changed since they were seen: what the report counts."""

import time
from dataclasses import dataclass
from typing import Any

from domain.event import Role
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from tests.api.office import Office, Signed, eventually
from tests.bulk.crowd import GUILD, crowd


@dataclass(frozen=True, slots=True)
class Told:
    """The preview's counts, the first answer's status and seconds, and the report once nothing is pending."""

    preview: dict[str, int]
    status: int
    seconds: float
    settled_seconds: float
    report: dict[str, Any]
    refused: dict[str, int]


async def assign_many(
    office: Office, programme: Programme, calendar: WorkingCalendar, *, tasks: int, stale: int
) -> Told:
    """An officer assigns all to a clerk of the guild, after a lead has changed `stale` of them."""
    await crowd(office, programme, calendar, tasks)
    officer = await office.hire(Role.OFFICER)
    clerk = await office.hire(Role.GUILD, guild=GUILD)
    items = await every_task(officer)
    assert len(items) == tasks
    for item in items[:stale]:
        path = f"/tasks/{item['task']}/priority"
        assert (await officer.post(path, {"priority": "high"})).status_code == 200
    body = {"action": "assign", "to": str(clerk.account), "items": items}
    looked = await officer.post("/tasks/bulk?preview=true", body)
    assert looked.status_code == 200, looked.text
    began = time.monotonic()
    answer = await officer.post("/tasks/bulk", body, key="assign-all")
    seconds = time.monotonic() - began
    assert answer.status_code in (200, 202), answer.text
    report = await settled(officer, answer.headers["Location"])
    codes: dict[str, int] = {}
    for item in report["items"]:
        if item["problem"]:
            codes[item["problem"]["code"]] = codes.get(item["problem"]["code"], 0) + 1
    settled_seconds = time.monotonic() - began
    return Told(looked.json()["counts"], answer.status_code, seconds, settled_seconds, report, codes)


async def every_task(signed: Signed) -> list[dict[str, Any]]:
    """The whole list, page by page, each with the version that it shows."""
    items: list[dict[str, Any]] = []
    after = ""
    while True:
        answer = await signed.get(f"/tasks?limit=200{after}")
        assert answer.status_code == 200, answer.text
        page = answer.json()
        items += [{"task": item["id"], "version": item["version"]} for item in page["items"]]
        if page["next"] is None:
            return items
        after = f"&after={page['next']}"


async def settled(signed: Signed, address: str) -> dict[str, Any]:
    """The report once nothing is pending."""

    async def pending() -> int:
        return int((await signed.get(address)).json()["counts"]["pending"])

    await eventually(pending, 0, timeout_seconds=240.0)
    report: dict[str, Any] = (await signed.get(address)).json()
    return report
