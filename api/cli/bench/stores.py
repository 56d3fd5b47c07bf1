"""What the event store costs: appends against bare inserts, and a fold against its decoding alone."""

import dataclasses
from collections.abc import Callable, Sequence
from functools import cache
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Identifier
from pydantic import TypeAdapter

from api.cli.bench.cases import Measured
from api.cli.bench.measure import Goal, Measure
from api.cli.bench.plant import Plant, Say
from domain.checkup.events import ActivityEntered
from domain.enrolment.events import LetterAttached
from domain.enrolment.evolve import evolve, fold
from domain.enrolment.state import EnrolmentState, Unregistered
from domain.event import EVENT_TYPES, Cause, topic_of
from store import codec
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.event_log import Change, EventLog
from store.migrations import migrate
from store.receipts import OutcomeRow

BATCH = 10
_STREAM_BATCHES = 50
_BARE_TABLE = "CREATE TABLE bench_events (LIKE tanjian_events INCLUDING ALL)"
_LOCK = "LOCK TABLE bench_events IN EXCLUSIVE MODE"
_INSERT = "INSERT INTO bench_events (originator_id, originator_version, topic, state) VALUES (%s, %s, %s, %s)"
Stored = tuple[str, bytes]


def append_rate(plant: Plant, case: Measured, batches: int, say: Say) -> list[Measure]:
    """Events a second in batches of ten; in a database of its own, so that nobody reads along."""
    url = _new_database(plant.postgres)
    cause = Cause(uuid4(), case.actor, plant.tools.clock.now(), plant.tools.clock.now())
    checkup = case.next_checkup()
    events = [ActivityEntered(checkup.corrected(), case.actor.account) for _ in range(BATCH)]
    rows = [(topic_of(event), codec.state_to_bytes(event, cause)) for event in events]
    spent = {"append": 0.0, "bare": 0.0}
    with EventLog(url) as event_log, psycopg.connect(url) as bare:
        bare.execute(_BARE_TABLE)
        bare.commit()
        for batch in range(batches):
            if batch % 100 == 0:
                say(f"寫入 / append {batch}/{batches}")
            stream, version = UUID(int=batch // _STREAM_BATCHES), batch % _STREAM_BATCHES * BATCH
            spent["bare"] += _seconds(lambda: _insert(bare, stream, version, rows))  # noqa: B023
            spent["append"] += _seconds(lambda: _append(event_log, stream, version, events, cause))  # noqa: B023
    rate = {name: batches * BATCH / seconds for name, seconds in spent.items()}
    return [Measure("append_rate", rate["append"], "events/s", rate["bare"], Goal(0.5, at_most=False))]


def _new_database(postgres: EmbeddedPostgres) -> str:
    name = "bench_append"
    with psycopg.connect(postgres.url_of("postgres"), autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    with Database(postgres.url_of(name)) as database:
        migrate(database)
    return postgres.url_of(name)


def _insert(connection: Connection[Any], stream: UUID, version: int, rows: Sequence[Stored]) -> None:
    connection.execute(_LOCK)
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, [(stream, version + n, *row) for n, row in enumerate(rows, start=1)])
    connection.commit()


def _append(event_log: EventLog, stream: UUID, version: int, events: Sequence[Any], cause: Cause) -> None:
    # As a command does it: with the outcome of its receipt.
    command = dataclasses.replace(cause, command=uuid4())
    outcome = OutcomeRow(command.command, stream, command.decided_at)
    event_log.append([Change(stream, version, tuple(events))], command, outcome=outcome)


def fold_time(plant: Plant, case: Measured, events: int, repeats: int = 20) -> list[Measure]:
    """A case of so many events from stored bytes to its state, against typed decoding alone."""
    stored = _long_case(plant, case, events)
    ours, floor = [], []
    for _ in range(repeats):
        floor.append(_seconds(lambda: [_decoded(*each) for each in stored]))
        ours.append(_seconds(lambda: _folded(stored)))
    return [Measure(f"fold_{events}_events", min(ours) * 1000, "ms", min(floor) * 1000, Goal(2.0))]


def _long_case(plant: Plant, case: Measured, events: int) -> list[Stored]:
    """The case as it is recorded, and after that letters exchanged until there are enough events."""
    recorded = plant.tools.event_log.read(case.enrolment)[:events]
    known = [(each.event, each.cause) for each in recorded]
    firms = list(fold(event for event, _ in known).case.firms)  # type: ignore[union-attr]
    cause = known[-1][1]
    more = range(events - len(known))
    known += [(LetterAttached(firms[number % len(firms)], case.next_letter()), cause) for number in more]
    return [(topic_of(event), codec.state_to_bytes(event, why)) for event, why in known]


def _folded(stored: Sequence[Stored]) -> EnrolmentState:
    state: EnrolmentState = Unregistered()
    for topic, content in stored:
        state = evolve(state, codec.state_from_bytes(topic, content)[0])
    return state


def _decoded(topic: str, content: bytes) -> Any:
    return _adapter(topic).validate_json(content, strict=True)


@cache
def _adapter(topic: str) -> TypeAdapter[Any]:
    fields: list[tuple[str, type[Any]]] = [("event", EVENT_TYPES[topic]), ("cause", Cause)]
    return TypeAdapter(dataclasses.make_dataclass("Decoded", fields, frozen=True, slots=True))


def _seconds(work: Callable[[], Any]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
