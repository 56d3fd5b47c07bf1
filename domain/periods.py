"""Periods by the Civil Code (民法 §120–§123), with every step that led to the last day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.working_calendar import WorkingCalendar

DAY = timedelta(days=1)


class StepCode(StrEnum):
    """What a step of a computation did with its day."""

    START_NOT_COUNTED = "start_not_counted"
    START_COUNTED = "start_counted"
    WORKING_DAY = "working_day"
    REST_DAY_SKIPPED = "rest_day_skipped"
    WHOLE_MONTHS = "whole_months"
    CORRESPONDING_DAY = "corresponding_day"
    NO_SUCH_DAY = "no_such_day"
    ROLLED = "rolled"
    HARD_STOP_CUT = "hard_stop_cut"
    FIXED_DAY = "fixed_day"
    SET_BY_OFFICERS = "set_by_officers"
    PAST_HARD_STOP = "past_hard_stop"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `number` is the count of working days or months reached, where there is one."""

    code: StepCode
    day: date
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A computed period: it ends with the end of `last_day`."""

    last_day: date
    steps: tuple[Step, ...]


def working_days_after(start: date, count: int, calendar: WorkingCalendar, counts_start: bool) -> Period:
    """The period of `count` working days; `start` itself counts only if so said (民法 §120).

    Raises `CalendarMissing` where the calendar ends first.
    """
    _check_length(count)
    steps = [Step(StepCode.START_COUNTED if counts_start else StepCode.START_NOT_COUNTED, start)]
    day, number = (start - DAY if counts_start else start), 0
    while number < count:
        day += DAY
        if calendar.is_rest_day(day):
            steps.append(Step(StepCode.REST_DAY_SKIPPED, day))
        else:
            number += 1
            steps.append(Step(StepCode.WORKING_DAY, day, number))
    return Period(day, tuple(steps))


def months_after(start: date, months: int, calendar: WorkingCalendar, rolls: bool = True) -> Period:
    """The period of `months` from the day after `start` (民法 §120, §121); a last day at rest rolls (§122).

    Raises `CalendarMissing` where a last day that rolls is not covered.
    """
    _check_length(months)
    end = _end_of_months(start + DAY, months)
    last = end.day - DAY if end.code is StepCode.CORRESPONDING_DAY else end.day
    period = Period(last, (Step(StepCode.START_NOT_COUNTED, start), end))
    return rolled(period, calendar) if rolls else period


def rolled(period: Period, calendar: WorkingCalendar) -> Period:
    """The period with its last day moved on past rest days (民法 §122)."""
    day, steps = period.last_day, list(period.steps)
    while calendar.is_rest_day(day):
        steps.append(Step(StepCode.ROLLED, day))
        day += DAY
    return Period(day, tuple(steps))


def cut(period: Period, hard_stop: date) -> Period:
    """The period, ending no later than the hard stop (R28)."""
    if period.last_day <= hard_stop:
        return period
    return Period(hard_stop, (*period.steps, Step(StepCode.HARD_STOP_CUT, hard_stop)))


def fixed(day: date) -> Period:
    """A period that ends on a day which the programme prints: nothing is counted."""
    return Period(day, (Step(StepCode.FIXED_DAY, day),))


def set_by_officers(day: date, hard_stop: date | None, calendar: WorkingCalendar) -> Period:
    """A period that ends on a day which officers name; past a hard stop it says so."""
    past = hard_stop is not None and day > hard_stop
    steps = [Step(StepCode.PAST_HARD_STOP, hard_stop)] if past and hard_stop else []
    return rolled(Period(day, (Step(StepCode.SET_BY_OFFICERS, day), *steps)), calendar)


def _check_length(length: int) -> None:
    if length < 1:
        raise ValueError(f"a period has at least one day or month, got {length}")


def _end_of_months(first: date, months: int) -> Step:
    """The step that ends the months which begin with `first` (民法 §121)."""
    if first.day == 1:
        year, month = _months_later(first, months - 1)
        return Step(StepCode.WHOLE_MONTHS, date(year, month, monthrange(year, month)[1]), months)
    year, month = _months_later(first, months)
    days = monthrange(year, month)[1]
    if first.day > days:
        return Step(StepCode.NO_SUCH_DAY, date(year, month, days), months)
    return Step(StepCode.CORRESPONDING_DAY, date(year, month, first.day), months)


def _months_later(first: date, months: int) -> tuple[int, int]:
    years, month = divmod(first.month - 1 + months, 12)
    return first.year + years, month + 1


def explain(step: Step) -> tuple[str, str]:
    """The step as a sentence in zh-Hant and in English, naming the law or rule it follows."""
    zh, en = _SENTENCES[step.code]
    day = step.day.isoformat()
    zh_day, en_day = f"{day}（{_ZH_DAYS[step.day.weekday()]}）", f"{_EN_DAYS[step.day.weekday()]} {day}"
    return zh.format(day=zh_day, number=step.number), en.format(day=en_day, number=step.number)


_ZH_DAYS = ("週一", "週二", "週三", "週四", "週五", "週六", "週日")
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SENTENCES: dict[StepCode, tuple[str, str]] = {
    StepCode.START_NOT_COUNTED: (
        "{day}為始日，不算入（民法§120）。",
        "{day} is the first day and does not count (Civil Code §120).",
    ),
    StepCode.START_COUNTED: (
        "依計畫規定，自{day}當日起算。",
        "The programme counts from {day} itself.",
    ),
    StepCode.WORKING_DAY: ("{day}為第 {number} 個工作天。", "{day} is working day {number}."),
    StepCode.REST_DAY_SKIPPED: (
        "{day}為休息日，不計入工作天。",
        "{day} is a rest day and is not counted.",
    ),
    StepCode.WHOLE_MONTHS: (
        "期間自月之始日起算，第 {number} 個月的末日為{day}（民法§121）。",
        "The period begins with a month, so it ends with its month {number}, on {day} (Civil Code §121).",
    ),
    StepCode.CORRESPONDING_DAY: (
        "第 {number} 個月與起算日相當之日為{day}，期間以其前一日為末日（民法§121）。",
        "The corresponding day of month {number} is {day}; the period ends the day before (Civil Code §121).",
    ),
    StepCode.NO_SUCH_DAY: (
        "第 {number} 個月無相當之日，以該月末日{day}為末日（民法§121）。",
        "Month {number} has no corresponding day; the period ends on its last day, {day} (Civil Code §121).",
    ),
    StepCode.ROLLED: (
        "末日{day}為休息日，以其次日代之（民法§122）。",
        "The last day, {day}, is a rest day; the day after takes its place (Civil Code §122).",
    ),
    StepCode.HARD_STOP_CUT: (
        "不得逾計畫截止日，期間縮短至{day}（規則 R28、R29）。",
        "Never past the programme's hard stop: the period is cut at {day} (rules R28, R29).",
    ),
    StepCode.FIXED_DAY: ("計畫明定末日為{day}。", "The programme fixes the last day: {day}."),
    StepCode.SET_BY_OFFICERS: (
        "經二位承辦人核定，末日為{day}（規則 R30、R36）。",
        "Two officers have set the last day to {day} (rules R30, R36).",
    ),
    StepCode.PAST_HARD_STOP: (
        "核定之末日逾計畫截止日{day}，依規則 R30 展延。",
        "The day set lies past the programme's hard stop {day}, as rule R30 allows.",
    ),
}
