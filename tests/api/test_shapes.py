"""What has not the shape it needs is refused by name and leaves nothing behind."""

from typing import Any

import pytest
from fastapi.exceptions import RequestValidationError

from api.accounts import NewAccount
from api.checkups import ActivityShape
from api.decisions import decision_of
from api.enrolments import Registration
from api.sessions import NewSession
from api.shapes import FirmShape, Shape
from domain.event import Role
from domain.task import TaskKind
from tests.api.office import Office, firm_body, registration_body, session_body

pytestmark = pytest.mark.servers

_SESSION = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"
_ADDRESS = "0" * 64


async def test_a_command_without_a_key_is_refused_by_the_header_s_name(front: Office) -> None:
    guild = await front.hire(Role.GUILD, guild="G01")
    headers = {"Authorization": f"Bearer {guild.token}"}
    answer = await front.http.post("/sessions", json=session_body(), headers=headers)
    assert answer.status_code == 400
    assert answer.json()["fields"]["header"] == "Idempotency-Key"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("headers", "code"),
    [({}, "token_missing"), ({"Authorization": "Bearer made-up"}, "token_unknown")],
)
async def test_who_is_not_signed_in_is_told_so_before_anything_else(
    front: Office, headers: dict[str, str], code: str
) -> None:
    answer = await front.http.post("/sessions", content=b"{not json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_wrong_password_and_an_unknown_login_are_told_alike(front: Office) -> None:
    officer = await front.hire(Role.OFFICER)
    wrong = await front.http.post("/sign-in", json={"login": officer.login, "password": "nope"})
    unknown = await front.http.post("/sign-in", json={"login": "nobody", "password": "nope"})
    assert wrong.json() == unknown.json()
    assert wrong.status_code == 401


async def test_a_guild_schedules_no_other_guild_s_session(front: Office) -> None:
    guild = await front.hire(Role.GUILD, guild="G02")
    answer = await guild.post("/sessions", session_body())
    assert (answer.status_code, answer.json()["code"]) == (403, "not_your_guild")
    assert front.stored("receipts") == 0


def _wrong(path: str, value: Any) -> dict[str, Any]:
    """A sound registration with one value replaced; `path` as the problem names it."""
    body = registration_body(_SESSION, firm_body(1), firm_body(2))
    place: Any = body
    *above, last = path.split(".")
    for name in above:
        place = place[int(name) if name.isdigit() else name]
    place[last] = value
    return body


@pytest.mark.parametrize(
    ("field", "value", "code", "rule"),
    [
        ("firms.0.ubn", "12345678", "wrong_ubn", "R9"),
        ("firms.1.industry", "81111", "industry_code_lost_zero", "R10"),
        ("firms.1.industry", "25-1111", "wrong_industry_code", "R10"),
        ("firms.0.revenue", -1, "negative_amount", "R11"),
        ("trainee.national_id", "A123456780", "wrong_national_id", "R6"),
        ("firms.0.revenue", "12000000", "invalid_body", "engine"),
        ("firms.0.small_or_medium", "yes", "invalid_body", "engine"),
        ("trainee.name", "林\u0000志明", "invalid_body", "engine"),
        ("firms.0.county", "\ud800", "invalid_body", "engine"),
        ("firms.0.county", "臺北", "invalid_body", "engine"),
        ("firms.0.county", "負責人陳怡君", "invalid_body", "engine"),
        ("firms.0.ubn", "\ud800", "wrong_ubn", "R9"),
        ("trainee.email", "名@example.com", "invalid_body", "engine"),
        ("trainee.email", "name@例子.tw", "invalid_body", "engine"),
        ("trainee.email", "name@localhost", "invalid_body", "engine"),
        ("trainee.email", "a..b@example.com", "invalid_body", "engine"),
        ("session", "not-an-id", "invalid_body", "engine"),
        ("nickname", "x", "invalid_body", "engine"),
        ("firms.0.letter", _ADDRESS, "file_unknown", "R7"),
    ],
)
async def test_a_wrong_value_is_named_by_field_value_and_rule_and_leaves_nothing(
    front: Office, field: str, value: Any, code: str, rule: str
) -> None:
    trainee = await front.hire(Role.TRAINEE)
    answer = await trainee.post("/enrolments", _wrong(field, value))
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["rule"]) == (422, code, rule)
    assert list(problem["fields"]) == [field]
    if field not in ("trainee.national_id", "nickname") and "\ud800" not in str(value):
        assert problem["fields"][field] == value
    assert problem["detail"] != problem["detail_en"]
    assert front.stored("receipts") == 0


