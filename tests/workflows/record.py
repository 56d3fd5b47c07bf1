"""Records the histories that `test_replay.py` replays: `python -m tests.workflows.record [NAME…]`.

Plays the demo's built-in scenario, and the lives that it lacks, with made-up people and without encryption,
and keeps one history of each workflow type and path: those of the names, or what is missing. A history
that is there is never recorded again: it stands for the cases that sleep in production. After a change
that no `workflow.patched` guards, its replay fails, as theirs would.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from temporalio.client import Client

from api.cli.demo.play import Player
from api.cli.demo.scenario import built_in
from api.cli.demo.world import Conditions, DemoWorld, demo_world
from domain.checkup.evolve import fold as fold_checkup
from domain.checkup.state import NotOpened
from domain.enrolment.events import FirmListed, FirmReturned, PaymentReserved
from domain.enrolment.evolve import fold
from domain.enrolment.state import Over
from domain.guild_year import guild_year_stream
from domain.streams import checkup_stream
from store.event_log import EventLog
from tests.durability.cohort import Cohort, conditions
from tests.durability.lives import BEGINS, ENDS, LIVES, noon_of
from workflows.contracts import WorkflowKind, workflow_id

HISTORIES = Path(__file__).parent / "histories"
# What histories are called since the last change that a patch id guards; those of before stay as they are.
SINCE = "-reads-bills"


# Paths that the built-in scenario does not go: the life, the workflow, and when its last run went it.
LIVED: Mapping[str, tuple[str, WorkflowKind, datetime]] = {
    "payout_batch-approved": ("payment_returned", WorkflowKind.PAYOUT_BATCH, noon_of(6, 19)),
    "payout_batch-rejected": ("batch_rejected", WorkflowKind.PAYOUT_BATCH, noon_of(6, 24)),
    "payout_batch-returned": ("payment_returned", WorkflowKind.PAYOUT_BATCH, noon_of(6, 25)),
    "enrolment-paid-after-rejected-batch": ("batch_rejected", WorkflowKind.ENROLMENT, ENDS),
    "enrolment-paid-after-returned-payment": ("payment_returned", WorkflowKind.ENROLMENT, ENDS),
    "enrolment-withdrawn-after-list-fix": ("list_being_mended", WorkflowKind.ENROLMENT, ENDS),
    "enrolment-waiting-for-vetting": ("waits_for_vetting", WorkflowKind.ENROLMENT, noon_of(7, 12)),
    "enrolment-withdrawn-in-review": ("withdrawn_in_review", WorkflowKind.ENROLMENT, ENDS),
    "checkup-approved-late": ("review_late", WorkflowKind.CHECKUP, ENDS),
    "checkup-cancelled": ("withdrawn", WorkflowKind.CHECKUP, ENDS),
}


async def record(names: Sequence[str]) -> list[str]:
    """Record what is missing, of the names if any are given; the names of the new histories."""
    kept: list[str] = []
    if any(_is_wanted(name, names) for name in LIVED):
        kept += await _lived(names)
    if not names or not set(names) <= set(LIVED):
        kept += await _played(names)
    return kept


def refuse_recorded(names: Sequence[str]) -> None:
    """SystemExit if one of the names is there already."""
    for name in names:
        if _path(name).exists():
            raise SystemExit(
                f"{name} is recorded: cases sleep on it. A new path is recorded under a new name."
            )


async def _lived(names: Sequence[str]) -> list[str]:
    lives = {life: LIVES[life] for life, _, _ in LIVED.values()}
    kept: list[str] = []
    with tempfile.TemporaryDirectory(prefix="tanjian-record-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        async with demo_world(folder, BEGINS, conditions(folder, encrypted=False)) as world:
            cohort = Cohort(world, lives)
            await cohort.open()
            since = BEGINS
            for until in sorted({until for _, _, until in LIVED.values()}):
                await cohort.play(until, since=since)
                kept += [one async for one in _keep(world, dict(_lived_by(cohort, until)), names)]
                since = until
    return kept


def _lived_by(cohort: Cohort, moment: datetime) -> Iterator[tuple[str, tuple[WorkflowKind, UUID]]]:
    log = cohort.world.tools.event_log
    for name, (life, kind, until) in LIVED.items():
        enrolment = cohort.stands[life].enrolment
        if until == moment and enrolment is not None:
            yield name, (kind, _stream(log, kind, enrolment))


def _stream(log: EventLog, kind: WorkflowKind, enrolment: UUID) -> UUID:
    """The case itself, the checkup of its first firm, or its first batch."""
    events = [one.event for one in log.read(enrolment)]
    match kind:
        case WorkflowKind.PAYOUT_BATCH:
            return next(one.batch for one in events if isinstance(one, PaymentReserved))
        case WorkflowKind.CHECKUP:
            return checkup_stream(
                enrolment, next(one for one in events if isinstance(one, FirmListed)).profile.ubn
            )
        case _:
            return enrolment


async def _played(names: Sequence[str]) -> list[str]:
    scenario = built_in()
    with tempfile.TemporaryDirectory(prefix="tanjian-record-", ignore_cleanup_errors=True) as folder:
        conditions = Conditions(quotas=dict(scenario.quotas), encrypted=False)
        async with demo_world(Path(folder), scenario.begins, conditions) as world:
            player = Player(scenario, world, lambda _: None)
            played = await player.play()
            enrolments = [one.enrolment for one in played if one.enrolment is not None]
            wanted = _wanted(world.tools.event_log, enrolments)
            return [name async for name in _keep(world, wanted, names)]


async def _keep(
    world: DemoWorld, wanted: Mapping[str, tuple[WorkflowKind, UUID]], names: Sequence[str]
) -> AsyncIterator[str]:
    client = world.services.temporal
    assert client is not None
    for name, (kind, stream) in wanted.items():
        if _is_wanted(name, names):
            history = await _history(client, workflow_id(kind, stream))
            _path(name).write_text(history, encoding="utf-8")
            yield name


def _is_wanted(name: str, names: Sequence[str]) -> bool:
    return not _path(name).exists() and (not names or name in names)


def _path(name: str) -> Path:
    return HISTORIES / f"{name}{SINCE}.json"


async def _history(client: Client, workflow: str) -> str:
    """The workflow's last run."""
    return (await client.get_workflow_handle(workflow).fetch_history()).to_json()


