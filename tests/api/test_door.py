"""Commands at the door: signed, allowed, shaped, received once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from domain.event import Role
from tests import made_up
from tests.api.office import PDF, Office, Signed, firm_body, registration_body, session_body

pytestmark = pytest.mark.servers

_SESSION = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"
_ADDRESS = "0" * 64


async def test_what_nobody_decides_is_received_and_stays_pending(office: Office) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    answer = await guild.post("/sessions", session_body())
    assert answer.status_code == 202
    assert int(answer.headers["Retry-After"]) > 0
    receipt = await guild.get(answer.headers["Location"])
    assert receipt.json()["status"] == "pending"
    assert receipt.json()["kind"] == "session.schedule"
    assert office.stored("receipts") == 1


async def test_the_same_key_and_body_is_one_receipt_and_another_body_is_refused(office: Office) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    answers = await asyncio.gather(*(guild.post("/sessions", session_body(), key="k1") for _ in range(5)))
    assert len({answer.json()["receipt"] for answer in answers}) == 1
    other = await guild.post("/sessions", session_body("2025-03-11"), key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert office.stored("receipts") == 1


async def test_two_people_may_use_one_key(office: Office) -> None:
    for guild in ("G01", "G02"):
        signed = await office.hire(Role.GUILD, guild=guild)
        assert (await signed.post("/sessions", session_body(guild=guild), key="k1")).status_code == 202
    assert office.stored("receipts") == 2


async def test_a_command_without_a_key_is_refused_by_the_header_s_name(office: Office) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    headers = {"Authorization": f"Bearer {guild.token}"}
    answer = await office.http.post("/sessions", json=session_body(), headers=headers)
    assert answer.status_code == 400
    assert answer.json()["fields"]["header"] == "Idempotency-Key"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("headers", "code"),
    [({}, "token_missing"), ({"Authorization": "Bearer made-up"}, "token_unknown")],
)
async def test_who_is_not_signed_in_is_told_so_before_anything_else(
    office: Office, headers: dict[str, str], code: str
) -> None:
    answer = await office.http.post("/sessions", content=b"{not json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_token_expires(office: Office) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    office.clock.at += timedelta(hours=13)
    answer = await guild.get("/sessions")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")


async def test_a_wrong_password_and_an_unknown_login_are_told_alike(office: Office) -> None:
    await office.hire(Role.OFFICER)
    wrong = await office.http.post("/sign-in", json={"login": "officer1", "password": "nope"})
    unknown = await office.http.post("/sign-in", json={"login": "nobody", "password": "nope"})
    assert wrong.json() == unknown.json()
    assert wrong.status_code == 401


async def test_an_officer_makes_accounts_and_nobody_else_does(office: Office) -> None:
    officer, guild = await office.hire(Role.OFFICER), await office.hire(Role.GUILD, guild="G01")
    body = {"login": "trainee.x", "password": "a-long-password", "role": "trainee"}
    made = await officer.post("/accounts", body)
    assert made.status_code == 201
    assert made.json()["person"]
    assert (await officer.post("/accounts", body)).json()["code"] == "login_taken"
    assert (await guild.post("/accounts", body)).json()["code"] == "not_allowed"
    without_guild = await officer.post("/accounts", {**body, "login": "g.x", "role": "guild"})
    assert without_guild.json()["fields"] == {"guild": None}


async def test_a_guild_schedules_no_other_guild_s_session(office: Office) -> None:
    guild = await office.hire(Role.GUILD, guild="G02")
    answer = await guild.post("/sessions", session_body())
    assert (answer.status_code, answer.json()["code"]) == (403, "not_your_guild")
    assert office.stored("receipts") == 0


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
        ("session", "not-an-id", "invalid_body", "engine"),
        ("nickname", "x", "invalid_body", "engine"),
        ("firms.0.letter", _ADDRESS, "file_unknown", "R7"),
    ],
)
async def test_a_wrong_value_is_named_by_field_value_and_rule_and_leaves_nothing(
    office: Office, field: str, value: Any, code: str, rule: str
) -> None:
    trainee = await office.hire(Role.TRAINEE)
    answer = await trainee.post("/enrolments", _wrong(field, value))
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["rule"]) == (422, code, rule)
    assert list(problem["fields"]) == [field]
    if field != "trainee.national_id" and "\ud800" not in str(value):
        assert problem["fields"][field] == value
    assert problem["detail"] != problem["detail_en"]
    assert office.stored("receipts") == 0


@pytest.mark.parametrize("day", ["2025-02-30", "2025/03/10", "114-03-10", 20250310, "2025-03-10T00:00:00"])
async def test_a_date_that_does_not_exist_is_refused_at_the_door(office: Office, day: Any) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    answer = await guild.post("/sessions", session_body(day))
    assert answer.status_code == 422
    assert answer.json()["fields"] == {"day": day}
    assert office.stored("receipts") == 0


@pytest.mark.parametrize("content", [b"{not json", b"\xff\xfe{}", b"[]", b""])
async def test_a_body_that_is_no_json_object_is_refused(office: Office, content: bytes) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    headers = {
        "Authorization": f"Bearer {guild.token}",
        "Idempotency-Key": "k",
        "Content-Type": "application/json",
    }
    answer = await office.http.post("/sessions", content=content, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert office.stored("receipts") == 0


async def test_a_body_that_is_too_large_is_refused(office: Office) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    answer = await guild.post("/sessions", {**session_body(), "place": "x" * 2_000_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_a_registration_seals_the_person_and_keeps_no_national_id(office: Office) -> None:
    trainee = await office.hire(Role.TRAINEE)
    letter = (await trainee.upload()).json()["address"]
    body = registration_body(_SESSION, firm_body(1, letter=letter), firm_body(2, letter=letter), number=7)
    answer = await trainee.post("/enrolments", body)
    assert answer.status_code == 202
    [stored] = _receipt_bodies(office)
    for personal in (*body["trainee"].values(), made_up.person_name(7)):
        assert personal.encode() not in stored


async def test_a_letter_of_another_person_is_not_known(office: Office) -> None:
    one, other = await office.hire(Role.TRAINEE), await office.hire(Role.TRAINEE)
    letter = (await one.upload()).json()["address"]
    answer = await other.post("/enrolments", registration_body(_SESSION, firm_body(1, letter=letter)))
    assert answer.json()["fields"] == {"firms.0.letter": letter}


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\xff\xd8\xff\xe0" + b"0" * 40, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 40, "image/png"),
        (b"\x00\x00\x00\x18ftypheic" + b"0" * 40, "image/heic"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"0" * 40, "image/webp"),
        (b"II*\x00" + b"0" * 40, "image/tiff"),
    ],
)
async def test_a_file_is_known_by_its_content(office: Office, content: bytes, media_type: str) -> None:
    trainee = await office.hire(Role.TRAINEE)
    answer = await trainee.upload(content, "whatever.bin")
    assert (answer.status_code, answer.json()["media_type"]) == (201, media_type)
    assert (await trainee.upload(content, "again.bin")).json() == answer.json()
    assert office.stored("files") == 1


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00" + b"0" * 60, b"\x7fELF" + b"0" * 60, b"<html></html>", b"", b"#!/bin/sh\n"]
)
async def test_a_program_that_is_named_pdf_is_refused_and_not_kept(office: Office, content: bytes) -> None:
    trainee = await office.hire(Role.TRAINEE)
    answer = await trainee.upload(content, "letter.pdf")
    assert (answer.status_code, answer.json()["code"]) == (415, "media_type_unsupported")
    assert office.stored("files") == 0


async def test_a_file_above_20_mb_is_refused_and_not_kept(office: Office) -> None:
    trainee = await office.hire(Role.TRAINEE)
    most = office.services.settings.upload_bytes
    answer = await trainee.upload(PDF + b"0" * (most - len(PDF) + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert office.stored("files") == 0
    assert (await trainee.upload(PDF + b"0" * (most - len(PDF)))).status_code == 201


async def test_a_form_without_a_file_is_refused(office: Office) -> None:
    trainee = await office.hire(Role.TRAINEE)
    answer = await trainee.post("/files", files={"picture": ("a.pdf", PDF, "application/pdf")})
    assert (answer.status_code, answer.json()["fields"]) == (422, {"file": None})
    assert (await trainee.post("/files", {"file": "x"})).status_code == 415


@pytest.mark.parametrize("query", ["guild=G01", "status=open", "limit=0", "limit=x", "kind=dance", "after=!"])
async def test_a_filter_that_cannot_be_honoured_is_refused(office: Office, query: str) -> None:
    reviewer = await office.hire(Role.REVIEWER)
    answer = await reviewer.get(f"/tasks?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


async def test_what_is_not_there_is_404(office: Office) -> None:
    officer = await office.hire(Role.OFFICER)
    for path in ("enrolments", "checkups", "sessions", "payout-batches", "receipts"):
        answer = await officer.get(f"/{path}/{_SESSION}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await officer.post(f"/tasks/{_SESSION}/claim")).status_code == 404
    assert (await officer.get("/nowhere")).json()["code"] == "not_found"


async def test_another_s_receipt_is_not_there(office: Office) -> None:
    one, other = await office.hire(Role.GUILD, guild="G01"), await office.hire(Role.GUILD, guild="G01")
    auditor = await office.hire(Role.AUDITOR)
    address = (await one.post("/sessions", session_body())).headers["Location"]
    assert (await other.get(address)).status_code == 404
    assert (await auditor.get(address)).status_code == 200


async def test_alive_but_not_ready_while_nobody_drives(office: Office) -> None:
    assert (await office.http.get("/healthz")).status_code == 200
    ready = await office.http.get("/readyz")
    assert ready.status_code == 503
    assert ready.json()["checks"] == {"database": True, "temporal": False, "projector": True}


async def test_the_openapi_document_names_each_operation_once(office: Office) -> None:
    document = (await office.http.get("/openapi.json")).json()
    operations = [one for path in document["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert len(set(names)) == len(names)
    assert all(one["tags"] and one["summary"] for one in operations)


def _receipt_bodies(office: Office) -> list[bytes]:
    with office.services.database.transaction() as connection:
        return [bytes(row["body"]) for row in connection.execute("SELECT body FROM receipts").fetchall()]


async def test_a_trainee_without_a_person_cannot_register(office: Office) -> None:
    accounts = office.services.accounts
    account = await asyncio.to_thread(accounts.create_account, "alone", "a-long-password", Role.TRAINEE)
    answer = await office.http.post("/sign-in", json={"login": "alone", "password": "a-long-password"})
    alone = Signed(office.http, account, answer.json()["token"], None)
    refused = await alone.post("/enrolments", registration_body(_SESSION, firm_body(1)))
    assert (refused.status_code, refused.json()["code"]) == (403, "no_person")
