"""Vetting and training: from an application to a trained trainee (R4, R5)."""

from domain.deadline import WindowKind, day_set, in_time
from domain.decision import Decision, writes
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import Vet
from domain.enrolment.drafting import after
from domain.enrolment.ending import end
from domain.enrolment.events import (
    Attended,
    EnrolmentEvent,
    OnlineCourseCompleted,
    Outcome,
    Trained,
    Vetted,
    WindowEnded,
)
from domain.enrolment.listing import ask_for_check, is_complete, unfinished
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.registration import open_checkup
from domain.enrolment.session_commands import NoteAttendance
from domain.enrolment.state import Applying, Case, Listing
from domain.enrolment.training_window import TRAINING_WINDOWS
from domain.enrolment.windows import open_window, open_window_not_over
from domain.event import Role
from domain.lateness import close
from domain.refusals import SessionOfOtherGuild, SessionUnknown
from domain.session import scheduled
from domain.task import TaskKind, claimed_task, no_maker_checks


def vet(state: Applying, asked: Vet, around: Circumstances) -> Decision:
    """The guild's yes, or a rejection that ends the case."""
    no_maker_checks(around.cause, frozenset({state.case.trainee.person}))
    task = claimed_task(state.case.tasks, asked.task, TaskKind.VET_REGISTRATION, around.cause)
    closed = writes(around.enrolment, *close(task, around.cause, around.programme))
    if not asked.accepted:
        rejected = after(state, closed, around)
        return closed + end(rejected, Outcome.REJECTED, ("rejected_by_guild",), around, asked.reason)
    decision = closed + with_training(after(state, closed, around), Vetted(), around)
    # Who is trained by this hears of that, with all that it opens.
    still_applying = isinstance(after(state, decision, around), Applying)
    window = state.case.windows.get(WindowKind.TRAINING)
    until = window.deadline if window else None
    return (*decision, intend(Template.VETTED, around, until=until)) if still_applying else decision


def complete_online_course(state: Applying, around: Circumstances) -> Decision:
    """The online part of the training is done."""
    return () if state.online_course else with_training(state, OnlineCourseCompleted(), around)


def note_attendance(state: Applying, asked: NoteAttendance, around: Circumstances) -> Decision:
    """A session of the case's guild was attended, on site or online: its date is the training day."""
    if state.attended is not None:
        return ()
    return with_training(state, attendance_of(state.case, asked, around), around)


def attendance_of(case: Case, asked: NoteAttendance, around: Circumstances) -> Attended:
    """The attendance that is told, of a session of the case's guild and year."""
    held = scheduled(around.session).details
    if held.guild != case.guild:
        raise SessionOfOtherGuild()
    if held.programme != case.programme:
        raise SessionUnknown()
    return Attended(asked.session, asked.day, asked.attendance)


def with_training(state: Applying, step: EnrolmentEvent, around: Circumstances) -> Decision:
    """A step of the training, and what follows where it was the last one (R4)."""
    decision = writes(around.enrolment, step)
    late = _is_own_lateness(state, step, around)
    return decision + complete_training(after(state, decision, around), around, late_by_itself=late)


def _is_own_lateness(state: Applying, step: EnrolmentEvent, around: Circumstances) -> bool:
    """The trainee's own step came last, and not within days that officers have given for it (R30, R36)."""
    window = state.case.windows.get(WindowKind.TRAINING)
    given = window is not None and day_set(window.deadline) is not None
    own = isinstance(step, OnlineCourseCompleted) and around.cause.actor.role is Role.TRAINEE
    return own and not given


def complete_training(state: Applying, around: Circumstances, *, late_by_itself: bool = False) -> Decision:
    """What follows once every step of the training is done (R4); nothing before.

    Who is late by themselves gets no days for it, unless the programme says so (R5).
    """
    if state.attended is None or not (state.vetted and state.online_course):
        return ()
    strict = late_by_itself and around.programme.training.late_start == "guild_late"
    opened = open_window if strict else open_window_not_over
    over = (WindowEnded(kind, met=True) for kind in TRAINING_WINDOWS if kind in state.case.windows)
    decision = writes(around.enrolment, *over, Trained(state.attended))
    decision += (opened(WindowKind.LIST_SUPPLEMENT, state.attended, around),)
    if around.programme.windows.upload.starts == "training_day":
        decision += (opened(WindowKind.UPLOAD, state.attended, around),)
    decision += tuple(open_checkup(state.case, ubn, around) for ubn in state.case.firms)
    decision += ask_for_check(after(state, decision, around), around)
    return decision + _told(after(state, decision, around), around)


def _told(state: Listing, around: Circumstances) -> Decision:
    """Of the days for the list; where it is late for them, the end of the case is what is told."""
    until = state.case.windows[WindowKind.LIST_SUPPLEMENT].deadline
    if not (in_time(around.cause.decided_at, until) or is_complete(state.case, around.programme)):
        return ()
    lacking = around.programme.registration.firms - len(state.case.firms)
    return (intend(Template.TRAINED, around, until=until, ubns=unfinished(state.case), lacking=lacking),)
