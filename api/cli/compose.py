"""The parts of a process put together: servers, stores, keys and mail from the folder and environment."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from activities.mailing import Mailer, WrongMailSettings, mailer_from_environment
from activities.public_address import WrongPublicAddress, public_url
from activities.tools import Tools
from api.cli.console import Fault
from api.cli.data_folder import DataFolder, FolderInUse, usable
from api.cli.programs import DATABASE_URL, temporal_address_of
from store import world
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.event_log import EventLog
from store.files import FileStore
from store.guilds import Guilds
from store.person_keys import PersonKeys, bound_master_key
from store.places import Places
from store.programmes import Programmes
from store.receipts import Receipts
from store.world import ServerClock


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a process finds what it works with."""

    folder: DataFolder
    database_url: str
    temporal_address: str


def reach(data: Path) -> Reach:
    """What the environment names, else the servers of the folder's running `tanjian up`. Raises Fault."""
    url = running_database_url(data)
    return Reach(DataFolder.at(data), url, temporal_address_of(data))


def running_database_url(data: Path) -> str:
    """The database that the environment names, else that of the running `tanjian up`. Raises Fault."""
    return os.environ.get(DATABASE_URL) or _running_database(DataFolder(data.resolve()))


@contextmanager
def reached_database(data: Path) -> Iterator[str]:
    """The database's address for one command; the folder's own server is started for it if none runs."""
    if os.environ.get(DATABASE_URL):
        yield os.environ[DATABASE_URL]
        return
    folder = _existing(data)
    try:
        with folder.claimed(), EmbeddedPostgres(folder.postgres) as server:
            yield server.url
    except FolderInUse:
        yield _running_database(folder)


@contextmanager
def reach_folder(data: Path) -> Iterator[Reach]:
    """What one command finds its stores by: the database alone, started for it if none runs."""
    with reached_database(data) as url:
        yield Reach(DataFolder.at(data), url, "")


@contextmanager
def opened_tools(found: Reach, *, connections: int = 8) -> Iterator[Tools]:
    """The stores of one process, closed at the end; NotMigrated before the first `tanjian up`."""
    with ExitStack() as closing:
        database = closing.enter_context(Database(found.database_url, max_size=connections))
        event_log = closing.enter_context(EventLog(found.database_url, max_overflow=connections))
        keys = PersonKeys(database, bound_master_key(database, found.folder.path))
        lives_in = world.load(database)
        yield Tools(
            database=database,
            event_log=event_log,
            receipts=Receipts(database),
            places=Places(database),
            person_keys=keys,
            files=FileStore(found.folder.files, keys, database),
            guilds=Guilds(database),
            programmes=Programmes(event_log),
            clock=ServerClock(lives_in),
            world=lives_in,
            mailer=_mailer(found.folder),
            public_url=told_public_url(),
        )


def _mailer(folder: DataFolder) -> Mailer:
    try:
        return mailer_from_environment(folder.mail)
    except WrongMailSettings as wrong:
        raise Fault(wrong.zh, wrong.en) from None


def told_public_url() -> str:
    """Where people outside reach the interface, by the environment. Raises Fault."""
    try:
        return public_url()
    except WrongPublicAddress as wrong:
        raise Fault(wrong.zh, wrong.en) from None


def _existing(data: Path) -> DataFolder:
    if not (data.resolve() / "postgres" / "cluster").exists():
        raise Fault(
            f"{data.resolve()} 沒有資料庫；請以 --data 指定資料夾、先執行 tanjian up，"
            f"或設定 {DATABASE_URL}。",
            f"{data.resolve()} holds no database: name the folder by --data, run tanjian up first, "
            f"or set {DATABASE_URL}.",
        )
    return DataFolder.at(data)


def _running_database(folder: DataFolder) -> str:
    ports = folder.last_ports()
    if "postgres" not in ports or usable(ports["postgres"]):
        raise Fault(
            f"{folder.path} 的資料庫未在執行；請先執行 tanjian up，或設定 {DATABASE_URL}。",
            f"The database of {folder.path} does not run: run tanjian up first, or set {DATABASE_URL}.",
        )
    return EmbeddedPostgres(folder.postgres, ports["postgres"]).url
