"""`tanjian case`: one case as it is, or as it stood, and everything that led there, in sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

import typer
from rich.markup import escape

from api.cli.compose import reached_database
from api.cli.console import OUT, Fault, read_date, say_json, table, taipei, wrong_input
from api.cli.data_folder import DATA_OPTION
from domain.deadline import midnight_after
from store.database import Database
from store.event_log import EventLog
from store.history import Entry, case_at, history
from store.programmes import Programmes
from store.receipts import Receipts
from store.vocabulary import NO_WORDS, Vocabulary, words_of_rules
from store.words import words

app = typer.Typer(add_completion=False)


@app.command()
def case(
    case_id: str = typer.Argument(metavar="ID", help="學員案代碼 / Id of the enrolment"),
    at: str = typer.Option("", help="當日終了時，或帶時區的時點 / As of the end of a date, or an instant"),
    event: int = typer.Option(0, help="第 N 筆事件之後 / After event N of the log", min=0),
    data: Path = DATA_OPTION,
    as_json: bool = typer.Option(False, "--json", help="輸出 JSON / For programs"),
) -> None:
    """一個學員案的現況或當時情形，及其全部經過 / A case, as it is or stood, with all that happened."""
    enrolment, instant = _id(case_id), _instant(at)
    if event and instant:
        wrong_input("--at 與 --event 只能擇一。", "Give --at or --event, not both.")
    with reached_database(data) as url, Database(url) as database, EventLog(url) as log:
        document = case_at(log, enrolment, at_event=event or None, at=instant)
        programmes, point = Programmes(log), event or instant
        entries = history(log, Receipts(database), database, enrolment, until=point, programmes=programmes)
        own = _own_words(document, programmes)
    if document is None:
        raise Fault(
            f"查無學員案 {enrolment}，或當時尚未報名。", f"No case {enrolment}, or none yet at that time."
        )
    if as_json:
        say_json({"case": document, "history": [asdict(entry) for entry in entries]})
        return
    _print_case(document, own)
    _print_history(entries)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        wrong_input(f"學員案代碼必須是 UUID，收到「{text}」。", f'The id of a case is a UUID, got "{text}".')


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    if "T" not in text:
        return midnight_after(read_date("--at", text))
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        wrong_input(
            f"--at 的時點須帶時區，例如 2025-03-27T12:00+08:00，收到「{text}」。",
            f'An instant for --at needs its zone, as in 2025-03-27T12:00+08:00; got "{text}".',
        )
    return instant


def _own_words(document: Mapping[str, Any] | None, programmes: Programmes) -> Vocabulary:
    if document is None:
        return NO_WORDS
    return words_of_rules(programmes, document["programme"], document["rules"])


def _print_case(document: Mapping[str, Any], own: Vocabulary) -> None:
    OUT.print(f"[bold]學員案 {document['id']}[/]  {document['programme']} 年度  公會 {document['guild']}")
    ended = f"，{_said(document['outcome'])}" if document["outcome"] else ""
    OUT.print(f"階段 / stage: [bold]{document['stage']}[/]{ended}  版次 / version {document['version']}")
    if document["reasons"]:
        OUT.print("原因 / why: " + escape("、".join(_said(reason) for reason in document["reasons"])))
    if document["certificate"]:
        OUT.print(
            f"證書 / certificate: {document['certificate']}  費用 / fee: {document['fee']['total']:,} 元"
        )
    for window in document["windows"]:
        _print_window(window)
    if document["firms"]:
        OUT.print(_firms(document["firms"], own))
    if document["tasks"]:
        rows = [(_said(task["kind"]), task["id"], _due(task["due"])) for task in document["tasks"]]
        OUT.print(table("待辦 / tasks", ("種類 / kind", "代碼 / id", "期限 / due"), rows))


def _print_window(window: Mapping[str, Any]) -> None:
    OUT.print(f"期限 / window: [bold]{_said(window['kind'])}[/] {_due(window)}（規則 {window['rule']}）")
    for step in window["steps"]:
        OUT.print(f"    {step['zh']}\n    [dim]{step['en']}[/]")


def _firms(firms: Iterable[Mapping[str, Any]], own: Vocabulary) -> Any:
    rows = [
        (
            firm["ubn"],
            _place(firm["place"]),
            "有 / yes" if firm["letter"] else "缺 / missing",
            firm["check"],
            firm["progress"],
            escape("、".join(_said(reason, own) for reason in firm["reasons"])),
        )
        for firm in firms
    ]
    columns = (
        "統編 / ubn",
        "名額 / place",
        "委任書 / letter",
        "查核 / check",
        "碳健檢 / checkup",
        "原因 / why",
    )
    return table("企業 / firms", columns, rows)


def _place(place: Mapping[str, Any] | None) -> str:
    return f"{words(place['sector'], 'zh')} {place['number']}" if place else "—"


def _due(deadline: Mapping[str, Any] | None) -> str:
    if deadline is None:
        return "—"
    last = date.fromisoformat(deadline["due_date"])
    return f"{last}（{last.year - 1911}.{last:%m.%d}）止 / to the end of that day"


def _said(code: str, own: Vocabulary = NO_WORDS) -> str:
    zh, en = words(code, "zh", own), words(code, "en", own)
    return zh if zh == en else f"{zh} / {en}"


def _print_history(entries: Iterable[Entry]) -> None:
    OUT.print("\n[bold]經過 / history[/]（臺北時間：收 received、決 decided、錄 recorded）")
    for _, caused in groupby(entries, key=lambda entry: entry.command):
        together = list(caused)
        OUT.print(f"[bold]{_times(together[0])}[/]  {together[0].actor_zh}")
        for entry in together:
            _print_entry(entry)


def _print_entry(entry: Entry) -> None:
    colour = {"refused": "red", "pending": "yellow"}.get(entry.outcome or "", "none")
    number = f"#{entry.position}" if entry.position else "—"
    OUT.print(f"  {number:<7} [{colour}]{escape(entry.sentence_zh)}[/]")
    OUT.print(f"          [dim]{escape(entry.sentence_en)}[/]")
    for zh, en in entry.because:
        OUT.print(f"            {zh} [dim]{en}[/]")


def _times(entry: Entry) -> str:
    named = (("收", entry.received_at), ("決", entry.decided_at), ("錄", entry.recorded_at))
    return "  ".join(f"{name} {taipei(instant)}" for name, instant in named if instant)
