"""The last places of a quota, with many asking at once and one dying with a place in its hand (R23).

`python -m tests.durability.quota_race --cases 200 --json`: as many cases list one more services firm each,
by 16 threads, for 50 places. One of them is settled by a process of its own that is killed between holding
its place and appending: the place is nobody's until the hold falls free, and nobody is told `quota_full`
for it before that. Then winners leave, and others take what they leave.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter as Counts
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from activities.deciding import PlacesBusy
from domain.enrolment.commands import AddFirm, RemoveFirm
from domain.quota_place import PlaceFreed, PlaceTaken
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.event_log import EventLog
from store.migrations import migrate
from store.receipts import Receipt
from tests.domain.made_up_particulars import entry
from tests.durability.counter import YEAR, Counter, counter, registration, trainee_of
from tests.durability.entry import main
from tests.made_up import NEITHER, OTHER_SERVICES, firm
from workflows.contracts import Outcome, WorkflowKind

PLACES = 50
THREADS = 16
LEAVE = 5
HOLD_SECONDS = 3600.0
# The interval at which a workflow tries again when an activity has failed.
AGAIN_SECONDS = 0.1
SECTOR = "services"
_KILLED = "from tests.durability.quota_race import settle_alone; settle_alone()"


@dataclass(frozen=True, slots=True)
class Raced:
    """Outcomes by code (`listed`: won, `busy`: told to ask again), who died, and the most places taken.

    `while_held` are those of the living before the hold of the dead has fallen free.
    """

    while_held: dict[str, int]
    outcomes: dict[str, int]
    killed_by_signal: int
    after_leaving: dict[str, int]
    most_taken: int
    taken_in_the_end: int


def race(url: str, folder: Path, cases: int) -> Raced:
    """The race over a migrated database without places."""
    with counter(url, folder) as desk:
        desk.publish()
        desk.tools.places.provide(YEAR, SECTOR, PLACES)
        dying, *receipts = _applications(desk, cases)
        killed = _settled_by_the_dying(url, folder, dying)
        with ThreadPoolExecutor(THREADS) as pool:
            first = list(pool.map(lambda receipt: _tried(desk, receipt), receipts))
            _let_holds_fall_free(desk)
            outcomes = list(pool.map(lambda receipt: _settled(desk, receipt), [dying, *receipts]))
            after = _leave_and_take(desk, pool, [dying, *receipts], outcomes)
        taken = list(_taken(desk.tools.event_log))
        return Raced(
            while_held=_by_code(first),
            outcomes=_by_code(outcomes),
            killed_by_signal=-killed,
            after_leaving=_by_code(after),
            most_taken=max(taken),
            taken_in_the_end=taken[-1],
        )


def settle_alone() -> None:
    """Settle the command of the arguments, in a process that its fail point kills."""
    url, folder, command = sys.argv[1:]
    with counter(url, Path(folder), hold_seconds=HOLD_SECONDS) as desk:
        desk.settle(desk.tools.receipts.get(UUID(command)))


def _applications(desk: Counter, cases: int) -> list[Receipt]:
    """Registered cases without a place, and the receipt by which each lists one more firm."""
    session = desk.schedule()

    def one(number: int) -> Receipt:
        case = uuid4()
        unplaced = [firm(3 * number, NEITHER), firm(3 * number + 1, NEITHER)]
        registered = desk.ask(registration(case, session, unplaced), trainee_of(case), case)
        assert registered.refusal is None
        asked = AddFirm(entry(firm(3 * number + 2, OTHER_SERVICES)))
        return desk.hand_in(asked, trainee_of(case), case, case, WorkflowKind.ENROLMENT)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(cases)))


def _settled_by_the_dying(url: str, folder: Path, receipt: Receipt) -> int:
    """Has a process hold a place for the command and die before its append; its exit code."""
    points = folder / "fail_points"
    points.mkdir()
    (points / "before_append").touch()
    environment = {**os.environ, "TANJIAN_FAIL_POINTS": str(points)}
    command = [sys.executable, "-c", _KILLED, url, str(folder), str(receipt.command_id)]
    return subprocess.run(command, env=environment, check=False).returncode


def _tried(desk: Counter, receipt: Receipt) -> Outcome | None:
    """The outcome, or None while the last places are merely held."""
    try:
        return desk.settle(receipt).outcome
    except PlacesBusy:
        return None


def _settled(desk: Counter, receipt: Receipt) -> Outcome:
    """The outcome, tried again while the last places are held by those who race along."""
    while (outcome := _tried(desk, receipt)) is None:
        time.sleep(AGAIN_SECONDS)
    return outcome


def _let_holds_fall_free(desk: Counter) -> None:
    """As if the time of every hold were up."""
    with desk.tools.database.transaction() as connection:
        connection.execute("UPDATE place_pool SET held_until = clock_timestamp() WHERE held_by IS NOT NULL")


def _leave_and_take(
    desk: Counter, pool: ThreadPoolExecutor, receipts: Sequence[Receipt], outcomes: Sequence[Outcome]
) -> list[Outcome]:
    """Some winners take their firm off again; twice as many that had been refused ask once more."""
    pairs = list(zip(range(len(receipts)), receipts, outcomes, strict=True))
    winners = [(number, receipt) for number, receipt, outcome in pairs if outcome.refusal is None]
    losers = [(number, receipt) for number, receipt, outcome in pairs if outcome.refusal is not None]
    for number, receipt in winners[:LEAVE]:
        left = desk.ask(RemoveFirm(firm(3 * number + 2).ubn), receipt.actor, receipt.case_id)
        assert left.refusal is None
    again = [
        desk.hand_in(
            AddFirm(entry(firm(3 * number + 2, OTHER_SERVICES))),
            receipt.actor,
            receipt.stream,
            receipt.case_id,
            WorkflowKind.ENROLMENT,
        )
        for number, receipt in losers[: 2 * LEAVE]
    ]
    return list(pool.map(lambda receipt: _settled(desk, receipt), again))


def _taken(event_log: EventLog) -> Iterator[int]:
    """How many places are taken after each position of the log; AssertionError if one is taken twice."""
    taken: set[int] = set()
    after = 0
    while page := event_log.notifications(after, 500):
        for one in page:
            if isinstance(one.event, PlaceTaken):
                assert one.event.number not in taken
                assert one.event.sector == SECTOR
                taken.add(one.event.number)
            elif isinstance(one.event, PlaceFreed):
                taken.remove(one.event.number)
            yield len(taken)
        after = page[-1].position


def _by_code(outcomes: Sequence[Outcome | None]) -> dict[str, int]:
    return dict(Counts(_code(outcome) for outcome in outcomes))


def _code(outcome: Outcome | None) -> str:
    return "busy" if outcome is None else outcome.refusal or "listed"


async def report(cases: int) -> dict[str, object]:
    """What the command prints; `passed` is whether there were never more than the places, nor fewer."""
    with tempfile.TemporaryDirectory(prefix="tanjian-race-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with EmbeddedPostgres(folder / "postgres", fast=True) as server:
            with Database(server.url) as database:
                migrate(database)
            raced = race(server.url, folder, cases)
    passed = raced.outcomes == {"listed": PLACES, "quota_full": cases - PLACES} and raced.most_taken == PLACES
    return {
        "cases": cases,
        "places": PLACES,
        "outcomes": raced.outcomes,
        "holder_killed_by_signal": raced.killed_by_signal,
        "while_its_hold_stood": raced.while_held,
        "after_some_left": raced.after_leaving,
        "most_taken_at_any_position": raced.most_taken,
        "passed": passed,
    }


if __name__ == "__main__":
    main(report, cases=200)
