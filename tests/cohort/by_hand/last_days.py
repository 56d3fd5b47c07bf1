"""The last day of each window, from the day that starts it."""

from datetime import date

from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.office_days import months_after, moved_on, working_days_after


def of_the_recording(numbers: Numbers) -> date:
    return working_days_after(numbers.training_ends, numbers.recording_working_days, numbers)


def of_the_list(training_day: date, numbers: Numbers) -> date:
    return working_days_after(training_day, numbers.list_working_days, numbers)


def of_mending_the_list(check_day: date, numbers: Numbers) -> date:
    return working_days_after(check_day, numbers.fix_working_days, numbers)


def of_the_upload(training_day: date, numbers: Numbers) -> date:
    return moved_on(months_after(training_day, numbers.upload_months), numbers)


def of_the_resubmission(notice_day: date, numbers: Numbers) -> date | None:
    """A month, cut at the hard stop, which moves for no holiday; none once it has come."""
    if notice_day >= numbers.hard_stop:
        return None
    end = months_after(notice_day, numbers.resubmission_months)
    if end >= numbers.hard_stop:
        return numbers.hard_stop
    return min(moved_on(end, numbers), numbers.hard_stop)
