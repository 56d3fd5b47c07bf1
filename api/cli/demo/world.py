"""A throw-away world: PostgreSQL, a Temporal test server with one clock, and every process in this one."""

import asyncio
import contextlib
import secrets
import threading
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from argon2 import PasswordHasher
from temporalio.client import Client

from activities.mailing import FolderMailer
from activities.recovery import recover
from activities.tools import Tools
from api.application import create_app
from api.cli.case_worker import working
from api.cli.demo.empty_pages import EmptyPages
from api.cli.demo.world_clock import SkippingClock, TimeServer
from api.cli.forms import TypesetForms
from api.cli.reading_worker import reading_worker
from api.dispatcher import dispatch
from api.freshness import Freshness
from api.services import Services, Settings
from store import read_schema
from store.accounts import Accounts
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.event_log import EventLog
from store.files import FileStore
from store.guilds import Guilds
from store.migrations import migrate
from store.person_keys import PersonKeys
from store.places import Places
from store.programmes import Programmes
from store.projector import Projector
from store.quiet import is_quiet
from store.read_models import ReadModels
from store.receipts import Receipts
from store.world import WorldTime, fix

_YEAR = timedelta(days=366)
# The passwords here are random and thrown away with the world: slow hashing would only cost time.
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a world is like, where it differs from the demo's.

    `quotas` are other numbers of places by sector than the programme's, `programme` another file of rules.
    Twin runs stamp alike within a step of the clock, although a machine is never equally fast twice.
    """

    quotas: Mapping[str, int] = field(default_factory=dict)
    programme: Path | None = None
    resolution_seconds: int = 60
    encrypted: bool = True


@dataclass(slots=True)
class DemoWorld:
    """What a scenario is played in; its processes can be stopped, and its Temporal server lost."""

    folder: Path
    tools: Tools
    services: Services
    clock: SkippingClock
    http: httpx.AsyncClient
    payload_key: bytes | None
    _worker: AsyncExitStack | None = None
    _dispatcher: AsyncExitStack | None = None

    async def advance_to(self, instant: datetime) -> None:
        """Let world time pass until `instant`, firing every timer on the way, then until all is quiet."""
        attended = self._worker is not None and self._dispatcher is not None
        await self.clock.skip_to(instant, attended=attended)
        if attended:
            await self.quiet()

    async def quiet(self, timeout_seconds: float = 60.0) -> None:
        """Wait until nothing is owed: receipts answered, windows ended, decisions taken over, mails out."""
        until = time.monotonic() + timeout_seconds
        while not await asyncio.to_thread(self._is_quiet):
            if time.monotonic() > until:
                raise TimeoutError("the world did not come to rest")
            await asyncio.sleep(0.02)

    async def start(self) -> None:
        """Start the worker and the dispatcher where they do not run."""
        assert self.services.temporal is not None
        await self.start_worker(self.services.temporal)
        if self._dispatcher is None:
            self._dispatcher = AsyncExitStack()
            await self._dispatcher.enter_async_context(_dispatching(self.services))

    async def start_worker(self, client: Client) -> None:
        """Start the worker, on a way to the server of its own, where none runs."""
        if self._worker is None:
            self._worker = AsyncExitStack()
            await self._worker.enter_async_context(working(client, self.tools))
            await self._worker.enter_async_context(reading_worker(client, self.tools, EmptyPages()))

    async def stop(self) -> None:
        """Stop the worker and the dispatcher; the API goes on taking receipts."""
        await self.stop_dispatcher()
        worker, self._worker = self._worker, None
        if worker is not None:
            await worker.aclose()

    async def stop_dispatcher(self) -> None:
        """Stop the dispatcher: only requests drive their commands now."""
        dispatcher, self._dispatcher = self._dispatcher, None
        if dispatcher is not None:
            await dispatcher.aclose()

    async def lose_temporal(self) -> None:
        """Kill the server, and with it all that it knew; world time goes on."""
        await self.clock.look()
        server, self.clock.server = self.clock.server, None
        if server is not None:
            server.kill()
        await self.stop()

    async def replace_temporal(self) -> dict[str, int]:
        """Start a server that knows nothing, everything else on it, and recover; what was looked after."""
        server = await TimeServer.started(self.payload_key)
        world = await self.clock.follow(server)
        await asyncio.to_thread(_move, self.tools.database, world)
        self.tools = replace(self.tools, world=world)
        self._serve(replace(self.services, world=world, temporal=server.client))
        await self.start()
        return await recover(server.client, self.tools)

    def answer_within(self, seconds: float) -> None:
        """Let requests wait so long for an outcome before they say that it is pending."""
        settings = replace(self.services.settings, answer_seconds=seconds)
        self._serve(replace(self.services, settings=settings))

    def _serve(self, services: Services) -> None:
        self.services, self.http = services, _http(services)

    def _is_quiet(self) -> bool:
        read = self.services.read_models.unread_bills() == 0
        return read and is_quiet(self.tools.database, self.clock.now())


@asynccontextmanager
async def demo_world(
    folder: Path, begins: datetime, conditions: Conditions | None = None
) -> AsyncIterator[DemoWorld]:
    """A world that begins at the aware instant `begins`, in an empty folder; it ends with the block."""
    given = conditions or Conditions()
    master_key = secrets.token_bytes(32)
    payload_key = master_key if given.encrypted else None
    with EmbeddedPostgres(folder / "postgres", fast=True) as postgres:
        server = await TimeServer.started(payload_key)
        starts = WorldTime(begins.timestamp() - time.time(), given.resolution_seconds)
        clock = SkippingClock(starts, asyncio.get_running_loop())
        await clock.follow(server)
        try:
            with Database(postgres.url, max_size=24) as database:
                migrate(database)
                fix(database, clock.world)
                with EventLog(postgres.url, max_overflow=12) as event_log:
                    tools = _tools(folder, database, event_log, master_key, clock)
                    await asyncio.to_thread(_publish, tools, given)
                    services = _services(tools, clock)
                    world = DemoWorld(folder, tools, services, clock, _http(services), payload_key)
                    async with _running(world):
                        yield world
        finally:
            if clock.server is not None:
                clock.server.kill()


def _tools(
    folder: Path, database: Database, event_log: EventLog, master_key: bytes, clock: SkippingClock
) -> Tools:
    keys = PersonKeys(database, master_key)
    return Tools(
        database=database,
        event_log=event_log,
        receipts=Receipts(database),
        places=Places(database),
        person_keys=keys,
        files=FileStore(folder / "files", keys, database),
        guilds=Guilds(database),
        programmes=Programmes(event_log),
        clock=clock,
        world=clock.world,
        mailer=FolderMailer(folder / "mail"),
    )


def _publish(tools: Tools, given: Conditions) -> None:
    tools.programmes.publish_calendar(None, tools.clock.now())
    programme = tools.programmes.publish(given.programme, "114", tools.clock.now(), tools.places)
    for sector, places in given.quotas.items():
        tools.places.provide(programme.year, sector, places)


def _move(database: Database, world: WorldTime) -> None:
    """Unlike an operator's world, this one goes on when its server's clock is another."""
    with database.transaction() as connection:
        connection.execute("UPDATE world SET offset_seconds = %s", (world.offset_seconds,))


@asynccontextmanager
async def _running(world: DemoWorld) -> AsyncIterator[None]:
    projector, stop = Projector(world.tools.event_log, world.tools.database), threading.Event()
    projecting = asyncio.create_task(asyncio.to_thread(projector.run, stop))
    try:
        await world.start()
        yield
    finally:
        await world.stop()
        stop.set()
        with contextlib.suppress(Exception):
            await projecting


@asynccontextmanager
async def _dispatching(services: Services) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(dispatch(services, stop))
    try:
        yield
    finally:
        stop.set()
        await task


def _http(services: Services) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(services))
    return httpx.AsyncClient(transport=transport, base_url="http://tanjian", timeout=60)


def _services(tools: Tools, clock: SkippingClock) -> Services:
    assert clock.server is not None
    return Services(
        database=tools.database,
        event_log=tools.event_log,
        receipts=tools.receipts,
        places=tools.places,
        person_keys=tools.person_keys,
        files=tools.files,
        accounts=Accounts(tools.database, _QUICK),
        programmes=tools.programmes,
        clock=clock,
        temporal=clock.server.client,
        read_models=ReadModels(tools.database),
        world=clock.world,
        freshness=Freshness(lambda: _position(tools.database)),
        blank_forms=TypesetForms(),
        settings=Settings(answer_seconds=30.0, fresh_seconds=10.0, token_lifetime=_YEAR),
    )


def _position(database: Database) -> int:
    with read_schema.current(database) as connection:
        return read_schema.position_of(connection)
