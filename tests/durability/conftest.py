"""The durability proofs run on a real PostgreSQL and on Temporal servers of their own."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.servers")
