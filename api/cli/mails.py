"""`tanjian mails`: the mails that wait, were sent, or were refused, and since when."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

import typer
from rich.markup import escape

from api.cli.compose import reached_database
from api.cli.console import OUT, say_json, taipei, wrong_input
from api.cli.data_folder import DATA_OPTION
from domain.enrolment.mail_events import Template
from store.database import Database
from store.pages import MOST_ROWS
from store.read_models import MailRow, ReadModels
from store.words import words

app = typer.Typer(add_completion=False)
STATES = {
    "waiting": ("yellow", "待寄 / waiting"),
    "sent": ("green", "已寄 / sent"),
    "refused": ("red", "遭拒收 / refused"),
}


@app.command()
def mails(
    state: str = typer.Option("", help="waiting、sent 或 refused / What became of them"),
    template: str = typer.Option("", help="郵件種類，例如 upload_reminder / Which mail"),
    enrolment: str = typer.Option("", help="學員案代碼 / Id of the case"),
    limit: int = typer.Option(
        50, help="最多幾封，較舊者先 / At most so many, oldest first", min=1, max=MOST_ROWS
    ),
    data: Path = DATA_OPTION,
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """郵件的寄送情形 / How mails stand: waiting, sent or refused, with attempts and the last error."""
    _check("--state", state, STATES)
    _check("--template", template, Template)
    case = _case(enrolment)
    with reached_database(data) as url, Database(url) as database:
        found = ReadModels(database).mails(
            state=state or None, template=template or None, enrolment=case, limit=limit
        )
    if as_json:
        say_json({"mails": [asdict(row) for row in found.rows], "more": found.after is not None})
        return
    _print(found.rows, more=found.after is not None)


def _check(option: str, given: str, known: Iterable[str]) -> None:
    names = list(known)
    if given and given not in names:
        listed = "、".join(names)
        wrong_input(
            f"{option} 沒有「{given}」，可用：{listed}。",
            f'{option} knows no "{given}"; there are: {listed}.',
        )


def _case(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        wrong_input(f"--enrolment 必須是 UUID，收到「{text}」。", f'--enrolment is a UUID, got "{text}".')


def _print(rows: Sequence[MailRow], *, more: bool) -> None:
    for row in rows:
        _print_mail(row)
    if not rows:
        OUT.print("沒有這樣的郵件 / no such mail")
    if more:
        OUT.print("[dim]尚有更多，請加上條件或提高 --limit / there are more: filter, or raise --limit[/]")


def _print_mail(row: MailRow) -> None:
    colour, said = STATES[row.state]
    since = row.accepted_at or row.refused_at or row.intended_at
    OUT.print(f"[{colour}]{said}[/] {taipei(since)}  [bold]{words(row.template, 'zh')}[/] {row.template}")
    OUT.print(f"  {row.id}  學員案 / case {row.enrolment}")
    if row.failed:
        OUT.print(f"  失敗 / failed {row.failed}: {escape(row.last_error or '')}")
    if row.reply:
        OUT.print(f"  [dim]{escape(row.reply)}[/]")
