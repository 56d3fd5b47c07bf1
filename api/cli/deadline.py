"""`tanjian deadline`: when a window ends and why, from the bundled rules, without any server."""

from datetime import date

import typer

from api.cli.console import OUT, WRONG_INPUT, Fault, read_date, say_json, taipei, wrong_input
from domain.deadline import TAIPEI, Deadline, WindowKind, deadline
from domain.errors import DomainError
from domain.periods import explain
from domain.programme import Programme
from store.programme_files import read_calendar, read_programme

app = typer.Typer(add_completion=False)


@app.command()
def show(
    programme: str = typer.Option("114", help="計畫年度 / Programme year"),
    kind: str = typer.Option("", help="期間種類 / Which window: " + ", ".join(WindowKind)),
    from_: str = typer.Option("", "--from", help="起始日 YYYY-MM-DD / The day it starts by"),
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """計算期限並逐步說明 / When a window ends, and every step that leads there."""
    window, start = _kind(kind), read_date("--from", from_)
    try:
        found = deadline(window, start, _rules(programme), read_calendar())
    except DomainError as refused:
        raise Fault(refused.message_zh, refused.message_en, WRONG_INPUT) from None
    if as_json:
        say_json(_document(programme, found))
    else:
        _print(programme, found)


def _kind(text: str) -> WindowKind:
    try:
        return WindowKind(text)
    except ValueError:
        kinds = ", ".join(WindowKind)
        wrong_input(
            f"--kind 必須是下列之一：{kinds}；收到「{text}」。",
            f'--kind must be one of {kinds}; got "{text}".',
        )


def _rules(year: str) -> Programme:
    try:
        return read_programme(year=year)
    except DomainError as refused:
        raise Fault(
            f"沒有可用的「{year}」年度規則：{refused.message_zh}",
            f'No rules for the year "{year}": {refused.message_en}',
            WRONG_INPUT,
        ) from None


def _document(programme: str, found: Deadline) -> dict[str, object]:
    return {
        "programme": programme,
        "kind": found.kind,
        "from": found.starts,
        "due_date": found.due_date,
        "due": found.due.astimezone(TAIPEI).isoformat(),
        "rule": found.rule,
        "calendar": found.calendar,
        "steps": [
            {"code": step.code, "day": step.day, "number": step.number, "zh": zh, "en": en}
            for step in found.steps
            for zh, en in [explain(step)]
        ],
    }


def _print(programme: str, found: Deadline) -> None:
    OUT.print(f"[bold]{found.kind}[/]  {programme} 年度，起始日 {found.starts}，規則 {found.rule}")
    OUT.print(f"末日 / last day: [bold]{_day(found.due_date)}[/]")
    OUT.print(f"屆滿時點 / due: [bold]{taipei(found.due)}[/]（臺北 / Taipei，此刻之前送達者為準時）")
    for number, step in enumerate(found.steps, 1):
        zh, en = explain(step)
        OUT.print(f"{number:>3}. {zh}\n     {en}")
    OUT.print(f"工作日曆 / calendar: {found.calendar}")


def _day(day: date) -> str:
    return f"{day.isoformat()}（民國 {day.year - 1911} 年 {day.month} 月 {day.day} 日）"
