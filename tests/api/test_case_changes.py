"""A case that people change, by HTTP: swapped firms, corrections, two officers, a new calendar."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from activities.calendar_telling import tell_of_calendar
from domain.event import Role
from domain.programme import Programme
from store.programme_files import calendar_document
from tests import made_up
from tests.api.living import tools_of
from tests.api.office import Office, Signed, eventually, firm_body
from tests.api.test_case_lived import People, claimed, listed, people_of, registered
from tests.made_up import PDF

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def case_of(signed: Signed, enrolment: str) -> dict[str, Any]:
    found: dict[str, Any] = (await signed.get(f"/enrolments/{enrolment}")).json()
    return found


def due(case: dict[str, Any], kind: str) -> str:
    return str(next(window["due_date"] for window in case["windows"] if window["kind"] == kind))


async def test_a_firm_is_swapped_and_its_successor_checked(living: Office, programme: Programme) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    await listed(people, enrolment)
    old = (await case_of(people.trainee, enrolment))["firms"][0]["ubn"]
    letter = (await people.trainee.upload(PDF + b"new")).json()["address"]
    path = f"/enrolments/{enrolment}/firms/{old}/swap"
    unsigned = await people.trainee.post(path, {"firm": firm_body(77)})
    assert (unsigned.status_code, unsigned.json()["code"]) == (409, "letters_missing")
    new = firm_body(77, made_up.MIDDLE["25"], letter)
    swapped = await people.trainee.post(path, {"firm": new, "reason": "客戶歇業"})
    assert swapped.status_code == 200, swapped.text
    case = await case_of(people.trainee, enrolment)
    assert {"check": "unchecked", "ubn": new["ubn"]}.items() <= next(
        firm for firm in case["firms"] if firm["ubn"] == new["ubn"]
    ).items()
    assert old not in {firm["ubn"] for firm in case["firms"]}
    task = await claimed(people.reviewer, "check_list")
    verdict = {"findings": [{"ubn": new["ubn"], "reasons": []}]}
    assert (await people.reviewer.post(f"/tasks/{task}/decision", verdict)).status_code == 200
    await _corrected(people, enrolment, new["ubn"])
    await _consent_withdrawn(people, enrolment, new["ubn"])
    await _cancelled(people, enrolment)


async def _corrected(people: People, enrolment: str, ubn: str) -> None:
    """The effect is shown before, and it is what then happens."""
    path = f"/enrolments/{enrolment}/firms/{ubn}"
    wanted = {
        "industry": made_up.OTHER_SERVICES,
        "revenue": 6_000_000,
        "capital": 100_000,
        "county": "臺中市",
    }
    effect = (await people.maker.get(f"{path}/correction", params=wanted)).json()
    assert (effect["place"]["from"], effect["place"]["to"]) == ("manufacturing", "services")
    assert effect["place"]["free"] > 0
    assert (effect["before"]["indicator"], effect["after"]["indicator"]) == (False, True)
    unknown = await people.maker.get(f"{path}/correction", params={**wanted, "colour": "red"})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (400, "colour")
    by_trainee = await people.trainee.send("PUT", f"{path}/profile", {**wanted, "reason": "誤植"})
    assert by_trainee.status_code == 409
    corrected = await people.maker.send("PUT", f"{path}/profile", {**wanted, "reason": "稅籍登記"})
    assert corrected.status_code == 200, corrected.text
    case = await case_of(people.trainee, enrolment)
    firm = next(one for one in case["firms"] if one["ubn"] == ubn)
    assert (firm["industry"], firm["place"]["sector"]) == (made_up.OTHER_SERVICES, "services")


async def _consent_withdrawn(people: People, enrolment: str, ubn: str) -> None:
    path = f"/enrolments/{enrolment}/firms/{ubn}/consent-withdrawal"
    assert (await people.trainee.post(path, {"reason": "不行"})).status_code == 403
    assert (await people.maker.post(path, {})).status_code == 422
    assert (await people.maker.post(path, {"reason": "負責人來函"})).status_code == 200
    case = await case_of(people.trainee, enrolment)
    assert ubn not in {firm["ubn"] for firm in case["firms"]}
    history = (await people.trainee.get(f"/enrolments/{enrolment}/history")).json()["items"]
    told = next(one for one in history if one["topic"] == "enrolment.consent_withdrawn.v1")
    assert told["reason"] == "負責人來函"


async def _cancelled(people: People, enrolment: str) -> None:
    """An officer says why; the trainee reads it in the history and in the mail."""
    gone = (await case_of(people.trainee, enrolment))["firms"][0]
    assert gone.keys().isdisjoint({"entered_by", "letter_by"})
    path = f"/enrolments/{enrolment}/firms/{gone['ubn']}"
    unsaid = await people.maker.send("DELETE", path)
    assert (unsaid.status_code, unsaid.json()["code"]) == (422, "reason_missing")
    unknown = await people.maker.send("DELETE", path, {"reason": "歇業", "colour": "red"})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "colour")
    assert (await people.maker.send("DELETE", path, {"reason": "公司已歇業"})).status_code == 200
    history = (await people.trainee.get(f"/enrolments/{enrolment}/history")).json()["items"]
    left = [one for one in history if one["topic"] == "enrolment.firm_removed.v1"]
    assert left[-1]["reason"] == "公司已歇業"
    case = await case_of(people.trainee, enrolment)
    assert {"firms", "submission"} <= {need["code"] for need in case["missing"]}


async def test_two_officers_extend_and_a_calendar_moves(
    living: Office, programme: Programme, tmp_path: Path
) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    asked = {"window": "upload", "last_day": "2025-07-31", "reason": "複核逾時"}
    path = f"/enrolments/{enrolment}/extensions"
    unknown = await people.maker.post(path, {**asked, "window": "lunch"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "window_unknown")
    assert (await people.trainee.post(path, asked)).status_code == 403
    assert (await people.maker.post(path, asked)).status_code == 200
    [own] = (await people.maker.get("/tasks?kind=decide_proposal")).json()["items"]
    mine = await people.maker.get("/tasks?kind=decide_proposal&doable=true")
    assert mine.json()["items"] == []
    refused = await people.maker.post(f"/tasks/{own['id']}/claim")
    assert (refused.status_code, refused.json()["code"]) == (409, "maker_cannot_check")
    task = await claimed(people.checker, "decide_proposal")
    assert (await people.checker.post(f"/tasks/{task}/decision", {"approved": True})).status_code == 200
    assert due(await case_of(people.trainee, enrolment), "upload") == "2025-07-31"
    await _moved_by_a_calendar(living, people, enrolment, tmp_path)


async def _moved_by_a_calendar(office: Office, people: People, enrolment: str, folder: Path) -> None:
    case = await case_of(people.trainee, enrolment)
    last = due(case, "list_supplement")
    guilds = tools_of(office.services, folder).guilds
    known = guilds.get("G01")
    assert known is not None
    await asyncio.to_thread(guilds.put, type(known)(known.code, known.name, known.email, "臺北市"))
    suspended = {"day": last, "counties": ["臺北市"], "source": "made up"}
    document = {**calendar_document(None), "version": f"typhoon-{last}", "suspensions": [suspended]}
    await asyncio.to_thread(_published, office, document)
    assert await asyncio.to_thread(tell_of_calendar, tools_of(office.services, folder)) >= 1

    async def later() -> bool:
        return due(await case_of(people.trainee, enrolment), "list_supplement") > last

    await eventually(later, True)
    moved = await case_of(people.trainee, enrolment)
    assert [mail["was"] for mail in moved["mails"] if mail["template"] == "window_moved"] == [last]
    # A day that officers have set stays theirs.
    assert due(moved, "upload") == "2025-07-31"


def _published(office: Office, document: dict[str, Any]) -> None:
    office.services.programmes.publish_calendar_document(document, office.clock.now())


async def test_a_lapsed_case_is_taken_up_again(living: Office, programme: Programme) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    withdrawn = await people.trainee.post(f"/enrolments/{enrolment}/withdrawal", {})
    assert withdrawn.status_code == 200
    asked = {"last_day": "2025-09-30", "reason": "誤撤"}
    refused = await people.maker.post(f"/enrolments/{enrolment}/reinstatements", asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_reinstatable")
    auditor = await living.hire(Role.AUDITOR)
    assert (await auditor.post(f"/enrolments/{enrolment}/reinstatements", asked)).status_code == 403
    nothing = await people.maker.post(f"/enrolments/{enrolment}/revocations", {"reason": "查無"})
    assert (nothing.status_code, nothing.json()["code"]) == (409, "no_certificate")
