"""What the command line prints: for people through rich, for programs as JSON, refusals in both languages."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Never
from uuid import UUID

from rich.console import Console
from rich.table import Table

from domain.deadline import TAIPEI
from domain.errors import DomainError

WRONG_INPUT = 2
# Folders whose exceptions say in both languages what is wrong.
_TELLING = ("store.", "activities.", "models.")
OUT = Console(highlight=False, soft_wrap=not sys.stdout.isatty())


class Fault(Exception):
    """What ends a command: the reason in zh-Hant and English, and the exit code (2: wrong input)."""

    def __init__(self, zh: str, en: str, code: int = 1) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en, self.code = zh, en, code


def wrong_input(zh: str, en: str) -> Never:
    """End the command because what was asked for cannot be understood."""
    raise Fault(zh, en, WRONG_INPUT)


def as_fault(error: Exception) -> Fault:
    """Any exception as one that can be told to a person."""
    match error:
        case Fault():
            return error
        case DomainError():
            return Fault(error.message_zh, error.message_en)
        case _ if type(error).__module__.startswith(_TELLING) and " / " in str(error):
            zh, en = str(error).split(" / ", 1)
            return Fault(zh, en)
        case _ if type(error).__module__.startswith("psycopg"):
            return Fault(f"資料庫無法使用：{_brief(error)}", f"The database cannot be used: {_brief(error)}")
        case _ if type(error).__module__.startswith("temporalio") or "client connect" in str(error):
            return Fault(f"Temporal 無法使用：{_brief(error)}", f"Temporal cannot be used: {_brief(error)}")
        case TimeoutError():
            return Fault("伺服器逾時未回應。", "A server did not answer in time.")
    name = type(error).__name__
    return Fault(f"未預期的錯誤（{name}）：{_brief(error)}", f"Unexpected error ({name}): {_brief(error)}")


def say_fault(error: Exception) -> int:
    """Print why a command ends, and give its exit code; TANJIAN_TRACEBACK=1 shows where it came from."""
    fault = as_fault(error)
    if os.environ.get("TANJIAN_TRACEBACK") and fault is not error:
        Console(stderr=True).print_exception()
    print(f"錯誤：{fault.zh}\nError: {fault.en}", file=sys.stderr)
    return fault.code


def say_json(value: object) -> None:
    """Print a value for programs; instants in Taipei time with their offset."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=plain))


def plain(value: Any) -> Any:
    """A value of ours as JSON has it."""
    match value:
        case datetime():
            return value.astimezone(TAIPEI).isoformat()
        case date():
            return value.isoformat()
        case UUID() | Path() | StrEnum():
            return str(value)
        case Mapping():
            return dict(value)
        case set() | frozenset():
            return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """A table for people."""
    made = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(str(cell) for cell in row))
    return made


def taipei(instant: datetime) -> str:
    """An instant as people in Taiwan read it, to the second."""
    return f"{instant.astimezone(TAIPEI):%Y-%m-%d %H:%M:%S}"


def read_date(option: str, text: str) -> date:
    """A date written YYYY-MM-DD; anything else ends the command."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        wrong_input(
            f"{option} 必須是日期，寫成 YYYY-MM-DD，收到「{text}」。",
            f'{option} must be a date written YYYY-MM-DD, got "{text}".',
        )
    return day


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:500] or type(error).__name__
