"""Days in their order and at their distance."""

from datetime import date, timedelta
from functools import partial
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.checks import bounds
from models.judgement.checks.subject import Subject
from models.readings import Check

F = ReadingField
_PERIOD: Final = (F.PERIOD_START, F.PERIOD_END)


def period_length(subject: Subject) -> Check | None:
    """A metered period has about one or two months, and does not run backwards."""
    start, end = subject.day(F.PERIOD_START), subject.day(F.PERIOD_END)
    if start is None or end is None:
        return None
    days = (end - start).days + 1
    least, most = 1, 366
    if subject.kind in bounds.PERIOD_KINDS:
        least, most = bounds.LEAST_DAYS, bounds.MOST_DAYS
    return Check("period_length", least <= days <= most, f"{start}–{end}: {days}; {least}–{most}", _PERIOD)


def _possible_day(field: ReadingField, slack: timedelta, subject: Subject) -> Check | None:
    """It is not to come and not too long ago."""
    day = subject.day(field)
    if day is None:
        return None
    oldest, latest = date(subject.today.year - bounds.OLDEST_YEARS, 1, 1), subject.today + slack
    return Check(f"{field.value}_possible", oldest <= day <= latest, f"{day}; {oldest}–{latest}", (field,))


period_start_possible = partial(_possible_day, F.PERIOD_START, timedelta(0))
# The month that a list names may still run.
period_end_possible = partial(_possible_day, F.PERIOD_END, timedelta(days=31))
issue_date_possible = partial(_possible_day, F.ISSUE_DATE, timedelta(0))


def issue_after_period(subject: Subject) -> Check | None:
    """A bill is made out when its period is over, within half a year."""
    end, issued = subject.day(F.PERIOD_END), subject.day(F.ISSUE_DATE)
    if end is None or issued is None:
        return None
    ok = -bounds.ISSUE_SLACK_DAYS <= (issued - end).days <= 183
    return Check("issue_after_period", ok, f"{end}; {issued}", (F.PERIOD_END, F.ISSUE_DATE))
