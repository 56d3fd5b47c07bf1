"""The application over a real database, and the people who send it requests."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from argon2 import PasswordHasher
from temporalio.client import Client

from api.application import create_app
from api.cli.forms import TypesetForms
from api.freshness import Freshness
from api.services import Services, Settings
from domain.event import Role
from store.accounts import Accounts
from store.database import Database
from store.event_log import EventLog
from store.files import FileStore
from store.person_keys import PersonKeys
from store.places import Places
from store.programmes import Programmes
from store.projector import Projector
from store.read_models import ReadModels
from store.receipts import Receipts
from store.world import ServerClock, WorldTime
from tests import made_up
from tests.made_up import PDF

# A Monday in the early season, in Taipei too.
BEGINS = datetime(2025, 3, 10, 2, 0, tzinfo=UTC)
MASTER_KEY = b"k" * 32


@dataclass(slots=True)
class MovableClock:
    """The world's clock, which a test can put ahead."""

    world: WorldTime = field(default_factory=lambda: WorldTime((BEGINS - datetime.now(UTC)).total_seconds()))
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return ServerClock(self.world).now() + self.ahead


@dataclass(frozen=True, slots=True)
class Signed:
    """A person with a token; each command gets a key of its own unless one is given."""

    http: httpx.AsyncClient
    account: UUID
    token: str
    person: UUID | None
    login: str = ""

    async def get(self, path: str, **rest: Any) -> httpx.Response:
        return await self.http.get(path, headers={"Authorization": f"Bearer {self.token}"}, **rest)

    async def send(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, **rest: Any
    ) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or str(uuid4())}
        if body is not None:
            # Escaped, so that a test can send what UTF-8 cannot carry.
            headers["Content-Type"] = "application/json"
            rest["content"] = json.dumps(body)
        headers |= rest.pop("headers", {})
        return await self.http.request(method, path, headers=headers, **rest)

    async def post(self, path: str, body: Any = None, **rest: Any) -> httpx.Response:
        return await self.send("POST", path, body, **rest)

    async def upload(self, content: bytes = PDF, name: str = "同意書.pdf") -> httpx.Response:
        return await self.post("/files", files={"file": (name, content, "application/pdf")})


@dataclass(slots=True)
class Office:
    """One running application."""

    services: Services
    clock: MovableClock
    http: httpx.AsyncClient
    projector: Projector
    made: int = field(default=0)

    async def hire(self, role: Role, *, guild: str | None = None, person: UUID | None = None) -> Signed:
        """An account of this role, signed in."""
        self.made += 1
        login, password = f"{role}{self.made}", f"correct-horse-{self.made}"
        whose = person or (uuid4() if role is Role.TRAINEE else None)
        accounts = self.services.accounts
        account = await asyncio.to_thread(
            lambda: accounts.create_account(login, password, role, guild=guild, person=whose)
        )
        answer = await self.http.post("/sign-in", json={"login": login, "password": password})
        return Signed(self.http, account, answer.json()["token"], whose, login)

    def stored(self, table: str) -> int:
        """How many rows a table has."""
        with self.services.database.transaction() as connection:
            row = connection.execute(f"SELECT count(*) AS n FROM {table}".encode()).fetchone()
        assert row is not None
        return int(row["n"])


def services_over(
    database: Database,
    event_log: EventLog,
    folder: Path,
    clock: MovableClock,
    temporal: Client | None,
    *,
    answer_seconds: float = 20.0,
) -> tuple[Services, Projector]:
    keys = PersonKeys(database, MASTER_KEY)
    projector = Projector(event_log, database)
    services = Services(
        database=database,
        event_log=event_log,
        receipts=Receipts(database),
        places=Places(database),
        person_keys=keys,
        files=FileStore(folder / "files", keys, database),
        accounts=Accounts(database, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)),
        programmes=Programmes(event_log),
        clock=clock,
        temporal=temporal,
        read_models=ReadModels(database),
        world=clock.world,
        freshness=Freshness(projector.position),
        blank_forms=TypesetForms(),
        settings=Settings(
            answer_seconds=answer_seconds, fresh_seconds=10.0, token_lifetime=timedelta(hours=12)
        ),
    )
    return services, projector


@asynccontextmanager
async def running(services: Services, clock: MovableClock, projector: Projector) -> AsyncIterator[Office]:
    """The application with its projector, until the block ends."""
    stop = threading.Event()
    projecting = asyncio.create_task(asyncio.to_thread(projector.run, stop))
    transport = httpx.ASGITransport(create_app(services), raise_app_exceptions=False)
    try:
        async with httpx.AsyncClient(transport=transport, base_url="http://tanjian", timeout=60) as http:
            yield Office(services, clock, http, projector)
    finally:
        stop.set()
        await projecting


def firm_body(number: int, industry: str = made_up.NEITHER, letter: str | None = None) -> dict[str, Any]:
    """A firm as a trainee sends it."""
    firm = made_up.firm(number, industry)
    return {
        "ubn": firm.ubn,
        "industry": firm.industry,
        "revenue": firm.revenue,
        "capital": firm.capital,
        "county": firm.county,
        "small_or_medium": True,
        "letter": letter,
    }


def account_body(number: int = 1) -> dict[str, Any]:
    """A bank account as a trainee sends it."""
    return dict(zip(("bank", "branch", "account"), made_up.bank_account(number), strict=True))


def registration_body(session: str, *firms: dict[str, Any], number: int = 1) -> dict[str, Any]:
    """A registration of a made-up person, with the account that they are paid to."""
    return {
        "programme": "114",
        "trainee": {
            "name": made_up.person_name(number),
            "email": made_up.email(number),
            "national_id": made_up.national_id(number),
        },
        "guild": "G01",
        "session": session,
        "firms": list(firms),
        "bank_account": account_body(number),
    }


def session_body(day: str = "2025-03-10", guild: str = "G01") -> dict[str, Any]:
    return {
        "programme": "114",
        "guild": guild,
        "day": day,
        "place": "臺北市",
        "seats_on_site": 40,
        "seats_online": 40,
    }


async def eventually(look: Callable[[], Awaitable[Any]], wanted: Any, timeout_seconds: float = 20.0) -> None:
    """Look until it is so: what workflows do among themselves comes after the answer."""
    until = time.monotonic() + timeout_seconds
    while (found := await look()) != wanted:
        assert time.monotonic() < until, f"{found!r} and not {wanted!r}"
        await asyncio.sleep(0.05)
