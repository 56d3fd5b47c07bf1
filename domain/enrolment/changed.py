"""The fold of changes: how a case stands after what people have altered in it."""

from dataclasses import replace
from typing import Any

from domain.enrolment.changes import (
    ConsentWithdrawn,
    ExtensionProposed,
    FirmCorrected,
    LapseQuestioned,
    ProposalDecided,
    Reinstated,
    ReinstatementProposed,
    RevocationProposed,
    Revoked,
    Stage,
)
from domain.enrolment.consents import with_consent_withdrawn
from domain.enrolment.events import Outcome
from domain.enrolment.restorable import seat_given_up
from domain.enrolment.state import (
    Applying,
    Case,
    Check,
    FeeDue,
    ListedFirm,
    Listing,
    Over,
    Progress,
    Resubmitting,
    Uploading,
)
from domain.quota_place import Place

_SINCE_TRAINING = {
    Stage.LISTING: Listing,
    Stage.UPLOADING: Uploading,
    Stage.RESUBMITTING: Resubmitting,
}


def change_stage(state: Any, happened: Any) -> Any:
    """The stage after a change; the same one after any other event."""
    match happened, state:
        case Reinstated(), Over():
            return _reinstated(state, happened)
        case Revoked(certificate), FeeDue():
            return Over(state.case, Outcome.REVOKED, ("certificate_revoked",), certificate, revoked=True)
        case Revoked(), Over():
            return replace(state, revoked=True)
        case LapseQuestioned(task), Over():
            return replace(state, questioned=state.questioned | {task})
        case _:
            return state


def change_case(case: Case, happened: Any) -> Case:
    """What every stage has, after a change; the same after any other event."""
    match happened:
        case ExtensionProposed(task) | ReinstatementProposed(task) | RevocationProposed(task):
            return replace(case, proposals={**case.proposals, task: happened})
        case ProposalDecided(decided):
            kept = {task: proposed for task, proposed in case.proposals.items() if task != decided}
            return replace(case, proposals=kept)
        case ConsentWithdrawn(ubn):
            return with_consent_withdrawn(case, ubn)
        case FirmCorrected(profile, place, by):
            before = case.firms[profile.ubn]
            # What was found wrong may be what is corrected here: it is looked at once more.
            check = Check.PASSED if before.check is Check.PASSED else Check.UNCHECKED
            entered = before.entered_by | ({by} if by else frozenset())
            corrected = replace(
                before, profile=profile, place=place, check=check, reasons=(), entered_by=entered
            )
            return replace(case, firms={**case.firms, profile.ubn: corrected})
        case _:
            return case


def _reinstated(over: Over, happened: Reinstated) -> Any:
    before: Any = over.before
    back = {each.ubn: _restored(before.case.firms[each.ubn], each.place) for each in happened.firms}
    case = replace(over.case, firms={**over.case.firms, **back})
    if happened.stage is not Stage.APPLYING:
        return _SINCE_TRAINING[happened.stage](case, before.training_day)
    vetted = before.vetted and over.outcome is not Outcome.REJECTED
    attended = case.attended
    if attended is not None:
        return Applying(case, vetted, before.online_course, attended.day, attended.attendance)
    lost = None if happened.seat else seat_given_up(over)
    seated = replace(case, seat=happened.seat or case.seat, seat_lost=lost)
    return Applying(seated, vetted, before.online_course)


def _restored(firm: ListedFirm, place: Place | None) -> ListedFirm:
    """Open as it was, or returned to be mended if it had been sent in."""
    progress = Progress.OPEN if firm.progress is Progress.OPEN else Progress.RETURNED
    return replace(firm, place=place, progress=progress)
