"""`tanjian demo`: plays a scenario through months on one world clock, in a throw-away folder."""

import asyncio
import logging
import tempfile
from pathlib import Path
from typing import Annotated, Any

import orjson
import structlog
import typer
from rich.console import Console

from api.cli.demo.cohort.generate import generate
from api.cli.demo.cohort.writing import toml_of
from api.cli.demo.play import Player
from api.cli.demo.progress import Telling
from api.cli.demo.result import result
from api.cli.demo.scenario import Scenario, built_in, read
from api.cli.demo.summary import summarize
from api.cli.demo.timeline import Language, show
from api.cli.demo.world import Conditions, demo_world

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
    cohort: Annotated[
        int | None,
        typer.Option(min=1, max=2000, help="改演示虛構學員若干人 / So many made-up trainees."),
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, help="同一數字產生同一批學員 / The same seed makes the same cohort.")
    ] = 1,
    scenario_out: Annotated[
        Path | None,
        typer.Option(help="情境另存此檔 / Also write the scenario to this file."),
    ] = None,
) -> None:
    """以測試伺服器快轉數月，演示一批學員案 / Live a cohort's months on the test server's one world clock."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    chosen = _chosen(scenario, cohort, seed)
    if scenario_out is not None:
        scenario_out.write_text(toml_of(chosen), encoding="utf-8")
    # Not under a private folder: PostgreSQL runs as another user when this is root.
    with tempfile.TemporaryDirectory(prefix="tanjian-demo-", ignore_cleanup_errors=True) as folder:
        told = asyncio.run(_play(chosen, Path(folder), None if cohort else language))
    if json is not None:
        json.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2))


def _chosen(scenario: Path | None, cohort: int | None, seed: int) -> Scenario:
    if cohort is None:
        return built_in() if scenario is None else read(scenario)
    if scenario is not None:
        raise typer.BadParameter(
            "不可與 --scenario 並用 / not together with --scenario", param_hint="--cohort"
        )
    return generate(cohort, seed)


async def _play(scenario: Scenario, folder: Path, language: Language | None) -> dict[str, Any]:
    """Play it and show each timeline in this language, or only a line for each trainee."""
    console, telling = Console(), Telling()
    async with demo_world(folder, scenario.begins, Conditions(scenario.quotas)) as world:
        played = await Player(scenario, world, telling).play()
        told = result(world.tools.event_log, played)
        if language is None:
            summarize(console, told, scenario)
        else:
            show(console, told, world.tools.event_log, played, language)
    seconds = telling.seconds
    console.print(f"共 {seconds:.0f} 秒，於測試伺服器 / {seconds:.0f} s on the test server's clock")
    return told
