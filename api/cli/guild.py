"""`tanjian guild put|list`: the guilds, and the addresses that their copies of mails go to."""

import re
from dataclasses import asdict
from pathlib import Path

import typer
from rich.table import Table

from api.cli.compose import reached_database
from api.cli.console import OUT, say_json, wrong_input
from api.cli.data_folder import DATA_OPTION
from domain.counties import county_named
from store.database import Database
from store.guilds import Guild, Guilds

app = typer.Typer(no_args_is_help=True, add_completion=False)
_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@app.callback()
def guild() -> None:
    """公會 / Guilds."""


@app.command()
def put(
    code: str = typer.Option("", help="公會代碼 / Code"),
    name: str = typer.Option("", help="公會名稱 / Name"),
    email: str = typer.Option("", help="副本收件地址 / Where copies of mails go"),
    county: str = typer.Option("", help="所在縣市，停班日依此認定 / County of its days of suspension"),
    data: Path = DATA_OPTION,
) -> None:
    """新增公會或更新其名稱與地址 / Add a guild, or give it a new name and address."""
    if not _CODE.fullmatch(code):
        wrong_input(
            f"--code 須為 1 至 64 個英數字，收到「{code}」。",
            f'--code must be 1 to 64 letters and digits, got "{code}".',
        )
    if not name.strip():
        wrong_input("--name 不可空白。", "--name must not be empty.")
    if not _EMAIL.fullmatch(email):
        wrong_input(
            f"--email 不是電子郵件地址：「{email}」。", f'--email is not an e-mail address: "{email}".'
        )
    place = county_named(county.strip()) if county.strip() else None
    if county.strip() and place is None:
        wrong_input(
            f"--county 須為縣市全名，例如臺北市：「{county}」。",
            f'--county is no county or city of Taiwan by its full name, as in 臺北市: "{county}".',
        )
    with reached_database(data) as url, Database(url) as database:
        Guilds(database).put(Guild(code, name.strip(), email, place))
    OUT.print(f"公會 / guild: [bold]{code}[/] {name} {email} {place or ''}")


@app.command("list")
def show(
    data: Path = DATA_OPTION,
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """列出公會 / The guilds."""
    with reached_database(data) as url, Database(url) as database:
        known = Guilds(database).all()
    if as_json:
        say_json([asdict(one) for one in known])
        return
    table = Table("代碼 / code", "名稱 / name", "地址 / address", "縣市 / county")
    for one in known:
        table.add_row(one.code, one.name, one.email, one.county or "-")
    OUT.print(table)
