"""Every window on every day of two years against a counter of its own, and what the hard stop does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadline import Deadline, NoResubmissionWindow, WindowKind, deadline, taipei_date
from domain.periods import StepCode
from domain.programme import Programme, Windows
from domain.programme_parts import ListWindow, ResubmissionWindow, UploadWindow, WorkingDaysWindow
from domain.working_calendar import CalendarMissing, WorkingCalendar
from store.programme_files import read_calendar, read_programme

DAY = timedelta(days=1)
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
ALL_DAYS = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]
RESTING_WEEKDAYS = {
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 02-28 04-03 04-04 05-30 09-29 10-06 10-10 10-24 12-25",
    2026: "01-01 02-16 02-17 02-18 02-19 02-20 02-27 04-03 04-06 05-01 06-19 09-25 09-28 10-09 10-26 12-25",
}
RESTING = {
    date.fromisoformat(f"{year}-{day}") for year, days in RESTING_WEEKDAYS.items() for day in days.split()
}
WORKING_SATURDAY = date(2025, 2, 8)

WINDOWS = Windows(
    list_supplement=ListWindow(8, counts_training_day=False),
    list_check=WorkingDaysWindow(3),
    upload=UploadWindow(3, "training_day"),
    review=WorkingDaysWindow(10),
    resubmission=ResubmissionWindow(
        1, date(2025, 10, 31), 1, hard_stop_rolls=False, hard_stop_extendable=True
    ),
    list_fix=WorkingDaysWindow(3),
    vetting=WorkingDaysWindow(3),
    answer=WorkingDaysWindow(3),
)
RULES = replace(read_programme(), windows=WINDOWS)
CALENDAR = read_calendar()


def rests(day: date) -> bool:
    if day > LAST:
        raise LookupError(day)
    return day != WORKING_SATURDAY and (day.isoweekday() in (6, 7) or day in RESTING)


def counted_working_days(start: date, left: int) -> date:
    day = start
    while left:
        day += DAY
        left -= not rests(day)
    return day


def walked_months(start: date, months: int) -> date:
    """Walks on until the next day would begin another month of the period, or there is no such day."""
    first = day = start + DAY
    while True:
        following = day + DAY
        begun = (following.year - first.year) * 12 + following.month - first.month
        if (begun == months and following.day == first.day) or begun > months:
            return day
        day = following


def rolled_on(day: date) -> date:
    while rests(day):
        day += DAY
    return day


def outcome(answer: Callable[[], date]) -> date | None:
    try:
        return answer()
    except (LookupError, CalendarMissing):
        return None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (WindowKind.LIST_SUPPLEMENT, lambda day: counted_working_days(day, 8)),
        (WindowKind.LIST_CHECK, lambda day: counted_working_days(day, 3)),
        (WindowKind.LIST_FIX, lambda day: counted_working_days(day, 3)),
        (WindowKind.REVIEW, lambda day: counted_working_days(day, 10)),
        (WindowKind.RECORDING, lambda day: counted_working_days(day, 3)),
        (WindowKind.UPLOAD, lambda day: rolled_on(walked_months(day, 3))),
    ],
)
def test_every_day_of_two_years_ends_as_counted(kind: WindowKind, expected: Callable[[date], date]) -> None:
    answers = {day: outcome(lambda: _due_date(kind, day)) for day in ALL_DAYS}  # noqa: B023
    assert answers == {day: outcome(lambda: expected(day)) for day in ALL_DAYS}  # noqa: B023
    assert None in answers.values()


@pytest.mark.parametrize("stop", [date(2025, 10, 31), date(2026, 10, 31), date(2026, 4, 5)])
@pytest.mark.parametrize("rolls", [False, True])
def test_every_notice_before_the_hard_stop_ends_in_a_month_or_at_the_stop(stop: date, rolls: bool) -> None:
    rules = _with_stop(stop, rolls)
    limit = rolled_on(stop) if rolls else stop
    for day in (day for day in ALL_DAYS if day < stop):
        due = deadline(WindowKind.RESUBMISSION, day, rules, CALENDAR).due_date
        assert due == min(rolled_on(walked_months(day, 1)), limit), day


@pytest.mark.parametrize("day", [date(2025, 10, 31), date(2025, 11, 1)])
def test_a_notice_on_or_after_the_hard_stop_opens_no_window(day: date) -> None:
    with pytest.raises(NoResubmissionWindow) as refusal:
        deadline(WindowKind.RESUBMISSION, day, RULES, CALENDAR)
    assert (refusal.value.code, refusal.value.rule) == ("no_resubmission_window", "R29")


def test_a_cut_is_among_the_steps() -> None:
    steps = deadline(WindowKind.RESUBMISSION, date(2025, 10, 1), RULES, CALENDAR).steps
    assert (steps[-1].code, steps[-1].day) == (StepCode.HARD_STOP_CUT, date(2025, 10, 31))


def test_a_cut_needs_no_calendar_beyond_the_hard_stop() -> None:
    rules = _with_stop(date(2026, 12, 20), rolls=False)
    assert deadline(WindowKind.RESUBMISSION, date(2026, 12, 10), rules, CALENDAR).due_date == date(
        2026, 12, 20
    )


def test_a_training_day_that_counts_is_the_first_of_the_eight() -> None:
    windows = replace(WINDOWS, list_supplement=ListWindow(8, counts_training_day=True))
    counted = deadline(
        WindowKind.LIST_SUPPLEMENT, date(2025, 3, 27), replace(RULES, windows=windows), CALENDAR
    )
    assert counted.due_date == date(2025, 4, 9)


@given(start=st.dates(FIRST, date(2025, 7, 14)))
def test_waiting_for_training_ends_on_the_last_mandatory_day(start: date) -> None:
    sessions = replace(RULES.sessions, mandatory_last_day=date(2025, 7, 15))
    until = deadline(WindowKind.TRAINING, start, replace(RULES, sessions=sessions), CALENDAR)
    assert until.due_date == date(2025, 7, 15)
    assert [step.code for step in until.steps] == [StepCode.FIXED_DAY]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (WindowKind.TRAINING, "R5"),
        (WindowKind.LIST_SUPPLEMENT, "R12"),
        (WindowKind.LIST_CHECK, "R13"),
        (WindowKind.LIST_FIX, "R13"),
        (WindowKind.UPLOAD, "R24"),
        (WindowKind.REVIEW, "R30"),
        (WindowKind.RESUBMISSION, "R28"),
        (WindowKind.RECORDING, "R5"),
    ],
)
def test_a_deadline_says_what_it_was_computed_by(kind: WindowKind, rule: str) -> None:
    until = deadline(kind, date(2025, 5, 2), RULES, CALENDAR)
    assert (until.kind, until.starts, until.rule) == (kind, date(2025, 5, 2), rule)
    assert until.calendar == CALENDAR.version


@given(start=st.dates(FIRST, date(2025, 10, 29)), kind=st.sampled_from(list(WindowKind)))
def test_a_later_start_is_never_due_earlier(start: date, kind: WindowKind) -> None:
    sooner, later = (deadline(kind, day, RULES, CALENDAR) for day in (start, start + DAY))
    assert sooner.due <= later.due


@given(start=st.dates(FIRST, date(2025, 10, 30)), kind=st.sampled_from(list(WindowKind)))
def test_due_is_the_utc_instant_at_which_the_last_day_ends_in_taipei(start: date, kind: WindowKind) -> None:
    until: Deadline = deadline(kind, start, RULES, CALENDAR)
    assert until.due.tzinfo is UTC
    assert until.due == datetime(*until.due_date.timetuple()[:3], 16, tzinfo=UTC)


def test_a_new_rest_day_moves_a_deadline(calendar: WorkingCalendar) -> None:
    typhoon = replace(calendar, version="typhoon", rest_days=calendar.rest_days | {date(2025, 4, 10)})
    before = deadline(WindowKind.LIST_SUPPLEMENT, date(2025, 3, 27), RULES, calendar)
    after = deadline(WindowKind.LIST_SUPPLEMENT, date(2025, 3, 27), RULES, typhoon)
    assert (before.due_date, after.due_date) == (date(2025, 4, 10), date(2025, 4, 11))
    assert after.calendar == "typhoon"


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2025, 7, 15, 15, 59, 59, tzinfo=UTC), date(2025, 7, 15)),
        (datetime(2025, 7, 15, 16, tzinfo=UTC), date(2025, 7, 16)),
        (datetime(2025, 7, 15, 23, tzinfo=timezone(timedelta(hours=-5))), date(2025, 7, 16)),
    ],
)
def test_the_date_in_taipei(instant: datetime, day: date) -> None:
    assert taipei_date(instant) == day


def test_an_instant_without_a_zone_has_no_date_in_taipei() -> None:
    with pytest.raises(ValueError, match="time zone"):
        taipei_date(datetime(2025, 7, 15))  # noqa: DTZ001


def _due_date(kind: WindowKind, day: date) -> date:
    return deadline(kind, day, RULES, CALENDAR).due_date


def _with_stop(stop: date, rolls: bool) -> Programme:
    resubmission = replace(WINDOWS.resubmission, hard_stop=stop, hard_stop_rolls=rolls)
    return replace(RULES, windows=replace(WINDOWS, resubmission=resubmission))
