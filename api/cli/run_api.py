"""`tanjian api`: the web interface."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

import structlog
import typer
import uvicorn
from fastapi import FastAPI

from api.application import create_app
from api.cli.compose import Reach, reach
from api.cli.data_folder import DATA_OPTION
from api.cli.process import connect_in_time, logged, stop_event
from api.cli.programs import LOCAL
from api.cli.service import announce_ready
from api.cli.web_services import opened_services
from api.services import Services
from store.person_keys import load_master_key

app = typer.Typer(add_completion=False)
_PATIENCE_SECONDS = 15


class AnnouncingServer(uvicorn.Server):
    """Says when it listens, and leaves signals to the process, which has more to close than a server."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            announce_ready()
            structlog.get_logger("api").info("listening", port=self.config.port)


@app.command()
def api(
    data: Path = DATA_OPTION,
    host: str = typer.Option(LOCAL, help="監聽位址 / Address to listen on"),
    port: int = typer.Option(8000, envvar="TANJIAN_PORT", help="監聽的埠 / Port to listen on"),
) -> None:
    """提供網頁與 API / Serve the web interface."""
    with logged("api"):
        asyncio.run(_run(data, host, port))


async def _run(data: Path, host: str, port: int) -> None:
    found = reach(data)
    with opened_services(found, None) as services:
        web = create_app(services)
        attaching = asyncio.create_task(_attach(web, services, found))
        # An access log would hold what people type into a search.
        settings: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
        config = uvicorn.Config(
            web, host=host, port=port, timeout_graceful_shutdown=_PATIENCE_SECONDS, **settings
        )
        server = AnnouncingServer(config)
        ending = asyncio.create_task(_end_with(server, stop_event()))
        await server.serve()
        for task in (attaching, ending):
            task.cancel()


async def _end_with(server: uvicorn.Server, stop: asyncio.Event) -> None:
    await stop.wait()
    server.should_exit = True


async def _attach(web: FastAPI, services: Services, found: Reach) -> None:
    """Give the application its way to the workflows once Temporal answers; receipts are taken before."""
    key = load_master_key(found.folder.path)
    client = await connect_in_time(found.temporal_address, key, timeout_seconds=inf)
    web.state.services = replace(services, temporal=client)
    structlog.get_logger("api").info("temporal_connected")
