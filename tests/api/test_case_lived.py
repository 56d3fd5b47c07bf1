"""A case from registration to payout, by HTTP alone, with Temporal and a worker behind it."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from domain.event import Role
from domain.programme import Programme
from tests import made_up
from tests.api.lived_papers import People, statement_is_there
from tests.api.office import Office, Signed, eventually, firm_body, registration_body, session_body
from tests.made_up import PDF

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def people_of(office: Office) -> People:
    """One of each who has a part in a case."""
    return People(
        await office.hire(Role.TRAINEE),
        await office.hire(Role.GUILD, guild="G01"),
        await office.hire(Role.REVIEWER),
        await office.hire(Role.OFFICER),
        await office.hire(Role.OFFICER),
    )


async def registered(
    people: People, programme: Programme, vetting_key: str | None = None, *, payable: bool = True
) -> str:
    """A trained trainee's case with two firms that will make a manufacturing set; its id.

    Unless `payable` no account is given that the fee could be paid to.
    """
    session = made(await people.guild.post("/sessions", session_body()))
    firms = [await with_letter(people, number) for number in (0, 1)]
    body = registration_body(session, *firms)
    if not payable:
        del body["bank_account"]
    enrolment = made(await people.trainee.post("/enrolments", body))
    assert (await people.trainee.post(f"/enrolments/{enrolment}/online-course")).status_code == 200
    task = await claimed(people.guild, "vet_registration")
    vetted = await people.guild.post(f"/tasks/{task}/decision", {"accepted": True}, key=vetting_key)
    assert vetted.status_code == 200, vetted.text
    sheet = {"attendees": [{"enrolment": enrolment, "attendance": "on_site"}]}
    assert (await people.guild.post(f"/sessions/{session}/attendance", sheet)).status_code == 200
    await eventually(lambda: stage_of(people.trainee, enrolment), "listing")
    return enrolment


async def with_letter(people: People, number: int) -> dict[str, Any]:
    uploaded = await people.trainee.upload(PDF + str(number).encode())
    codes = {0: made_up.MIDDLE["25"], 1: made_up.MIDDLE["29"]}
    body = firm_body(number, codes.get(number, made_up.OTHER_MANUFACTURING), uploaded.json()["address"])
    return {**body, "revenue": 999_999_999} if number == 2 else body


def made(answer: httpx.Response) -> str:
    """The id of what an accepted command made."""
    assert answer.status_code == 201, answer.text
    assert answer.headers["ETag"] == f'"{answer.json()["version"]}"'
    return str(answer.json()["id"])


async def claimed(signed: Signed, kind: str) -> str:
    [task] = (await signed.get(f"/tasks?kind={kind}&free=true&doable=true&limit=1")).json()["items"]
    assert (await signed.post(f"/tasks/{task['id']}/claim")).status_code == 200
    return str(task["id"])


async def stage_of(signed: Signed, enrolment: str) -> str:
    return str((await signed.get(f"/enrolments/{enrolment}")).json()["stage"])


async def listed(people: People, enrolment: str) -> list[dict[str, Any]]:
    """The list completed and passed; the case's checkups."""
    for number in range(2, 10):
        added = await people.trainee.post(f"/enrolments/{enrolment}/firms", await with_letter(people, number))
        assert added.status_code == 201, added.text
    task = await claimed(people.reviewer, "check_list")
    case = (await people.reviewer.get(f"/enrolments/{enrolment}")).json()
    findings = [{"ubn": firm["ubn"], "reasons": []} for firm in case["firms"]]
    decided = await people.reviewer.post(f"/tasks/{task}/decision", {"findings": findings})
    assert decided.status_code == 200, decided.text
    checkups: list[dict[str, Any]] = (await people.trainee.get(f"/enrolments/{enrolment}")).json()["checkups"]
    return checkups


async def _fill_and_submit(trainee: Signed, checkup: str, programme: Programme) -> None:
    upload = {"file": ("電費單.pdf", PDF + checkup.encode(), "application/pdf")}
    bill = made(await trainee.post(f"/checkups/{checkup}/bills", files=upload))
    first, *others = programme.stages.mandatory.items
    year = programme.inventory_year
    activity = {
        "item": first,
        "source": "petrol",
        "quantity": "1234.50",
        "unit": "L",
        "first_day": f"{year}-01-01",
        "last_day": f"{year}-12-31",
        "bills": [bill],
    }
    entered = await trainee.send("PUT", f"/checkups/{checkup}/activities/{uuid4()}", activity)
    assert entered.status_code == 200, entered.text
    for item in others:
        none = await trainee.send("PUT", f"/checkups/{checkup}/none/{item}", {"reason": "本店沒有這一項"})
        assert none.status_code == 200, none.text
    submitted = await trainee.post(f"/checkups/{checkup}/submission")
    assert submitted.status_code == 200, submitted.text


async def test_a_case_from_registration_to_payout(living: Office, programme: Programme) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    await certified(people, enrolment, programme)
    await _paid(people, enrolment)
    await statement_is_there(people, enrolment)
    case = (await people.trainee.get(f"/enrolments/{enrolment}")).json()
    assert (case["stage"], case["outcome"]) == ("over", "paid")
    assert case["trainee"]["name"] == made_up.person_name(1)
    history = (await people.trainee.get(f"/enrolments/{enrolment}/history")).json()["items"]
    assert [entry for entry in history if entry["topic"] == "enrolment.paid.v1"]


