"""The tests of lists that are imported; those that live need PostgreSQL and Temporal."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.api.living import living_office
from tests.api.office import Office


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.servers")


@pytest.fixture
async def living(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    """An application with a Temporal server, a worker, a projector and a dispatcher."""
    async with living_office(database_url, tmp_path) as open_office:
        yield open_office
