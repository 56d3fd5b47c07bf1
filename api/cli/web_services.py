"""What the web interface and the dispatcher work with."""

from collections.abc import Iterator
from contextlib import contextmanager

from temporalio.client import Client

from api.cli.compose import Reach, opened_tools
from api.cli.forms import TypesetForms
from api.freshness import Freshness
from api.services import Services
from store import read_schema
from store.accounts import Accounts
from store.database import Database
from store.read_models import ReadModels

_CONNECTIONS = 20


@contextmanager
def opened_services(found: Reach, client: Client | None) -> Iterator[Services]:
    """The services of one process, closed at the end."""
    with opened_tools(found, connections=_CONNECTIONS) as tools:
        yield Services(
            database=tools.database,
            event_log=tools.event_log,
            receipts=tools.receipts,
            places=tools.places,
            person_keys=tools.person_keys,
            files=tools.files,
            accounts=Accounts(tools.database),
            programmes=tools.programmes,
            clock=tools.clock,
            temporal=client,
            read_models=ReadModels(tools.database),
            world=tools.world,
            freshness=Freshness(lambda: _position(tools.database)),
            blank_forms=TypesetForms(),
        )


def _position(database: Database) -> int:
    with read_schema.current(database) as connection:
        return read_schema.position_of(connection)
