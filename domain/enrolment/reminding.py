"""Reminders: who still owes something in an open window is told at the programme's cadence (R45)."""

from domain.deadline import WindowKind, taipei_date
from domain.decision import Decision
from domain.enrolment.circumstances import Circumstances
from domain.enrolment.commands import Remind
from domain.enrolment.events import Template
from domain.enrolment.listing import unfinished
from domain.enrolment.mails import intend
from domain.enrolment.review import returned
from domain.enrolment.state import Case, EnrolmentState, Over, Unregistered, Window
from domain.enrolment.submission import unsubmitted
from domain.programme import Programme
from domain.task import TaskKind, open_of_kind

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


def _lacking(case: Case, kind: WindowKind, programme: Programme) -> int:
    in_list = kind in (WindowKind.LIST_SUPPLEMENT, WindowKind.LIST_FIX)
    return programme.registration.firms - len(case.firms) if in_list else 0


def _handled(window: Window, asked: Remind) -> bool:
    return window.reminded is not None and window.reminded >= asked.at


def _copied_to_guild(window: Window, asked: Remind, programme: Programme) -> bool:
    days = (window.deadline.due_date - taipei_date(asked.at)).days
    return days in programme.reminders[asked.kind].guild_copies
