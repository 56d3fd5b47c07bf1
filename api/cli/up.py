"""`tanjian up`: the whole system on one machine, supervised until Ctrl-C."""

import asyncio
from datetime import date
from pathlib import Path

import typer
from rich.console import Console

from api.cli.compose import told_public_url
from api.cli.console import Fault, read_date, wrong_input
from api.cli.data_folder import DATA_OPTION, DataFolder, usable
from api.cli.leftovers import end_leftovers
from api.cli.programs import LOCAL, Programs
from api.cli.status import Terminal
from api.cli.supervisor import Supervisor

app = typer.Typer(add_completion=False)


@app.command()
def up(
    data: Path = DATA_OPTION,
    port: int = typer.Option(8000, envvar="TANJIAN_PORT", help="網頁與 API 的埠 / Port of web and API"),
    as_of: str = typer.Option(
        "", help="世界時間自此日 09:00 起 / The world begins on this date, 09:00 Taipei"
    ),
) -> None:
    """啟動全部 / Start everything on 127.0.0.1, and keep it running until Ctrl-C."""
    begins = _beginning(as_of) if as_of else None
    told_public_url()
    folder = DataFolder.at(data)
    terminal = Terminal(Console(highlight=False))
    with folder.claimed():
        left = end_leftovers(folder)
        if left:
            terminal.say(f"已結束上次殘留的程序 / ended what was left of the last start: {left}")
        if not usable(port):
            raise Fault(
                f"埠 {port} 已被其他程式使用；請用 --port 另選。",
                f"Port {port} of {LOCAL} is in use by another program: choose one by --port.",
            )
        asyncio.run(Supervisor(folder, Programs(folder, port, begins), terminal).run())


def _beginning(text: str) -> date:
    day = read_date("--as-of", text)
    if not 2000 <= day.year <= 2100:
        wrong_input("--as-of 必須在 2000 年至 2100 年之間。", "--as-of must lie between 2000 and 2100.")
    return day
