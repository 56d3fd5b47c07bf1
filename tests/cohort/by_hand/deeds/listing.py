"""The list of firms, and its check."""

from datetime import datetime

from tests.cohort.by_hand import last_days
from tests.cohort.by_hand.case import Case, Refused, list_is_complete
from tests.cohort.by_hand.deeds.ground import Said, Year, list_all, must_live
from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.office_days import day_of, end_of


def add_firms(case: Case, said: Said, at: datetime, year: Year) -> None:
    lettered = case.chosen(said, "letters")
    for firm in case.chosen(said):
        if firm.ubn not in case.firms:
            _list_must_be_open(case, at, year)
            if len(case.firms) >= year.numbers.firms:
                raise Refused("too_many_firms")
            list_all(case, [firm], lettered, year)


def remove_firms(case: Case, said: Said, at: datetime, year: Year) -> None:
    for firm in case.chosen(said):
        if firm.ubn in case.firms:
            if not case.list_passed:
                _list_must_be_open(case, at, year)
            must_live(case)
            if case.firms[firm.ubn].checkup != "open":
                raise Refused("checkup_already_submitted")
            del case.firms[firm.ubn]


def attach_letters(case: Case, said: Said, at: datetime, year: Year) -> None:
    for firm in case.chosen(said):
        if firm.ubn not in case.firms:
            raise Refused("firm_not_listed")
        _list_must_be_open(case, at, year)
        if case.firms[firm.ubn].check == "passed":
            raise Refused("letter_already_passed")
        case.firms[firm.ubn].letter, case.firms[firm.ubn].check = True, "unchecked"


def check_list(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    if not case.trained or not _can_be_checked(case, year.numbers):
        raise Refused("nothing_to_check")
    wrong = {firm.ubn for firm in case.chosen(said, "wrong")}
    for listed in case.firms.values():
        if listed.check == "unchecked":
            listed.check = "wrong" if listed.firm.ubn in wrong else "passed"
    case.tell("list_returned" if wrong else "list_passed")
    if case.list_passed:
        return
    if not wrong:
        case.list_passed = True
        case.windows.pop("list_supplement", None)
        case.windows.pop("list_fix", None)
    elif not case.is_open("list_supplement", at, year.numbers):
        case.opens("list_fix", day_of(at), last_days.of_mending_the_list(day_of(at), year.numbers))


def _can_be_checked(case: Case, numbers: Numbers) -> bool:
    """A complete list, or the firms that came onto one after it had passed."""
    if not case.list_passed:
        return list_is_complete(case, numbers)
    return any(one.check == "unchecked" for one in case.firms.values())


def _list_must_be_open(case: Case, at: datetime, year: Year) -> None:
    if case.outcome == "lapsed_list":
        raise Refused("list_window_closed")
    must_live(case)
    if case.list_passed:
        # A firm may have left since: its turn can be given to another while the upload is open.
        gap = len(case.firms) < year.numbers.firms and case.is_open("upload", at, year.numbers)
        if not (gap and year.numbers.turns_can_be_given_on):
            raise Refused("list_window_closed")
    elif not case.trained:
        # Who has attended has so long for the list, though something of the training is still missing.
        day = case.training_day
        if day and at >= end_of(last_days.of_the_list(day, year.numbers), year.numbers):
            raise Refused("list_window_closed")
    elif not any(case.is_open(kind, at, year.numbers) for kind in ("list_supplement", "list_fix")):
        raise Refused("list_window_closed")
