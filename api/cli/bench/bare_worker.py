"""The process of the bare workflows: the settings of the case worker, and a row for each update."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import typer
from psycopg_pool import ConnectionPool
from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker

from api.cli.bench.bare import COMMIT, QUEUE, BareWorkflow
from api.cli.case_worker import THREADS, sandbox
from api.cli.compose import reach
from api.cli.process import connect_in_time, logged, stop_event
from api.cli.service import announce_ready
from store.person_keys import load_master_key
from workflows.contracts import Drive, Outcome

ROWS = "CREATE TABLE IF NOT EXISTS bench_rows (id uuid PRIMARY KEY)"


class Committing:
    """The bare activity."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    @activity.defn(name=COMMIT)
    def commit(self, asked: Drive) -> Outcome:
        """One row, one transaction."""
        with self._pool.connection() as connection:
            connection.execute("INSERT INTO bench_rows VALUES (%s)", (asked.command,))
        return Outcome(asked.command, 1, 1)


def bare_worker(data: Path) -> None:
    """Run the bare workflows of the folder's running servers."""
    with logged("bare-worker"):
        asyncio.run(_run(data))


async def _run(data: Path) -> None:
    stop, found = stop_event(), reach(data)
    client = await connect_in_time(found.temporal_address, load_master_key(found.folder.path))
    with ConnectionPool(found.database_url, min_size=1, max_size=THREADS) as pool:
        with pool.connection() as connection:
            connection.execute(ROWS)
        async with _worker(client, Committing(pool)):
            announce_ready()
            await stop.wait()


def _worker(client: Client, committing: Committing) -> Worker:
    return Worker(
        client,
        task_queue=QUEUE,
        workflows=[BareWorkflow],
        activities=[committing.commit],
        activity_executor=ThreadPoolExecutor(THREADS),
        max_concurrent_activities=THREADS,
        max_concurrent_local_activities=THREADS,
        workflow_runner=sandbox(),
        graceful_shutdown_timeout=timedelta(seconds=10),
    )


if __name__ == "__main__":
    typer.run(bare_worker)