async def certified(people: People, enrolment: str, programme: Programme) -> None:
    """The list passed, every checkup submitted and approved: the fee is due."""
    for checkup in await listed(people, enrolment):
        await _fill_and_submit(people.trainee, checkup["id"], programme)
        task = await eventually_claimed(people.reviewer)
        approved = await people.reviewer.post(f"/tasks/{task}/decision", {"approved": True})
        assert approved.status_code == 200, approved.text
    await eventually(lambda: stage_of(people.trainee, enrolment), "fee_due")


async def eventually_claimed(reviewer: Signed) -> str:
    async def waiting() -> bool:
        return bool((await reviewer.get("/tasks?kind=review_checkup&free=true")).json()["items"])

    await eventually(waiting, True)
    return await claimed(reviewer, "review_checkup")


async def _paid(people: People, enrolment: str) -> None:
    proposal = {"programme": "114", "enrolments": [enrolment]}
    batch = made(await people.maker.post("/payout-batches", proposal))
    own = await people.maker.post(f"/payout-batches/{batch}/approval")
    assert (own.status_code, own.json()["code"]) == (409, "maker_cannot_check")
    assert (await people.checker.post(f"/payout-batches/{batch}/approval")).status_code == 200

    async def stage() -> str:
        return str((await people.maker.get(f"/payout-batches/{batch}")).json()["stage"])

    await eventually(stage, "sent")
    shown = (await people.maker.get(f"/payout-batches/{batch}")).json()
    [line] = shown["lines"]
    assert shown["control_sum"] == line["net"]
    payments = [{"enrolment": enrolment, "amount": line["net"]}]
    confirmed = await people.checker.post(f"/payout-batches/{batch}/confirmation", {"payments": payments})
    assert confirmed.status_code == 200, confirmed.text


async def test_a_listing_case_shows_what_is_missing_and_who_may_see_it(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    enrolment = await registered(people, programme)
    case = (await people.trainee.get(f"/enrolments/{enrolment}")).json()
    firms = next(need for need in case["missing"] if need["code"] == "firms")
    assert str(programme.registration.firms - 2) in firms["zh"]
    assert case["mix"]["advice"]["zh"]
    for window in case["windows"]:
        assert window["steps"]
        assert all(step["zh"] and step["en"] for step in window["steps"])
    await _seen_by(living, people, enrolment)
    await _tabs(people, enrolment)
    await _refused_the_same_for_ever(people, enrolment)


async def _seen_by(office: Office, people: People, enrolment: str) -> None:
    """Strangers are told that it is not there; an auditor reads and never acts."""
    strangers = [
        await office.hire(Role.TRAINEE),
        await office.hire(Role.GUILD, guild="G02"),
        people.reviewer,
    ]
    for stranger in strangers:
        assert (await stranger.get(f"/enrolments/{enrolment}")).status_code == 404
    stranger = strangers[0]
    acted = await stranger.post(f"/enrolments/{enrolment}/online-course")
    assert (acted.status_code, acted.json()["code"]) == (404, "not_found")
    assert (await stranger.get("/enrolments")).json()["items"] == []
    auditor = await office.hire(Role.AUDITOR)
    assert (await auditor.get(f"/enrolments/{enrolment}")).status_code == 200
    assert (await auditor.post(f"/enrolments/{enrolment}/withdrawal", {})).status_code == 403
    [own] = (await people.guild.get("/enrolments")).json()["items"]
    assert own["trainee"]["name"] == made_up.person_name(1)


async def _tabs(people: People, enrolment: str) -> None:
    """Two tabs with one ETag: the second is told what changed; the first may be sent again."""
    seen = (await people.trainee.get(f"/enrolments/{enrolment}")).headers["ETag"]
    path = f"/enrolments/{enrolment}/firms"
    first, second = await with_letter(people, 2), await with_letter(people, 3)
    added = await people.trainee.post(path, first, key="tab1", headers={"If-Match": seen})
    assert added.status_code == 201
    stale = await people.trainee.post(path, second, key="tab2", headers={"If-Match": seen})
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    assert "enrolment.firm_listed.v1" in stale.json()["changed"]
    again = await people.trainee.post(path, first, key="tab1", headers={"If-Match": seen})
    assert (again.status_code, again.json()) == (added.status_code, added.json())
    other = await people.trainee.post(path, second, key="tab1", headers={"If-Match": seen})
    assert other.json()["code"] == "idempotency_key_reused"
    fresh = {"If-Match": added.headers["ETag"]}
    assert (await people.trainee.post(path, second, key="tab2", headers=fresh)).status_code == 201


async def _refused_the_same_for_ever(people: People, enrolment: str) -> None:
    """A refusal is a problem with its receipt, the same however often it is sent, and in the history."""
    twice = await with_letter(people, 2)
    path = f"/enrolments/{enrolment}/firms"
    answers = [await people.trainee.post(path, twice, key="twice") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {409}
    [problem] = {str(answer.json()): answer.json() for answer in answers}.values()
    assert (problem["code"], problem["fields"]) == ("firm_already_listed", {"ubn": twice["ubn"]})
    receipt = (await people.trainee.get(f"/receipts/{problem['receipt']}")).json()
    assert (receipt["status"], receipt["problem"]["code"]) == ("refused", "firm_already_listed")
    history = (await people.guild.get(f"/enrolments/{enrolment}/history")).json()["items"]
    assert [entry for entry in history if entry["outcome"] == "refused"]
