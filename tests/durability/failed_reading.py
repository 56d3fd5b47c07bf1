"""A reading that an operator ends for good, and what its checkup's workflow does then.

`python -m tests.durability.failed_reading FILE` keeps its history for the replay tests: made-up people, and
no encryption. As the other histories it is recorded once.
"""

import asyncio
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from temporalio.client import Client, WorkflowHistory
from temporalio.exceptions import ApplicationError

from api.cli.case_worker import working
from api.cli.reading_worker import reading_worker
from domain.checkup.commands import RemoveBill
from domain.checkup.reading_events import BillNotReadable
from store.database import Database
from store.embedded_postgres import EmbeddedPostgres
from store.migrations import migrate
from tests.api.office import eventually
from tests.durability.counter import Counter, counter
from tests.durability.long_case import dev_server
from tests.durability.read_checkup import Endless, ReadCheckup, living


async def live(desk: Counter, client: Client) -> tuple[ReadCheckup, WorkflowHistory]:
    """The checkup, once its bill counts as one that cannot be read, and its history until then."""
    tools, reader = living(desk), Endless()
    checkup = await asyncio.to_thread(ReadCheckup.opened, desk)
    async with working(client, tools), reading_worker(client, tools, reader, grace=timedelta(0)):
        handle = await checkup.start(client, tools.world)
        wanted = checkup.bill(1)
        await checkup.attach(client, tools.world, [wanted])
        assert await asyncio.to_thread(reader.began.wait, 60)
        await _end_its_reading(client, checkup.workflow)
        told = lambda: asyncio.to_thread(lambda: len(checkup.happened(BillNotReadable)))  # noqa: E731
        await eventually(told, 1, 60.0)
        # An answer to what comes after has all of it in the history.
        await checkup.ask(client, tools.world, RemoveBill(wanted.id))
        return checkup, await client.get_workflow_handle(handle.id).fetch_history()


async def _end_its_reading(client: Client, workflow: str) -> None:
    """As `temporal activity fail` does."""
    described = await client.get_workflow_handle(workflow).describe()
    [pending] = described.raw_description.pending_activities
    activity = client.get_async_activity_handle(
        workflow_id=workflow, run_id=described.run_id, activity_id=pending.activity_id
    )
    await activity.fail(ApplicationError("ended by an operator", type="Operator", non_retryable=True))


async def record(path: Path) -> None:
    """Live it without encryption, and keep what Temporal has of it."""
    with tempfile.TemporaryDirectory(prefix="tanjian-record-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with EmbeddedPostgres(folder / "postgres", fast=True) as server:
            with Database(server.url) as database:
                migrate(database)
            with counter(server.url, folder) as desk:
                desk.publish()
                async with dev_server(folder, None) as client:
                    _, history = await live(desk, client)
    await asyncio.to_thread(path.write_text, history.to_json(), encoding="utf-8")


if __name__ == "__main__":
    kept = Path(sys.argv[1])
    if kept.exists():
        raise SystemExit(f"{kept.stem} is recorded: cases sleep on it. A new path needs a new name.")
    asyncio.run(record(kept))
