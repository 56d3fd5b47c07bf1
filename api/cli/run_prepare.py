"""`tanjian prepare`: what `tanjian up` does before it starts the processes, where they run apart."""

from pathlib import Path

import typer

from api.cli.compose import reached_database
from api.cli.console import OUT, read_date
from api.cli.data_folder import DATA_OPTION, DataFolder
from api.cli.prepare import FIRST_YEAR, OFFICER_LOGIN, prepare

app = typer.Typer(add_completion=False)


@app.command()
def run(
    data: Path = DATA_OPTION,
    as_of: str = typer.Option("", help="世界時間自此日 09:00 起 / The world begins then, 09:00 Taipei"),
) -> None:
    """建立資料表、公告規則與日曆、建立第一個承辦人帳號 / Tables, rules, calendar, a first officer."""
    begins = read_date("--as-of", as_of) if as_of else None
    with reached_database(data) as url:
        folder = DataFolder.at(data)
        prepared = prepare(url, folder, begins)
    OUT.print(f"{FIRST_YEAR} 年度規則第 {prepared.programme_version} 版 / rules, version in force")
    if prepared.officer_password:
        OUT.print(f"承辦人 / officer: [bold]{OFFICER_LOGIN}[/]  [bold]{prepared.officer_password}[/]")
        OUT.print(f"（只顯示一次，存於 / shown once, kept in {folder.officer}）")
