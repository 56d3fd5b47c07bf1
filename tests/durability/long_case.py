"""A case with more commands than a run of its workflow takes, on a real Temporal server.

`python -m tests.durability.long_case --cases 60 --json`: so many letters are handed in for one case whose
runs are three commands long, sixteen at a time; whatever a run's end throws back is driven again, as the
dispatcher does it.
"""

import asyncio
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

from temporalio.client import Client

from activities.temporal_client import connect
from api.cli.case_worker import working
from api.driving import drive
from domain.enrolment.commands import AttachLetter
from domain.enrolment.events import LetterAttached
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.embedded_temporal import free_port, temporal_dev_command, wait_until_serving
from store.migrations import migrate
from store.receipts import Accepted, Receipt
from store.world import ServerClock, WorldTime
from tests.domain.made_up_particulars import letter
from tests.durability.counter import NOW, Counter, counter, registration, trainee_of
from tests.durability.entry import main
from tests.made_up import OTHER_SERVICES, firm
from workflows.contracts import CASE_QUEUE, Start, WorkflowKind, workflow_id

HOST = "127.0.0.1"
COMMANDS_A_RUN = 3
AT_ONCE = 16
PATIENCE_SECONDS = 20.0
MOST_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Long:
    """Commands accepted, letters of the list in the stream, runs of the workflow, retries of the client."""

    accepted: int
    letters: int
    runs: int
    driven_again: int


async def live(url: str, folder: Path, commands: int) -> Long:
    """A case's letters, over a migrated database."""
    with counter(url, folder) as desk:
        desk.publish()
        world = WorldTime(NOW.timestamp() - time.time())
        tools = replace(desk.tools, world=world, clock=ServerClock(world))
        async with dev_server(folder) as client, working(client, tools):
            case = await _started(client, desk, world)
            receipts = _handed_in(desk, case, commands)
            attempts = await _driven(client, receipts, world)
            runs = await _runs(client, case)
        outcomes = [desk.tools.receipts.outcome_of(receipt.command_id) for receipt in receipts]
        marks = {letter(number).mark for number in range(commands)}
        events = [one.event for one in desk.tools.event_log.read(case)]
        return Long(
            accepted=sum(isinstance(outcome, Accepted) for outcome in outcomes),
            letters=sum(isinstance(one, LetterAttached) and one.letter.mark in marks for one in events),
            runs=runs,
            driven_again=sum(attempts) - len(attempts),
        )


@asynccontextmanager
async def dev_server(folder: Path, master_key: bytes | None = bytes(32)) -> AsyncIterator[Client]:
    port = free_port()
    process = _spawn(temporal_dev_command(folder, port, None))
    try:
        await asyncio.to_thread(wait_until_serving, HOST, port, process)
        yield await connect(f"{HOST}:{port}", master_key)
    finally:
        process.terminate()
        process.wait()


def _spawn(command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def _started(client: Client, desk: Counter, world: WorldTime) -> UUID:
    """A registered case whose workflow was started with short runs."""
    case, session = uuid4(), desk.schedule()
    firms = [firm(1, OTHER_SERVICES), firm(2, OTHER_SERVICES)]
    desk.ask(registration(case, session, firms), trainee_of(case), case)
    start = Start(case, world.offset_seconds, commands_a_run=COMMANDS_A_RUN)
    name = workflow_id(WorkflowKind.ENROLMENT, case)
    await client.start_workflow(WorkflowKind.ENROLMENT, start, id=name, task_queue=CASE_QUEUE)
    return case


def _handed_in(desk: Counter, case: UUID, commands: int) -> list[Receipt]:
    """Letters for the case's first firm, each another one, so that each adds an event."""
    ubn = firm(1, OTHER_SERVICES).ubn
    return [
        desk.hand_in(AttachLetter(ubn, letter(number)), trainee_of(case), case, case, WorkflowKind.ENROLMENT)
        for number in range(commands)
    ]


async def _driven(client: Client, receipts: Sequence[Receipt], world: WorldTime) -> list[int]:
    """Drives each until it is answered; how many attempts each took."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(receipt: Receipt) -> int:
        async with gate:
            for attempt in range(1, MOST_ATTEMPTS + 1):
                tried = replace(receipt, attempts=attempt)
                if await drive(client, tried, world, PATIENCE_SECONDS) is not None:
                    return attempt
        raise AssertionError(f"{receipt.command_id} was never answered")

    return list(await asyncio.gather(*(one(receipt) for receipt in receipts)))


async def _runs(client: Client, case: UUID) -> int:
    """The runs of the case's workflow, counted back from the last."""
    name, run, count = workflow_id(WorkflowKind.ENROLMENT, case), "", 0
    while True:
        count += 1
        history = await client.get_workflow_handle(name, run_id=run or None).fetch_history()
        run = history.events[0].workflow_execution_started_event_attributes.continued_execution_run_id
        if not run:
            return count


async def report(cases: int) -> dict[str, object]:
    """What the command prints; `passed`: no command was lost, and the runs were as short as asked."""
    with tempfile.TemporaryDirectory(prefix="tanjian-long-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with EmbeddedPostgres(folder / "postgres", fast=True) as server:
            with Database(server.url) as database:
                migrate(database)
            lived = await live(server.url, folder, cases)
    return {
        "commands": cases,
        "commands_a_run": COMMANDS_A_RUN,
        "accepted": lived.accepted,
        "letters_in_the_stream": lived.letters,
        "runs": lived.runs,
        "driven_again": lived.driven_again,
        "passed": lived.accepted == lived.letters == cases and lived.runs > 1,
    }


if __name__ == "__main__":
    main(report, cases=60)
