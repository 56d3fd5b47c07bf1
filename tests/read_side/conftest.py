"""A recorded year, lived once per session, and databases copied from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store import read_schema
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.event_log import EventLog
from store.projector import Projector
from tests.domain.made_up_cases import MadeUpCase
from tests.made_up import usual
from tests.read_side.recorded_world import MORE_WALKS, WALKS, RecordedWorld, live


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.servers")


@dataclass(frozen=True, slots=True)
class Year:
    """A year that was lived: its world, its cases by the name of their walk, and its database."""

    world: RecordedWorld
    cases: dict[str, MadeUpCase]
    database: str


@pytest.fixture(scope="session")
def year(postgres_server: EmbeddedPostgres, programme: Programme, calendar: WorkingCalendar) -> Year:
    """Every walk once; its database is only copied from."""
    name = f"year_{uuid4().hex}"
    _copy(postgres_server, name, "tanjian")
    with EventLog(postgres_server.url_of(name)) as event_log:
        world = RecordedWorld(usual(programme), calendar, event_log)
        cases = live(world, seed=1, walks=(*WALKS, *MORE_WALKS))
    return Year(world, cases, name)


@pytest.fixture
def year_url(year: Year, postgres_server: EmbeddedPostgres) -> Iterator[str]:
    """A database of its own with the year's events."""
    with _copied(postgres_server, year.database) as url:
        yield url


@pytest.fixture(scope="session")
def projected(year: Year, postgres_server: EmbeddedPostgres) -> Iterator[Database]:
    """The year's events with their rows; no test leaves anything in it."""
    with (
        _copied(postgres_server, year.database) as url,
        Database(url) as database,
        EventLog(url) as event_log,
    ):
        read_schema.prepare(database)
        Projector(event_log, database).catch_up()
        yield database


@pytest.fixture(scope="session")
def projected_log(projected: Database) -> Iterator[EventLog]:
    with EventLog(projected.url) as log:
        yield log


@pytest.fixture
def year_database(year_url: str) -> Iterator[Database]:
    with Database(year_url) as opened:
        yield opened


@pytest.fixture
def year_log(year_url: str) -> Iterator[EventLog]:
    with EventLog(year_url) as log:
        yield log


@contextmanager
def _copied(server: EmbeddedPostgres, template: str) -> Iterator[str]:
    name = f"copy_{uuid4().hex}"
    _copy(server, name, template)
    yield server.url_of(name)
    with psycopg.connect(server.url_of("postgres"), autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _copy(server: EmbeddedPostgres, name: str, template: str) -> None:
    with psycopg.connect(server.url_of("postgres"), autocommit=True) as connection:
        made = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        connection.execute(made.format(Identifier(name), Identifier(template)))
