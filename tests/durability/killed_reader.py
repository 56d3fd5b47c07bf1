"""A reader that some files kill: `python -m tests.durability.killed_reader DATABASE FOLDER TEMPORAL`."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from activities.temporal_client import connect
from api.cli.reading_worker import reading_worker
from models.readings import FileReading
from tests.activities.readers import ScriptedReader
from tests.durability.counter import counter

KILLS = b"kills"
KEY = bytes(32)


class Mortal(ScriptedReader):
    """Dies with its process of a file that says so: nothing is cleaned up, and nobody is told."""

    def read(self, content: bytes, *, today: date, watch: Callable[[], None]) -> FileReading:
        if content.endswith(KILLS):
            watch()
            # As long as recognition takes to die of a page: the server has heard that it began.
            time.sleep(0.5)
            os._exit(9)
        return ScriptedReader.read(self, content, today=today, watch=watch)


async def run(url: str, folder: Path, temporal: str) -> None:
    """Until it is killed."""
    client = await connect(temporal, KEY)
    with counter(url, folder) as desk:
        async with reading_worker(client, desk.tools, Mortal()):
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
