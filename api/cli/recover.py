"""`tanjian recover`: after Temporal was lost, starts the workflow of every unfinished stream."""

import asyncio
from pathlib import Path

import typer

from activities.recovery import recover as start_missing
from api.cli.compose import opened_tools, reach
from api.cli.console import OUT, say_json, table
from api.cli.data_folder import DATA_OPTION
from api.cli.process import connect_in_time
from store.person_keys import load_master_key

app = typer.Typer(add_completion=False)


@app.command()
def recover(
    data: Path = DATA_OPTION, as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs")
) -> None:
    """Temporal 遺失後，重啟所有未完案件的工作流程 / Start the workflow of every unfinished stream."""
    counts = asyncio.run(_recover(data))
    if as_json:
        say_json({"unfinished": counts, "total": sum(counts.values())})
        return
    rows = [*counts.items(), ("合計 / total", sum(counts.values()))]
    OUT.print(table("未完的工作流程 / unfinished", ("種類 / kind", "數量 / streams"), rows))


async def _recover(data: Path) -> dict[str, int]:
    found = reach(data)
    client = await connect_in_time(found.temporal_address, load_master_key(found.folder.path), 20.0)
    with opened_tools(found) as tools:
        return await start_missing(client, tools)
