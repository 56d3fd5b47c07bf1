"""Checkups: filled, submitted, reviewed."""

from datetime import datetime

from tests.cohort.by_hand.case import AWAITED, Case, Listed, Refused
from tests.cohort.by_hand.conclusion import after_decisions
from tests.cohort.by_hand.deeds.ground import Said, Year, must_live
from tests.cohort.by_hand.numbers import Numbers


def fill(case: Case, said: Said, at: datetime, year: Year) -> None:
    """Evidence alone changes nothing that is computed here."""


def submit(case: Case, said: Said, at: datetime, year: Year) -> None:
    for firm in case.chosen(said):
        listed = case.firms.get(firm.ubn)
        if "firms" not in said and (listed is None or listed.checkup not in ("open", "returned")):
            continue
        if case.outcome == "lapsed_upload":
            raise Refused("upload_window_closed")
        must_live(case)
        if listed is None:
            raise Refused("firm_not_listed")
        _submit(case, listed, at, year.numbers)


def review(case: Case, said: Said, at: datetime, year: Year) -> None:
    wrong = {firm.ubn for firm in case.chosen(said, "wrong")}
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
            case.upload_ended = case.windows.pop("upload")
            case.tell("all_submitted")
