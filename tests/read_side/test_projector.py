"""The projector: rows follow from events alone, whatever happens to the process on its way."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.enrolment.events import FirmRemoved
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store import codec, read_schema
from store.database import Database
from store.event_log import Change, EventLog
from store.projector import CHANNEL, FoldedStreams, ListenerDeaf, Projector, advance, wait_for
from store.read_schema import NoReadModels, ReadModelsOutdated
from store.rebuild import Progress, RebuildRunning, rebuild
from tests.made_up import usual
from tests.read_side.conftest import Year
from tests.read_side.recorded_world import RecordedWorld, live
from tests.read_side.tables import Tables, tables_in_use, tables_of

pytestmark = pytest.mark.servers


@contextmanager
def running(projector: Projector) -> Iterator[list[BaseException]]:
    """The projector in a thread of its own; what ended it early is in the list."""
    stop, ended = threading.Event(), list[BaseException]()

    def follow() -> None:
        try:
            projector.run(stop)
        except BaseException as fault:
            ended.append(fault)

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        yield ended
    finally:
        stop.set()
        thread.join(10)
        assert not thread.is_alive()


def comes(true: Callable[[], object], seconds: float = 10) -> bool:
    """Whether it becomes true in time."""
    until, pause = time.monotonic() + seconds, threading.Event()
    while not true():
        if time.monotonic() > until:
            return False
        pause.wait(0.02)
    return True


@pytest.mark.parametrize("seed", [2])
def test_a_rebuild_gives_what_was_projected_step_by_step(
    seed: int, programme: Programme, calendar: WorkingCalendar, database: Database, event_log: EventLog
) -> None:
    read_schema.prepare(database)
    projector = Projector(event_log, database)
    world = RecordedWorld(usual(programme), calendar, event_log)
    ask, told = world.ask, list[int]()

    def ask_and_project(*args: object, **kwargs: object) -> object:
        decision = ask(*args, **kwargs)  # type: ignore[arg-type]
        told.append(projector.project_batch())
        return decision

    world.ask = ask_and_project  # type: ignore[method-assign,assignment]
    live(world, seed)
    stepwise = tables_in_use(database)
    seen = list[Progress]()
    number = rebuild(event_log, database, seen.append)
    rebuilt = tables_in_use(database)
    assert sum(told) == len(world.recorded) > 500
    assert number == 2
    assert seen[-1] == Progress(world.recorded[-1].position, world.recorded[-1].position)
    assert all(rebuilt.values()), [name for name, rows in rebuilt.items() if not rows]
    assert rebuilt == stepwise


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(
    cuts=st.lists(st.integers(1, 200), min_size=2, max_size=6),
    remembered=st.sampled_from([0, 1, 7, 1000]),
    restart=st.booleans(),
)
def test_batches_memory_and_restarts_do_not_show(
    cuts: list[int], remembered: int, restart: bool, year: Year, projected: Database, projected_log: EventLog
) -> None:
    streams = FoldedStreams(projected_log, remembered)
    with psycopg.connect(projected.url, row_factory=psycopg.rows.dict_row) as connection:
        read_schema.make(connection, 98)
        for cut in cuts:
            if restart:
                streams = FoldedStreams(projected_log, remembered)
            assert advance(connection, projected_log, streams, cut) == cut
        reached, found = read_schema.position_of(connection), tables_of(connection, "read_98")
        connection.rollback()
    assert found == _uninterrupted(year, projected, projected_log, reached)


def test_a_projector_that_died_in_mid_batch_is_gone_on_from(
    year: Year, year_database: Database, year_log: EventLog
) -> None:
    read_schema.prepare(year_database)
    with psycopg.connect(year_database.url, autocommit=True) as outside:
        with outside.transaction(), running(Projector(year_log, year_database, batch=150)) as ended:
            # Checkups come after the case's rows: the projector stands still with half of a batch written.
            outside.execute("LOCK TABLE read_1.checkups IN ACCESS EXCLUSIVE MODE")
            assert comes(lambda: _waiting(outside))
            outside.execute("SELECT pg_terminate_backend(unnest(%s::int[]))", (_waiting(outside),))
            assert comes(lambda: ended)
        assert isinstance(ended[0], psycopg.OperationalError)
    reached = Projector(year_log, year_database).position()
    assert tables_in_use(year_database) == _uninterrupted(year, year_database, year_log, reached)
    assert (
        Projector(year_log, year_database, batch=150).catch_up() == year.world.recorded[-1].position > reached
    )
    everything = year.world.recorded[-1].position
    assert tables_in_use(year_database) == _uninterrupted(year, year_database, year_log, everything)


def _uninterrupted(year: Year, database: Database, event_log: EventLog, position: int) -> Tables:
    """The tables of one batch that reaches just to the position."""
    events = sum(event.position <= position for event in year.world.recorded)
    with psycopg.connect(database.url, row_factory=psycopg.rows.dict_row) as connection:
        read_schema.make(connection, 99)
        if events:
            advance(connection, event_log, FoldedStreams(event_log, 1000), events)
        tables = tables_of(connection, "read_99")
        connection.rollback()
    return tables


def _waiting(connection: psycopg.Connection) -> list[int]:
    """Sessions that wait for the lock that this one holds."""
    rows = connection.execute(
        "SELECT pid FROM pg_locks WHERE NOT granted AND %s = ANY(pg_blocking_pids(pid))",
        (connection.info.backend_pid,),
    ).fetchall()
    return [row[0] for row in rows]


def test_two_projectors_do_no_harm(year: Year, year_database: Database, year_url: str) -> None:
    last = year.world.recorded[-1].position
    read_schema.prepare(year_database)
    with EventLog(year_url) as one, EventLog(year_url) as other:
        with (
            running(Projector(one, year_database, batch=37)) as ended,
            running(Projector(other, year_database, batch=41)) as ended_too,
        ):
            assert Projector(one, year_database).wait_for(last, 20)
        assert (ended, ended_too) == ([], [])
        both = tables_in_use(year_database)
        rebuild(one, year_database)
    assert tables_in_use(year_database) == both


def test_a_lost_notification_is_made_up_for_by_the_heartbeat(
    year: Year, database: Database, event_log: EventLog
) -> None:
    projector = Projector(event_log, database, heartbeat_seconds=1)
    with running(projector), psycopg.connect(database.url, autocommit=True) as outside:
        assert comes(lambda: _beaten(database))
        first = year.world.recorded[0]
        # What comes by plain SQL notifies nobody.
        outside.execute(
            "INSERT INTO tanjian_events (originator_id, originator_version, topic, state)"
            " VALUES (%s, 1, %s, %s)",
            (first.stream, first.event.TOPIC, codec.state_to_bytes(first.event, first.cause)),
        )
        began = time.monotonic()
        assert projector.wait_for(event_log.last_position(), 5)
        assert time.monotonic() - began < 3
    assert len(tables_in_use(database)["sessions"]) == 1


def _beaten(database: Database) -> bool:
    try:
        return read_schema.last_heartbeat(database) is not None
    except NoReadModels:
        return False


def test_heartbeats_go_on_while_nothing_happens(database: Database, event_log: EventLog) -> None:
    with running(Projector(event_log, database, heartbeat_seconds=0.2)) as ended:
        assert comes(lambda: _beaten(database))
        first = read_schema.last_heartbeat(database)
        assert first is not None
        assert comes(lambda: _later(database, first.at))
    assert ended == []


def _later(database: Database, instant: datetime) -> bool:
    beat = read_schema.last_heartbeat(database)
    return beat is not None and beat.at > instant and beat.position == 0


def test_a_projector_whose_listening_connection_is_lost_ends(database: Database, event_log: EventLog) -> None:
    with (
        running(Projector(event_log, database)) as ended,
        psycopg.connect(database.url, autocommit=True) as outside,
    ):
        assert comes(lambda: _beaten(database))
        outside.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = %s AND datname = %s",
            (f'LISTEN "{CHANNEL}"', outside.info.dbname),
        )
        assert comes(lambda: ended)
    assert isinstance(ended[0], psycopg.OperationalError)


def test_a_projector_that_hears_nothing_ends(database: Database, event_log: EventLog) -> None:
    projector = Projector(event_log, database, heartbeat_seconds=0.2)
    with running(projector) as ended, psycopg.connect(database.url, autocommit=True) as outside:
        assert comes(lambda: _beaten(database))
        with outside.transaction():
            # The heartbeat waits for this row, so that no notification is sent.
            outside.execute("LOCK TABLE projector_heartbeat IN SHARE ROW EXCLUSIVE MODE")
            assert comes(lambda: _silent_seconds(outside) > 1.5)
        assert comes(lambda: ended)
    assert isinstance(ended[0], ListenerDeaf)


def _silent_seconds(connection: psycopg.Connection) -> float:
    row = connection.execute(
        "SELECT extract(epoch FROM clock_timestamp() - at)::float FROM projector_heartbeat"
    ).fetchone()
    assert row is not None
    return float(row[0])


def test_a_running_projector_goes_on_in_the_rebuilt_schema(
    year: Year, programme: Programme, calendar: WorkingCalendar, year_database: Database, year_log: EventLog
) -> None:
    projector = Projector(year_log, year_database, batch=50)
    with running(projector) as ended:
        assert comes(lambda: _beaten(year_database))
        assert rebuild(year_log, year_database) == 2
        case = year.cases["with_evidence"]
        changed = case.ubns[5]
        outcome = year_log.append(
            [Change(case.id, len(case.events), (FirmRemoved(changed),))],
            replace(year.world.recorded[0].cause, command=uuid4()),
            outcome=None,
        )
        assert projector.wait_for(outcome[0].position, 10)
    assert ended == []
    tables = tables_in_use(year_database)
    listed = {row["ubn"] for row in tables["firms"] if row["enrolment"] == case.id}
    assert listed == set(case.ubns) - {changed}
    with year_database.transaction() as connection:
        assert tables_of(connection, "read_1") == {}
    rebuild(year_log, year_database)
    assert tables_in_use(year_database) == tables


def test_readers_never_find_the_tables_gone(projected_copy: Database, year_log: EventLog) -> None:
    stop, read = threading.Event(), list[int]()

    def look() -> None:
        while not stop.is_set():
            read.append(len(tables_in_use(projected_copy)["enrolments"]))

    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(look)
        numbers = [rebuild(year_log, projected_copy) for _ in range(2)]
        stop.set()
        looking.result(10)
    assert numbers == [2, 3]
    assert len(read) > 3
    assert set(read) == {len(tables_in_use(projected_copy)["enrolments"])}


@pytest.fixture
def projected_copy(year_database: Database, year_log: EventLog) -> Database:
    read_schema.prepare(year_database)
    Projector(year_log, year_database).catch_up()
    return year_database


def test_only_one_rebuild_at_a_time_and_an_unfinished_one_is_cleared_away(
    projected_copy: Database, year_log: EventLog
) -> None:
    before = tables_in_use(projected_copy)
    with projected_copy.transaction() as connection:
        read_schema.make(connection, 2)
        read_schema.make(connection, 3)
    with psycopg.connect(projected_copy.url, row_factory=psycopg.rows.dict_row) as other:
        assert read_schema.claim_rebuild(other)
        with pytest.raises(RebuildRunning):
            rebuild(year_log, projected_copy)
    assert rebuild(year_log, projected_copy) == 2
    assert tables_in_use(projected_copy) == before
    with projected_copy.transaction() as connection:
        assert tables_of(connection, "read_3") == {}


def test_tables_of_another_definition_are_refused_until_rebuilt(
    projected_copy: Database, year_log: EventLog
) -> None:
    before = tables_in_use(projected_copy)
    with projected_copy.transaction() as connection:
        connection.execute("UPDATE read_1.made_from SET sha256 = 'other'")
    with pytest.raises(ReadModelsOutdated):
        Projector(year_log, projected_copy).run(threading.Event())
    rebuild(year_log, projected_copy)
    assert read_schema.prepare(projected_copy) == 2
    assert tables_in_use(projected_copy) == before


def test_without_read_models_it_is_said_so(database: Database) -> None:
    with pytest.raises(NoReadModels):
        wait_for(database, 0, 1)


def test_waiting_for_what_never_comes_ends_in_time(projected: Database, year: Year) -> None:
    last = year.world.recorded[-1].position
    assert wait_for(projected, last, 0)
    began = time.monotonic()
    assert not wait_for(projected, last + 1, 0.3)
    assert time.monotonic() - began < 2