def _wanted(log: EventLog, enrolments: list[UUID]) -> dict[str, tuple[WorkflowKind, UUID]]:
    """A name for each path, and the stream that went it."""
    found: dict[str, tuple[WorkflowKind, UUID]] = {}
    for enrolment in enrolments:
        events = [one.event for one in log.read(enrolment)]
        state = fold(events)
        assert isinstance(state, Over)
        returned = "-after-resubmission" if any(isinstance(one, FirmReturned) for one in events) else ""
        found.setdefault(f"enrolment-{state.outcome}{returned}", (WorkflowKind.ENROLMENT, enrolment))
        found.setdefault("session", (WorkflowKind.SESSION, state.case.session))
        year = guild_year_stream(state.case.programme, state.case.guild)
        found.setdefault("guild_year", (WorkflowKind.GUILD_YEAR, year))
        for event in events:
            if isinstance(event, PaymentReserved):
                found.setdefault("payout_batch", (WorkflowKind.PAYOUT_BATCH, event.batch))
            if isinstance(event, FirmListed):
                _checkup(log, checkup_stream(enrolment, event.profile.ubn), found)
    return found


def _checkup(log: EventLog, stream: UUID, found: dict[str, tuple[WorkflowKind, UUID]]) -> None:
    events = [one.event for one in log.read(stream)]
    state = fold_checkup(events)
    if isinstance(state, NotOpened) or not any("attach" in one.TOPIC for one in events):
        return
    returned = "-after-return" if any(one.TOPIC == "checkup.returned.v1" for one in events) else ""
    found.setdefault(f"checkup-{type(state).__name__.lower()}{returned}", (WorkflowKind.CHECKUP, stream))


if __name__ == "__main__":
    refuse_recorded(sys.argv[1:])
    for recorded in asyncio.run(record(sys.argv[1:])):
        sys.stdout.write(f"{recorded}\n")
