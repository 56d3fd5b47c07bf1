"""Those who decide on a case: who of them may not, what they send, and what others are shown of them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from domain.event import Role
from domain.programme import Programme
from tests.api.office import Office, Signed
from tests.api.test_case_lived import People, claimed, people_of, registered, with_letter

pytestmark = [pytest.mark.servers, pytest.mark.slow]

# What JSON can write and no store can keep, and what is nested deeper than any decision.
_UNFIT: list[dict[str, Any]] = [
    {"findings": float("nan")},
    {"findings": [{"ubn": "\ud800", "reasons": []}]},
    {"\ud800": 1},
]


async def _list_to_check(people: People, programme: Programme) -> str:
    """A case whose list awaits its check."""
    enrolment = await registered(people, programme)
    for number in range(2, 10):
        firm = await with_letter(people, number)
        assert (await people.trainee.post(f"/enrolments/{enrolment}/firms", firm)).status_code == 201
    return enrolment


async def _hired_by(office: Office, officer: Signed, person: UUID | None) -> Signed:
    """A reviewer whose account an officer has made for this person."""
    login, password = "reviewer.too", "correct-horse-battery"
    body = {"login": login, "password": password, "role": "reviewer", "person": str(person)}
    made = (await officer.post("/accounts", body)).json()
    told = (await office.http.post("/sign-in", json={"login": login, "password": password})).json()
    first = Signed(office.http, UUID(made["id"]), told["token"], person, login)
    own = {"password": password, "new_password": f"{password}-of-my-own"}
    return replace(first, token=(await first.post("/password", own)).json()["token"])


async def test_r27_a_reviewer_who_is_the_trainee_checks_nothing(living: Office, programme: Programme) -> None:
    people = await people_of(living)
    enrolment = await _list_to_check(people, programme)
    reviewer = await _hired_by(living, people.maker, people.trainee.person)
    [task] = (await reviewer.get(f"/tasks?enrolment={enrolment}")).json()["items"]
    assert (await reviewer.get(f"/tasks?enrolment={enrolment}&doable=true")).json()["items"] == []
    refused = await reviewer.post(f"/tasks/{task['id']}/claim")
    assert (refused.status_code, refused.json()["code"]) == (409, "maker_cannot_check")
    assert (await people.reviewer.post(f"/tasks/{task['id']}/claim")).status_code == 200


async def test_a_decision_that_cannot_be_kept_is_refused_by_its_shape(
    living: Office, programme: Programme
) -> None:
    people = await people_of(living)
    enrolment = await _list_to_check(people, programme)
    task = await claimed(people.reviewer, "check_list")
    case = (await people.reviewer.get(f"/enrolments/{enrolment}")).json()
    right = {"findings": [{"ubn": firm["ubn"], "reasons": []} for firm in case["firms"]]}
    for body in (*_UNFIT, right, right, *_UNFIT):
        answer = await people.reviewer.post(f"/tasks/{task}/decision", body, key="decided")
        assert answer.status_code == (200 if body is right else 422), answer.text
        assert ("errors" in answer.json()) is (body is not right)


async def test_trainees_and_guilds_see_of_staff_the_role_alone(living: Office, programme: Programme) -> None:
    people = await people_of(living)
    reviewer = await living.hire(Role.REVIEWER, person=people.maker.account)
    enrolment = await _list_to_check(people, programme)
    task = await claimed(reviewer, "check_list")
    case = f"/enrolments/{enrolment}"
    staff = {str(reviewer.account), str(reviewer.person)}
    for viewer in (people.trainee, people.guild, people.maker, await living.hire(Role.AUDITOR)):
        told, history = await viewer.get(case), await viewer.get(f"{case}/history")
        decided_on = viewer in (people.trainee, people.guild)
        for text in (told.text, history.text):
            assert any(one in text for one in staff) is not decided_on
        acted = [one for one in history.json()["items"] if one["actor"]["role"] == "reviewer"]
        assert acted[-1]["actor_zh"].startswith("複核人員")
        assert str(viewer.account) in history.text or not decided_on
        assert task in told.text
