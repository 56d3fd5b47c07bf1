"""World time: server time and one offset, fixed before the first event (design §4.7)."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from store.database import Database


class WorldAlreadyFixed(Exception):
    """The world has a history under another time."""


@dataclass(frozen=True, slots=True)
class WorldTime:
    """Seconds added to the server's time, and the grid it is cut to (0: none); production is 0, 0."""

    offset_seconds: float = 0.0
    resolution_seconds: int = 0


class Clock(Protocol):
    """Tells the world's time."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class ServerClock:
    """This machine's clock in a world."""

    world: WorldTime

    def now(self) -> datetime:
        """Now, cut down to the resolution so that twin runs of a demo stamp alike."""
        seconds = time.time() + self.world.offset_seconds
        if self.world.resolution_seconds > 0:
            seconds -= seconds % self.world.resolution_seconds
        return datetime.fromtimestamp(seconds, UTC)


def load(database: Database) -> WorldTime:
    """The world time that this database lives in."""
    with database.transaction() as connection:
        row = connection.execute("SELECT offset_seconds, resolution_seconds FROM world").fetchone()
    assert row is not None
    return WorldTime(row["offset_seconds"], row["resolution_seconds"])


def fix(database: Database, world: WorldTime) -> None:
    """Give the database its world time.

    Raises WorldAlreadyFixed if a receipt or an event exists that was stamped under another one.
    """
    with database.transaction() as connection:
        row = connection.execute("SELECT * FROM world FOR UPDATE").fetchone()
        assert row is not None
        fixed = WorldTime(row["offset_seconds"], row["resolution_seconds"])
        if fixed == world:
            return
        lived = connection.execute(
            "SELECT EXISTS (SELECT FROM tanjian_events) OR EXISTS (SELECT FROM receipts) AS lived"
        ).fetchone()
        if lived and lived["lived"]:
            raise WorldAlreadyFixed(_message(fixed, world))
        connection.execute(
            "UPDATE world SET offset_seconds = %s, resolution_seconds = %s",
            (world.offset_seconds, world.resolution_seconds),
        )


def _message(fixed: WorldTime, wanted: WorldTime) -> str:
    return (
        f"此資料庫已有紀錄，時間設定為 {fixed}，不能改為 {wanted}；請另用新的資料夾。"
        f" / This database has a history under {fixed} and cannot change to {wanted}: use a new folder."
    )
