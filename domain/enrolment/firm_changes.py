"""A listed firm is swapped, cancelled, corrected, or its owner withdraws consent (R9, R14, R15, R23)."""

from typing import Any

from domain.checkup import state as checkup
from domain.checkup.events import CheckupConsentWithdrawn
from domain.deadline import WindowKind, taipei_date
from domain.decision import Decision, writes
from domain.enrolment.changes import ConsentWithdrawn, CorrectFirm, FirmCorrected, SwapFirm, WithdrawConsent
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import ObserveCheckup, RemoveFirm
from domain.enrolment.consents import all_withdrawn, check_letter
from domain.enrolment.drafting import after, listed
from domain.enrolment.ending import remove_firm
from domain.enrolment.letters import made_by
from domain.enrolment.listing import LIST_WINDOWS, ask_for_check, must_be_open, withdrawn_check
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.registration import list_firm, open_checkup, place_for
from domain.enrolment.reopening import any_failed, can_be_filled, is_upload_left, reopened
from domain.enrolment.review import observe, settle
from domain.enrolment.state import (
    Applying,
    Case,
    Check,
    FeeDue,
    InReview,
    ListedFirm,
    Listing,
    Progress,
    Resubmitting,
    Uploading,
)
from domain.enrolment.windows import is_open, open_window
from domain.errors import DomainError
from domain.event import Role
from domain.firm import check_profile
from domain.industry import sector_of
from domain.quota_place import PlaceFreed, PlaceTaken
from domain.refusals import (
    CheckupAlreadySubmitted,
    FirmAlreadyListed,
    LetterAlreadyPassed,
    LettersMissing,
    UploadWindowClosed,
)
from domain.streams import checkup_stream, quota_place_stream
from domain.task import TaskClosed, TaskKind, Tasks, open_of_kind

Listed = Applying | Listing | Uploading | InReview | Resubmitting
_SETTLED = frozenset({Progress.APPROVED, Progress.FAILED})


class FirmSettled(DomainError):
    code = "firm_settled"
    rule = "R14"
    zh = "統一編號 {ubn} 的碳健檢已有最終決定，不能替換或取消。"
    en = "The checkup of firm {ubn} is finally decided: the firm can be neither swapped nor cancelled."


class ReasonMissing(DomainError):
    code = "reason_missing"
    rule = "R14"
    zh = "替換或取消企業須說明理由，學員才知道原因。"
    en = "Swapping or cancelling a firm needs a reason: its trainee is told why."


class SwapTooLate(DomainError):
    code = "swap_too_late"
    rule = "R14"
    zh = "補件期間不再替換企業；可取消，其餘件數核定後，上傳期限尚有日數者可另提企業。"
    en = (
        "No firm is swapped while resubmission is under way: it can be cancelled, and another named "
        "once the others are decided, while days of the upload window are left."
    )


class FirmNotCorrectable(DomainError):
    code = "firm_not_correctable"
    rule = "R11"
    zh = "統一編號 {ubn} 的資料已不能更正：碳健檢未通過，或證書已核發。"
    en = "The data of firm {ubn} can no longer be corrected: its checkup failed, or the case is certified."


def swap(state: Listed, asked: SwapFirm, around: Circumstances) -> Decision:
    """One firm leaves and another takes its turn, its place taken before the other's is free (R14)."""
    old, new = listed(state.case, asked.ubn), asked.firm.profile.ubn
    if new in state.case.firms:
        raise FirmAlreadyListed(ubn=new)
    if isinstance(state, Resubmitting) or any_failed(state.case):
        raise SwapTooLate()
    _must_be_reasoned(asked, around)
    _may_leave(asked.ubn, old, around)
    _time_left(state, around)
    if asked.firm.letter is None and not _list_is_open(state, around):
        raise LettersMissing(count=0, wanted=1)
    check_letter(state.case, new, asked.firm.letter)
    decision = withdrawn_check(state, around) + list_firm(asked.firm, around)
    if not isinstance(state, Applying):
        decision += (open_checkup(state.case, new, around),)
    decision += remove_firm(asked.ubn, old, around, asked.reason)
    ubns = (asked.ubn, new)
    decision += (intend(Template.FIRM_SWAPPED, around, ubns=ubns, to_guild=True, note=asked.reason),)
    return decision + _checked_again(state, decision, around)


def cancel(state: Listed, asked: RemoveFirm, around: Circumstances) -> Decision:
    """Take a firm off: by the trainee before its checkup is submitted, later by an officer (R14)."""
    ubn = asked.ubn
    if ubn not in state.case.firms:
        return ()
    _must_be_reasoned(asked, around)
    firm = listed(state.case, ubn)
    if isinstance(state, Applying | Listing) and around.cause.actor.role is Role.TRAINEE:
        must_be_open(state, around)
    _may_leave(ubn, firm, around)
    decision = withdrawn_check(state, around) + remove_firm(ubn, firm, around, asked.reason)
    if around.cause.actor.role is not Role.TRAINEE:
        decision += (intend(Template.FIRM_REMOVED, around, ubns=(ubn,), to_guild=True, note=asked.reason),)
    return decision + _goes_on(state, decision, around)


def withdraw_consent(state: Any, asked: WithdrawConsent, around: Circumstances) -> Decision:
    """The firm leaves; once approved it still counts, and only its report and figures go (R15)."""
    if asked.ubn not in state.case.firms and asked.ubn in state.case.letters:
        return _withdrawn_after_leaving(state.case, asked.ubn, around)
    if not listed(state.case, asked.ubn).consents:
        return ()
    # A decision of its reviewer may be on its way: what has been decided is what counts.
    seen = observe(state, ObserveCheckup(asked.ubn), around)
    now = after(state, seen, around)
    firm = listed(now.case, asked.ubn)
    told = intend(Template.CONSENT_WITHDRAWN, around, ubns=(asked.ubn,), to_guild=True, note=asked.reason)
    decision = (*writes(around.enrolment, ConsentWithdrawn(asked.ubn)), told)
    decision += _withdrawn_checkup(asked.ubn, around)
    if firm.progress in _SETTLED or isinstance(now, FeeDue):
        return seen + decision
    decision += withdrawn_check(now, around) + remove_firm(asked.ubn, firm, around)
    return seen + decision + _goes_on(now, decision, around)


