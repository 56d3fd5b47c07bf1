"""Periods by the Civil Code: examples of the law, and what holds for every start and length."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import Period, Step, StepCode, cut, explain, months_after, rolled, working_days_after
from domain.working_calendar import WorkingCalendar
from store.programme_files import read_calendar

CALENDAR = read_calendar()
# What is counted from here ends within the calendar: a start 40 days later, and six months on.
STARTS = st.dates(date(2025, 1, 1), date(2026, 4, 15))
COUNTS = st.integers(1, 60)
MONTHS = st.integers(1, 5)


@pytest.mark.parametrize(
    ("start", "last_day"),
    [(date(2025, 3, 27), date(2025, 4, 10)), (date(2025, 5, 23), date(2025, 6, 5))],
)
def test_eight_working_days(calendar: WorkingCalendar, start: date, last_day: date) -> None:
    assert working_days_after(start, 8, calendar, counts_start=False).last_day == last_day


@pytest.mark.parametrize(
    ("start", "months", "last_day"),
    [
        (date(2025, 3, 14), 3, date(2025, 6, 16)),
        (date(2025, 4, 30), 3, date(2025, 7, 31)),
        (date(2025, 11, 29), 3, date(2026, 3, 2)),
        (date(2025, 11, 27), 3, date(2026, 3, 2)),
        (date(2025, 11, 26), 3, date(2026, 2, 26)),
        (date(2025, 12, 30), 2, date(2026, 3, 2)),
        (date(2025, 12, 31), 1, date(2026, 2, 2)),
    ],
)
def test_months(calendar: WorkingCalendar, start: date, months: int, last_day: date) -> None:
    assert months_after(start, months, calendar).last_day == last_day


def test_a_start_that_counts_is_working_day_one(calendar: WorkingCalendar) -> None:
    period = working_days_after(date(2025, 3, 27), 2, calendar, counts_start=True)
    assert period.last_day == date(2025, 3, 28)
    assert period.steps[1] == Step(StepCode.WORKING_DAY, date(2025, 3, 27), 1)


def test_a_start_that_counts_but_rests_is_skipped(calendar: WorkingCalendar) -> None:
    saturday = date(2025, 3, 29)
    period = working_days_after(saturday, 1, calendar, counts_start=True)
    assert period.last_day == date(2025, 3, 31)
    assert period.steps[1] == Step(StepCode.REST_DAY_SKIPPED, saturday)


def test_the_steps_say_how_three_months_rolled(calendar: WorkingCalendar) -> None:
    assert months_after(date(2025, 3, 14), 3, calendar).steps == (
        Step(StepCode.START_NOT_COUNTED, date(2025, 3, 14)),
        Step(StepCode.CORRESPONDING_DAY, date(2025, 6, 15), 3),
        Step(StepCode.ROLLED, date(2025, 6, 14)),
        Step(StepCode.ROLLED, date(2025, 6, 15)),
    )


def test_months_that_begin_with_a_month_are_said_to_end_with_one(calendar: WorkingCalendar) -> None:
    assert months_after(date(2025, 4, 30), 3, calendar).steps == (
        Step(StepCode.START_NOT_COUNTED, date(2025, 4, 30)),
        Step(StepCode.WHOLE_MONTHS, date(2025, 7, 31), 3),
    )


def test_a_period_that_does_not_roll_keeps_its_rest_day(calendar: WorkingCalendar) -> None:
    assert months_after(date(2025, 3, 14), 3, calendar, rolls=False).last_day == date(2025, 6, 14)


@pytest.mark.parametrize(
    ("step", "law", "day"),
    [
        (Step(StepCode.START_NOT_COUNTED, date(2025, 3, 14)), "§120", "Fri 2025-03-14"),
        (Step(StepCode.CORRESPONDING_DAY, date(2025, 6, 15), 3), "§121", "Sun 2025-06-15"),
        (Step(StepCode.NO_SUCH_DAY, date(2026, 2, 28), 1), "§121", "Sat 2026-02-28"),
        (Step(StepCode.WHOLE_MONTHS, date(2025, 7, 31), 3), "§121", "Thu 2025-07-31"),
        (Step(StepCode.ROLLED, date(2025, 6, 14)), "§122", "Sat 2025-06-14"),
    ],
)
def test_a_step_is_explained_with_its_paragraph(step: Step, law: str, day: str) -> None:
    zh, en = explain(step)
    assert f"民法{law}" in zh
    assert step.day.isoformat() in zh
    assert f"Civil Code {law}" in en
    assert day in en


@given(start=STARTS, count=COUNTS, months=MONTHS)
def test_every_step_of_every_period_is_explained(start: date, count: int, months: int) -> None:
    for period in (
        _working(start, count),
        months_after(start, months, CALENDAR),
        cut(_working(start, 9), start),
    ):
        for step in period.steps:
            zh, en = explain(step)
            assert step.day.isoformat() in zh
            assert step.day.isoformat() in en
            assert step.number is None or f" {step.number}" in en


@given(start=STARTS, count=COUNTS, months=MONTHS, counts_start=st.booleans())
def test_the_last_day_works_and_is_not_before_the_start(
    start: date, count: int, months: int, counts_start: bool
) -> None:
    counted = working_days_after(start, count, CALENDAR, counts_start)
    for period in (counted, months_after(start, months, CALENDAR)):
        assert not CALENDAR.is_rest_day(period.last_day)
        assert period.last_day >= start
    assert months_after(start, months, CALENDAR).last_day > start


@given(start=STARTS, later=st.integers(1, 40), count=COUNTS, months=MONTHS)
def test_a_later_start_never_ends_earlier(start: date, later: int, count: int, months: int) -> None:
    then = start + timedelta(days=later)
    assert _working(start, count).last_day <= _working(then, count).last_day
    assert months_after(start, months, CALENDAR).last_day <= months_after(then, months, CALENDAR).last_day


@given(start=STARTS, count=COUNTS, months=MONTHS)
def test_one_more_ends_later(start: date, count: int, months: int) -> None:
    assert _working(start, count).last_day < _working(start, count + 1).last_day
    assert months_after(start, months, CALENDAR).last_day < months_after(start, months + 1, CALENDAR).last_day


@given(start=STARTS, count=COUNTS)
def test_counting_the_start_ends_no_later(start: date, count: int) -> None:
    counted = working_days_after(start, count, CALENDAR, counts_start=True).last_day
    without = _working(start, count).last_day
    assert counted == without if CALENDAR.is_rest_day(start) else counted < without


@given(start=STARTS, count=COUNTS)
def test_the_working_days_in_the_steps_are_numbered_to_the_count(start: date, count: int) -> None:
    steps = _working(start, count).steps
    numbers = [step.number for step in steps if step.code is StepCode.WORKING_DAY]
    assert numbers == list(range(1, count + 1))
    assert [step.day for step in steps] == [start + timedelta(days=n) for n in range(len(steps))]


@given(start=STARTS, months=MONTHS, stop=st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_a_cut_period_never_passes_the_hard_stop(start: date, months: int, stop: date) -> None:
    whole = months_after(start, months, CALENDAR)
    ends = cut(whole, stop)
    assert ends.last_day == min(whole.last_day, stop)
    assert (ends.steps[-1].code is StepCode.HARD_STOP_CUT) == (whole.last_day > stop)


@given(day=st.dates(date(2025, 1, 1), date(2026, 12, 20)))
def test_rolling_goes_to_the_first_working_day(day: date) -> None:
    ends = rolled(Period(day, ()), CALENDAR)
    assert [step.day for step in ends.steps] == [
        day + timedelta(days=n) for n in range((ends.last_day - day).days)
    ]
    assert all(CALENDAR.is_rest_day(step.day) for step in ends.steps)
    assert not CALENDAR.is_rest_day(ends.last_day)


@pytest.mark.parametrize("length", [0, -1])
def test_a_period_of_nothing_is_no_period(calendar: WorkingCalendar, length: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        working_days_after(date(2025, 3, 14), length, calendar, counts_start=False)
    with pytest.raises(ValueError, match="at least one"):
        months_after(date(2025, 3, 14), length, calendar)


def _working(start: date, count: int) -> Period:
    return working_days_after(start, count, CALENDAR, counts_start=False)
