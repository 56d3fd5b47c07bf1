"""Working days and months, counted on the fingers."""

import calendar
from datetime import date, datetime, timedelta, timezone

from tests.cohort.by_hand.numbers import WORKING_SATURDAYS, Numbers

TAIPEI = timezone(timedelta(hours=8))
DAY = timedelta(days=1)


def rests(day: date, numbers: Numbers) -> bool:
    """Whether offices are closed."""
    weekend = day.isoweekday() in (6, 7) and day.isoformat() not in WORKING_SATURDAYS
    return weekend or day.isoformat() in numbers.rest_days


def working_days_after(day: date, count: int, numbers: Numbers) -> date:
    """The last of so many working days, the first of which follows `day`."""
    if numbers.first_day_counts and not rests(day, numbers):
        count -= 1
    while count > 0:
        day += DAY
        if not rests(day, numbers):
            count -= 1
    return day


def months_after(day: date, months: int) -> date:
    """The end of so many months that begin with the day after `day`, before it is moved on past a rest day.

    The same day of the month later, as the period begins a day later and ends a day before. But months
    that begin with a 1st end with a month, and so does a period whose last month is too short.
    """
    first = day + DAY
    year, month = first.year, first.month + months
    if first.day == 1:
        month -= 1
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last_of_month = calendar.monthrange(year, month)[1]
    if first.day == 1 or first.day > last_of_month:
        return date(year, month, last_of_month)
    return date(year, month, first.day) - DAY


def moved_on(day: date, numbers: Numbers) -> date:
    """The day, or the next on which offices are open."""
    while numbers.last_day_rolls and rests(day, numbers):
        day += DAY
    return day


def end_of(day: date, numbers: Numbers) -> datetime:
    """The midnight that ends the day."""
    return datetime(day.year, day.month, day.day, tzinfo=TAIPEI) + DAY + numbers.grace


def day_of(instant: datetime) -> date:
    """The day in Taipei."""
    return instant.astimezone(TAIPEI).date()
