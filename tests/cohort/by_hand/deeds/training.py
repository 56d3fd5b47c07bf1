"""Registration and training."""

from collections.abc import Callable
from datetime import date, datetime

from tests.cohort.by_hand import last_days
from tests.cohort.by_hand.case import Case, Refused
from tests.cohort.by_hand.deeds.ground import Said, Year, list_all, must_live
from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.office_days import day_of, end_of


def register(case: Case, said: Said, at: datetime, year: Year) -> None:
    numbers, firms = year.numbers, case.chosen(said)
    lettered = case.chosen(said, "letters") if "letters" in said else firms
    wanted = year.firms_wanted(case.session)
    if at >= end_of(numbers.training_ends, numbers):
        raise Refused("registration_over")
    if len(firms) < wanted:
        raise Refused("too_few_firms")
    if len([firm for firm in firms if firm in lettered]) < wanted:
        raise Refused("letters_missing")
    if year.is_enrolled(case):
        raise Refused("already_enrolled")
    list_all(case, firms, lettered, year)
    case.registered = True
    case.tell("registered")
    case.opens("training", year.session_day(case.session), numbers.training_ends)


def vet(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    if said.get("accepted", True):
        case.vetted = True
        if not _train(case, at, year):
            case.tell("vetted")
    else:
        case.ends("rejected", None, year.numbers)


def online_course(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    if not case.trained and "training" not in case.windows:
        raise Refused("training_window_closed")
    case.course = True
    _train(case, at, year)


def attend(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    if case.training_day is None:
        case.training_day = year.session_day(said.get("session", case.session))
    _train(case, at, year)


def _train(case: Case, at: datetime, year: Year) -> bool:
    """Accepted, course done, attended: two windows open, both counted from the day of the session."""
    if case.trained or not (case.vetted and case.course and case.training_day):
        return False
    case.trained, day = True, case.training_day
    case.windows.clear()
    _open(case, "list_supplement", last_days.of_the_list, day, at, year.numbers)
    _open(case, "upload", last_days.of_the_upload, day, at, year.numbers)
    case.tell("trained")
    return True


def _open(
    case: Case,
    kind: str,
    last_day: Callable[[date, Numbers], date],
    day: date,
    at: datetime,
    numbers: Numbers,
) -> None:
    """From that day, or from today where it would be over already: a guild may have been late."""
    last = last_day(day, numbers)
    if numbers.nobody_gets_a_window_that_is_over and at >= end_of(last, numbers):
        day, last = day_of(at), last_day(day_of(at), numbers)
    case.opens(kind, day, last)
