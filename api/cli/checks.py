"""The checks of `tanjian doctor` on the machine and the database."""

import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import holidays

from activities.papers.typesetting import FONTS, RARE_FONTS, FontsMissing, missing_fonts
from api.cli.compose import running_database_url
from api.cli.console import as_fault
from domain.deadline import TAIPEI
from domain.errors import DomainError
from domain.working_calendar import WorkingCalendar
from store import read_schema, world
from store.database import Database
from store.event_log import EventLog
from store.migrations import FOLDER, read_migrations
from store.programme_files import read_calendar
from store.programmes import Programmes

LEAST_FREE_BYTES = 1_000_000_000
MOST_CLOCK_SECONDS, MOST_SILENCE_SECONDS, MOST_PENDING_SECONDS, MOST_LAG = 2.0, 10.0, 300.0, 5000
_CONNECT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, in both languages."""

    name: str
    ok: bool
    zh: str
    en: str

    def as_document(self) -> dict[str, Any]:
        return asdict(self)


def failed(name: str, error: Exception) -> Finding:
    """A check that could not be made."""
    fault = as_fault(error)
    return Finding(name, False, fault.zh, fault.en)


def machine_checks(data: Path) -> Iterator[Finding]:
    """Python, the disk and the fonts."""
    version = platform.python_version()
    yield Finding("python", sys.version_info >= (3, 11), f"Python {version}", f"Python {version}")
    place = next(folder for folder in (data.resolve(), *data.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    yield Finding(
        "disk", free >= LEAST_FREE_BYTES, f"剩餘 {free / 1e9:.1f} GB", f"{free / 1e9:.1f} GB are free"
    )
    yield _fonts(missing_fonts(FONTS), missing_fonts(RARE_FONTS))


def _fonts(missing: Sequence[str], rare: Sequence[str]) -> Finding:
    """Without those of rare characters most papers are made all the same."""
    if missing:
        fault = FontsMissing(missing)
        return Finding("fonts", False, fault.zh, fault.en)
    if rare:
        return Finding(
            "fonts",
            True,
            "字型齊備，但姓名有罕用字的證書須另裝 fonts-cns11643-sung",
            "The fonts are there; certificates for names of rare characters need fonts-cns11643-sung",
        )
    return Finding("fonts", True, "字型齊備，含罕用字", "The fonts are there, rare characters included")


def database_checks(data: Path) -> Iterator[Finding]:
    """All that the database can tell; without it only the bundled calendar is looked at."""
    try:
        database = Database(running_database_url(data), max_size=2).open(_CONNECT_SECONDS)
    except Exception as error:
        yield failed("database", error)
        yield _calendar(read_calendar())
        return
    with database:
        yield Finding("database", True, "資料庫可連線", "The database answers")
        for name, check in _CHECKS.items():
            try:
                yield check(database)
            except Exception as error:
                yield failed(name, error)


def _migrations(database: Database) -> Finding:
    files = read_migrations(FOLDER)
    with database.transaction() as connection:
        rows = connection.execute("SELECT number, sha256 FROM migrations ORDER BY number").fetchall()
    applied = [(row["number"], row["sha256"]) for row in rows]
    same = applied == [(file.number, file.sha256) for file in files]
    return Finding(
        "migrations", same, f"已套用 {len(rows)}／{len(files)}", f"{len(rows)} of {len(files)} are applied"
    )


def _projector(database: Database) -> Finding:
    heartbeat = read_schema.last_heartbeat(database)
    if heartbeat is None:
        return Finding("projector", False, "從未執行", "It never ran")
    with EventLog(database.url) as event_log:
        lag = max(0, event_log.last_position() - heartbeat.position)
    silent = (_database_now(database) - heartbeat.at).total_seconds()
    return Finding(
        "projector",
        silent <= MOST_SILENCE_SECONDS and lag <= MOST_LAG,
        f"落後 {lag} 筆，{silent:.0f} 秒前更新",
        f"{lag} events behind, last heard {silent:.0f} s ago",
    )


def _receipts(database: Database) -> Finding:
    with database.transaction() as connection:
        row = connection.execute(
            "SELECT count(*) AS pending,"
            " extract(epoch FROM clock_timestamp() - min(created_at))::float AS oldest"
            " FROM receipts WHERE NOT decided"
        ).fetchone()
    assert row is not None
    oldest = row["oldest"] or 0.0
    return Finding(
        "receipts",
        oldest <= MOST_PENDING_SECONDS,
        f"{row['pending']} 件尚無結果，最久 {oldest:.0f} 秒",
        f"{row['pending']} without outcome, the oldest for {oldest:.0f} s",
    )


def _windows(database: Database) -> Finding:
    """Windows are ended by workflows: where Temporal was lost and not recovered, they pass unseen."""
    now = world.ServerClock(world.load(database)).now()
    with read_schema.current(database) as connection:
        row = connection.execute(
            "SELECT count(*) AS overdue, min(due) AS first FROM deadlines WHERE due < %s",
            (now - timedelta(seconds=MOST_PENDING_SECONDS),),
        ).fetchone()
    assert row is not None
    if row["overdue"] == 0:
        return Finding("windows", True, "到期的期間均已處理", "Every window that is due was ended")
    first = row["first"].astimezone(UTC).isoformat()
    return Finding(
        "windows",
        False,
        f"{row['overdue']} 個期間已屆至而未處理，最早 {first}；請執行 tanjian recover",
        f"{row['overdue']} windows are due and not ended, the first since {first}: run tanjian recover",
    )


def _places(database: Database) -> Finding:
    with database.transaction() as connection:
        row = connection.execute(
            "SELECT count(*) AS places, count(*) FILTER (WHERE state = 'taken') AS taken,"
            " count(*) FILTER (WHERE held_until > clock_timestamp()) AS held,"
            " count(*) FILTER (WHERE held_until <= clock_timestamp()) AS fallen FROM place_pool"
        ).fetchone()
    assert row is not None
    return Finding(
        "places",
        row["places"] > 0,
        f"名額 {row['places']}，已用 {row['taken']}，暫留 {row['held']}，暫留逾時 {row['fallen']}",
        f"{row['places']} places: {row['taken']} taken, {row['held']} held, {row['fallen']} holds fell free",
    )


def _published_calendar(database: Database) -> Finding:
    with EventLog(database.url) as event_log:
        try:
            return _calendar(Programmes(event_log).calendar())
        except DomainError:
            return Finding("calendar", False, "尚未公告工作日曆", "No calendar is published")


def _calendar(calendar: WorkingCalendar) -> Finding:
    """The calendar in force beside an independent list; that list decides nothing."""
    taiwan = holidays.country_holidays("TW", years=range(calendar.first.year, calendar.last.year + 1))
    days = ((calendar.last - calendar.first) // timedelta(days=1)) + 1
    span = (calendar.first + timedelta(days=number) for number in range(days))
    differing = [day.isoformat() for day in span if calendar.is_rest_day(day) == taiwan.is_working_day(day)]
    until = calendar.last.isoformat()
    if differing:
        listed = ", ".join(differing[:10])
        return Finding(
            "calendar", False, f"與 holidays 套件不同：{listed}", f"Differs from holidays: {listed}"
        )
    return Finding(
        "calendar",
        True,
        f"{calendar.version}，至 {until}，與 holidays 套件相符",
        f"{calendar.version}, until {until}, agrees with the holidays package",
    )


def _clock(database: Database) -> Finding:
    before = time.time()
    server = _database_now(database).timestamp()
    apart = server - (before + time.time()) / 2
    lives_in = world.load(database)
    offset = lives_in.offset_seconds
    now = world.ServerClock(lives_in).now().astimezone(TAIPEI).strftime("%Y-%m-%d %H:%M")
    return Finding(
        "clock",
        abs(apart) <= MOST_CLOCK_SECONDS,
        f"與資料庫相差 {apart:+.2f} 秒；世界時間 {now}{'（--as-of）' if offset else ''}",
        f"{apart:+.2f} s from the database's; world time {now}{' (--as-of)' if offset else ''}",
    )


def _database_now(database: Database) -> datetime:
    with database.transaction() as connection:
        row = connection.execute("SELECT clock_timestamp() AS now").fetchone()
    assert row is not None
    now: datetime = row["now"]
    return now.astimezone(UTC)


_CHECKS: dict[str, Callable[[Database], Finding]] = {
    "migrations": _migrations,
    "projector": _projector,
    "receipts": _receipts,
    "windows": _windows,
    "places": _places,
    "calendar": _published_calendar,
    "clock": _clock,
}
