"""`tanjian projections rebuild`: the read models made anew, while the old ones go on answering."""

from pathlib import Path

import typer
from rich.progress import Progress as ProgressBar

from api.cli.compose import reached_database
from api.cli.console import OUT, say_json
from api.cli.data_folder import DATA_OPTION
from store import read_schema
from store.database import Database
from store.event_log import EventLog
from store.read_schema import ReadModelsOutdated
from store.rebuild import Progress, rebuild

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def projections() -> None:
    """查詢資料 / The read models."""


@app.command("rebuild")
def rebuild_command(
    data: Path = DATA_OPTION, as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs")
) -> None:
    """由事件紀錄重建全部查詢資料 / Make all read models anew from the log."""
    with reached_database(data) as url, Database(url) as database, EventLog(url) as event_log:
        _have_some(database)
        number = _rebuild_shown(event_log, database, shown=not as_json)
        last = event_log.last_position()
    if as_json:
        say_json({"schema": number, "position": last})
    else:
        OUT.print(f"已重建至第 {last} 筆事件 / rebuilt up to event {last} (schema {number})")


def _have_some(database: Database) -> None:
    """A rebuild starts from a pointer; outdated tables are just what it replaces."""
    try:
        read_schema.prepare(database)
    except ReadModelsOutdated:
        return


def _rebuild_shown(event_log: EventLog, database: Database, *, shown: bool) -> int:
    with ProgressBar(console=OUT, disable=not shown, transient=True) as bar:
        task = bar.add_task("重建 / rebuilding", total=None)

        def step(progress: Progress) -> None:
            bar.update(task, completed=progress.position, total=progress.head)

        return rebuild(event_log, database, step)
