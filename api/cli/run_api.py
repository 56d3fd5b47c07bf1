"""`tanjian api`: the web interface."""

import asyncio
import socket
from pathlib import Path
from typing import Any

import structlog
import typer
import uvicorn

from api.application import create_app
from api.cli.compose import reach
from api.cli.data_folder import DATA_OPTION
from api.cli.process import logged
from api.cli.programs import LOCAL
from api.cli.service import announce_ready
from api.cli.web_services import opened_services

app = typer.Typer(add_completion=False)
_PATIENCE_SECONDS = 15


class AnnouncingServer(uvicorn.Server):
    """Says when it listens."""

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
    async with opened_services(reach(data)) as services:
        # The application logs its own lines; uvicorn's access log would hold what people type into a search.
        settings: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
        web = create_app(services)
        config = uvicorn.Config(
            web, host=host, port=port, timeout_graceful_shutdown=_PATIENCE_SECONDS, **settings
        )
        await AnnouncingServer(config).serve()
