"""What the routes work with, composed once per process by whoever starts it."""

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
    """Seconds that a request waits, how long a token is good, how large an upload may be (bytes)."""

    answer_seconds: float = 5.0
    fresh_seconds: float = 1.0
    token_lifetime: timedelta = timedelta(hours=12)
    upload_bytes: int = 20 * 1024 * 1024
    body_bytes: int = 1024 * 1024
    bulk_seconds: float = 20.0


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
