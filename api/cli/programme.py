"""`tanjian programme import|show|open|freeze|close`: the rules of a year, and how the year stands."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.syntax import Syntax

from api.cli.authority import Basis, By, authority
from api.cli.compose import reached_database
from api.cli.console import OUT, WRONG_INPUT, Fault, say_json, table, wrong_input
from api.cli.data_folder import DATA_OPTION
from domain.errors import DomainError
from domain.programme import Programme, ProgrammeRefused, parse_programme
from domain.programme_year import CloseYear, FreezeYear, OpenYear, YearCommand
from domain.publication import ProgrammePublished
from store import world
from store.database import Database
from store.event_log import EventLog
from store.places import Places
from store.programme_files import read_programme
from store.programmes import Programmes
from store.unfinished import live_cases
from store.world import ServerClock

app = typer.Typer(no_args_is_help=True, add_completion=False)
_Year = Annotated[str, typer.Argument(help="計畫年度 / Programme year")]
_JSON = typer.Option(False, "--json", help="輸出 JSON / For programs")


@app.callback()
def programme() -> None:
    """計畫規則 / The rules of a programme year."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="TOML 檔 / TOML file")],
    by: By,
    basis: Basis,
    data: Path = DATA_OPTION,
    as_json: bool = _JSON,
) -> None:
    """檢查並公告新版規則 / Check a file and publish it as the year's new version."""
    checked = _checked(file)
    with reached_database(data) as url, Database(url) as database, EventLog(url) as event_log:
        programmes, clock = Programmes(event_log), ServerClock(world.load(database))
        before = _versions(programmes, checked.year)
        given = authority(database, by, basis)
        programmes.publish(file, checked.year, clock.now(), Places(database), given)
        after = programmes.versions(checked.year)
    published = after[-1]
    answer = {
        "year": checked.year,
        "version": published.version,
        "hash": published.hash,
        "changed": len(after) > len(before),
        "quotas": {"manufacturing": checked.quotas.manufacturing, "services": checked.quotas.services},
    }
    if as_json:
        say_json(answer)
    elif answer["changed"]:
        OUT.print(f"已公告 {checked.year} 年度第 {published.version} 版 / published ({published.hash[:12]})")
    else:
        OUT.print(f"與第 {published.version} 版相同，未公告新版 / the same as version {published.version}")


@app.command()
def show(
    year: _Year,
    version: int = typer.Option(0, help="版次，不填為現行版 / Version, the one in force by default"),
    data: Path = DATA_OPTION,
    as_json: bool = _JSON,
) -> None:
    """顯示已公告的規則 / Show the published rules."""
    with reached_database(data) as url, EventLog(url) as event_log:
        versions = Programmes(event_log).versions(year)
    chosen = _chosen(versions, year, version)
    document = json.loads(chosen.document)
    if as_json:
        shown = {"year": year, "version": chosen.version, "versions": len(versions), "hash": chosen.hash}
        shown |= {"basis": chosen.basis}
        say_json({**shown, "document": document})
        return
    _print(chosen, len(versions), parse_programme(document))


@app.command("open")
def open_year(year: _Year, by: By, basis: Basis, data: Path = DATA_OPTION, as_json: bool = _JSON) -> None:
    """重新開放受理 / Open a frozen year again."""
    _stand(OpenYear, year, by, basis, data, as_json=as_json)


@app.command()
def freeze(year: _Year, by: By, basis: Basis, data: Path = DATA_OPTION, as_json: bool = _JSON) -> None:
    """停止受理報名、場次與新版規則；進行中的學員案照常 / Take in no more; cases go on."""
    _stand(FreezeYear, year, by, basis, data, as_json=as_json)


@app.command()
def close(year: _Year, by: By, basis: Basis, data: Path = DATA_OPTION, as_json: bool = _JSON) -> None:
    """結算關閉，須全部學員案已結案 / Close the year, once every case of it is closed."""
    _stand(CloseYear, year, by, basis, data, as_json=as_json)


def _stand(kind: type[YearCommand], year: str, by: str, basis: str, data: Path, *, as_json: bool) -> None:
    with reached_database(data) as url, Database(url) as database, EventLog(url) as event_log:
        now = ServerClock(world.load(database)).now()
        live, given = live_cases(database, year), authority(database, by, basis)
        try:
            standing = Programmes(event_log).stand(kind(year, given.basis), now, live, given.by)
        except DomainError as refused:
            raise Fault(refused.message_zh, refused.message_en) from None
    if as_json:
        say_json({"year": year, "standing": standing.value, "live_cases": live})
    else:
        OUT.print(f"{year} 年度 / year: [bold]{standing}[/]，未結案 / live cases: {live}")


def _checked(file: Path) -> Programme:
    try:
        return read_programme(file)
    except ProgrammeRefused as refused:
        raise Fault(refused.message_zh, refused.message_en, WRONG_INPUT) from None


def _versions(programmes: Programmes, year: str) -> list[ProgrammePublished]:
    try:
        return programmes.versions(year)
    except DomainError:
        return []


def _chosen(versions: list[ProgrammePublished], year: str, version: int) -> ProgrammePublished:
    if not 0 <= version <= len(versions):
        wrong_input(
            f"{year} 年度只有第 1 至 {len(versions)} 版，沒有第 {version} 版。",
            f"The year {year} has versions 1 to {len(versions)}, no version {version}.",
        )
    return versions[version - 1]


def _print(chosen: ProgrammePublished, count: int, rules: Programme) -> None:
    OUT.print(f"[bold]{chosen.year} 年度[/] 第 {chosen.version} 版，共 {count} 版（{chosen.hash}）")
    if chosen.basis:
        OUT.print(f"依據 / basis: {chosen.basis}")
    OUT.print(Syntax(json.dumps(json.loads(chosen.document), ensure_ascii=False, indent=2), "json"))
    rows = [
        (key, source.rule, "未定 / open" if source.open else "", source.text)
        for key, source in sorted(rules.sources.items())
    ]
    OUT.print(table("來源 / sources", ("鍵 / key", "規則 / rule", "", "出處 / source"), rows))
