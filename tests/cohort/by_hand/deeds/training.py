"""Registration and training."""

from datetime import datetime

from tests.cohort.by_hand import last_days
from tests.cohort.by_hand.case import Case, Refused
from tests.cohort.by_hand.deeds.ground import Said, Year, list_all, must_live
from tests.cohort.by_hand.office_days import end_of


def register(case: Case, said: Said, at: datetime, year: Year) -> None:
    numbers, firms = year.numbers, case.chosen(said)
    lettered = case.chosen(said, "letters") if "letters" in said else firms
    wanted = numbers.early_firms if case.session_day <= numbers.early_until else numbers.firms
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
    case.opens("training", case.session_day, numbers.training_ends)


def vet(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    if said.get("accepted", True):
        case.vetted = True
        _train(case, year)
    else:
        case.ends("rejected", None, year.numbers)


def online_course(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    case.course = True
    _train(case, year)


def attend(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    if case.training_day is None:
        case.training_day = year.session_day(said.get("session", case.session))
    _train(case, year)


def _train(case: Case, year: Year) -> None:
    """Accepted, course done, attended: two windows open, both counted from the day of the session."""
    if case.trained or not (case.vetted and case.course and case.training_day):
        return
    case.trained, day = True, case.training_day
    del case.windows["training"]
    case.opens("list_supplement", day, last_days.of_the_list(day, year.numbers))
    case.opens("upload", day, last_days.of_the_upload(day, year.numbers))
