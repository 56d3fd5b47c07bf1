"""The run: warm up, measure, drive at half that rate while everything is broken, settle, and check."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
import psycopg

from domain.deadline import TAIPEI
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.embedded_temporal import free_port
from store.quiet import is_quiet
from store.world import ServerClock
from store.world import load as load_world
from tests.chaos.checker import check
from tests.chaos.client import Client, Pace
from tests.chaos.faults import Breaking
from tests.chaos.journal import Journal
from tests.chaos.load import Load
from tests.chaos.office import open_office
from tests.chaos.plan import Sizes, faults
from tests.chaos.post_office import open_post_office
from tests.chaos.system import System

# The midnight that ends the list window of the session of 30 June.
MIDNIGHT = datetime(2025, 7, 11, tzinfo=TAIPEI)


@dataclass(slots=True)
class Report:
    """What a run did, and every fault that the checker found, by the name of its check."""

    told: dict[str, Any] = field(default_factory=dict)
    found: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        return not any(self.found.values())


@dataclass(slots=True)
class Scene:
    """A run's folder and what lies in it."""

    folder: Path
    sizes: Sizes

    @property
    def data_folder(self) -> Path:
        return self.folder / "data"

    @property
    def journal(self) -> Path:
        return self.folder / "client.jsonl"


def run(scene: Scene) -> Report:
    """Live through it all and have it checked; the folder keeps database and client log."""
    report = Report()
    journal = Journal(scene.journal)
    try:
        with open_post_office(journal) as smtp:
            asyncio.run(_live(scene, journal, smtp, report))
    finally:
        journal.close()
    with stopped_database(scene) as url:
        report.found, counted = check(url, scene.journal)
    report.told |= counted
    return report


@contextmanager
def stopped_database(scene: Scene) -> Iterator[str]:
    """The database after the run, on a server of its own."""
    with EmbeddedPostgres(scene.data_folder / "postgres") as server:
        yield server.url


async def _live(scene: Scene, journal: Journal, smtp: str, report: Report) -> None:
    points = scene.folder / "fail-points"
    points.mkdir()
    scene.data_folder.mkdir(mode=0o700)
    environment = {"TANJIAN_FAIL_POINTS": str(points), "TANJIAN_SMTP_URL": smtp}
    system = System(scene.data_folder, free_port(), environment)
    began = time.monotonic()
    midnight = began + scene.sizes.midnight_seconds
    await asyncio.to_thread(system.fix_world, MIDNIGHT - timedelta(seconds=midnight - time.monotonic()))
    try:
        await _load_and_break(scene, journal, system, midnight, report)
        report.told["exit_code"] = await asyncio.to_thread(system.stop)
        report.told["processes_left"] = system.remains()
    finally:
        if system.remains():
            await asyncio.to_thread(system.kill_everything)
    report.told["seconds"] = round(time.monotonic() - began, 1)


async def _load_and_break(
    scene: Scene, journal: Journal, system: System, midnight: float, report: Report
) -> None:
    system.start()
    await system.until_ready()
    sizes, random = scene.sizes, Random(scene.sizes.seed)
    limits = httpx.Limits(max_connections=4 * sizes.at_once)
    async with httpx.AsyncClient(
        base_url=system.address, timeout=20.0, limits=limits, trust_env=False
    ) as http:
        client = Client(http, journal, Pace(), random)
        office = await open_office(client, scene.data_folder, system.database_url, random)
        load = Load(office, client, sizes.at_once)
        await load.hire(sizes.trainees)
        load.start()
        await load.until(client.answered + sizes.at_once)
        sustained = await load.measure(sizes.warm_up_seconds)
        client.pace.rate = max(sustained / 2, 1.0)
        warmed_up, began = client.answered, time.monotonic()
        breaking = Breaking(
            system,
            scene.folder / "fail-points",
            journal,
            lambda: (client.answered - warmed_up) / sizes.commands,
            midnight,
        )
        await _both(load, breaking, sizes, warmed_up)
        driven = (client.answered - warmed_up) / (time.monotonic() - began)
        await load.finish()
        await system.until_ready()
        report.told |= await _settled(system, sizes.settle_seconds)
    report.told |= _of_load(load, client, sustained, driven, warmed_up) | _of_faults(breaking)


async def _both(load: Load, breaking: Breaking, sizes: Sizes, warmed_up: int) -> None:
    """Until enough commands are answered and all is broken that was to be."""
    breaks = asyncio.create_task(breaking.run(faults(sizes)))
    lives = asyncio.create_task(load.until(warmed_up + sizes.commands))
    try:
        await asyncio.gather(breaks, lives)
    finally:
        breaks.cancel()
        lives.cancel()


async def _settled(system: System, timeout_seconds: float) -> dict[str, Any]:
    """Wait until the engine has nothing left to do; how long that took, or that it did not."""
    began = time.monotonic()
    while time.monotonic() - began < timeout_seconds:
        if await asyncio.to_thread(_is_settled, system.database_url):
            return {"settled_seconds": round(time.monotonic() - began, 1)}
        await asyncio.sleep(1.0)
    return {"settled_seconds": None}


def _is_settled(url: str) -> bool:
    with Database(url, max_size=2) as database, psycopg.connect(url) as connection:
        untold = connection.execute(_UNTOLD).fetchone()
        now = ServerClock(load_world(database)).now()
        return is_quiet(database, now) and untold == (False,)


_UNTOLD = """
    SELECT EXISTS (
        SELECT FROM tanjian_events e,
            jsonb_array_elements(convert_from(e.state, 'UTF8')::jsonb -> 'event' -> 'attendees') AS one
        WHERE e.topic = 'session.attendance_recorded.v1' AND NOT EXISTS (
            SELECT FROM receipts r
            WHERE r.case_id = (one ->> 'enrolment')::uuid AND r.kind = 'enrolment.note_attendance'))
"""


def _of_load(load: Load, client: Client, sustained: float, driven: float, warmed_up: int) -> dict[str, Any]:
    waits = sorted(client.waits)
    return {
        "sustained_per_second": round(sustained, 2),
        "driven_per_second": round(driven, 2),
        "commands_warming_up": warmed_up,
        "commands_under_faults": client.answered - warmed_up,
        "cases_begun": load.begun,
        "cases_abandoned": dict(load.abandoned),
        "requests_by_answer": dict(sorted(client.tries.items())),
        "wait_seconds_median": round(waits[len(waits) // 2], 3),
        "wait_seconds_95": round(waits[len(waits) * 95 // 100], 3),
        "wait_seconds_longest": round(waits[-1], 1),
    }


def _of_faults(breaking: Breaking) -> dict[str, Any]:
    killed = {name: breaking.killed.count(name) for name in sorted(set(breaking.killed))}
    return {
        "died_at_fail_points": breaking.died_at,
        "killed": killed,
        "kills": len(breaking.killed),
        "restart_seconds_longest": round(max(breaking.restart_seconds, default=0.0), 1),
        "everything_killed": breaking.together,
    }
