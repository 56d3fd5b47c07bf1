"""`tanjian projector`: keeps the read models in step with the log."""

from pathlib import Path

import structlog
import typer

from api.cli.compose import opened_tools, reach
from api.cli.data_folder import DATA_OPTION
from api.cli.process import logged, threads_stop_event
from api.cli.service import announce_ready
from store import read_schema
from store.projector import Projector
from store.read_schema import ReadModelsOutdated
from store.rebuild import rebuild

app = typer.Typer(add_completion=False)


@app.command()
def projector(data: Path = DATA_OPTION) -> None:
    """更新查詢資料 / Keep the read models in step with the log."""
    log = structlog.get_logger("projector")
    with (
        logged("projector"),
        threads_stop_event() as stop,
        opened_tools(reach(data), connections=4) as tools,
    ):
        try:
            read_schema.prepare(tools.database)
        except ReadModelsOutdated:
            log.info("rebuilding", reason="other table definitions")
            rebuild(tools.event_log, tools.database)
        announce_ready()
        log.info("following")
        Projector(tools.event_log, tools.database).run(stop)
        log.info("stopped")
