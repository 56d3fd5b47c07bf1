"""Elective items of a closed case over HTTP, by a checkup's workflow that had ended."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.cli.demo.actions import Desk, Stand, small_pdf
from api.cli.demo.world import demo_world
from domain.deadline import TAIPEI
from domain.streams import checkup_stream
from store.unfinished import unfinished
from tests.durability.cohort import Cohort, conditions
from tests.durability.lives import BEGINS, LIVES

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(300)]

AUTUMN = datetime(2025, 11, 17, 9, tzinfo=TAIPEI)
TEN_WORKING_DAYS_ON = datetime(2025, 12, 2, 9, tzinfo=TAIPEI)


async def test_elective_items_join_a_closed_case_and_change_nothing_else_of_it() -> None:
    with TemporaryDirectory(prefix="tanjian-addendum-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        async with demo_world(folder, BEGINS, conditions(folder)) as world:
            cohort = Cohort(world, {"review_late": LIVES["review_late"]})
            await cohort.open()
            await cohort.play(AUTUMN)
            await _addendum(cohort, cohort.desk, cohort.stands["review_late"])


async def _addendum(cohort: Cohort, desk: Desk, stand: Stand) -> None:
    assert stand.enrolment is not None
    case = await desk.do(stand.token, "GET", f"/enrolments/{stand.enrolment}")
    assert (case["outcome"], case["closed"]) == ("paid", True)
    checkup = f"/checkups/{checkup_stream(stand.enrolment, case['firms'][0]['ubn'])}"
    await _transport(desk, stand, checkup)
    await desk.do(stand.token, "POST", f"{checkup}/addendum", {})
    assert _awaits_a_workflow(desk)
    await cohort.world.advance_to(TEN_WORKING_DAYS_ON.astimezone(UTC))
    await cohort.world.quiet()
    await _late(desk, stand)
    await _approved(desk, stand.enrolment)
    assert not _awaits_a_workflow(desk)
    shown = await desk.do(stand.token, "GET", checkup)
    assert (shown["stage"], shown["addendum"], shown["activities"][0]["item"]) == (
        "approved",
        None,
        "electricity",
    )
    [added] = shown["addenda"]
    assert [one["item"] for one in added["activities"]] == ["transport"]
    assert {one["status"] for one in shown["readings"]} == {"read"}
    bill = await desk.ask(stand.token, "GET", f"{checkup}/bills/{added['bills'][0]['id']}")
    assert (bill.status_code, bill.headers["content-type"]) == (200, "application/pdf")
    again = await desk.do(stand.token, "GET", f"/enrolments/{stand.enrolment}")
    assert _of_case(again) == _of_case(case)


async def _transport(desk: Desk, stand: Stand, checkup: str) -> None:
    files = {"file": ("freight.pdf", small_pdf("freight"), "application/pdf")}
    bill = (await desk.do(stand.token, "POST", f"{checkup}/bills", files=files))["id"]
    activity = {
        "item": "transport",
        "source": "transport",
        "quantity": "320.5",
        "unit": "tkm",
        "first_day": "2024-01-01",
        "last_day": "2024-12-31",
        "bills": [bill],
    }
    path = f"{checkup}/activities/{uuid4()}"
    wrong = await desk.ask(stand.token, "PUT", path, {**activity, "unit": "m3"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "unit_not_of_source")
    await desk.do(stand.token, "PUT", path, activity)


def _awaits_a_workflow(desk: Desk) -> bool:
    """Whether a recovery would start the workflow of a checkup."""
    left = unfinished(desk.world.tools.database)
    return any(each.kind == "checkup" for each in left)


async def _late(desk: Desk, stand: Stand) -> None:
    [task] = await desk.tasks(desk.reviewer, "review_addendum", UUID(str(stand.enrolment)))
    assert task["late"] is True


async def _approved(desk: Desk, enrolment: UUID) -> None:
    [task] = await desk.tasks(desk.reviewer, "review_addendum", enrolment)
    await desk.do(desk.reviewer, "POST", f"/tasks/{task['id']}/claim")
    await desk.do(desk.reviewer, "POST", f"/tasks/{task['id']}/decision", {"approved": True})
    await desk.world.quiet()


def _of_case(case: Mapping[str, Any]) -> dict[str, Any]:
    return {name: case[name] for name in ("version", "outcome", "closed", "certificate", "fee", "firms")}
