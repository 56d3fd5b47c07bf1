"""Records the histories that `test_replay.py` replays: `python -m tests.workflows.record`.

Plays the demo's built-in scenario, with made-up people and without encryption, and keeps one history of
each workflow type and path. A history that is there is never recorded again: it stands for the cases that
sleep in production. After a change that no `workflow.patched` guards, its replay fails, as theirs would.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
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
from domain.streams import checkup_stream
from store.event_log import EventLog
from workflows.contracts import WorkflowKind, workflow_id

HISTORIES = Path(__file__).parent / "histories"


async def record() -> list[str]:
    """Record what is missing; the names of the new histories."""
    scenario = built_in()
    with tempfile.TemporaryDirectory(prefix="tanjian-record-", ignore_cleanup_errors=True) as folder:
        conditions = Conditions(quotas=dict(scenario.quotas), encrypted=False)
        async with demo_world(Path(folder), scenario.begins, conditions) as world:
            player = Player(scenario, world, lambda _: None)
            played = await player.play()
            enrolments = [one.enrolment for one in played if one.enrolment is not None]
            return [name async for name in _keep(world, _wanted(world.tools.event_log, enrolments))]


async def _keep(world: DemoWorld, wanted: Mapping[str, tuple[WorkflowKind, UUID]]) -> AsyncIterator[str]:
    HISTORIES.mkdir(exist_ok=True)
    client = world.services.temporal
    assert client is not None
    for name, (kind, stream) in wanted.items():
        path = HISTORIES / f"{name}.json"
        if not path.exists():
            path.write_text(await _history(client, workflow_id(kind, stream)), encoding="utf-8")
            yield name


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
    for recorded in asyncio.run(record()):
        sys.stdout.write(f"{recorded}\n")
