"""What the routes work with, composed once per process by whoever starts it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request
from temporalio.client import Client

from api.blank_forms import BlankForms
from api.freshness import Freshness
from api.sign_in_attempts import SignInAttempts
from store.accounts import Accounts
from store.database import Database
from store.event_log import EventLog
from store.files import FileStore
from store.person_keys import PersonKeys
from store.places import Places
from store.programmes import Programmes
from store.read_models import ReadModels
from store.receipts import Receipts
from store.world import Clock, WorldTime


@dataclass(frozen=True, slots=True)
class Settings:
    """Seconds that a request waits, how long a token is good, how large an upload may be (bytes).

    `list_bytes` is a table of rows, `letters_bytes` the zip file of their consent letters.
    """

    answer_seconds: float = 5.0
    fresh_seconds: float = 1.0
    token_lifetime: timedelta = timedelta(hours=12)
    upload_bytes: int = 20 * 1024 * 1024
    body_bytes: int = 1024 * 1024
    bulk_seconds: float = 20.0
    list_bytes: int = 10 * 1024 * 1024
    letters_bytes: int = 100 * 1024 * 1024

    @property
    def form_bytes(self) -> Mapping[str, int]:
        """The most that a form with files may have, by the end of the path that takes it."""
        return {
            "/files": self.upload_bytes,
            "/bills": self.upload_bytes,
            "/letters": self.upload_bytes,
            "/imports": self.list_bytes + self.letters_bytes,
            "/attendance-file": self.list_bytes,
        }


@dataclass(frozen=True, slots=True)
class Services:
    """The stores, the clock port and the way to the workflows; `temporal` None means nobody answers."""

    database: Database
    event_log: EventLog
    receipts: Receipts
    places: Places
    person_keys: PersonKeys
    files: FileStore
    accounts: Accounts
    programmes: Programmes
    clock: Clock
    temporal: Client | None
    read_models: ReadModels
    world: WorldTime
    freshness: Freshness
    blank_forms: BlankForms
    settings: Settings = field(default_factory=Settings)
    sign_in_attempts: SignInAttempts = field(default_factory=SignInAttempts)


def _services(request: Request) -> Services:
    services = request.app.state.services
    assert isinstance(services, Services)
    return services


Given = Annotated[Services, Depends(_services)]
