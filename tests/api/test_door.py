"""Commands at the door: signed, received once, sealed, and one's own."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from domain.event import Role
from tests import made_up
from tests.api.office import Office, Signed, firm_body, registration_body, session_body

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


async def test_what_is_answered_is_what_is_documented(office: Office) -> None:
    guild, trainee = await office.hire(Role.GUILD, guild="G01"), await office.hire(Role.TRAINEE)
    paths = (await office.http.get("/openapi.json")).json()["paths"]
    documented = paths["/sessions"]["post"]["responses"]
    answer = await guild.post("/sessions", session_body())
    pending = documented["202"]["content"]["application/json"]["example"]
    assert answer.json().keys() == pending.keys()
    assert documented["202"]["headers"].keys() <= {name.title() for name in answer.headers}
    [key] = [one for one in paths["/sessions"]["post"]["parameters"] if one["name"] == "idempotency-key"]
    assert key["required"] is True
    problem = documented["4XX"]["content"]["application/problem+json"]["example"]
    refused = await trainee.post("/sessions", session_body())
    assert refused.json().keys() == problem.keys() - {"receipt"}


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


async def test_a_token_expires(office: Office) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    office.clock.ahead = timedelta(hours=13)
    answer = await guild.get("/sessions")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")


async def test_an_officer_makes_accounts_and_nobody_else_does(office: Office) -> None:
    officer, guild = await office.hire(Role.OFFICER), await office.hire(Role.GUILD, guild="G01")
    body = {"login": "trainee.x", "password": "a-long-password", "role": "trainee"}
    made = await officer.post("/accounts", body)
    assert made.status_code == 201
    assert made.json()["person"]
    assert (await officer.post("/accounts", body)).json()["code"] == "login_taken"
    assert (await guild.post("/accounts", body)).json()["code"] == "not_allowed"
    assert await asyncio.to_thread(_maker_of, office, made.json()["id"]) == officer.account
    without_guild = await officer.post("/accounts", {**body, "login": "g.x", "role": "guild"})
    assert without_guild.json()["fields"] == {"guild": None}


async def test_no_officer_makes_an_officer_to_approve_their_own_payouts(office: Office) -> None:
    officer = await office.hire(Role.OFFICER)
    body = {"login": "other.me", "password": "a-long-password", "role": "officer"}
    refused = await officer.post("/accounts", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "officer_by_operator")
    assert "tanjian account add" in refused.json()["detail"]
    assert office.stored("accounts") == 1


async def test_staff_carry_a_person_where_one_is_given(office: Office) -> None:
    officer, trainee = await office.hire(Role.OFFICER), await office.hire(Role.TRAINEE)
    body = {"login": "reviewer.x", "password": "a-long-password", "role": "reviewer"}
    assert (await officer.post("/accounts", body)).json()["person"] is None
    known = {**body, "login": "reviewer.y", "person": str(trainee.person)}
    assert (await officer.post("/accounts", known)).json()["person"] == str(trainee.person)


async def test_a_trainee_s_account_is_nobody_else_s_person(office: Office) -> None:
    officer, trainee = await office.hire(Role.OFFICER), await office.hire(Role.TRAINEE)
    body = {"login": "me.as.them", "password": "a-long-password", "role": "trainee"}
    refused = await officer.post("/accounts", {**body, "person": str(trainee.person)})
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["person"])
    assert office.stored("accounts") == 2


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


async def test_another_s_receipt_is_not_there(office: Office) -> None:
    one, other = await office.hire(Role.GUILD, guild="G01"), await office.hire(Role.GUILD, guild="G01")
    auditor = await office.hire(Role.AUDITOR)
    address = (await one.post("/sessions", session_body())).headers["Location"]
    assert (await other.get(address)).status_code == 404
    assert (await auditor.get(address)).status_code == 200


async def test_alive_and_receiving_while_nobody_drives(office: Office) -> None:
    assert (await office.http.get("/healthz")).status_code == 200
    ready = await office.http.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    assert ready.json()["checks"] == {"database": True, "temporal": False, "projector": True}


def _maker_of(office: Office, account: str) -> UUID | None:
    with office.services.database.transaction() as connection:
        row = connection.execute("SELECT created_by FROM accounts WHERE id = %s", (account,)).fetchone()
    assert row is not None
    maker: UUID | None = row["created_by"]
    return maker


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
