"""What a folder needs before its processes start: tables, world time, rules, calendar, a first officer."""

import os
import secrets
import time
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as time_of_day
from math import ceil

from api.cli.console import Fault
from api.cli.data_folder import DataFolder
from domain.deadline import TAIPEI
from domain.event import Role
from domain.refusals import ProgrammeUnknown
from store import world
from store.accounts import Accounts, LoginTaken
from store.database import Database
from store.event_log import EventLog
from store.migrations import migrate
from store.person_keys import bind_master_key
from store.places import Places
from store.programmes import Programmes
from store.world import Clock, ServerClock, WorldAlreadyFixed, WorldTime

FIRST_YEAR = "114"
OFFICER_LOGIN = "officer"
_MORNING = time_of_day(9, tzinfo=TAIPEI)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was found or made; `officer_password` only where the account was made now."""

    world: WorldTime
    programme_version: int
    officer_password: str | None


def prepare(url: str, folder: DataFolder, as_of: date | None) -> Prepared:
    """Make the database at `url` ready; repeating it changes nothing."""
    with Database(url) as database:
        migrate(database)
        bind_master_key(database, folder.path)
        lives_in = fix_world(database, folder, as_of)
        with EventLog(url) as event_log:
            version = publish_first(event_log, database, ServerClock(lives_in))
        return Prepared(lives_in, version, first_officer(database, folder))


def fix_world(database: Database, folder: DataFolder, as_of: date | None) -> WorldTime:
    """Let the world begin at 09:00 in Taipei of `as_of`; the same date again leaves it as it is."""
    began, lives_in = folder.as_of(), world.load(database)
    wanted = as_of or began
    if wanted is None or (wanted == began and lives_in != WorldTime()):
        return lives_in
    offset = datetime.combine(wanted, _MORNING).timestamp() - time.time()
    try:
        # A world that began a moment before nine would not be of that morning.
        world.fix(database, WorldTime(ceil(offset)))
    except WorldAlreadyFixed:
        zh, en = (f"{began}", f"{began}") if began else ("實際日期", "the real date")
        raise Fault(
            f"此資料夾的世界時間自{zh}起，已有紀錄，不能改為 {wanted}；請用 --data 另指定新的資料夾。",
            f"This folder's time began at {en} and has a history: it cannot change to {wanted}. "
            "Name a new folder by --data.",
        ) from None
    folder.write("world.json", {"as_of": wanted.isoformat()})
    return world.load(database)


def publish_first(event_log: EventLog, database: Database, clock: Clock) -> int:
    """Publish the bundled rules and calendar where none are, and give the version in force."""
    programmes, places = Programmes(event_log), Places(database)
    try:
        programmes.calendar()
    except ProgrammeUnknown:
        programmes.publish_calendar(None, clock.now())
    try:
        programme = programmes.in_force(FIRST_YEAR)
    except ProgrammeUnknown:
        programme = programmes.publish(None, FIRST_YEAR, clock.now(), places)
    # A crash may have come between the publication and its places; a full pool stays as it is.
    for sector in ("manufacturing", "services"):
        places.provide(programme.year, sector, getattr(programme.quotas, sector))
    return len(programmes.versions(FIRST_YEAR))


def first_officer(database: Database, folder: DataFolder) -> str | None:
    """Make the first officer's account and give its password, kept in the folder; None if it was there."""
    if _officer_exists(database):
        return None
    password = new_password()
    # Written before the account is made, so that a crash leaves no account that nobody can open.
    _write_private(folder, f"login: {OFFICER_LOGIN}\npassword: {password}\n")
    try:
        Accounts(database).create_account(OFFICER_LOGIN, password, Role.OFFICER)
    except LoginTaken:
        folder.officer.unlink(missing_ok=True)
        return None
    return password


def new_password() -> str:
    """Twenty letters and digits in groups of five, about 100 bits; none that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


def _officer_exists(database: Database) -> bool:
    with database.transaction() as connection:
        found = connection.execute("SELECT FROM accounts WHERE login = %s", (OFFICER_LOGIN,)).fetchone()
    return found is not None


def _write_private(folder: DataFolder, text: str) -> None:
    folder.officer.unlink(missing_ok=True)
    with open(os.open(folder.officer, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
