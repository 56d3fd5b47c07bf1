"""What each action of a file does to a case: one function for each `do`."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from tests.cohort.by_hand import last_days
from tests.cohort.by_hand.case import AWAITED, Case, Listed, Refused, list_is_complete
from tests.cohort.by_hand.conclusion import after_decisions, conclude
from tests.cohort.by_hand.firms import Firm, fee, sector
from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.office_days import day_of, end_of


class Year(Protocol):
    """What an action may look at beside its own case."""

    numbers: Numbers

    def session_day(self, key: str) -> Any: ...

    def is_enrolled(self, case: Case) -> bool: ...

    def has_firm(self, ubn: str) -> bool: ...

    def has_place(self, firm: Firm) -> bool: ...


Deed = dict[str, Any]


def register(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    numbers, firms = year.numbers, case.chosen(deed)
    lettered = case.chosen(deed, "letters") if "letters" in deed else firms
    wanted = numbers.early_firms if case.session_day <= numbers.early_until else numbers.firms
    if at >= end_of(numbers.training_ends, numbers):
        raise Refused("registration_over")
    if len(firms) < wanted:
        raise Refused("too_few_firms")
    if len([firm for firm in firms if firm in lettered]) < wanted:
        raise Refused("letters_missing")
    if year.is_enrolled(case):
        raise Refused("already_enrolled")
    _list_all(case, firms, lettered, year)
    case.registered = True
    case.opens("training", case.session_day, numbers.training_ends)


def vet(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    _must_live(case)
    if deed.get("accepted", True):
        case.vetted = True
        _train(case, year)
    else:
        case.ends("rejected", None, year.numbers)


def online_course(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    _must_live(case)
    case.course = True
    _train(case, year)


def attend(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    _must_live(case)
    if case.training_day is None:
        case.training_day = year.session_day(deed.get("session", case.session))
    _train(case, year)


def add_firms(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    lettered = case.chosen(deed, "letters")
    for firm in case.chosen(deed):
        if firm.ubn not in case.firms:
            _list_must_be_open(case, at, year)
            if len(case.firms) >= year.numbers.firms:
                raise Refused("too_many_firms")
            _list_all(case, [firm], lettered, year)


def remove_firms(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    for firm in case.chosen(deed):
        if firm.ubn in case.firms:
            _list_must_be_open(case, at, year)
            del case.firms[firm.ubn]


def attach_letters(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    for firm in case.chosen(deed):
        if firm.ubn not in case.firms:
            raise Refused("firm_not_listed")
        _list_must_be_open(case, at, year)
        if case.firms[firm.ubn].check == "passed":
            raise Refused("letter_already_passed")
        case.firms[firm.ubn].letter, case.firms[firm.ubn].check = True, "unchecked"


def check_list(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    _must_live(case)
    if not case.trained or case.list_passed or not list_is_complete(case, year.numbers):
        raise Refused("nothing_to_check")
    wrong = {firm.ubn for firm in case.chosen(deed, "wrong")}
    for listed in case.firms.values():
        if listed.check == "unchecked":
            listed.check = "wrong" if listed.firm.ubn in wrong else "passed"
    case.mails += 1
    if not wrong:
        case.list_passed = True
        case.windows.pop("list_supplement", None)
        case.windows.pop("list_fix", None)
    elif not case.is_open("list_supplement", at, year.numbers):
        case.opens("list_fix", day_of(at), last_days.of_mending_the_list(day_of(at), year.numbers))


def fill(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    """Evidence alone changes nothing that is computed here."""


def submit(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    for firm in case.chosen(deed):
        listed = case.firms.get(firm.ubn)
        if "firms" not in deed and (listed is None or listed.checkup not in ("open", "returned")):
            continue
        if case.outcome == "lapsed_upload":
            raise Refused("upload_window_closed")
        _must_live(case)
        if listed is None:
            raise Refused("firm_not_listed")
        _submit(case, listed, at, year.numbers)


def review(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    wrong = {firm.ubn for firm in case.chosen(deed, "wrong")}
    decided = case.having(*AWAITED)
    for listed in decided:
        if listed.firm.ubn not in wrong:
            listed.checkup = "approved"
            case.approvals += 1
        elif listed.checkup == "resubmitted" or not case.is_live:
            listed.checkup = "failed"
        else:
            listed.checkup = "returned"
    if decided:
        after_decisions(case, at, year.numbers)


def withdraw(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    _must_live(case)
    if case.fee_due:
        raise Refused("fee_already_due")
    case.ends("withdrawn", None, year.numbers)


def decide_fee(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    _must_live(case)
    for firm in case.chosen(deed):
        if sector(firm, year.numbers) is not None:
            raise Refused("firm_has_sector_fee")
        case.set_by_officer[firm.ubn] = deed["amount"]


def end_late_notice(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    if not (case.is_live and case.notified and "resubmission" not in case.windows):
        raise Refused("no_late_notice")
    for listed in case.having("returned"):
        listed.checkup = "failed"
    conclude(case, year.numbers)


def pay(case: Case, deed: Deed, at: datetime, year: Year) -> None:
    if not (case.is_live and case.fee_due):
        raise Refused("fee_not_due")
    if "returned" not in deed:
        firms = [listed.firm for listed in case.having("approved")]
        case.outcome, case.paid = "paid", fee(firms, case.set_by_officer, year.numbers)
        case.mails += 1


DEEDS: Mapping[str, Callable[[Case, Deed, datetime, Year], None]] = {
    deed.__name__: deed
    for deed in (
        register,
        vet,
        online_course,
        attend,
        add_firms,
        remove_firms,
        attach_letters,
        check_list,
        fill,
        submit,
        review,
        withdraw,
        decide_fee,
        end_late_notice,
        pay,
    )
}


def _must_live(case: Case) -> None:
    if not case.is_live:
        raise Refused("case_closed")


def _list_all(case: Case, firms: list[Firm], lettered: list[Firm], year: Year) -> None:
    """All of these firms come onto the list, or none."""
    before = dict(case.firms)
    for firm in firms:
        taken, place = year.has_firm(firm.ubn), year.has_place(firm)
        if taken or not place:
            case.firms = before
            raise Refused("firm_taken" if taken else "quota_full")
        case.firms[firm.ubn] = Listed(firm, firm in lettered)
    case.listings += len(firms)


def _list_must_be_open(case: Case, at: datetime, year: Year) -> None:
    if case.outcome == "lapsed_list" or case.list_passed:
        raise Refused("list_window_closed")
    _must_live(case)
    if not case.trained:
        # Who has attended has so long for the list, though something of the training is still missing.
        day = case.training_day
        if day and at >= end_of(last_days.of_the_list(day, year.numbers), year.numbers):
            raise Refused("list_window_closed")
    elif not any(case.is_open(kind, at, year.numbers) for kind in ("list_supplement", "list_fix")):
        raise Refused("list_window_closed")


def _train(case: Case, year: Year) -> None:
    """Accepted, course done, attended: two windows open, both counted from the day of the session."""
    if case.trained or not (case.vetted and case.course and case.training_day):
        return
    case.trained, day = True, case.training_day
    del case.windows["training"]
    case.opens("list_supplement", day, last_days.of_the_list(day, year.numbers))
    case.opens("upload", day, last_days.of_the_upload(day, year.numbers))


def _submit(case: Case, listed: Listed, at: datetime, numbers: Numbers) -> None:
    if listed.checkup == "returned":
        if not case.is_open("resubmission", at, numbers):
            raise Refused("resubmission_not_open")
        listed.checkup = "resubmitted"
    elif listed.checkup == "open":
        if not case.is_open("upload", at, numbers):
            raise Refused("upload_window_closed")
        if listed.check != "passed":
            raise Refused("letter_not_passed")
        listed.checkup = "submitted"
        if len(case.firms) == numbers.firms and not case.having("open"):
            del case.windows["upload"]
