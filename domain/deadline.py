"""Deadlines: when each window of a case ends, and why on that day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from domain.errors import DomainError
from domain.periods import (
    Period,
    Step,
    StepCode,
    cut,
    fixed,
    months_after,
    rolled,
    set_by_officers,
    working_days_after,
)
from domain.programme import Programme
from domain.programme_parts import ResubmissionWindow, WindowKind
from domain.working_calendar import WorkingCalendar

__all__ = ["TAIPEI", "Deadline", "NoResubmissionWindow", "WindowKind", "deadline", "in_time", "taipei_date"]

# A fixed offset: Taiwan has had no summer time since 1979, and a zone file would be read from the machine.
TAIPEI = timezone(timedelta(hours=8), "Asia/Taipei")

_RULES: Mapping[WindowKind, str] = {
    WindowKind.TRAINING: "R5",
    WindowKind.LIST_SUPPLEMENT: "R12",
    WindowKind.LIST_CHECK: "R13",
    WindowKind.LIST_FIX: "R13",
    WindowKind.UPLOAD: "R24",
    WindowKind.REVIEW: "R30",
    WindowKind.RESUBMISSION: "R28",
    WindowKind.VETTING: "R30",
    WindowKind.ANSWER: "R37",
    WindowKind.RECORDING: "R5",
}


# Our own service levels, and what else is counted in working days from the day after.
_WORKING_DAYS: Mapping[WindowKind, Callable[[Programme], int]] = {
    WindowKind.LIST_CHECK: lambda programme: programme.windows.list_check.working_days,
    WindowKind.LIST_FIX: lambda programme: programme.windows.list_fix.working_days,
    WindowKind.REVIEW: lambda programme: programme.windows.review.working_days,
    WindowKind.VETTING: lambda programme: programme.windows.vetting.working_days,
    WindowKind.ANSWER: lambda programme: programme.windows.answer.working_days,
    WindowKind.RECORDING: lambda programme: programme.training.recording_working_days,
}


class NoResubmissionWindow(DomainError):
    code = "no_resubmission_window"
    rule = "R29"
    zh = "補件通知於 {start} 送達，已達計畫截止日 {hard_stop}，不再開啟補件期間，須由承辦人決定。"
    en = "The notice of {start} is not before the hard stop {hard_stop}: no window opens, an officer decides."


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a window: `due` is the instant (UTC) of the Taipei midnight that ends `due_date` (R39).

    `calendar` is the version of the calendar by which the steps were computed.
    """

    kind: WindowKind
    starts: date
    due_date: date
    due: datetime
    rule: str
    calendar: str
    steps: tuple[Step, ...]


def deadline(kind: WindowKind, start: date, programme: Programme, calendar: WorkingCalendar) -> Deadline:
    """The deadline of a window that starts by something which happened on `start` (Taipei date).

    Raises `NoResubmissionWindow` (R29), and `CalendarMissing` where the calendar ends first.
    """
    period = _period(kind, start, programme, calendar)
    due = midnight_after(period.last_day)
    return Deadline(kind, start, period.last_day, due, _RULES[kind], calendar.version, period.steps)


def set_deadline(
    kind: WindowKind, start: date, last_day: date, programme: Programme, calendar: WorkingCalendar
) -> Deadline:
    """The deadline that officers have set (R30, R36): on a rest day it moves on to the next working day."""
    stop = programme.windows.resubmission.hard_stop if kind is WindowKind.RESUBMISSION else None
    period = set_by_officers(last_day, stop, calendar)
    due = midnight_after(period.last_day)
    return Deadline(kind, start, period.last_day, due, _RULES[kind], calendar.version, period.steps)


def recounted(before: Deadline, programme: Programme, calendar: WorkingCalendar) -> Deadline:
    """The deadline as the calendar in force counts it (R40); a day that officers have set stays theirs."""
    named = day_set(before)
    if named is None:
        return deadline(before.kind, before.starts, programme, calendar)
    return set_deadline(before.kind, before.starts, named, programme, calendar)


def day_set(until: Deadline) -> date | None:
    """The day that officers have set for it, if they have (R30, R36)."""
    return next((step.day for step in until.steps if step.code is StepCode.SET_BY_OFFICERS), None)


def in_time(received_at: datetime, deadline: Deadline) -> bool:
    """Whether what was received at an aware instant is in time (R39)."""
    return received_at < deadline.due


def taipei_date(instant: datetime) -> date:
    """The date in Taipei at an aware instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(TAIPEI).date()


def midnight_after(day: date) -> datetime:
    """The instant, in UTC, at which `day` ends in Taipei (R39)."""
    return datetime.combine(day + timedelta(days=1), time(), TAIPEI).astimezone(UTC)


def _period(kind: WindowKind, start: date, programme: Programme, calendar: WorkingCalendar) -> Period:
    windows = programme.windows
    match kind:
        case WindowKind.TRAINING:
            return fixed(programme.sessions.mandatory_last_day)
        case WindowKind.LIST_SUPPLEMENT:
            supplement = windows.list_supplement
            return working_days_after(
                start, supplement.working_days, calendar, supplement.counts_training_day
            )
        case WindowKind.UPLOAD:
            return months_after(start, windows.upload.months, calendar)
        case WindowKind.RESUBMISSION:
            return _resubmission(start, windows.resubmission, calendar)
        case _:
            return working_days_after(start, _WORKING_DAYS[kind](programme), calendar, counts_start=False)


def _resubmission(start: date, window: ResubmissionWindow, calendar: WorkingCalendar) -> Period:
    """One month, never past the hard stop, which itself rolls only if the programme says so (R28, R29)."""
    stop = window.hard_stop
    if start >= stop:
        raise NoResubmissionWindow(start=start, hard_stop=stop)
    months = months_after(start, window.months, calendar, rolls=False)
    if window.hard_stop_rolls:
        return rolled(cut(months, stop), calendar)
    return cut(months, stop) if months.last_day >= stop else cut(rolled(months, calendar), stop)
