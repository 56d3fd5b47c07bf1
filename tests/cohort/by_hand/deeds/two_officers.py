"""What one officer proposes and another decides: a longer window, a case taken up again, a certificate."""

from datetime import datetime

from tests.cohort.by_hand.case import AWAITED, Case, Listed, Refused
from tests.cohort.by_hand.deeds.ground import Said, Year, must_live
from tests.cohort.by_hand.last_days import of_the_upload
from tests.cohort.by_hand.office_days import day_of, moved_on

AGAINST_THE_TRAINEE = ("rejected", "lapsed_training", "lapsed_list", "lapsed_upload", "failed_review")


def extend(case: Case, said: Said, at: datetime, year: Year) -> None:
    """Mornings that are past are not made up for."""
    must_live(case)
    kind, last = said["window"], moved_on(said["last_day"], year.numbers)
    if kind not in case.windows:
        raise Refused("window_not_open")
    if last <= max(case.windows[kind].last, day_of(at)):
        raise Refused("extension_not_later")
    if year.numbers.windows_can_be_extended:
        case.opens(kind, case.windows[kind].starts, last)
        case.windows[kind].reminded = at
    case.tell("window_extended")


def reinstate(case: Case, said: Said, at: datetime, year: Year) -> None:
    """With what nobody else has taken since, at the stage at which the case was."""
    if case.outcome not in AGAINST_THE_TRAINEE:
        raise Refused("not_reinstatable")
    kept = [ubn for ubn, one in case.firms.items() if one.checkup in (*AWAITED, "approved")]
    case.firms = {ubn: case.firms[ubn] for ubn in kept}
    for listed in case.at_the_end:
        firm = listed.firm
        free = not year.has_firm(firm.ubn) and year.has_place(firm)
        if firm.ubn not in kept and free and year.numbers.reinstated_with_their_firms:
            checkup = "open" if listed.checkup == "open" else "returned"
            case.firms[firm.ubn] = Listed(firm, listed.letter, listed.check, checkup)
    if not case.reinstated_to_submit(year.numbers):
        case.list_passed = False
    kind = _window(case)
    case.outcome, case.reason = "live", None
    case.opens(kind, day_of(at), moved_on(said["last_day"], year.numbers))
    case.windows[kind].reminded = at
    if kind == "list_supplement":
        case.opens("upload", day_of(at), of_the_upload(day_of(at), year.numbers))
    case.tell("reinstated")


def revoke(case: Case, said: Said, at: datetime, year: Year) -> None:
    """What was paid stays paid; a fee that is due is due no more."""
    if not case.certified:
        raise Refused("no_certificate")
    case.certified = not year.numbers.certificates_can_be_revoked
    if case.is_live:
        case.outcome = "revoked"
    case.tell("certificate_revoked")


def _window(case: Case) -> str:
    if not case.trained:
        return "training"
    if not case.list_passed:
        return "list_supplement"
    return "upload" if case.having("open") else "resubmission"
