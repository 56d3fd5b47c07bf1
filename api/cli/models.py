"""`tanjian models`: how well bills are read, and what people said, and bills read again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
import typer

from api.cli.authority import authority
from api.cli.compose import opened_tools, reach_folder
from api.cli.console import OUT, say_json, wrong_input
from api.cli.data_folder import DATA_OPTION
from api.cli.evaluate import evaluate
from api.cli.private_files import write_private
from api.cli.read_again import read_again
from domain.checkup.bill_reading import PARTS, Value
from domain.sealed import Sealed
from store.corrections import Labelled, labels
from store.person_keys import Forgotten, PersonKeys, UnknownPerson

app = typer.Typer(no_args_is_help=True, add_completion=False)
corrected = typer.Typer(no_args_is_help=True)
app.command()(evaluate)
app.command("read-again")(read_again)
app.add_typer(corrected, name="corrections", help="人工更正 / What people corrected")
Open = Callable[[Sealed], str | None]


@app.callback()
def models() -> None:
    """判讀模型 / Readers of bills."""


@corrected.callback()
def of_people() -> None:
    """人工更正 / What people corrected."""


@corrected.command()
def export(
    file: Path = typer.Argument(metavar="FILE", help="輸出檔，每列一筆 JSON / JSON lines go here"),
    with_persons: bool = typer.Option(
        False, "--with-persons", help="含可識別對象的值，須附 --by 與 --basis / Open what says who"
    ),
    by: str = typer.Option("", help="核定的承辦人帳號 / Login of the officer who decided it"),
    basis: str = typer.Option("", help="依據，如公文文號 / Its basis: the official document's number"),
    data: Path = DATA_OPTION,
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """匯出更正紀錄 / Export what people corrected and confirmed, as the last word on each place."""
    if not file.parent.is_dir():
        wrong_input(f"資料夾 {file.parent} 不存在。", f"There is no folder {file.parent}.")
    with reach_folder(data) as found, opened_tools(found) as tools:
        opened: Open = _unopened
        if with_persons:
            given = authority(tools.database, by, basis)
            opened = _opener(tools.person_keys)
            named = {"by": str(given.by.account), "basis": given.basis}
            structlog.get_logger("models").warning("corrections were exported with persons", **named)
        lines = [_line(one, opened) for one in labels(tools.database, tools.event_log)]
    write_private(file, "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode())
    confirmed = sum(line["confirmed"] for line in lines)
    counts = {"corrections": len(lines) - confirmed, "confirmations": confirmed}
    if as_json:
        say_json({"file": str(file), **counts, "with_persons": with_persons})
    else:
        OUT.print(
            f"已匯出 {counts['corrections']} 筆更正、{confirmed} 筆確認：{file} / "
            f"{counts['corrections']} corrections and {confirmed} confirmations were exported"
        )


def _line(one: Labelled, opened: Open) -> dict[str, Any]:
    """`sealed` where the values say who, and are left out or forgotten."""
    read, now = (_shown(value, opened) for value in (one.read, one.corrected))
    hidden = any(
        isinstance(value, Sealed) and shown is None
        for value, shown in ((one.read, read), (one.corrected, now))
    )
    return {
        "file": one.file,
        "bill": str(one.bill),
        "document": one.document,
        "row": one.row,
        "field": one.field,
        "read": read,
        "corrected": now,
        "confirmed": one.confirmed,
        "sealed": hidden,
        "page": one.page,
        "box": [edge / PARTS for edge in one.box] if one.box else None,
        "kind": one.kind.value,
        "network": one.network,
        "recogniser": one.recogniser,
        "at": one.at.isoformat(),
    }


def _shown(value: Value | None, opened: Open) -> str | None:
    return opened(value) if isinstance(value, Sealed) else value


def _unopened(_: Sealed) -> None:
    return None


def _opener(keys: PersonKeys) -> Open:
    def opened(sealed: Sealed) -> str | None:
        try:
            return keys.open(sealed)
        except (Forgotten, UnknownPerson):
            return None

    return opened
