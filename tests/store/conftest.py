"""The tests of `store/` run on a real PostgreSQL."""

import secrets

import pytest

from store.database import Database
from store.person_keys import PersonKeys


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.servers")


@pytest.fixture
def master_key() -> bytes:
    return secrets.token_bytes(32)


@pytest.fixture
def keys(database: Database, master_key: bytes) -> PersonKeys:
    return PersonKeys(database, master_key)