def _withdrawn_after_leaving(case: Case, ubn: str, around: Circumstances) -> Decision:
    """Live or ended: what the firm left behind is used no more, and to come again it needs a new letter."""
    noted = () if all_withdrawn(case, ubn) else writes(around.enrolment, ConsentWithdrawn(ubn))
    return noted + _withdrawn_checkup(ubn, around)


def _withdrawn_checkup(ubn: str, around: Circumstances) -> Decision:
    """Nobody uses what the checkup holds, nor can it come back with a case that is reinstated."""
    match around.checkups.get(ubn):
        case None | checkup.NotOpened():
            return ()
        case opened if not opened.content.consents:
            return ()
        case opened:
            told = CheckupConsentWithdrawn(), *_addendum_left(opened.content.tasks)
            return writes(checkup_stream(around.enrolment, ubn), *told)


def _addendum_left(tasks: Tasks) -> tuple[TaskClosed, ...]:
    """What of the firm is under review beside an approved checkup is reviewed no more."""
    task = open_of_kind(tasks, TaskKind.REVIEW_ADDENDUM)
    return () if task is None else (TaskClosed(task.id, done=False),)


def correct_firm(state: Listed, asked: CorrectFirm, around: Circumstances) -> Decision:
    """What was declared is corrected; another sector's place is taken before the old one is free (R23)."""
    profile = asked.profile
    before = listed(state.case, profile.ubn)
    check_profile(profile)
    if before.profile == profile:
        return ()
    if before.progress is Progress.FAILED:
        raise FirmNotCorrectable(ubn=profile.ubn)
    if around.cause.actor.role is Role.TRAINEE:
        _may_correct_own(state, before, around)
    place, moved = _moved_place(before, asked, around)
    decision = withdrawn_check(state, around)
    decision += writes(around.enrolment, FirmCorrected(profile, place, made_by(around.cause))) + moved
    told = intend(Template.FIRM_CORRECTED, around, ubns=(profile.ubn,), to_guild=True, note=asked.reason)
    return (*decision, told, *ask_for_check(after(state, decision, around), around))


def _may_correct_own(state: Listed, firm: ListedFirm, around: Circumstances) -> None:
    """A trainee corrects while the list is open and the firm is not checked; later an officer does."""
    if not isinstance(state, Applying | Listing):
        raise (
            UploadWindowClosed()
            if isinstance(state, Uploading)
            else CheckupAlreadySubmitted(ubn=firm.profile.ubn)
        )
    must_be_open(state, around)
    if firm.check is Check.PASSED:
        raise LetterAlreadyPassed(ubn=firm.profile.ubn)


def _moved_place(before: ListedFirm, asked: CorrectFirm, around: Circumstances) -> tuple[Any, Decision]:
    was, now = (sector_of(one.industry, around.programme) for one in (before.profile, asked.profile))
    if was is now:
        return before.place, ()
    year, ubn = around.programme.year, asked.profile.ubn
    decision: Decision = ()
    place = place_for(asked.profile, around)
    if place is not None:
        taken = PlaceTaken(place.sector, place.number, around.enrolment, ubn)
        decision += writes(quota_place_stream(year, place.sector, place.number), taken)
    if before.place is not None:
        freed = PlaceFreed(before.place.sector, before.place.number, around.enrolment, ubn)
        decision += writes(quota_place_stream(year, before.place.sector, before.place.number), freed)
    return place, decision


def _must_be_reasoned(asked: SwapFirm | RemoveFirm, around: Circumstances) -> None:
    if asked.reason is None and around.cause.actor.role is not Role.TRAINEE:
        raise ReasonMissing()


def _may_leave(ubn: str, firm: ListedFirm, around: Circumstances) -> None:
    if firm.progress in _SETTLED or isinstance(around.checkups.get(ubn), checkup.Approved | checkup.Failed):
        raise FirmSettled(ubn=ubn)
    if firm.progress is not Progress.OPEN and around.cause.actor.role is Role.TRAINEE:
        raise CheckupAlreadySubmitted(ubn=ubn)


def _list_is_open(state: Listed, around: Circumstances) -> bool:
    if isinstance(state, Applying):
        return True
    return any(is_open(state.case, kind, around.cause.at) for kind in LIST_WINDOWS)


def _time_left(state: Listed, around: Circumstances) -> None:
    """The new firm gets what is left of the window, if anything is left."""
    if isinstance(state, Applying):
        must_be_open(state, around)
    elif not (_list_is_open(state, around) or is_upload_left(state, around)):
        raise UploadWindowClosed()


def _goes_on(state: Any, decision: Decision, around: Circumstances) -> Decision:
    """With one firm less: more can be named while days are left, else the case goes by what it has."""
    left = after(state, decision, around)
    if isinstance(left, InReview) and can_be_filled(left, around):
        return reopened(state, around)
    if isinstance(left, Listing) and not left.case.windows:
        return (open_window(WindowKind.LIST_FIX, taipei_date(around.cause.at), around),)
    return settle(left, around) + ask_for_check(left, around)


def _checked_again(state: Listed, decision: Decision, around: Circumstances) -> Decision:
    again = reopened(state, around) if isinstance(state, InReview) else ()
    return again + ask_for_check(after(state, decision + again, around), around)
