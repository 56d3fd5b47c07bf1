"""Reminders: who owes something in an open window is told on some mornings before its last day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.cohort.by_hand.case import Case, Window, list_is_complete
from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.office_days import DAY, end_of


def mornings(kind: str, window: Window, numbers: Numbers) -> Iterator[datetime]:
    """When who owes something is told, those days alone that follow the one which starts the window."""
    for days in numbers.reminder_days.get(kind, ()):
        day = window.last - days * DAY
        if day > window.starts:
            yield end_of(day - DAY, numbers) - numbers.grace + timedelta(hours=numbers.reminder_hour)


def remind(case: Case, now: datetime, numbers: Numbers) -> None:
    """A mail for each window in which something is owed and a morning has come; it stands for all of them."""
    for kind, window in case.windows.items():
        come = [at for at in mornings(kind, window, numbers) if _is_new(at, window) and at <= now]
        if come and _owes(case, kind, numbers) and now < end_of(window.last, numbers):
            window.reminded = max(come)
            case.tell(f"{kind.split('_')[0]}_reminder")


def next_morning(case: Case, now: datetime, numbers: Numbers) -> datetime | None:
    """The next morning after `now` that some window has."""
    ahead = [
        at for kind, window in case.windows.items() for at in mornings(kind, window, numbers) if at > now
    ]
    return min(ahead, default=None)


def _is_new(at: datetime, window: Window) -> bool:
    return window.reminded is None or at > window.reminded


def _owes(case: Case, kind: str, numbers: Numbers) -> bool:
    """A list that is complete waits for its check, a checkup that was submitted again for its review, and who
    has attended and done the course for the guild.
    """
    if kind == "training":
        return not (case.course and case.training_day)
    if kind in ("list_supplement", "list_fix"):
        return not list_is_complete(case, numbers)
    return kind != "resubmission" or bool(case.having("returned"))
