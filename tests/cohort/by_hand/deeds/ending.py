"""Giving up, and what officers do at the end of a case."""

from datetime import datetime

from tests.cohort.by_hand.case import Case, Refused
from tests.cohort.by_hand.conclusion import conclude
from tests.cohort.by_hand.deeds.ground import Said, Year, must_live
from tests.cohort.by_hand.firms import fee, sector


def withdraw(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    if case.fee_due:
        raise Refused("fee_already_due")
    case.ends("withdrawn", None, year.numbers)


def decide_fee(case: Case, said: Said, at: datetime, year: Year) -> None:
    must_live(case)
    for firm in case.chosen(said):
        if sector(firm, year.numbers) is not None:
            raise Refused("firm_has_sector_fee")
        case.set_by_officer[firm.ubn] = said["amount"]


def end_late_notice(case: Case, said: Said, at: datetime, year: Year) -> None:
    if not (case.is_live and case.notified and "resubmission" not in case.windows):
        raise Refused("no_late_notice")
    for listed in case.having("returned"):
        listed.checkup = "failed"
    conclude(case, year.numbers)


def pay(case: Case, said: Said, at: datetime, year: Year) -> None:
    if not (case.is_live and case.fee_due):
        raise Refused("fee_not_due")
    if "returned" in said:
        case.tell("payment_returned")
    else:
        firms = [listed.firm for listed in case.having("approved")]
        case.outcome, case.paid = "paid", fee(firms, case.set_by_officer, year.numbers)
        case.tell("paid")


def give_account(case: Case, said: Said, at: datetime, year: Year) -> None:
    """Where the money goes changes nothing that is computed here."""
    must_live(case)


def reverse(case: Case, said: Said, at: datetime, year: Year) -> None:
    """What the bank got wrong is due again; what was taken back is not."""
    if case.outcome != "paid":
        raise Refused("line_not_paid")
    again = said["kind"] == "bank_error" or not year.numbers.clawed_back_for_good
    case.outcome, case.paid = "live" if again else "reversed", 0
    case.tell("payment_reversed")
