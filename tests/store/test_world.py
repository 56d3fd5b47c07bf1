"""World time."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from store import world
from store.database import Database
from store.event_log import Change, EventLog
from store.receipts import Receipts
from store.world import ServerClock, WorldAlreadyFixed, WorldTime
from tests.store.sample import NOON, Counted, cause, draft

pytestmark = pytest.mark.servers
DEMO = WorldTime(-86400.0, 60)


def test_a_world_is_production_until_it_is_fixed(database: Database) -> None:
    assert world.load(database) == WorldTime(0.0, 0)
    world.fix(database, DEMO)
    assert world.load(database) == DEMO


def test_a_world_with_an_event_cannot_change(database: Database, event_log: EventLog) -> None:
    world.fix(database, DEMO)
    event_log.append([Change(uuid4(), 0, (Counted(1),))], cause(), outcome=None)
    world.fix(database, DEMO)
    with pytest.raises(WorldAlreadyFixed, match="use a new folder"):
        world.fix(database, WorldTime(-86400.0, 0))
    assert world.load(database) == DEMO


def test_a_world_with_a_receipt_cannot_change(database: Database) -> None:
    Receipts(database).receive(draft(), lambda: NOON)
    with pytest.raises(WorldAlreadyFixed):
        world.fix(database, DEMO)


@pytest.mark.parametrize("offset_days", [-600, 0, 30])
def test_a_clock_is_the_servers_with_the_offset(offset_days: int) -> None:
    offset = timedelta(days=offset_days)
    clock = ServerClock(WorldTime(offset.total_seconds(), 0))
    before, told, after = datetime.now(UTC), clock.now(), datetime.now(UTC)
    slack = timedelta(milliseconds=1)
    assert before + offset - slack <= told <= after + offset + slack
    assert told.utcoffset() == timedelta(0)


def test_a_coarse_clock_tells_whole_steps_and_never_runs_ahead() -> None:
    coarse = ServerClock(WorldTime(-3600.5, 60)).now()
    fine = ServerClock(WorldTime(-3600.5, 0)).now()
    assert coarse.timestamp() % 60 == 0
    assert timedelta(0) <= fine - coarse < timedelta(seconds=61)
