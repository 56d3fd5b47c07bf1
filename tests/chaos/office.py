"""Who takes part besides the trainees: guild, reviewers, officers, and the sessions they hold."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from domain.event import Role
from store.accounts import Accounts
from store.database import Database
from tests.chaos.client import Answer, Client, Person

GUILD = "G01"
SESSIONS_OF_AN_AGE = 4
_PATIENCE_SECONDS = 120.0
Found = TypeVar("Found")


class Abandoned(Exception):
    """A case cannot go on: what it needs was refused or did not come."""


class Age(StrEnum):
    """When the windows of those who attended would end: long ago, at the midnight to come, later."""

    PAST = "2025-03-10"
    ENDING = "2025-06-30"
    RECENT = "2025-07-08"


@dataclass(slots=True)
class Office:
    """The people at their desks, and how to ask them."""

    client: Client
    random: Random
    guild: Person
    reviewers: Sequence[Person]
    officers: tuple[Person, Person]
    sessions: Mapping[Age, Sequence[str]]

    async def until(self, who: Person, path: str, wanted: Callable[[dict[str, Any]], Found | None]) -> Found:
        """Read again and again until what is wanted is there; Abandoned."""
        loop, pause = asyncio.get_running_loop(), 0.2
        last = loop.time() + _PATIENCE_SECONDS
        while True:
            answer = await self.client.ask("GET", path, who)
            found = wanted(answer.body) if answer.accepted else None
            if found is not None:
                return found
            if loop.time() > last:
                raise Abandoned(f"nothing came at {path.partition('?')[0].split('/')[1]}")
            await asyncio.sleep(pause)
            pause = min(1.5 * pause, 2.0)

    async def task(self, who: Person, kind: str, enrolment: str, ubn: str | None = None) -> str:
        """The id of the case's open task of this kind; Abandoned."""

        def wanted(told: dict[str, Any]) -> str | None:
            return next((one["id"] for one in told["items"] if ubn in (None, one["ubn"])), None)

        return await self.until(who, f"/tasks?kind={kind}&enrolment={enrolment}&limit=50", wanted)

    async def decide(self, who: Person, task: str, body: dict[str, Any]) -> Answer:
        """Claim a task, now and then let it go and claim it again, and decide it."""
        must(await self.client.command(who, "POST", f"/tasks/{task}/claim"))
        if self.random.random() < 0.1:
            must(await self.client.command(who, "POST", f"/tasks/{task}/release"))
            must(await self.client.command(who, "POST", f"/tasks/{task}/claim"))
        return must(await self.client.command(who, "POST", f"/tasks/{task}/decision", body))


def must(answer: Answer) -> Answer:
    """The answer, where it is a yes; Abandoned."""
    if not answer.accepted:
        raise Abandoned(str(answer.body.get("code", answer.status)))
    return answer


async def open_office(client: Client, folder: Path, database_url: str, random: Random) -> Office:
    """Make the accounts and sessions, as the first officer of the folder and the operator do."""
    lines = (folder / "officer.txt").read_text().splitlines()
    first = await _sign_in(client, *(line.partition(": ")[2] for line in lines))
    guild = await hire(client, first, "guild", "guild1", guild=GUILD)
    reviewers = [await hire(client, first, "reviewer", f"reviewer{number}") for number in (1, 2)]
    second = await _appoint(client, database_url, "officer2")
    sessions = {age: [await _schedule(client, guild, age) for _ in range(SESSIONS_OF_AN_AGE)] for age in Age}
    office = Office(client, random, guild, reviewers, (first, second), sessions)
    for held in sessions.values():
        for session in held:
            await office.until(guild, f"/sessions/{session}", lambda told: told.get("id"))
    return office


async def hire(client: Client, officer: Person, role: str, login: str, **rest: str) -> Person:
    """An account of this role, signed in; one that was made by a request whose answer was lost will do."""
    password = f"correct-horse-{login}"
    body = {"login": login, "password": password, "role": role, **rest}
    made = await client.ask("POST", "/accounts", officer, json=body)
    if made.body.get("code") != "login_taken":
        must(made)
    return await _own_password(client, login, password)


async def _own_password(client: Client, login: str, first: str) -> Person:
    """Choose a password that the officer does not know; it may be chosen already, and the answer lost."""
    own = f"own-{first}"
    signed = await client.ask("POST", "/sign-in", json={"login": login, "password": first})
    if signed.accepted:
        person, body = Person(login, signed.body["token"]), {"password": first, "new_password": own}
        chosen = await client.ask("POST", "/password", person, json=body)
        if chosen.accepted:
            return Person(login, chosen.body["token"])
    return await _sign_in(client, login, own)


async def _appoint(client: Client, database_url: str, login: str) -> Person:
    """An officer, whose account only the operator makes."""
    password = f"correct-horse-{login}"

    def add() -> None:
        with Database(database_url) as database:
            Accounts(database).create_account(login, password, Role.OFFICER)

    await asyncio.to_thread(add)
    return await _sign_in(client, login, password)


async def _sign_in(client: Client, login: str, password: str) -> Person:
    told = must(await client.ask("POST", "/sign-in", json={"login": login, "password": password}))
    return Person(login, told.body["token"])


async def _schedule(client: Client, guild: Person, age: Age) -> str:
    body = {"programme": "114", "guild": GUILD, "day": age.value, "place": "臺北市"}
    seats = {"seats_on_site": 500, "seats_online": 500}
    return str(must(await client.command(guild, "POST", "/sessions", body | seats)).body["id"])
