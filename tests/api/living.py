"""The application with everything behind it: Temporal, a worker, a dispatcher."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client

from activities.mailing import FolderMailer
from activities.temporal_client import connect
from activities.tools import Tools
from api.cli.case_worker import working
from api.dispatcher import dispatch
from api.services import Services
from store.database import Database
from store.embedded_temporal import (
    SEARCH_ATTRIBUTES,
    free_port,
    temporal_test_server_command,
    wait_until_serving,
)
from store.event_log import EventLog
from store.guilds import Guild, Guilds
from store.read_schema import prepare
from store.world import fix
from tests.api.office import MASTER_KEY, MovableClock, Office, running, services_over

_TYPES = {
    "Keyword": IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
    "Datetime": IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
}


@contextmanager
def temporal_server() -> Iterator[str]:
    """A Temporal server without memory, until the block ends."""
    port = free_port()
    command = temporal_test_server_command(port)
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_serving("127.0.0.1", port, server)
        yield f"127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


@asynccontextmanager
async def living_office(
    url: str, folder: Path, *, working: bool = True, answer_seconds: float = 20.0
) -> AsyncIterator[Office]:
    """The application over the database, `working` with a worker and a dispatcher."""
    with temporal_server() as address, Database(url, max_size=24) as database, EventLog(url) as event_log:
        client = await connect(address, MASTER_KEY)
        await _add_search_attributes(client)
        clock = MovableClock()
        await asyncio.to_thread(fix, database, clock.world)
        services, projector = services_over(
            database, event_log, folder, clock, client, answer_seconds=answer_seconds
        )
        await asyncio.to_thread(_prepare, services)
        async with running(services, clock, projector) as office:
            if not working:
                yield office
                return
            async with at_work(office, folder):
                yield office


@asynccontextmanager
async def at_work(office: Office, folder: Path, *, with_dispatcher: bool = True) -> AsyncIterator[None]:
    """A worker, and a dispatcher, until the block ends."""
    client, stop = office.services.temporal, asyncio.Event()
    assert client is not None
    async with working(client, tools_of(office.services, folder)):
        if not with_dispatcher:
            yield
            return
        dispatching = asyncio.create_task(dispatch(office.services, stop))
        try:
            yield
        finally:
            stop.set()
            await dispatching


def tools_of(services: Services, folder: Path) -> Tools:
    return Tools(
        database=services.database,
        event_log=services.event_log,
        receipts=services.receipts,
        places=services.places,
        person_keys=services.person_keys,
        files=services.files,
        guilds=Guilds(services.database),
        programmes=services.programmes,
        clock=services.clock,
        world=services.world,
        mailer=FolderMailer(folder / "mail"),
    )


def _prepare(services: Services) -> None:
    prepare(services.database)
    now = services.clock.now()
    services.programmes.publish_calendar(None, now)
    services.programmes.publish(None, "114", now, services.places)
    Guilds(services.database).put(Guild("G01", "臺北市記帳士公會", "guild@example.com"))


async def _add_search_attributes(client: Client) -> None:
    request = AddSearchAttributesRequest(namespace="default")
    for name, kind in SEARCH_ATTRIBUTES.items():
        request.search_attributes[name] = _TYPES[kind]
    await client.operator_service.add_search_attributes(request)
