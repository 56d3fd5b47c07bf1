"""The tests of `api/` send HTTP to the application over a real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.event_log import EventLog
from store.read_schema import prepare
from tests.api.living import living_office
from tests.api.office import MovableClock, Office, running, services_over


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.servers")


@pytest.fixture
async def office(database: Database, event_log: EventLog, tmp_path: Path) -> AsyncIterator[Office]:
    """An application whose workflows nobody runs: what is received stays pending."""
    async with _quiet_office(database, event_log, tmp_path) as open_office:
        yield open_office


@pytest.fixture(scope="module")
async def front(
    postgres_server: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """One such application for all tests of a file that leave nothing behind."""
    name = f"front_{uuid4().hex}"
    with psycopg.connect(postgres_server.url_of("postgres"), autocommit=True) as connection:
        made = SQL("CREATE DATABASE {} TEMPLATE tanjian STRATEGY file_copy")
        connection.execute(made.format(Identifier(name)))
    url = postgres_server.url_of(name)
    with Database(url) as database, EventLog(url) as event_log:
        folder = tmp_path_factory.mktemp("front")
        async with _quiet_office(database, event_log, folder) as open_office:
            yield open_office


@pytest.fixture
async def living(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    """An application with a Temporal server, a worker, a projector and a dispatcher."""
    async with living_office(database_url, tmp_path) as open_office:
        yield open_office


@asynccontextmanager
async def _quiet_office(database: Database, event_log: EventLog, folder: Path) -> AsyncIterator[Office]:
    clock = MovableClock()
    services, projector = services_over(database, event_log, folder, clock, None)
    await asyncio.to_thread(prepare, database)
    async with running(services, clock, projector) as open_office:
        yield open_office
