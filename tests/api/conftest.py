"""The tests of `api/` send HTTP to the application over a real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.database import Database
from store.event_log import EventLog
from store.read_schema import prepare
from tests.api.office import HandClock, Office, running, services_over


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.servers")


@pytest.fixture
async def office(database: Database, event_log: EventLog, tmp_path: Path) -> AsyncIterator[Office]:
    """An application whose workflows nobody runs: what is received stays pending."""
    clock = HandClock()
    services, projector = services_over(database, event_log, tmp_path, clock, None)
    await asyncio.to_thread(prepare, database)
    async with running(services, clock, projector) as open_office:
        yield open_office
