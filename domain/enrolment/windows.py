"""The windows of an enrolment: opening them with their reminders, and whether a receipt is in time."""

from datetime import date, datetime, time, timedelta

from domain.deadline import TAIPEI, Deadline, WindowKind, day_set, deadline, in_time, taipei_date
from domain.decision import Decision, Write
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.events import WindowOpened
from domain.enrolment.state import Case, Window
from domain.errors import DomainError
from domain.programme import Programme


class HardStopFixed(DomainError):
    code = "hard_stop_fixed"
    rule = "R30"
    zh = "計畫規定補件不得逾截止日 {hard_stop}。"
    en = "The programme lets no resubmission pass its hard stop {hard_stop}."


def open_window(kind: WindowKind, start: date, around: Circumstances) -> Write:
    """Open, or move, the window of this kind, counted from `start`; it may be over already."""
    until = deadline(kind, start, around.programme, around.calendar)
    open_still = in_time(around.cause.decided_at, until)
    reminders = reminder_instants(until, around.programme) if open_still else ()
    return Write(around.enrolment, WindowOpened(until, reminders))


def move_window(until: Deadline, around: Circumstances) -> Write:
    """Let the window end by this deadline from now on; reminders that are past are not made up for."""
    instants = reminder_instants(until, around.programme)
    return Write(
        around.enrolment, WindowOpened(until, tuple(one for one in instants if one > around.cause.at))
    )


def open_window_not_over(kind: WindowKind, start: date, around: Circumstances) -> Write:
    """As `open_window`, from today where it would be over already: nobody gets a window that is (R5).

    Judged by when it is decided, for nobody could have made use of it before.
    """
    until = _not_over(kind, start, around)
    return Write(around.enrolment, WindowOpened(until, reminder_instants(until, around.programme)))


def count_again(before: Deadline, start: date, was: date, around: Circumstances) -> Decision:
    """The window of a training day that was wrong, counted from the right one (R5).

    What officers have set, or what ran from a later day than that, is never made shorter (R30).
    """
    until = _not_over(before.kind, start, around)
    given = day_set(before) is not None or before.starts != was
    return () if given and before.due >= until.due else (move_window(until, around),)


def _not_over(kind: WindowKind, start: date, around: Circumstances) -> Deadline:
    decided_at = around.cause.decided_at
    until = deadline(kind, start, around.programme, around.calendar)
    if in_time(decided_at, until):
        return until
    return deadline(kind, taipei_date(decided_at), around.programme, around.calendar)


def reminder_instants(until: Deadline, programme: Programme) -> tuple[datetime, ...]:
    """When those who still owe something are told, after the window's first day (R45's cadence)."""
    cadence = programme.reminders.get(until.kind)
    if cadence is None:
        return ()
    days = (until.due_date - timedelta(days=before) for before in sorted(cadence.days_before, reverse=True))
    return tuple(datetime.combine(day, time(cadence.hour), TAIPEI) for day in days if day > until.starts)


def is_open(case: Case, kind: WindowKind, at: datetime) -> bool:
    """A window of this kind is open and `at` lies before its end (R39)."""
    window = case.windows.get(kind)
    return window is not None and in_time(at, window.deadline)


def next_reminder(window: Window) -> datetime | None:
    """The first reminder instant that has not been handled."""
    for instant in window.reminders:
        if window.reminded is None or instant > window.reminded:
            return instant
    return None


def check_hard_stop(kind: WindowKind, last_day: date, around: Circumstances) -> None:
    """Refuses a resubmission past the hard stop where the programme lets nobody extend it (R30)."""
    rules = around.programme.windows.resubmission
    past = kind is WindowKind.RESUBMISSION and last_day > rules.hard_stop
    if past and not rules.hard_stop_extendable:
        raise HardStopFixed(hard_stop=rules.hard_stop)
