"""What activities work with, composed once per process."""

from dataclasses import dataclass

from activities.mailing import Mailer
from activities.public_address import local_url
from store.database import Database
from store.event_log import EventLog
from store.files import FileStore
from store.guilds import Guilds
from store.person_keys import PersonKeys
from store.places import Places
from store.programmes import Programmes
from store.receipts import Receipts
from store.world import Clock, WorldTime


@dataclass(frozen=True, slots=True)
class Tools:
    """The stores, the clock port and the mailer of one process; `public_url` is what papers print."""

    database: Database
    event_log: EventLog
    receipts: Receipts
    places: Places
    person_keys: PersonKeys
    files: FileStore
    guilds: Guilds
    programmes: Programmes
    clock: Clock
    world: WorldTime
    mailer: Mailer
    public_url: str = local_url(8000)
