"""The end of a case: what becomes of its firms, places and checkups (R5, R9, R12, R23, R24, R26, R28)."""

from domain.checkup import state as checkup
from domain.checkup.events import CaseEnded, CheckupCancelled, CheckupFailed, Failure
from domain.decision import Decision, Write, writes
from domain.enrolment.circumstances import Circumstances, awaiting
from domain.enrolment.drafting import after
from domain.enrolment.events import Closed, Ended, FirmFailed, FirmRemoved, Outcome
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.state import AWAITING, Applying, ListedFirm, Live, Over, Progress
from domain.firm_year import FirmReleased
from domain.person_year import PersonReleased
from domain.quota_place import PlaceFreed
from domain.sealed import Sealed
from domain.seat import free_seat
from domain.streams import checkup_stream, firm_year_stream, person_year_streams, quota_place_stream

TOLD_BY = {
    Outcome.REJECTED: Template.REJECTED,
    Outcome.WITHDRAWN: Template.WITHDRAWN,
    Outcome.LAPSED_TRAINING: Template.LAPSED_TRAINING,
    Outcome.LAPSED_LIST: Template.LAPSED_LIST,
    Outcome.LAPSED_UPLOAD: Template.LAPSED_UPLOAD,
    Outcome.FAILED_REVIEW: Template.FAILED,
    Outcome.CERTIFIED_WITHOUT_FEE: Template.CERTIFIED_WITHOUT_FEE,
    Outcome.PAID: Template.PAID,
}
# Those that a firm which nobody has named is a cause of.
_LACKING = frozenset({Outcome.LAPSED_LIST, Outcome.LAPSED_UPLOAD})


def end(
    state: Live,
    outcome: Outcome,
    reasons: tuple[str, ...],
    around: Circumstances,
    note: Sealed | None = None,
) -> Decision:
    """End the case: unsubmitted firms leave it, returned ones fail, submitted ones await their decision.

    `note` are the words of whoever ended it.
    """
    decision: Decision = writes(around.enrolment, Ended(outcome, reasons))
    for ubn, firm in state.case.firms.items():
        decision += _firm_at_the_end(ubn, firm, around)
    if outcome is Outcome.REJECTED:
        trainee, released = state.case.trainee, PersonReleased(around.enrolment)
        person = person_year_streams(state.case.programme, trainee.mark, trainee.person)
        decision += tuple(Write(stream, released) for stream in person)
    if isinstance(state, Applying) and state.attended is None and state.case.seat is not None:
        decision += (free_seat(state.case.session, state.case.seat, around.enrolment),)
    if outcome in TOLD_BY:
        lacking = _lacking(state, around) if outcome in _LACKING else 0
        told = intend(TOLD_BY[outcome], around, ubns=_unfinished(state, outcome), lacking=lacking, note=note)
        decision += (told,)
    return decision + close_if_settled(after(state, decision, around), around)


def close_if_settled(state: Over, around: Circumstances) -> Decision:
    """Close an ended case once none of its checkups awaits a decision (R26)."""
    return () if state.closed or awaiting(state) else writes(around.enrolment, Closed())


def free_firm(ubn: str, firm: ListedFirm, around: Circumstances) -> Decision:
    """Give up the firm's year and its quota place (R9, R23)."""
    year = around.programme.year
    decision = writes(firm_year_stream(year, ubn), FirmReleased(around.enrolment, ubn))
    if firm.place is None:
        return decision
    freed = PlaceFreed(firm.place.sector, firm.place.number, around.enrolment, ubn)
    return decision + writes(quota_place_stream(year, firm.place.sector, firm.place.number), freed)


def remove_firm(ubn: str, firm: ListedFirm, around: Circumstances, reason: Sealed | None = None) -> Decision:
    """Take a firm off the case, its place freed and its undecided checkup cancelled."""
    decision = writes(around.enrolment, FirmRemoved(ubn, reason)) + free_firm(ubn, firm, around)
    if isinstance(around.checkups.get(ubn), checkup.Filling | checkup.Submitted | checkup.Returned):
        decision += writes(checkup_stream(around.enrolment, ubn), CheckupCancelled())
    return decision


def fail_firm(ubn: str, firm: ListedFirm, around: Circumstances) -> Decision:
    """The firm's checkup has failed: it no longer holds year or place (R23, R31)."""
    return writes(around.enrolment, FirmFailed(ubn)) + free_firm(ubn, firm, around)


def fail_returned(ubn: str, firm: ListedFirm, why: Failure, around: Circumstances) -> Decision:
    """A returned checkup that was not, or can no longer be, resubmitted fails (R28, R31)."""
    failed = Write(checkup_stream(around.enrolment, ubn), CheckupFailed(why))
    return (failed, *fail_firm(ubn, firm, around))


def _firm_at_the_end(ubn: str, firm: ListedFirm, around: Circumstances) -> Decision:
    if firm.progress is Progress.OPEN:
        return remove_firm(ubn, firm, around)
    if firm.progress in AWAITING:
        return _await_or_fail(ubn, firm, around)
    if firm.progress is Progress.RETURNED:
        return fail_returned(ubn, firm, Failure.CASE_ENDED, around)
    return ()


def _await_or_fail(ubn: str, firm: ListedFirm, around: Circumstances) -> Decision:
    """The reviewer may have decided while this command was on its way: the checkup says so."""
    match around.checkups.get(ubn):
        case checkup.Returned():
            return fail_returned(ubn, firm, Failure.CASE_ENDED, around)
        case checkup.Submitted() if around.programme.review.after_lapse:
            return writes(checkup_stream(around.enrolment, ubn), CaseEnded())
        case checkup.Submitted():
            return remove_firm(ubn, firm, around)
        case _:
            return ()


def _unfinished(state: Live, outcome: Outcome) -> tuple[str, ...]:
    """The firms that the end has to do with: those that lack what was due, or were not approved."""
    return tuple(ubn for ubn, firm in state.case.firms.items() if _is_missing(firm, outcome))


def _lacking(state: Live, around: Circumstances) -> int:
    return around.programme.registration.firms - len(state.case.firms)


def _is_missing(firm: ListedFirm, outcome: Outcome) -> bool:
    match outcome:
        case Outcome.LAPSED_TRAINING:
            return False
        case Outcome.LAPSED_LIST:
            return firm.needs_mending
        case Outcome.LAPSED_UPLOAD:
            return firm.progress is Progress.OPEN
        case _:
            return firm.progress is not Progress.APPROVED
