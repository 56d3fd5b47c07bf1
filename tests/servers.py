"""Fixtures with a real PostgreSQL: one server per session, one migrated database per test.

A folder of tests gets them by `config.pluginmanager.import_plugin("tests.servers")` in its conftest.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.event_log import EventLog
from store.migrations import migrate


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[EmbeddedPostgres]:
    """A server whose database `tanjian` is migrated; connect to `database_url`, not to it."""
    # Not under pytest's own folder: each new session of pytest closes that to other system users.
    folder = Path(tempfile.mkdtemp(prefix="tanjian-tests-"))
    with EmbeddedPostgres(folder / "postgres", fast=True) as server:
        with Database(server.url) as database:
            migrate(database)
        yield server
    shutil.rmtree(folder)


@pytest.fixture
def empty_database_url(postgres_server: EmbeddedPostgres) -> Iterator[str]:
    """A new database without tables."""
    yield from _new_database(postgres_server, "template1")


@pytest.fixture
def database_url(postgres_server: EmbeddedPostgres) -> Iterator[str]:
    """A new, migrated database."""
    yield from _new_database(postgres_server, "tanjian")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with Database(database_url) as opened:
        yield opened


@pytest.fixture
def event_log(database_url: str) -> Iterator[EventLog]:
    with EventLog(database_url) as log:
        yield log


def _new_database(server: EmbeddedPostgres, template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server.url_of("postgres"), autocommit=True) as connection:
        made = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        connection.execute(made.format(Identifier(name), Identifier(template)))
        yield server.url_of(name)
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
