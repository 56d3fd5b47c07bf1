"""What the reviewers' decisions, and the ends of windows, lead to."""

from datetime import datetime

from tests.cohort.by_hand.case import AWAITED, Case, list_is_complete
from tests.cohort.by_hand.firms import lacking
from tests.cohort.by_hand.last_days import of_the_recording, of_the_resubmission
from tests.cohort.by_hand.numbers import Numbers
from tests.cohort.by_hand.office_days import day_of


def after_decisions(case: Case, at: datetime, numbers: Numbers) -> None:
    """Once all is submitted and each is decided: one notice if any came back, the end of it if none did."""
    if not case.is_under_review or case.having(*AWAITED):
        return
    if not case.having("returned"):
        conclude(case, numbers)
    elif not case.notified:
        case.notified = True
        case.tell("resubmission_notice")
        last = of_the_resubmission(day_of(at), numbers)
        if last is not None:
            case.opens("resubmission", day_of(at), last)


def conclude(case: Case, numbers: Numbers) -> None:
    """Ten approved make a certificate; a set among them makes a fee."""
    case.windows.pop("resubmission", None)
    firms = [listed.firm for listed in case.having("approved")]
    if len(firms) < numbers.firms:
        case.ends("failed_review", None, numbers)
        return
    case.certified = True
    lacks = lacking(firms, numbers)
    if lacks:
        case.ends("certified_without_fee", lacks, numbers)
    else:
        case.fee_due = True
        case.tell("certified")


def end_window(case: Case, kind: str, numbers: Numbers) -> None:
    """A window's last day is over."""
    del case.windows[kind]
    if kind in ("training", "recording"):
        _end_training(case, kind, numbers)
    elif kind == "upload":
        case.ends("lapsed_upload", None, numbers)
    elif kind == "resubmission":
        for listed in case.having("returned"):
            listed.checkup = "failed"
        if not case.having(*AWAITED):
            conclude(case, numbers)
    elif not list_is_complete(case, numbers) and "list_fix" not in case.windows:
        case.ends("lapsed_list", None, numbers)


def _end_training(case: Case, kind: str, numbers: Numbers) -> None:
    """Who did the course has some days more to be recorded in; who attended waits for the guild's vetting."""
    if not case.course or (kind == "recording" and case.training_day is None):
        case.ends("lapsed_training", None, numbers)
    elif case.training_day is None:
        case.opens("recording", numbers.training_ends, of_the_recording(numbers))
