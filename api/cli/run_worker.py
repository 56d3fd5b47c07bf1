"""`tanjian worker`: runs workflows and activities of the case queue."""

import asyncio
from pathlib import Path

import structlog
import typer

from api.cli.case_worker import MAIL_THREADS, THREADS, working
from api.cli.compose import opened_tools, reach
from api.cli.data_folder import DATA_OPTION
from api.cli.process import connect_in_time, logged, stop_event
from api.cli.service import announce_ready
from store.person_keys import load_master_key

app = typer.Typer(add_completion=False)


@app.command()
def worker(data: Path = DATA_OPTION) -> None:
    """執行工作流程與作業 / Run workflows and activities."""
    with logged("worker"):
        asyncio.run(_run(data))


async def _run(data: Path) -> None:
    stop, found = stop_event(), reach(data)
    client = await connect_in_time(found.temporal_address, load_master_key(found.folder.path))
    with opened_tools(found, connections=2 * THREADS + MAIL_THREADS) as tools:
        async with working(client, tools):
            announce_ready()
            structlog.get_logger("worker").info("polling")
            await stop.wait()
            structlog.get_logger("worker").info("stopping")
