"""A checkup that comes back, over HTTP: told in words, mended where it was found, reviewed again."""

from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest

from api.cli.demo.actions import Desk, Stand
from api.cli.demo.world import demo_world
from domain.deadline import TAIPEI
from domain.event import Role
from domain.streams import checkup_stream
from tests.durability.cohort import Cohort, conditions
from tests.durability.lives import BEGINS, LIVES

pytestmark = [pytest.mark.servers, pytest.mark.slow, pytest.mark.timeout(300)]

LIFE = "returned_then_paid"
RETURNED = datetime(2025, 6, 18, 9, tzinfo=TAIPEI)
SUBMITTED_AGAIN = datetime(2025, 7, 10, 12, tzinfo=TAIPEI)


async def test_a_second_round_over_http() -> None:
    with TemporaryDirectory(prefix="tanjian-second-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        async with demo_world(folder, BEGINS, conditions(folder)) as world:
            cohort = Cohort(world, {LIFE: LIVES[LIFE]})
            await cohort.open()
            await cohort.play(RETURNED)
            stand = cohort.stands[LIFE]
            checkup = await _returned(cohort.desk, stand)
            _told(folder)
            await cohort.play(SUBMITTED_AGAIN, since=RETURNED)
            await _kept(cohort, stand)
            await _reviewed_again(cohort, stand, checkup)


async def _returned(desk: Desk, stand: Stand) -> str:
    """The checkup that came back: its address."""
    case = await desk.do(stand.token, "GET", f"/enrolments/{stand.enrolment}")
    [ubn] = [firm["ubn"] for firm in case["firms"] if firm["progress"] == "returned"]
    assert stand.enrolment is not None
    path = f"/checkups/{checkup_stream(stand.enrolment, ubn)}"
    shown = await desk.do(stand.token, "GET", path)
    [finding] = shown["findings"]
    assert (finding["part_zh"], finding["zh"]) == ("電", "期間不完整，缺部分月份的單據")
    assert finding["note"] == "缺十二月份電費單"
    locked = await desk.ask(stand.token, "PUT", f"{path}/none/water", {"reason": "另一個理由"})
    assert (locked.status_code, locked.json()["code"]) == (409, "part_locked")
    assert locked.json()["fields"] == {"part": "water"}
    same = await desk.ask(stand.token, "PUT", f"{path}/none/water", {"reason": "本店無此項目"})
    assert same.status_code == 200
    history = await desk.do(stand.token, "GET", f"/enrolments/{stand.enrolment}/history")
    assert any("電：期間不完整" in entry["sentence_zh"] for entry in history["items"])
    return path


def _told(folder: Path) -> None:
    mails = [message_from_bytes(mail.read_bytes(), policy=policy.default) for mail in folder.rglob("*.eml")]
    [notice] = [mail for mail in mails if "補件通知" in mail["Subject"]]
    body = notice.get_body(("plain",))
    assert body is not None
    assert "電：期間不完整，缺部分月份的單據" in body.get_content()
    assert "Electricity: Months of the year are missing" in body.get_content()


async def _kept(cohort: Cohort, stand: Stand) -> None:
    """Only the first reviewer may claim for now, and everyone sees until when."""
    desk, other = cohort.desk, await cohort.hire(Role.REVIEWER)
    [own] = await _doable(desk, desk.reviewer)
    assert (own["kept_for_you"], own["kept_until"] is not None) == (True, True)
    assert await _doable(desk, other) == []
    [seen] = await desk.tasks(other, "review_checkup", UUID(str(stand.enrolment)))
    assert seen["kept_for_you"] is False
    refused = await desk.ask(other, "POST", f"/tasks/{seen['id']}/claim")
    assert (refused.status_code, refused.json()["code"]) == (409, "kept_for_first_reviewer")


async def _doable(desk: Desk, token: str) -> list[dict[str, Any]]:
    told = await desk.do(token, "GET", "/tasks?kind=review_checkup&doable=true")
    items: list[dict[str, Any]] = told["items"]
    return items


async def _reviewed_again(cohort: Cohort, stand: Stand, checkup: str) -> None:
    desk = cohort.desk
    [task] = await desk.tasks(desk.reviewer, "review_checkup", UUID(str(stand.enrolment)))
    await desk.do(desk.reviewer, "POST", f"/tasks/{task['id']}/claim")
    shown = await desk.do(desk.reviewer, "GET", checkup)
    since = {change["part"]: change["since"] for change in shown["changes"]}
    assert since["water"] == since["letter"] == "approved"
    assert sorted(since.values()) == ["approved"] * 3 + ["changed", "new"]
    [changed] = [change for change in shown["changes"] if change["since"] == "changed"]
    assert [field["field"] for field in changed["fields"]] == ["bills"]
    letter = await desk.ask(desk.reviewer, "GET", f"{checkup}/letter")
    assert (letter.status_code, letter.headers["content-type"]) == (200, "application/pdf")
    path = f"/tasks/{task['id']}/decision"
    for part, code, status, refusal in (
        ("water", "none_unexplained", 409, "part_approved_before"),
        ("gas", "none_unexplained", 422, "part_unknown"),
        ("electricity", "blurred", 422, "reason_unknown"),
        ("electricity", "bill_illegible", 422, "reason_does_not_fit"),
    ):
        decision = {"approved": False, "findings": [{"part": part, "code": code}]}
        refused = await desk.ask(desk.reviewer, "POST", path, decision)
        assert (refused.status_code, refused.json()["code"]) == (status, refusal)
    await _reopened(cohort, checkup)
    await desk.do(desk.reviewer, "POST", path, {"approved": True})


async def _reopened(cohort: Cohort, checkup: str) -> None:
    desk, lead = cohort.desk, await cohort.hire(Role.LEAD_REVIEWER)
    body = {"part": "water", "reason": "用水單據另案發現"}
    refused = await desk.ask(desk.reviewer, "POST", f"{checkup}/reopened-parts", body)
    assert refused.status_code == 403
    await desk.do(lead, "POST", f"{checkup}/reopened-parts", body)
    shown = await desk.do(lead, "GET", checkup)
    [water] = [change for change in shown["changes"] if change["part"] == "water"]
    assert (water["since"], water["was"]) == ("unchanged", "本店無此項目")
