"""R38: how a period is counted, by cases typed from the law and from the calendars of 2025 and 2026."""

from datetime import date

import pytest

from domain.periods import months_after, working_days_after
from domain.working_calendar import CalendarMissing, WorkingCalendar


def test_r38_the_first_day_is_not_counted(calendar: WorkingCalendar) -> None:
    monday = date(2025, 3, 3)
    assert working_days_after(monday, 1, calendar, counts_start=False).last_day == date(2025, 3, 4)


def test_r38_working_days_pass_over_weekends_and_holidays(calendar: WorkingCalendar) -> None:
    before_two_holidays = date(2025, 4, 2)
    assert working_days_after(before_two_holidays, 1, calendar, counts_start=False).last_day == date(
        2025, 4, 7
    )


def test_r38_a_saturday_of_making_up_is_a_working_day(calendar: WorkingCalendar) -> None:
    friday = date(2025, 2, 7)
    assert working_days_after(friday, 1, calendar, counts_start=False).last_day == date(2025, 2, 8)


def test_r38_labour_day_works_in_2025_and_rests_in_2026(calendar: WorkingCalendar) -> None:
    last_days = [working_days_after(date(year, 4, 30), 1, calendar, False).last_day for year in (2025, 2026)]
    assert last_days == [date(2025, 5, 1), date(2026, 5, 4)]


def test_r38_a_holiday_of_the_revised_calendar_rests(calendar: WorkingCalendar) -> None:
    assert working_days_after(date(2025, 10, 23), 1, calendar, False).last_day == date(2025, 10, 27)


@pytest.mark.parametrize(
    ("start", "last_day"),
    [
        (date(2025, 4, 14), date(2025, 7, 14)),
        (date(2025, 4, 30), date(2025, 7, 31)),
        (date(2025, 3, 30), date(2025, 6, 30)),
        (date(2025, 3, 31), date(2025, 6, 30)),
    ],
)
def test_r38_months_end_before_their_corresponding_day(
    calendar: WorkingCalendar, start: date, last_day: date
) -> None:
    assert months_after(start, 3, calendar).last_day == last_day


def test_r38_a_last_day_at_rest_moves_to_the_next_working_day(calendar: WorkingCalendar) -> None:
    assert months_after(date(2025, 3, 14), 3, calendar).last_day == date(2025, 6, 16)


def test_r38_only_the_calendar_in_force_can_count(calendar: WorkingCalendar) -> None:
    with pytest.raises(CalendarMissing):
        working_days_after(date(2026, 12, 30), 2, calendar, counts_start=False)
