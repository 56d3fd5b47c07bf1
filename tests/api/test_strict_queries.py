"""A query parameter or a value that is not known is refused, never ignored, and told what there is."""

import pytest

from domain.event import Role
from tests.api.office import Office

pytestmark = pytest.mark.servers

_AN_ID = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"


@pytest.mark.parametrize(
    "path",
    [
        f"/enrolments/{_AN_ID}",
        f"/enrolments/{_AN_ID}/history",
        f"/checkups/{_AN_ID}",
        f"/tasks/{_AN_ID}",
        f"/sessions/{_AN_ID}",
        f"/payout-batches/{_AN_ID}",
        f"/receipts/{_AN_ID}",
        f"/bulk/{_AN_ID}",
        "/enrolments",
        "/sessions",
        "/tasks",
        "/payout-batches",
    ],
)
async def test_an_unknown_parameter_is_refused_on_every_address(front: Office, path: str) -> None:
    officer = await front.hire(Role.OFFICER)
    answer = await officer.get(f"{path}?surprise=1&surprise=2")
    assert answer.status_code == 400, answer.text
    [error] = answer.json()["errors"]
    assert (error["field"], error["code"]) == ("surprise", "extra_forbidden")


async def test_a_parameter_that_comes_twice_is_refused(front: Office) -> None:
    officer = await front.hire(Role.OFFICER)
    answer = await officer.get("/enrolments?stage=listing&stage=applying")
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["field"], error["code"]) == (400, "stage", "parameter_repeated")


async def test_who_is_not_signed_in_is_told_that_first(front: Office) -> None:
    answer = await front.http.get("/tasks?surprise=1")
    assert answer.json()["code"] == "token_missing"


@pytest.mark.parametrize(
    ("path", "known"), [("/enrolments?stage=paid", "fee_due"), ("/payout-batches?stage=open", "proposed")]
)
async def test_an_unknown_stage_is_refused_with_those_there_are(front: Office, path: str, known: str) -> None:
    officer = await front.hire(Role.OFFICER)
    answer = await officer.get(path)
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["field"], known in error["zh"]) == (400, "stage", True)
    assert (await officer.get(f"{path.partition('=')[0]}={known}")).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"action": "assign", "items": []}, "items"),
        ({"action": "assign", "items": [{"task": _AN_ID, "version": 1}]}, "action"),
        ({"action": "claim", "to": _AN_ID, "items": [{"task": _AN_ID, "version": 1}]}, "action"),
        ({"action": "follow_up", "items": [{"task": _AN_ID, "version": 1}]}, "action"),
        ({"action": "delete", "items": [{"task": _AN_ID, "version": 1}]}, "action"),
        ({"action": "claim", "items": [{"task": _AN_ID, "version": 1}] * 2}, "items"),
        ({"action": "claim", "items": [{"task": _AN_ID, "version": 0}]}, "items.0.version"),
        ({"action": "claim", "items": [{"task": _AN_ID, "version": 1}] * 501}, "items"),
    ],
)
async def test_a_call_about_many_names_what_is_wrong_in_it(
    front: Office, body: dict[str, object], field: str
) -> None:
    officer = await front.hire(Role.OFFICER)
    answer = await officer.post("/tasks/bulk", body)
    assert answer.status_code == 422, answer.text
    assert field in {error["field"] for error in answer.json()["errors"]}
    assert (front.stored("receipts"), front.stored("bulks")) == (0, 0)
