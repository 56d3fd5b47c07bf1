"""Signing in and out: one's own password, and an end to guessing."""

from dataclasses import replace

import pytest

from api.sign_in_attempts import MOST_OF_ADDRESS, MOST_OF_LOGIN, SPAN_SECONDS, SignInAttempts
from domain.event import Role
from tests.api.office import Office, Signed

pytestmark = pytest.mark.servers


async def test_an_account_made_by_an_officer_does_nothing_before_its_own_password(office: Office) -> None:
    officer = await office.hire(Role.OFFICER)
    first, own = "told-by-the-officer", "known-to-nobody-else"
    body = {"login": "reviewer.z", "password": first, "role": "reviewer"}
    made = (await officer.post("/accounts", body)).json()
    told = (await office.http.post("/sign-in", json={"login": "reviewer.z", "password": first})).json()
    assert told["own_password_needed"] is True
    reviewer = Signed(office.http, made["id"], told["token"], None)
    refused = await reviewer.get("/tasks")
    assert (refused.status_code, refused.json()["code"]) == (403, "own_password_needed")
    for wrong, code in (("not-this-one-at-all", "password_refused"), (own, "password_unchanged")):
        answer = await reviewer.post("/password", {"password": wrong, "new_password": own})
        assert answer.json()["code"] == code
    changed = await reviewer.post("/password", {"password": first, "new_password": own})
    assert changed.json()["own_password_needed"] is False
    assert (await reviewer.get("/tasks")).json()["code"] == "token_unknown"
    assert (await replace(reviewer, token=changed.json()["token"]).get("/tasks")).status_code == 200


async def test_a_token_ends_with_signing_out(office: Office) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    assert (await guild.post("/sign-out")).status_code == 204
    assert (await guild.get("/sessions")).json()["code"] == "token_unknown"


async def test_guessing_has_to_wait_and_others_do_not(office: Office) -> None:
    guild = await office.hire(Role.GUILD, guild="G01")
    wrong = {"login": guild.login, "password": "guessed"}
    statuses = [
        (await office.http.post("/sign-in", json=wrong)).status_code for _ in range(MOST_OF_LOGIN + 1)
    ]
    assert statuses == [401] * MOST_OF_LOGIN + [429]
    slow = await office.http.post("/sign-in", json=wrong)
    assert 0 < int(slow.headers["Retry-After"]) <= SPAN_SECONDS + 1
    assert (await office.hire(Role.OFFICER)).token


async def test_what_no_database_can_keep_is_no_login(office: Office) -> None:
    told = await office.http.post("/sign-in", json={"login": "a\0b", "password": "x"})
    assert (told.status_code, list(told.json()["fields"])) == (422, ["login"])


def test_failures_are_forgotten_in_time_and_by_success() -> None:
    time = [0.0]
    attempts = SignInAttempts(now=lambda: time[0])
    for _ in range(MOST_OF_LOGIN):
        attempts.failed("10.0.0.1", "ming")
    assert attempts.wait_seconds("10.0.0.1", "ming") == SPAN_SECONDS
    assert attempts.wait_seconds("10.0.0.2", "ming") == attempts.wait_seconds("10.0.0.1", "mei") == 0
    time[0] = SPAN_SECONDS
    assert attempts.wait_seconds("10.0.0.1", "ming") == 0
    attempts.failed("10.0.0.1", "ming")
    attempts.succeeded("10.0.0.1", "ming")
    for number in range(MOST_OF_ADDRESS - 1):
        attempts.failed("10.0.0.1", f"login{number}")
    assert attempts.wait_seconds("10.0.0.1", "ming") == SPAN_SECONDS
