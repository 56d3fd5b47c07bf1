"""The demo as people read it: a timeline per trainee, each deadline with its last day, and the totals."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table

from api.cli.demo.result import Played
from domain.deadline import TAIPEI
from domain.event import RecordedEvent
from store.event_log import EventLog
from store.sentences import sentence

OUTCOMES = {
    "paid": "已撥款",
    "certified_without_fee": "取得證書、無資料處理費",
    "lapsed_training": "逾期（培訓）",
    "lapsed_list": "逾期（名單）",
    "lapsed_upload": "逾期（上傳）",
    "failed_review": "複核未通過",
    "refused": "報名未受理",
    "withdrawn": "撤回",
    "rejected": "公會不予通過",
    "live": "進行中",
}


def show(console: Console, told: Mapping[str, Any], event_log: EventLog, played: Sequence[Played]) -> None:
    """Every trainee's timeline, then the totals."""
    for entry, each in zip(told["enrolments"], played, strict=True):
        _trainee(console, entry, event_log.read(each.enrolment) if each.enrolment else [])
    _totals(console, told["totals"])


def _trainee(console: Console, entry: Mapping[str, Any], recorded: list[RecordedEvent]) -> None:
    outcome = f"{OUTCOMES[entry['outcome']]} {entry['outcome']}"
    reason = f"（{entry['reason']}）" if entry["reason"] else ""
    table = Table(title=f"{entry['name']}：{outcome}{reason}", title_justify="left", show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for day, events in groupby(recorded, key=lambda one: one.cause.at.astimezone(TAIPEI).date()):
        table.add_row(day.isoformat(), "\n".join(_sentences(list(events))))
    console.print(table)


def _sentences(events: list[RecordedEvent]) -> list[str]:
    """Sentences of a day; those of one kind in a row are told once with their number."""
    told = []
    for _, same in groupby(events, key=lambda one: type(one.event)):
        group = list(same)
        zh, en = sentence(group[0].event)
        times = f"（共 {len(group)} 次） ×{len(group)}" if len(group) > 1 else ""
        told.append(f"{zh} {en}{times}")
    return told


def _totals(console: Console, totals: Mapping[str, Any]) -> None:
    table = Table(title="合計 Totals", title_justify="left", show_header=False)
    for name, value in totals.items():
        table.add_row(
            name,
            ", ".join(f"{key} {number}" for key, number in value.items())
            if isinstance(value, dict)
            else f"{value:,}",
        )
    console.print(table)