async def test_the_value_of_an_unknown_field_is_not_said_back(front: Office) -> None:
    told = await front.http.post("/sign-in", json={"login": "a", "password": "b", "pasword": "my secret"})
    assert (told.status_code, told.json()["fields"]) == (422, {"pasword": None})
    assert "my secret" not in told.text


async def test_a_field_that_no_answer_can_name_is_refused_all_the_same(front: Office) -> None:
    guild = await front.hire(Role.GUILD, guild="G01")
    answer = await guild.post("/sessions", {**session_body(), "\ud800": float("nan")})
    assert (answer.status_code, answer.json()["fields"]) == (422, {"body": "?"})


@pytest.mark.parametrize(
    ("told", "kept"), [("台北市", "臺北市"), ("臺東縣", "臺東縣"), ("台東縣", "臺東縣"), ("連江縣", "連江縣")]
)
def test_a_county_is_kept_in_one_spelling(told: str, kept: str) -> None:
    assert FirmShape.model_validate({**firm_body(1), "county": told}).profile().county == kept


@pytest.mark.parametrize("reason", ["陳怡君未簽名", "letter unsigned", ""])
def test_the_reasons_of_a_verdict_are_codes_and_never_words(reason: str) -> None:
    verdict = {"ubn": firm_body(1)["ubn"], "reasons": [reason]}
    with pytest.raises(RequestValidationError):
        decision_of(TaskKind.CHECK_LIST, {"findings": [verdict]})
    finding = {"part": reason, "code": "none_not_credible"}
    with pytest.raises(RequestValidationError):
        decision_of(TaskKind.REVIEW_CHECKUP, {"approved": False, "findings": [finding]})


@pytest.mark.parametrize("day", ["2025-02-30", "2025/03/10", "114-03-10", 20250310, "2025-03-10T00:00:00"])
async def test_a_date_that_does_not_exist_is_refused_at_the_door(front: Office, day: Any) -> None:
    guild = await front.hire(Role.GUILD, guild="G01")
    answer = await guild.post("/sessions", session_body(day))
    assert answer.status_code == 422
    assert answer.json()["fields"] == {"day": day}
    assert front.stored("receipts") == 0


@pytest.mark.parametrize("content", [b"{not json", b"\xff\xfe{}", b"[]", b""])
async def test_a_body_that_is_no_json_object_is_refused(front: Office, content: bytes) -> None:
    guild = await front.hire(Role.GUILD, guild="G01")
    headers = {
        "Authorization": f"Bearer {guild.token}",
        "Idempotency-Key": "k",
        "Content-Type": "application/json",
    }
    answer = await front.http.post("/sessions", content=content, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert front.stored("receipts") == 0


async def test_a_body_that_is_too_large_is_refused(front: Office) -> None:
    guild = await front.hire(Role.GUILD, guild="G01")
    answer = await guild.post("/sessions", {**session_body(), "place": "x" * 2_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("query", ["guild=G01", "status=open", "limit=0", "limit=x", "kind=dance", "after=!"])
async def test_a_filter_that_cannot_be_honoured_is_refused(front: Office, query: str) -> None:
    reviewer = await front.hire(Role.REVIEWER)
    answer = await reviewer.get(f"/tasks?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


async def test_what_is_not_there_is_404(front: Office) -> None:
    officer = await front.hire(Role.OFFICER)
    for path in ("enrolments", "checkups", "sessions", "payout-batches", "receipts"):
        answer = await officer.get(f"/{path}/{_SESSION}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await officer.post(f"/tasks/{_SESSION}/claim")).status_code == 404
    assert (await officer.get("/nowhere")).json()["code"] == "not_found"


async def test_the_address_itself_leads_to_what_can_be_asked(front: Office) -> None:
    answer = await front.http.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/docs")


async def test_the_openapi_document_names_each_operation_once(front: Office) -> None:
    document = (await front.http.get("/openapi.json")).json()
    operations = [one for path in document["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names)
    assert all(one["tags"] and one["summary"] for one in operations)


async def test_every_documented_example_has_the_shape_it_documents(front: Office) -> None:
    schemas = (await front.http.get("/openapi.json")).json()["components"]["schemas"]
    shapes: dict[str, type[Shape]] = {
        "Registration": Registration,
        "FirmShape": FirmShape,
        "NewSession": NewSession,
    }
    shapes |= {"ActivityShape": ActivityShape, "NewAccount": NewAccount}
    for name, shape in shapes.items():
        [example] = schemas[name]["examples"]
        assert shape.model_validate(example)
