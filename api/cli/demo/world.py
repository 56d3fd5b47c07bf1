"""A throw-away world: PostgreSQL, a Temporal test server with one clock, and every process in this one."""

import asyncio
import contextlib
import secrets
import subprocess
import threading
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from google.protobuf.duration_pb2 import Duration
from google.protobuf.empty_pb2 import Empty
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.api.testservice.v1 import SleepRequest
from temporalio.client import Client

from activities.mailing import FolderMailer
from activities.temporal_client import connect
from activities.tools import Tools
from api.application import create_app
from api.cli.case_worker import build_worker
from api.dispatcher import dispatch
from api.freshness import Freshness
from api.services import Services, Settings
from store import read_schema
from store.accounts import Accounts
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.embedded_temporal import (
    SEARCH_ATTRIBUTES,
    free_port,
    temporal_test_server_command,
    wait_until_serving,
)
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

HOST = "127.0.0.1"
# Twin runs of one scenario stamp alike although a machine is never equally fast twice.
RESOLUTION_SECONDS = 60
ATTRIBUTE_TYPES = {"Keyword": 2, "Datetime": 6}
_YEAR = timedelta(days=366)


@dataclass(slots=True)
class SkippingClock:
    """The test server's clock in a world; between skips it runs as this machine's does."""

    client: Client
    world: WorldTime
    loop: asyncio.AbstractEventLoop
    ahead_seconds: float = 0.0

    def now(self) -> datetime:
        """World time; asked of the server except on the event loop, which must not wait for itself."""
        if threading.current_thread() is not threading.main_thread() or not self.loop.is_running():
            asyncio.run_coroutine_threadsafe(self.look(), self.loop).result(timeout=10)
        seconds = time.time() + self.ahead_seconds + self.world.offset_seconds
        return datetime.fromtimestamp(seconds - seconds % RESOLUTION_SECONDS, UTC)

    async def look(self) -> None:
        """Learn how far the server is ahead of this machine."""
        told = await self.client.test_service.get_current_time(Empty())
        self.ahead_seconds = told.time.ToDatetime(UTC).timestamp() - time.time()


@dataclass(slots=True)
class DemoWorld:
    """What a scenario is played in."""

    folder: Path
    tools: Tools
    services: Services
    clock: SkippingClock
    http: httpx.AsyncClient

    async def advance_to(self, instant: datetime) -> None:
        """Let world time pass until `instant`, firing every timer on the way, then until all is quiet."""
        await self.clock.look()
        left = instant.timestamp() - (
            time.time() + self.clock.ahead_seconds + self.clock.world.offset_seconds
        )
        if left > 0:
            duration = Duration()
            duration.FromTimedelta(instant - datetime.fromtimestamp(instant.timestamp() - left, UTC))
            await self.clock.client.test_service.unlock_time_skipping_with_sleep(
                SleepRequest(duration=duration)
            )
            await self.clock.look()
        await self.quiet()

    async def quiet(self, timeout_seconds: float = 60.0) -> None:
        """Wait until nothing is owed: receipts answered, decisions taken over, mails out."""
        until = time.monotonic() + timeout_seconds
        while not await asyncio.to_thread(is_quiet, self.tools.database):
            if time.monotonic() > until:
                raise TimeoutError("the world did not come to rest")
            await asyncio.sleep(0.02)


@asynccontextmanager
async def demo_world(
    folder: Path, begins: datetime, quotas: Mapping[str, int] | None = None
) -> AsyncIterator[DemoWorld]:
    """A world that begins at the aware instant `begins`, in an empty folder; it ends with the block.

    `quotas` are other numbers of places by sector than the programme has.
    """
    with EmbeddedPostgres(folder / "postgres", fast=True) as postgres, _test_server() as address:
        master_key = secrets.token_bytes(32)
        client = await connect(address, master_key)
        await _add_search_attributes(client)
        world = await _world(client, begins)
        clock = SkippingClock(client, world, asyncio.get_running_loop())
        await clock.look()
        with Database(postgres.url, max_size=24) as database:
            migrate(database)
            fix(database, world)
            with EventLog(postgres.url, max_overflow=12) as event_log:
                tools = _tools(folder, database, event_log, master_key, clock)
                await asyncio.to_thread(_publish, tools, quotas or {})
                async with _running(folder, tools, clock) as running:
                    yield running


@contextmanager
def _test_server() -> Iterator[str]:
    port = free_port()
    command = temporal_test_server_command(port)
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_serving(HOST, port, server)
        yield f"{HOST}:{port}"
    finally:
        server.kill()
        server.wait()


async def _add_search_attributes(client: Client) -> None:
    kinds = {name: ATTRIBUTE_TYPES[kind] for name, kind in SEARCH_ATTRIBUTES.items()}
    request = AddSearchAttributesRequest(namespace="default")
    for name, kind in kinds.items():
        request.search_attributes[name] = kind  # type: ignore[assignment]
    await client.operator_service.add_search_attributes(request)


async def _world(client: Client, begins: datetime) -> WorldTime:
    told = await client.test_service.get_current_time(Empty())
    offset = begins.timestamp() - told.time.ToDatetime(UTC).timestamp()
    return WorldTime(round(offset), RESOLUTION_SECONDS)


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


def _publish(tools: Tools, quotas: Mapping[str, int]) -> None:
    tools.programmes.publish_calendar(None, tools.clock.now())
    programme = tools.programmes.publish(None, "114", tools.clock.now(), tools.places)
    for sector, places in quotas.items():
        tools.places.provide(programme.year, sector, places)


@asynccontextmanager
async def _running(folder: Path, tools: Tools, clock: SkippingClock) -> AsyncIterator[DemoWorld]:
    services = _services(tools, clock)
    projector = Projector(tools.event_log, tools.database)
    stop, stopped = threading.Event(), asyncio.Event()
    projecting = asyncio.create_task(asyncio.to_thread(projector.run, stop))
    dispatching = asyncio.create_task(dispatch(services, stopped))
    transport = httpx.ASGITransport(create_app(services))
    http = httpx.AsyncClient(transport=transport, base_url="http://tanjian", timeout=60)
    try:
        async with http, build_worker(clock.client, tools):
            yield DemoWorld(folder, tools, services, clock, http)
    finally:
        stop.set()
        stopped.set()
        with contextlib.suppress(Exception):
            await asyncio.gather(projecting, dispatching)


def _services(tools: Tools, clock: SkippingClock) -> Services:
    return Services(
        database=tools.database,
        event_log=tools.event_log,
        receipts=tools.receipts,
        places=tools.places,
        person_keys=tools.person_keys,
        files=tools.files,
        accounts=Accounts(tools.database),
        programmes=tools.programmes,
        clock=clock,
        temporal=clock.client,
        read_models=ReadModels(tools.database),
        world=clock.world,
        freshness=Freshness(lambda: _position(tools.database)),
        settings=Settings(answer_seconds=30.0, fresh_seconds=10.0, token_lifetime=_YEAR),
    )


def _position(database: Database) -> int:
    with read_schema.current(database) as connection:
        return read_schema.position_of(connection)
