"""What an enrolment waits for and owes: read by its workflow, which acts on nothing else."""

from dataclasses import dataclass
from datetime import datetime

from domain.deadline import Deadline, WindowKind
from domain.enrolment.mail_events import MailIntended
from domain.enrolment.reminding import owes, waits_for_guild
from domain.enrolment.state import EnrolmentState, Live, Over, Unregistered
from domain.enrolment.windows import next_reminder


@dataclass(frozen=True, slots=True)
class DueReminder:
    kind: WindowKind
    at: datetime


def next_deadline(state: EnrolmentState) -> Deadline | None:
    """The open window that ends first."""
    if isinstance(state, Unregistered):
        return None
    deadlines = [window.deadline for window in state.case.windows.values()]
    return min(deadlines, key=lambda deadline: (deadline.due, deadline.kind), default=None)


def due_reminder(state: EnrolmentState, now: datetime, *, spares: bool = True) -> DueReminder | None:
    """The latest reminder instant that has come and is not handled, if any.

    `spares`: who only waits for the guild's vetting is reminded of nothing.
    """
    if isinstance(state, Unregistered | Over):
        return None
    for kind, window in state.case.windows.items():
        come = [
            at for at in window.reminders if at <= now and (window.reminded is None or at > window.reminded)
        ]
        if come and now < window.deadline.due and _is_owed(state, kind, spares=spares):
            return DueReminder(kind, max(come))
    return None


def next_instant(state: EnrolmentState, *, spares: bool = True) -> datetime | None:
    """When the workflow has to wake next: a window's end or a reminder (`spares`: as above)."""
    if isinstance(state, Unregistered):
        return None
    ends = [window.deadline.due for window in state.case.windows.values()]
    reminders = (coming_reminder(state, kind, spares=spares) for kind in state.case.windows)
    return min(ends + [at for at in reminders if at is not None], default=None)


def coming_reminder(state: Live | Over, kind: WindowKind, *, spares: bool = True) -> datetime | None:
    """The next reminder of an open window, if anything is owed in it (`spares`: as above)."""
    return next_reminder(state.case.windows[kind]) if _is_owed(state, kind, spares=spares) else None


def _is_owed(state: Live | Over, kind: WindowKind, *, spares: bool) -> bool:
    return owes(state.case, kind) and not (spares and waits_for_guild(state, kind))


def pending_mails(state: EnrolmentState) -> tuple[MailIntended, ...]:
    """Mails that are intended and not yet taken by the mail server."""
    return () if isinstance(state, Unregistered) else tuple(state.case.mails.values())


def is_told(state: EnrolmentState) -> bool:
    """The case is closed, every mail is out and every question answered."""
    return isinstance(state, Over) and state.closed and not (state.case.mails or state.case.tasks)
