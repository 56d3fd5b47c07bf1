"""The checker: reads PostgreSQL and the client's log, and nothing of the engine that wrote them."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from store import read_schema
from store.database import Database
from store.event_log import EventLog
from store.rebuild import rebuild
from tests.chaos.checks import CHECKS
from tests.chaos.record import Record, read_record
from tests.chaos.windows import timers_fired
from tests.read_side.tables import Tables, tables_in_use

# These tell of the rebuilding itself.
_NOT_COMPARED = frozenset({"made_from"})


def check(url: str, journal: Path) -> tuple[dict[str, list[str]], dict[str, Any]]:
    """What is wrong, by the name of the check; and how much there was of everything."""
    record = read_record(url, journal)
    found = {check.__name__: list(check(record)) for check in CHECKS}
    found["read_models_equal_a_rebuild"] = list(_read_models(url))
    return found, _counted(record)


def _read_models(url: str) -> Iterator[str]:
    """The tables as they are used, against those that the log alone gives."""
    with Database(url) as database, EventLog(url) as event_log:
        read_schema.prepare(database)
        used = tables_in_use(database)
        try:
            rebuild(event_log, database)
        except Exception as fault:
            yield f"the log cannot be projected: {type(fault).__name__} {fault}"
            return
        yield from _differences(used, tables_in_use(database))


def _differences(used: Tables, anew: Tables) -> Iterator[str]:
    if used.keys() != anew.keys():
        yield f"tables {sorted(used)} were rebuilt as {sorted(anew)}"
    for name in sorted((used.keys() & anew.keys()) - _NOT_COMPARED):
        here, there = ({repr(row): row for row in tables[name]} for tables in (used, anew))
        yield from (f"{name}: {row} is not in a rebuild" for row in here.keys() - there.keys())
        yield from (f"{name}: {row} is only in a rebuild" for row in there.keys() - here.keys())


def _across_the_kill(record: Record) -> dict[str, int]:
    """What the moment cut in two when everything was killed."""
    killed_at = record.killed_at
    if killed_at is None:
        return {}
    cut = sum(
        receipt["created_at"] < killed_at < record.outcomes[command]["recorded_at"]
        for command, receipt in record.receipts.items()
        if command in record.outcomes
    )
    return {
        "receipts_decided_after_everything_was_killed": cut,
        "timers_fired_after_everything_was_killed": timers_fired(record, killed_at),
    }


def _counted(record: Record) -> dict[str, Any]:
    kinds = Counter(receipt["kind"] for receipt in record.receipts.values())
    refused = Counter(one["refusal_code"] for one in record.outcomes.values() if one["refusal_code"])
    ends = Counter(
        f"{one.event['kind']} {'met' if one.event['met'] else 'not met'}"
        for one in record.of_topic("enrolment.window_ended.v1")
    )
    return {
        "receipts": len(record.receipts),
        "outcomes": len(record.outcomes),
        "events": len(record.events),
        "streams": len(record.streams()),
        "commands_by_kind": dict(kinds.most_common()),
        "refusals_by_code": dict(refused.most_common()),
        "windows_ended": dict(ends.most_common()),
        **_across_the_kill(record),
        "mails_intended": len(list(record.of_topic("enrolment.mail_intended.v1"))),
        "mails_arrived": len(set(record.mails)),
        "mails_sent_again_under_their_id": len(record.mails) - len(set(record.mails)),
    }
