"""The demo as people read it: a timeline per trainee, each deadline with its last day, and the totals."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table

from api.cli.demo.result import Played
from domain.deadline import TAIPEI
from domain.enrolment.events import WindowEnded, WindowOpened
from domain.enrolment.mail_events import MailAccepted, MailIntended, MailRefused
from domain.event import RecordedEvent
from domain.task import TaskClaimed, TaskClosed, TaskOpened, TaskReleased
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
    "revoked": "證書撤銷",
    "reversed": "款項沖銷",
    "live": "進行中",
}

_TOTALS = {
    "trainees": "學員",
    "outcomes": "結果",
    "certificates": "合格證書",
    "firms_listed": "列入名單（家次）",
    "firms_approved": "核可企業",
    "places_held": "占用名額",
    "paid_ntd": "撥款（元）",
    "mails": "郵件",
}
_KEYS = {**OUTCOMES, "manufacturing": "製造業", "services": "服務業"}

# What only staff and servers do is in the case's history, and would drown the story here.
UNTOLD = (TaskOpened, TaskClaimed, TaskReleased, TaskClosed, MailAccepted)
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)、(?=\d)")
ALWAYS_TOLD = (WindowOpened, WindowEnded, MailIntended, MailRefused)


class Language(StrEnum):
    """The language of the timeline."""

    ZH = "zh"
    EN = "en"


def show(
    console: Console,
    told: Mapping[str, Any],
    event_log: EventLog,
    played: Sequence[Played],
    language: Language,
) -> None:
    """Every trainee's timeline, then the totals."""
    for entry, each in zip(told["enrolments"], played, strict=True):
        recorded = event_log.read(each.enrolment) if each.enrolment else []
        _trainee(console, entry, recorded, language)
    show_totals(console, told["totals"])


def _trainee(
    console: Console, entry: Mapping[str, Any], recorded: list[RecordedEvent], language: Language
) -> None:
    reason = f" ({entry['reason']})" if entry["reason"] else ""
    console.print(f"\n[bold]{entry['name']}[/]  {OUTCOMES[entry['outcome']]} {entry['outcome']}{reason}")
    table = Table(show_header=False, box=None, padding=(0, 1))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for day, events in groupby(recorded, key=lambda one: one.cause.at.astimezone(TAIPEI).date()):
        for number, line in enumerate(_lines(list(events), language)):
            table.add_row(day.isoformat() if number == 0 else "", line)
    for refusal in entry["refusals"]:
        table.add_row(refusal["at"][:10], f"未受理 Refused: {refusal['do']} ({refusal['code']})")
    console.print(table)


def _lines(events: list[RecordedEvent], language: Language) -> list[str]:
    """What happened on a day; the like of several firms is told once, and names them all."""
    kinds: dict[str, list[Any]] = {}
    for number, one in enumerate(events):
        if not isinstance(one.event, UNTOLD):
            like = (type(one.event).__name__, getattr(one.event, "reasons", ()))
            kind = str(number) if isinstance(one.event, ALWAYS_TOLD) else str(like)
            kinds.setdefault(kind, []).append(one.event)
    return [_line(same, language) for same in kinds.values()]


def _line(same: list[Any], language: Language) -> str:
    zh, en = sentence(same[0])
    words = zh if language is Language.ZH else en
    # A line breaks at a space: without one it would break within a number.
    words = _BETWEEN_NUMBERS.sub("、 ", words)
    if len(same) == 1:
        return words
    others = "、 ".join(filter(None, map(_firm, same[1:])))
    if not others:
        return f"{words} (×{len(same)})"
    if language is Language.ZH:
        return f"{words}同日另有企業 {others}，共 {len(same)} 家。"
    return f"{words} The same of firms {others.replace('、', ',')}: {len(same)} in all."


def _firm(event: Any) -> str | None:
    found: str | None = getattr(event, "ubn", None) or getattr(getattr(event, "profile", None), "ubn", None)
    return found


def show_totals(console: Console, totals: Mapping[str, Any]) -> None:
    """The totals as a table."""
    table = Table(title="合計 Totals", title_justify="left", show_header=False)
    for name, value in totals.items():
        table.add_row(f"{_TOTALS[name]} {name}", *_cells(value))
    console.print(table)


def _cells(value: Any) -> list[str]:
    """A number, or the numbers by key, a line each."""
    if not isinstance(value, dict):
        return [f"{value:>5,}"]
    return ["\n".join(f"{number:>5,}  {_KEYS.get(key, key)} {key}" for key, number in value.items())]
