"""How urgent an open task is: points for its due date, its age, its lateness and its priority, each shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from domain.programme_tasks import Urgency
from domain.task import Priority

_DAY = Decimal(86_400)
_SHOWN = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Term:
    """A part of the sum: how many points, and how they come about."""

    term: str
    points: Decimal
    zh: str
    en: str


def terms(
    rules: Urgency, *, due: datetime | None, opened_at: datetime, priority: Priority, late: bool, at: datetime
) -> tuple[Term, ...]:
    """The parts of a task's urgency at an aware instant; lists are sorted by their sum."""
    return (
        _due(rules, due, at),
        _age(rules, opened_at, at),
        Term("late", Decimal(rules.late * late), "已逾作業時限", "past its service level")
        if late
        else Term("late", Decimal(0), "未逾作業時限", "within its service level"),
        _priority(rules, priority),
    )


def points(parts: tuple[Term, ...]) -> Decimal:
    """The sum."""
    return sum((part.points for part in parts), Decimal(0))


def _due(rules: Urgency, due: datetime | None, at: datetime) -> Term:
    if due is None:
        return Term("due", Decimal(0), "沒有期限", "no due date")
    left = _days(due - at)
    counted = max(Decimal(0), rules.horizon_days - left)
    return Term(
        "due",
        (rules.due_per_day * counted).quantize(_SHOWN, ROUND_HALF_UP),
        f"距期限 {left:.1f} 天：{rules.due_per_day} ×（{rules.horizon_days} − {left:.1f}，至少 0）",
        f"due in {left:.1f} days: {rules.due_per_day} × ({rules.horizon_days} − {left:.1f}, at least 0)",
    )


def _age(rules: Urgency, opened_at: datetime, at: datetime) -> Term:
    open_for = _days(at - opened_at)
    return Term(
        "age",
        (rules.age_per_day * open_for).quantize(_SHOWN, ROUND_HALF_UP),
        f"已等候 {open_for:.1f} 天：{rules.age_per_day} × {open_for:.1f}",
        f"open for {open_for:.1f} days: {rules.age_per_day} × {open_for:.1f}",
    )


def _priority(rules: Urgency, priority: Priority) -> Term:
    match priority:
        case Priority.HIGH:
            return Term("priority", Decimal(rules.high), "優先：高", "priority: high")
        case Priority.LOW:
            return Term("priority", Decimal(-rules.low), "優先：低", "priority: low")
        case Priority.NORMAL:
            return Term("priority", Decimal(0), "優先：一般", "priority: normal")


def _days(span: timedelta) -> Decimal:
    return Decimal(span // timedelta(microseconds=1)) / 1_000_000 / _DAY
