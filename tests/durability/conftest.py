"""The durability proofs run on a real PostgreSQL and on Temporal servers of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.counter import Counter, counter


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.servers")


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Counter]:
    """A counter whose programme and calendar are published."""
    with counter(database_url, tmp_path) as opened:
        opened.publish()
        yield opened
