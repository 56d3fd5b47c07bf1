"""`tanjian reader`: reads bills, one at a time, with networks that it loads once."""

import asyncio
from pathlib import Path

import structlog
import typer

from api.cli.compose import opened_tools, reach
from api.cli.data_folder import DATA_OPTION
from api.cli.process import connect_in_time, logged, stop_event
from api.cli.reading_worker import reading_worker
from api.cli.service import announce_ready
from models.ways_in.confining import hide_memory
from store.person_keys import load_master_key

app = typer.Typer(add_completion=False)
_CONNECTIONS = 2


@app.command()
def reader(
    data: Path = DATA_OPTION,
    threads: int = typer.Option(
        1, min=1, envvar="TANJIAN_READER_THREADS", help="每次判讀使用的執行緒 / Threads of one reading"
    ),
) -> None:
    """判讀單據 / Read bills."""
    with logged("reader"):
        hide_memory()
        asyncio.run(_run(data, threads))


async def _run(data: Path, threads: int) -> None:
    # Loading takes seconds and hundreds of megabytes, which no other command is to pay for.
    from models.reading import Reader

    stop, found = stop_event(), reach(data)
    client = await connect_in_time(found.temporal_address, load_master_key(found.folder.path))
    loaded = await asyncio.to_thread(Reader.load, threads)
    with opened_tools(found, connections=_CONNECTIONS) as tools:
        async with reading_worker(client, tools, loaded):
            announce_ready()
            structlog.get_logger("reader").info("polling")
            await stop.wait()
            structlog.get_logger("reader").info("stopping")
