"""`tanjian demo`: plays a scenario through months on one world clock, in a throw-away folder."""

import asyncio
import logging
import tempfile
import time
from pathlib import Path
from typing import Annotated, Any

import orjson
import structlog
import typer
from rich.console import Console

from api.cli.demo.play import Moment, Player
from api.cli.demo.result import result
from api.cli.demo.scenario import Scenario, built_in, read
from api.cli.demo.timeline import Language, show
from api.cli.demo.world import Conditions, demo_world
from domain.deadline import TAIPEI

app = typer.Typer(add_completion=False)


@app.command()
def demo(
    scenario: Annotated[
        Path | None, typer.Option(help="情境檔，預設為內建情境 / The scenario; the built-in one by default.")
    ] = None,
    json: Annotated[
        Path | None, typer.Option(help="結果另存 JSON / Also write the result as JSON to this file.")
    ] = None,
    language: Annotated[Language, typer.Option(help="時間軸的語言 / The timeline's language.")] = Language.ZH,
) -> None:
    """以測試伺服器快轉數月，演示一批學員案 / Live a cohort's months on the test server's one world clock."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    chosen = built_in() if scenario is None else read(scenario)
    # Not under a private folder: PostgreSQL runs as another user when this is root.
    with tempfile.TemporaryDirectory(prefix="tanjian-demo-", ignore_cleanup_errors=True) as folder:
        told = asyncio.run(_play(chosen, Path(folder), language))
    if json is not None:
        json.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))


async def _play(scenario: Scenario, folder: Path, language: Language) -> dict[str, Any]:
    console, began = Console(), time.monotonic()
    progress = Console(stderr=True)

    def heard(moment: Moment) -> None:
        if not progress.is_terminal:
            return
        progress.print(f"  {moment.at.astimezone(TAIPEI):%Y-%m-%d %H:%M}", end="\r")

    async with demo_world(folder, scenario.begins, Conditions(scenario.quotas)) as world:
        played = await Player(scenario, world, heard).play()
        told = result(world.tools.event_log, played)
        show(console, told, world.tools.event_log, played, language)
    seconds = time.monotonic() - began
    console.print(f"共 {seconds:.0f} 秒，於測試伺服器 / {seconds:.0f} s on the test server's clock")
    return told
