"""`tanjian dispatcher`: drives the receipts that have no outcome."""

import asyncio
from pathlib import Path

import structlog
import typer

from api.cli.compose import reach
from api.cli.data_folder import DATA_OPTION
from api.cli.process import connect_in_time, logged, stop_event
from api.cli.service import announce_ready
from api.cli.web_services import opened_services
from api.dispatcher import dispatch
from store.person_keys import load_master_key

app = typer.Typer(add_completion=False)


@app.command()
def dispatcher(data: Path = DATA_OPTION) -> None:
    """繼續處理尚無結果的收件 / Drive the receipts that have no outcome."""
    with logged("dispatcher"):
        asyncio.run(_run(data))


async def _run(data: Path) -> None:
    stop, found = stop_event(), reach(data)
    client = await connect_in_time(found.temporal_address, load_master_key(found.folder.path))
    with opened_services(found, client) as services:
        announce_ready()
        structlog.get_logger("dispatcher").info("dispatching")
        await dispatch(services, stop)
        structlog.get_logger("dispatcher").info("stopped")
