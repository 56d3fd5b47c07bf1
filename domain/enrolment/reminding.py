"""Reminders: who still owes something in an open window is told at the programme's cadence (R45)."""

from datetime import timedelta

from domain.deadline import WindowKind, taipei_date
from domain.decision import Decision
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import Remind, RemindNow
from domain.enrolment.listing import unfinished
from domain.enrolment.mail_events import Template
from domain.enrolment.mails import intend
from domain.enrolment.review import returned
from domain.enrolment.state import Applying, Case, EnrolmentState, Over, Unregistered, Window
from domain.enrolment.submission import unsubmitted
from domain.errors import DomainError
from domain.programme import Programme
from domain.task import TaskKind, open_of_kind


class NothingOwed(DomainError):
    code = "nothing_owed"
    rule = "R45"
    zh = "這個學員案目前沒有須由學員完成的事項，不必提醒。"
    en = "The trainee owes nothing now: there is nothing to remind of."


class RemindedAlready(DomainError):
    code = "reminded_already"
    rule = "R45"
    zh = "這個學員案近日已人工提醒過，{again} 起可再提醒。"
    en = "This case was reminded by hand already; from {again} on it can be again."


_NAMING = frozenset({WindowKind.LIST_SUPPLEMENT, WindowKind.LIST_FIX, WindowKind.UPLOAD})
TOLD_WITH = {
    WindowKind.TRAINING: Template.TRAINING_REMINDER,
    WindowKind.LIST_SUPPLEMENT: Template.LIST_REMINDER,
    WindowKind.LIST_FIX: Template.LIST_REMINDER,
    WindowKind.UPLOAD: Template.UPLOAD_REMINDER,
    WindowKind.RESUBMISSION: Template.RESUBMISSION_REMINDER,
}


def remind(state: EnrolmentState, asked: Remind, around: Circumstances) -> Decision:
    """One mail that names the firms still missing; it covers all instants up to `asked.at`."""
    if isinstance(state, Unregistered | Over):
        return ()
    window = state.case.windows.get(asked.kind)
    if window is None or asked.kind not in TOLD_WITH or _handled(window, asked):
        return ()
    if around.cause.decided_at < asked.at or not owes(state.case, asked.kind):
        return ()
    mail = intend(
        TOLD_WITH[asked.kind],
        around,
        until=window.deadline,
        ubns=owing(state.case, asked.kind),
        lacking=_lacking(state.case, asked.kind, around.programme),
        to_guild=_copied_to_guild(window, asked, around.programme),
        reminder=asked.at,
    )
    return (mail,)


def remind_now(state: EnrolmentState, asked: RemindNow, around: Circumstances) -> Decision:
    """By hand, of the open window that ends first and in which something is owed; not too often."""
    kind = _owed_first(state)
    if isinstance(state, Unregistered | Over) or kind is None:
        raise NothingOwed()
    last, today = state.case.reminded_now, taipei_date(around.cause.at)
    if last == around.cause.at:
        return ()
    again = None if last is None else taipei_date(last) + timedelta(days=around.programme.chase.days_between)
    if again is not None and today < again:
        raise RemindedAlready(again=again)
    mail = intend(
        Template.REMINDER_NOW,
        around,
        until=state.case.windows[kind].deadline,
        ubns=owing(state.case, kind),
        lacking=_lacking(state.case, kind, around.programme),
        reminder=around.cause.at,
        note=asked.note,
    )
    return (mail,)


def _owed_first(state: EnrolmentState) -> WindowKind | None:
    if isinstance(state, Unregistered | Over):
        return None
    owed = [
        (window.deadline.due, kind)
        for kind, window in state.case.windows.items()
        if owes(state.case, kind) and not waits_for_guild(state, kind)
    ]
    return min(owed)[1] if owed else None


def owing(case: Case, kind: WindowKind) -> tuple[str, ...]:
    """The firms for which something is still missing in this window."""
    match kind:
        case WindowKind.LIST_SUPPLEMENT | WindowKind.LIST_FIX:
            return unfinished(case)
        case WindowKind.UPLOAD:
            return unsubmitted(case)
        case WindowKind.RESUBMISSION:
            return returned(case)
        case _:
            return ()


def owes(case: Case, kind: WindowKind) -> bool:
    """Whether the trainee has anything left to do in this window: a list under check, say, waits for us."""
    match kind:
        case WindowKind.LIST_SUPPLEMENT | WindowKind.LIST_FIX:
            return open_of_kind(case.tasks, TaskKind.CHECK_LIST) is None
        case WindowKind.RESUBMISSION:
            return bool(returned(case))
        case WindowKind.RECORDING:
            return False
        case _:
            return True


def waits_for_guild(state: EnrolmentState, kind: WindowKind) -> bool:
    """The trainee's own part of the training is done: who only waits for the vetting does not lapse (R5)."""
    own_part = isinstance(state, Applying) and state.online_course and state.attended is not None
    return own_part and kind is WindowKind.TRAINING


def _lacking(case: Case, kind: WindowKind, programme: Programme) -> int:
    """How many firms can and must still be named in the window."""
    return programme.registration.firms - len(case.firms) if kind in _NAMING else 0


def _handled(window: Window, asked: Remind) -> bool:
    return window.reminded is not None and window.reminded >= asked.at


def _copied_to_guild(window: Window, asked: Remind, programme: Programme) -> bool:
    days = (window.deadline.due_date - taipei_date(asked.at)).days
    return days in programme.reminders[asked.kind].guild_copies
