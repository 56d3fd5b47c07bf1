"""A bill is read while its checkup is filled in: seen, confirmed, corrected, given up, and read again."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli.reading_worker import reading_worker
from domain.event import Role
from domain.programme import Programme
from tests.activities.readers import ScriptedReader
from tests.api.living import tools_of
from tests.api.office import Office, Signed, eventually
from tests.api.test_case_lived import People, claimed, listed, made, people_of, registered
from tests.made_up import PDF

pytestmark = [pytest.mark.servers, pytest.mark.slow]


@pytest.fixture
async def reading(living: Office, tmp_path: Path) -> AsyncIterator[Office]:
    """The application with a reader beside its worker."""
    client = living.services.temporal
    assert client is not None
    async with reading_worker(client, tools_of(living.services, tmp_path), ScriptedReader()):
        yield living


async def attached(trainee: Signed, path: str, words: str) -> str:
    upload = {"file": ("單據.pdf", PDF + b"\n" + words.encode(), "application/pdf")}
    return made(await trainee.post(f"{path}/bills", files=upload))


async def first_checkup(people: People, programme: Programme) -> tuple[str, str]:
    enrolment = await registered(people, programme)
    return enrolment, f"/checkups/{(await listed(people, enrolment))[0]['id']}"


def status(signed: Signed, path: str, bill: str) -> Callable[[], Awaitable[str]]:
    async def found() -> str:
        return str((await reading_of(signed, path, bill))["status"])

    return found


async def reading_of(signed: Signed, path: str, bill: str) -> dict[str, Any]:
    shown = (await signed.get(path)).json()
    found: dict[str, Any] = next(one for one in shown["readings"] if one["bill"] == bill)
    return found


def value(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in document["fields"] if one["field"] == name)
    return found


async def test_a_bill_is_read_and_what_is_doubted_is_corrected(reading: Office, programme: Programme) -> None:
    people = await people_of(reading)
    enrolment, path = await first_checkup(people, programme)
    bill = await attached(people.trainee, path, "usage 1200 0.7")
    await eventually(status(people.trainee, path, bill), "read")
    [document] = (await reading_of(people.trainee, path, bill))["documents"]
    assert {"row": None, "field": "usage"} in document["in_question"]
    assert value(document, "vendor")["value"] == "大湳電業行"
    needs = (await people.trainee.get(f"/enrolments/{enrolment}")).json()["missing"]
    assert [one["code"] for one in needs if one["code"] in ("to_confirm", "unreadable")] == ["to_confirm"]
    confirm = f"{path}/bills/{bill}/reading/confirm"
    await _refused_at_the_door(people, confirm)
    late = await people.trainee.post(confirm, {"document": 0, "number": 2, "fields": {"usage": "1280"}})
    assert (late.status_code, late.json()["code"]) == (409, "reading_superseded")
    said = {"document": 0, "number": 1, "fields": {"usage": "1280.0", "vendor": "大湳電業行"}, "rest": True}
    assert (await people.trainee.post(confirm, said)).status_code == 200
    [document] = (await reading_of(people.guild, path, bill))["documents"]
    assert (document["trust"], document["in_question"]) == ("corrected", [])
    usage, vendor = value(document, "usage"), value(document, "vendor")
    assert (usage["value"], usage["read"], vendor["confirmed"]) == ("1280", "1200", True)
    await _again_by_an_officer(reading, people, path, bill)


async def test_what_a_paper_prints_without_its_form_can_be_confirmed_and_nothing_else_without_it(
    reading: Office, programme: Programme
) -> None:
    """A tax id whose check does not hold, and a quantity with its unit: as they were read, and only so."""
    people = await people_of(reading)
    _, path = await first_checkup(people, programme)
    bill = await attached(people.trainee, path, "usage 1200度 0.7 12345678")
    await eventually(status(people.trainee, path, bill), "read")
    [document] = (await reading_of(people.trainee, path, bill))["documents"]
    assert (value(document, "usage")["value"], value(document, "seller_ubn")["value"]) == (
        "1200度",
        "12345678",
    )
    confirm = f"{path}/bills/{bill}/reading/confirm"
    read_so = {"usage": "1200度", "seller_ubn": "12345678"}
    wrong = {"document": 0, "number": 1, "fields": {**read_so, "seller_ubn": "12345679"}, "rest": True}
    refused = await people.trainee.post(confirm, wrong)
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["fields.seller_ubn"])
    elsewhere = {"document": 0, "number": 2, "fields": read_so}
    assert (await people.trainee.post(confirm, elsewhere)).status_code == 422
    said = {"document": 0, "number": 1, "fields": read_so, "rest": True}
    assert (await people.trainee.post(confirm, said)).status_code == 200
    [document] = (await reading_of(people.trainee, path, bill))["documents"]
    assert (document["trust"], value(document, "seller_ubn")["confirmed"]) == ("confirmed", True)


async def _refused_at_the_door(people: People, confirm: str) -> None:
    """Every wrong value is named with field, value and how it is written; others than the trainee may not."""
    wrong = {"usage": "1,200", "period_end": "113/04/30", "seller_ubn": "12345678", "unit": "度"}
    refused = await people.trainee.post(confirm, {"document": 0, "number": 1, "fields": wrong})
    assert refused.status_code == 422
    told = {one["field"]: one for one in refused.json()["errors"]}
    assert set(told) == {f"fields.{name}" for name in wrong}
    usage = told["fields.usage"]
    assert (usage["value"], usage["code"], usage["rule"]) == ("1,200", "wrong_reading_value", "R41")
    assert "千分位" in usage["zh"]
    assert "separators" in usage["en"]
    unknown = await people.trainee.post(confirm, {"document": 0, "number": 1, "fields": {"colour": "red"}})
    assert (unknown.status_code, list(unknown.json()["fields"])) == (422, ["fields.colour"])
    doubt = await people.trainee.post(confirm, {"document": 0, "number": 1})
    assert (doubt.status_code, doubt.json()["code"]) == (409, "fields_unanswered")
    assert "usage" in doubt.json()["fields"]["fields"]
    other = await people.guild.post(confirm, {"document": 0, "number": 1, "rest": True})
    assert other.status_code == 403


async def _again_by_an_officer(office: Office, people: People, path: str, bill: str) -> None:
    again = f"{path}/bills/{bill}/reading/again"
    assert (await people.trainee.post(again)).status_code == 403
    assert (await people.maker.post(again)).status_code == 200

    async def number() -> int:
        return int((await reading_of(people.trainee, path, bill)).get("number", 0))

    await eventually(number, 2)
    [document] = (await reading_of(people.trainee, path, bill))["documents"]
    assert (document["trust"], value(document, "usage")["value"]) == ("corrected", "1280")


async def test_a_broken_file_fails_once_holds_up_no_other_and_asks_an_officer(
    reading: Office, programme: Programme
) -> None:
    people = await people_of(reading)
    enrolment, path = await first_checkup(people, programme)
    broken = await attached(people.trainee, path, "broken picture_truncated")
    crashed = await attached(people.trainee, path, "crash")
    whole = await attached(people.trainee, path, "usage 1200 0.99")
    await eventually(status(people.trainee, path, whole), "read")
    await eventually(status(people.trainee, path, crashed), "not_readable")
    told = await reading_of(people.trainee, path, broken)
    assert (told["status"], told["why"]["code"]) == ("not_readable", "picture_truncated")
    assert "重新傳送" in told["why"]["do_zh"]
    needs = (await people.trainee.get(f"/enrolments/{enrolment}")).json()["missing"]
    assert "2 份單據無法判讀" in next(one["zh"] for one in needs if one["code"] == "unreadable")
    assert (await people.trainee.send("DELETE", f"{path}/bills/{broken}")).status_code == 200
    [task] = (await people.maker.get("/tasks?kind=unreadable_bill")).json()["items"]
    assert task["id"] == await claimed(people.maker, "unreadable_bill")
    decision = {"read_again": True, "reason": "判讀程式已更新"}
    assert (await people.maker.post(f"/tasks/{task['id']}/decision", decision)).status_code == 200

    async def number() -> int:
        return int((await reading_of(people.trainee, path, crashed)).get("number", 0))

    await eventually(number, 2)
    assert (await people.maker.get("/tasks?kind=unreadable_bill")).json()["items"] != []


async def test_without_a_reader_all_else_goes_on(living: Office, programme: Programme) -> None:
    """A bill waits, and nothing waits for it: activities, submission, removal."""
    people = await people_of(living)
    _, path = await first_checkup(people, programme)
    bill = await attached(people.trainee, path, "usage 1200 0.99")
    other = await attached(people.trainee, path, "usage 1 1")
    assert (await reading_of(people.trainee, path, bill))["status"] == "waiting"
    assert (await people.trainee.send("DELETE", f"{path}/bills/{other}")).status_code == 200
    for item in programme.stages.mandatory.items:
        none = await people.trainee.send("PUT", f"{path}/none/{item}", {"reason": "本店無此項目"})
        assert none.status_code == 200
    assert (await people.trainee.post(f"{path}/submission")).status_code == 200
    lead = await living.hire(Role.LEAD_REVIEWER)
    shown = (await lead.get(path)).json()
    assert (shown["stage"], [one["status"] for one in shown["readings"]]) == ("submitted", ["waiting"])
