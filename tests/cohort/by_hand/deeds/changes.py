"""Firms swapped, cancelled, corrected, or without their owner's consent; words and sessions."""

from dataclasses import replace
from datetime import datetime

from tests.cohort.by_hand.case import Case, Listed, Refused
from tests.cohort.by_hand.conclusion import after_decisions
from tests.cohort.by_hand.deeds.ground import Said, Year, list_all, must_live
from tests.cohort.by_hand.firms import Firm, sector
from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.office_days import end_of

SETTLED = ("approved", "failed")


def swap_firm(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    old, new = case.chosen(said)
    _may_leave(case, old)
    if not year.numbers.swap_until_submitted or case.firms[old.ubn].checkup != "open":
        raise Refused("checkup_already_submitted")
    list_all(case, [new], [new], year)
    del case.firms[old.ubn]
    case.tell("firm_swapped")


def cancel_firm(case: Case, said: Said, at: datetime, year: Year) -> None:
    for firm in case.chosen(said):
        must_live(case)
        _may_leave(case, firm)
        _leaves(case, firm, at, year.numbers)
        case.tell("firm_removed")


def withdraw_consent(case: Case, said: Said, at: datetime, year: Year) -> None:
    """Who is approved stays counted, and so does what it is worth."""
    for firm in case.chosen(said):
        settled = _listed(case, firm).checkup in SETTLED
        case.tell("consent_withdrawn")
        if not (settled and year.numbers.approved_stay_without_consent):
            _leaves(case, firm, at, year.numbers)


def correct_firm(case: Case, said: Said, at: datetime, year: Year) -> None:
    """The firm's place follows its sector; what was found wrong is looked at once more."""
    for firm in case.chosen(said):
        must_live(case)
        listed = _listed(case, firm)
        told = {key: said[key] for key in ("industry", "revenue", "capital", "county") if key in said}
        anew = replace(firm, **told)
        if sector(anew, year.numbers) != sector(firm, year.numbers) and not year.has_place(anew):
            raise Refused("quota_full")
        if year.numbers.corrections_count:
            listed.firm = anew
        listed.check = "passed" if listed.check == "passed" else "unchecked"
        case.tell("firm_corrected")


def choose_session(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    if "training" not in case.windows:
        raise Refused("training_window_closed")
    lettered = [one for one in case.firms.values() if one.letter]
    if not case.session_cancelled and len(lettered) < year.firms_wanted(said["session"]):
        raise Refused("too_few_firms")
    case.session, case.session_cancelled = said["session"], False


def ask(case: Case, said: Said, at: datetime, year: Year) -> None:
    case.questions += 1


def answer(case: Case, said: Said, at: datetime, year: Year) -> None:
    if not case.questions:
        raise Refused("nothing_asked")
    case.questions -= 1
    case.tell("answer")


def _listed(case: Case, firm: Firm) -> Listed:
    if firm.ubn not in case.firms:
        raise Refused("firm_not_listed")
    return case.firms[firm.ubn]


def _may_leave(case: Case, firm: Firm) -> None:
    if _listed(case, firm).checkup in SETTLED:
        raise Refused("firm_settled")


def _leaves(case: Case, firm: Firm, at: datetime, numbers: Numbers) -> None:
    """While days of the upload are left another firm can take its turn, else the case goes by what it has."""
    under_review = case.is_under_review
    del case.firms[firm.ubn]
    if under_review and case.upload_ended and at < end_of(case.upload_ended.last, numbers):
        ended = case.upload_ended
        case.opens("upload", ended.starts, ended.last)
        case.windows["upload"].reminded = at
    else:
        after_decisions(case, at, numbers)
