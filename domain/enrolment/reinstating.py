"""An ended case is taken up again, with what nobody else has taken since, and a new window (R36)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.checkup import state as checkup
from domain.checkup.events import CheckupReinstated
from domain.deadline import WindowKind, set_deadline, taipei_date
from domain.decision import Decision, Write, writes
from domain.enrolment.changes import Reinstated, RestoredFirm, Stage
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.consents import is_withdrawn
from domain.enrolment.drafting import after
from domain.enrolment.events import FirmRemoved, Outcome
from domain.enrolment.in_question import ATTENDANCE_STRUCK, question_attendance
from domain.enrolment.listing import ask_for_check
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.registration import vetting
from domain.enrolment.restorable import holds, restorable_ubns
from domain.enrolment.session_events import OwnSessionCancelled
from domain.enrolment.state import Applying, Case, EnrolmentState, ListedFirm, Listing, Over, Progress
from domain.enrolment.training import complete_training
from domain.enrolment.training_session import give_up_seat
from domain.enrolment.windows import check_hard_stop, move_window, open_window
from domain.errors import DomainError
from domain.firm_year import FirmClaimed
from domain.industry import Sector, sector_of
from domain.person_year import enrol
from domain.quota_place import PlaceTaken
from domain.sealed import Sealed
from domain.seat import Seat, take_seat
from domain.session import Scheduled
from domain.streams import (
    checkup_stream,
    firm_year_stream,
    person_year_streams,
    quota_place_stream,
)
from domain.task import TaskClosed, TaskKind, open_of_kind

REINSTATABLE = frozenset(
    {
        Outcome.REJECTED,
        Outcome.LAPSED_TRAINING,
        Outcome.LAPSED_LIST,
        Outcome.LAPSED_UPLOAD,
        Outcome.FAILED_REVIEW,
    }
)
_WINDOW_OF = {
    Stage.APPLYING: WindowKind.TRAINING,
    Stage.LISTING: WindowKind.LIST_SUPPLEMENT,
    Stage.UPLOADING: WindowKind.UPLOAD,
    Stage.RESUBMITTING: WindowKind.RESUBMISSION,
}


class NotReinstatable(DomainError):
    code = "not_reinstatable"
    rule = "R36"
    zh = "只有未通過、逾期或未獲公會受理而結束的學員案可以恢復。"
    en = "Only a case that lapsed, failed or was rejected can be reinstated."


class WindowInThePast(DomainError):
    code = "window_in_the_past"
    rule = "R36"
    zh = "恢復後的末日 {last_day} 必須晚於今日。"
    en = "The last day {last_day} of the new window must lie ahead."


def check_reinstatable(state: EnrolmentState, last_day: date, around: Circumstances) -> None:
    """Refuses a case that did not end against its trainee, or a window that would be over."""
    if not isinstance(state, Over) or state.outcome not in REINSTATABLE or state.before is None:
        raise NotReinstatable()
    if last_day <= taipei_date(around.cause.at):
        raise WindowInThePast(last_day=last_day)
    check_hard_stop(_WINDOW_OF[_stage(state, _restorable(state, around), around)], last_day, around)


def reinstate(state: Over, last_day: date, reason: Sealed, around: Circumstances) -> Decision:
    """Claim again what is still free, open the window of the stage at which the case goes on, and tell."""
    back = _restorable(state, around)
    stage = _stage(state, back, around)
    restored = tuple(RestoredFirm(ubn, around.places.get(ubn)) for ubn in back)
    seat = _seat_again(around)
    decision = _unquestioned(state, around) + writes(around.enrolment, Reinstated(stage, restored, seat))
    decision += _session_again(state, seat, around)
    decision += _person_again(state, around) + _firms_again(back, around)
    decision += tuple(write for ubn in _kept(state) for write in _checkup_again(ubn, around))
    decision += writes(around.enrolment, *(FirmRemoved(ubn) for ubn in _lost(state, back)))
    until = set_deadline(
        _WINDOW_OF[stage], taipei_date(around.cause.at), last_day, around.programme, around.calendar
    )
    decision += (move_window(until, around),)
    decision += _upload_too(stage, around)
    told = intend(Template.REINSTATED, around, until=until, ubns=tuple(back), to_guild=True, note=reason)
    return (*decision, told, *_asked_again(state, decision, around))


def _kept(state: Over) -> tuple[str, ...]:
    return tuple(ubn for ubn in state.case.firms if holds(state, ubn))


def _restorable(state: Over, around: Circumstances) -> Mapping[str, ListedFirm]:
    """Nobody else has the firm, its sector has a place for it, and its owner still consents."""
    assert state.before is not None
    firms = state.before.case.firms
    return {ubn: firms[ubn] for ubn in restorable_ubns(state) if _is_free(state.case, firms[ubn], around)}


def _is_free(case: Case, firm: ListedFirm, around: Circumstances) -> bool:
    ubn = firm.profile.ubn
    if around.firm_years.get(ubn) is not None:
        return False
    sector = sector_of(firm.profile.industry, around.programme)
    if sector is not Sector.NEITHER and ubn not in around.places:
        return False
    match around.checkups.get(ubn):
        case None | checkup.NotOpened():
            return firm.consents and not is_withdrawn(case, ubn, firm.letter)
        case opened:
            return opened.content.consents


def _lost(state: Over, back: Mapping[str, ListedFirm]) -> tuple[str, ...]:
    """Failed firms that do not come back leave the list, so that others can be named."""
    return tuple(ubn for ubn in state.case.firms if not holds(state, ubn) and ubn not in back)


def _stage(state: Over, back: Mapping[str, ListedFirm], around: Circumstances) -> Stage:
    before, limit = state.before, around.programme.registration.firms
    if isinstance(before, Applying):
        return Stage.APPLYING
    if isinstance(before, Listing) or len(_kept(state)) + len(back) < limit:
        return Stage.LISTING
    still_open = any(firm.progress is Progress.OPEN for firm in back.values())
    return Stage.UPLOADING if still_open else Stage.RESUBMITTING


def _person_again(state: Over, around: Circumstances) -> Decision:
    """A rejected registration had left the person free; by now they may be enrolled elsewhere (R6)."""
    if state.outcome is not Outcome.REJECTED:
        return ()
    enrolled, case = enrol(around.person_year, around.enrolment), state.case
    streams = person_year_streams(case.programme, case.trainee.mark, case.trainee.person)
    return tuple(Write(stream, enrolled) for stream in streams)


def _firms_again(back: Mapping[str, ListedFirm], around: Circumstances) -> Decision:
    year = around.programme.year
    decision: Decision = ()
    for ubn in back:
        claimed = FirmClaimed(around.enrolment, ubn)
        decision += writes(firm_year_stream(year, ubn), claimed)
        place = around.places.get(ubn)
        if place is not None:
            taken = PlaceTaken(place.sector, place.number, around.enrolment, ubn)
            decision += writes(quota_place_stream(year, place.sector, place.number), taken)
        decision += _checkup_again(ubn, around)
    return decision


def _seat_again(around: Circumstances) -> Seat | None:
    """A seat of the kind that the case gave up when it ended, if one is free and still of use (R1)."""
    held = around.session
    if not isinstance(held, Scheduled) or held.cancelled:
        return None
    return around.seat if taipei_date(around.cause.at) <= held.details.day else None


def _session_again(state: Over, seat: Seat | None, around: Circumstances) -> Decision:
    """Nobody has told an ended case that its session was cancelled."""
    case, held = state.case, around.session
    if seat is not None:
        return (take_seat(case.session, seat, around.enrolment),)
    if not isinstance(held, Scheduled) or not held.cancelled or case.session_cancelled:
        return ()
    lost = writes(around.enrolment, OwnSessionCancelled(case.session, held.details.day))
    return lost + give_up_seat(case, around)


def _checkup_again(ubn: str, around: Circumstances) -> Decision:
    reopened = around.checkups.get(ubn)
    over = isinstance(reopened, checkup.Cancelled | checkup.Failed)
    if over or (isinstance(reopened, checkup.Submitted) and reopened.case_ended):
        return (Write(checkup_stream(around.enrolment, ubn), CheckupReinstated()),)
    return ()


def _upload_too(stage: Stage, around: Circumstances) -> Decision:
    """Who lists again uploads afterwards: the window counts from the day of the reinstatement."""
    if stage is not Stage.LISTING or around.programme.windows.upload.starts != "training_day":
        return ()
    return (open_window(WindowKind.UPLOAD, taipei_date(around.cause.at), around),)


def _asked_again(state: Over, decision: Decision, around: Circumstances) -> Decision:
    """The tasks that fell with the end of the case: vetting, or the check of a complete list.

    Whose attendance was put back after the end may be trained by this.
    """
    now: Any = after(state, decision, around)
    if not isinstance(now, Applying):
        return _attendance_again(state, around) + ask_for_check(now, around)
    if now.vetted:
        return complete_training(now, around)
    return writes(around.enrolment, vetting(_case(state).guild, around))


def _unquestioned(state: Over, around: Circumstances) -> Decision:
    """Whether the lapse stands is asked no more (R40)."""
    asked = open_of_kind(state.case.tasks, TaskKind.QUESTIONED_LAPSE)
    return () if asked is None else writes(around.enrolment, TaskClosed(asked.id, done=False))


def _attendance_again(state: Over, around: Circumstances) -> Decision:
    """An attendance that was struck is an officer's to decide, unless that was what ended the case (R5)."""
    decided = state.case.attended is not None or ATTENDANCE_STRUCK in state.reasons
    return () if decided else (question_attendance(around),)


def _case(state: Over) -> Case:
    return state.case
