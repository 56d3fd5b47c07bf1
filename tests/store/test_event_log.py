"""Appending is one transaction; reading gives back what was appended."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from store.database import Database
from store.event_log import AlreadyDecided, Change, EventLog, StaleStream
from store.places import HoldLost, PlaceKey, Places
from store.receipts import Accepted, Receipts
from tests.store.sample import Counted, accepted, cause

pytestmark = pytest.mark.servers


def _append(log: EventLog, stream: UUID, expected: int, *counts: int) -> None:
    log.append([Change(stream, expected, tuple(map(Counted, counts)))], cause(), outcome=None)


def _held(database: Database, command: UUID, number: int = 1) -> PlaceKey:
    places = Places(database)
    places.provide("114", "services", number)
    held = places.hold("114", {"04595257": "services"}, command)
    assert isinstance(held, dict)
    return held["04595257"]


def test_what_is_appended_is_what_is_read(event_log: EventLog) -> None:
    one, two, given = uuid4(), uuid4(), cause()
    before = datetime.now(UTC)
    changes = [Change(one, 0, (Counted(1), Counted(2))), Change(two, 0, (Counted(3),))]
    recorded = event_log.append(changes, given, outcome=None)
    assert [(each.stream, each.version, each.event) for each in recorded] == [
        (one, 1, Counted(1)),
        (one, 2, Counted(2)),
        (two, 1, Counted(3)),
    ]
    assert all(each.cause == given for each in recorded)
    assert all(abs(each.recorded_at - before) < timedelta(minutes=1) for each in recorded)
    assert event_log.read(one) + event_log.read(two) == recorded
    assert event_log.notifications(0, 10) == recorded
    assert event_log.last_position() == recorded[-1].position


def test_reading_from_a_version_or_a_position_on(event_log: EventLog) -> None:
    one, two, none = uuid4(), uuid4(), uuid4()
    _append(event_log, one, 0, 1, 2, 3)
    _append(event_log, two, 0, 4)
    assert [each.event.count for each in event_log.read(one, after=1)] == [2, 3]
    first, second, *_ = event_log.notifications(0, 2)
    assert [each.event.count for each in event_log.notifications(second.position, 9)] == [3, 4]
    assert first.position < second.position
    read = event_log.read_many([two, none, one])
    assert {stream: [each.event.count for each in its] for stream, its in read.items()} == {
        two: [4],
        none: [],
        one: [1, 2, 3],
    }


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_write_on_another_version_is_stale(event_log: EventLog, expected: int) -> None:
    stream = uuid4()
    _append(event_log, stream, 0, 1, 2)
    with pytest.raises(StaleStream):
        _append(event_log, stream, expected, 9)
    assert [each.event.count for each in event_log.read(stream)] == [1, 2]


def test_a_change_without_events_checks_its_stream(event_log: EventLog) -> None:
    seen, written = uuid4(), uuid4()
    _append(event_log, seen, 0, 1)
    with pytest.raises(StaleStream):
        event_log.append([Change(seen, 0, ()), Change(written, 0, (Counted(2),))], cause(), outcome=None)
    with pytest.raises(StaleStream):
        event_log.append([Change(seen, 0, ())], cause(), outcome=None)
    assert event_log.read(written) == []


def test_an_append_names_each_stream_once(event_log: EventLog) -> None:
    stream = uuid4()
    with pytest.raises(ValueError, match="once"):
        event_log.append([Change(stream, 0, ()), Change(stream, 0, ())], cause(), outcome=None)


def test_of_two_writers_on_one_version_one_wins(event_log: EventLog) -> None:
    stream = uuid4()

    def write(count: int) -> bool:
        try:
            _append(event_log, stream, 0, count)
        except StaleStream:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(write, range(24)))
    assert won.count(True) == 1
    assert [each.event.count for each in event_log.read(stream)] == [won.index(True)]


def test_the_outcome_tells_position_and_version(event_log: EventLog, database: Database) -> None:
    case, other, given = uuid4(), uuid4(), cause()
    _append(event_log, case, 0, 1)
    changes = [Change(case, 1, (Counted(2), Counted(3))), Change(other, 0, (Counted(4),))]
    recorded = event_log.append(changes, given, outcome=accepted(given, case))
    assert Receipts(database).outcome_of(given.command) == Accepted(recorded[-1].position, 3)


def test_a_command_that_changes_nothing_has_an_outcome_too(event_log: EventLog, database: Database) -> None:
    case, given = uuid4(), cause()
    _append(event_log, case, 0, 1, 2)
    assert event_log.append([Change(case, 2, ())], given, outcome=accepted(given, case)) == []
    assert Receipts(database).outcome_of(given.command) == Accepted(event_log.last_position(), 2)
    with pytest.raises(AlreadyDecided):
        event_log.append([Change(case, 2, ())], given, outcome=accepted(given, case))


def test_the_same_command_is_decided_once(event_log: EventLog, database: Database) -> None:
    case, given = uuid4(), cause()
    event_log.append([Change(case, 0, (Counted(1),))], given, outcome=accepted(given, case))
    for expected in (0, 1):
        with pytest.raises(AlreadyDecided):
            event_log.append([Change(case, expected, (Counted(2),))], given, outcome=accepted(given, case))
    assert [each.event.count for each in event_log.read(case)] == [1]
    assert Receipts(database).outcome_of(given.command) == Accepted(event_log.last_position(), 1)


def test_a_stale_write_leaves_no_outcome_no_event_and_its_hold(
    event_log: EventLog, database: Database
) -> None:
    case, other, given = uuid4(), uuid4(), cause()
    place = _held(database, given.command)
    _append(event_log, other, 0, 1)
    changes = [Change(case, 0, (Counted(2),)), Change(other, 0, (Counted(3),))]
    with pytest.raises(StaleStream):
        event_log.append(changes, given, outcome=accepted(given, case), taken=[place])
    assert event_log.read(case) == []
    assert Receipts(database).outcome_of(given.command) is None
    event_log.append([Change(case, 0, (Counted(2),))], given, outcome=accepted(given, case), taken=[place])
    assert len(event_log.read(case)) == 1


def test_a_lost_hold_leaves_nothing(event_log: EventLog, database: Database) -> None:
    case, given = uuid4(), cause()
    place = _held(database, given.command, number=2)
    strange = PlaceKey("114", "services", 2)
    with pytest.raises(HoldLost):
        event_log.append(
            [Change(case, 0, (Counted(1),))], given, outcome=accepted(given, case), taken=[place, strange]
        )
    assert (event_log.read(case), Receipts(database).outcome_of(given.command)) == ([], None)
    with database.transaction() as connection:
        states = connection.execute("SELECT DISTINCT state FROM place_pool").fetchall()
    assert states == [{"state": "free"}]


def test_the_database_refuses_to_rewrite_events(event_log: EventLog, database: Database) -> None:
    _append(event_log, uuid4(), 0, 1)
    for statement in ("UPDATE tanjian_events SET topic = 'x'", "DELETE FROM tanjian_events"):
        with pytest.raises(psycopg.errors.RaiseException, match="append-only"), database.transaction() as c:
            c.execute(statement)


_CRASHING = """
import sys
from uuid import UUID
from store.event_log import Change, EventLog
from tests.store.sample import Counted, accepted, cause
given, case = cause(UUID(sys.argv[1])), UUID(sys.argv[2])
EventLog().append([Change(case, 0, (Counted(1),))], given, outcome=accepted(given, case))
"""


@pytest.mark.parametrize(("point", "events"), [("before_append", 0), ("after_append", 1)])
def test_a_crash_beside_an_append_leaves_all_or_nothing(
    event_log: EventLog, database: Database, tmp_path: Path, point: str, events: int
) -> None:
    command, case = uuid4(), uuid4()
    (tmp_path / point).touch()
    places = {"TANJIAN_FAIL_POINTS": str(tmp_path), "TANJIAN_DATABASE_URL": database.url}
    died = subprocess.run(
        [sys.executable, "-c", _CRASHING, str(command), str(case)], env=os.environ | places, check=False
    )
    assert died.returncode == -signal.SIGKILL
    assert len(event_log.read(case)) == events
    assert (Receipts(database).outcome_of(command) is not None) == bool(events)
