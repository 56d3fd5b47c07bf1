"""`tanjian calendar import|show`: publish rest days and days of suspended work, and tell every case."""

from pathlib import Path
from typing import Annotated

import typer

from activities.calendar_telling import tell_of_calendar
from api.cli.authority import Basis, By, authority
from api.cli.compose import opened_tools, reach_folder
from api.cli.console import OUT, WRONG_INPUT, Fault, say_json, table
from api.cli.data_folder import DATA_OPTION
from domain.errors import DomainError
from domain.working_calendar import WorkingCalendar
from store.event_log import EventLog
from store.programme_files import read_calendar
from store.programmes import Programmes

app = typer.Typer(no_args_is_help=True, add_completion=False)
_JSON = typer.Option(False, "--json", help="輸出 JSON / For programs")


@app.callback()
def calendar() -> None:
    """工作日曆與停班日 / Rest days and days of suspended work."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="TOML 檔 / TOML file")],
    by: By,
    basis: Basis,
    data: Path = DATA_OPTION,
    as_json: bool = _JSON,
) -> None:
    """公告日曆，並通知每一學員案重算期限 / Publish a calendar; each case recounts its windows (R40)."""
    _checked(file)
    with reach_folder(data) as found, opened_tools(found) as tools:
        given = authority(tools.database, by, basis)
        try:
            published = tools.programmes.publish_calendar(file, tools.clock.now(), given)
        except DomainError as refused:
            raise Fault(refused.message_zh, refused.message_en, WRONG_INPUT) from None
        told = tell_of_calendar(tools)
    answer = {"version": published.version, "told": told}
    if as_json:
        say_json(answer)
        return
    OUT.print(f"現行日曆 [bold]{published.version}[/]，已通知 {told} 件學員案重算期限 / cases told: {told}")


@app.command()
def show(data: Path = DATA_OPTION, as_json: bool = _JSON) -> None:
    """顯示現行日曆 / The calendar in force."""
    with reach_folder(data) as found, EventLog(found.database_url) as event_log:
        in_force = Programmes(event_log).calendar()
    suspended = {county: [f"{day}" for day in sorted(days)] for county, days in in_force.suspended.items()}
    if as_json:
        days = [in_force.first.isoformat(), in_force.last.isoformat()]
        say_json({"version": in_force.version, "covers": days, "suspended": suspended})
        return
    OUT.print(f"[bold]{in_force.version}[/] {in_force.first} – {in_force.last}")
    rows = [(county, "、".join(days)) for county, days in sorted(suspended.items())]
    OUT.print(table("停班日 / days of suspended work", ("縣市 / county", "日期 / days"), rows))


def _checked(file: Path) -> WorkingCalendar:
    try:
        return read_calendar(file)
    except DomainError as refused:
        raise Fault(refused.message_zh, refused.message_en, WRONG_INPUT) from None
