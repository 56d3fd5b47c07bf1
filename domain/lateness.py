"""Our own service levels: that one has passed is on record, by its timer or by its decision (R13, R30)."""

from domain.event import Cause, Role
from domain.programme import Programme
from domain.task import Task, TaskClosed, TaskEvent, TaskLate


def note_late(task: Task, cause: Cause, programme: Programme) -> tuple[TaskEvent, ...]:
    """The service level of an open task has passed; nothing before it has, or where it is known."""
    if task.due is None or task.late_since is not None or cause.at < task.due.due:
        return ()
    also = getattr(programme.tasks.escalates_to, task.kind, ())
    return (TaskLate(task.id, task.kind, task.due.due, tuple(Role(role) for role in also)),)


def close(task: Task, cause: Cause, programme: Programme, *, done: bool = True) -> tuple[TaskEvent, ...]:
    """The task is over; if that is late, and no timer has said so, this says it."""
    return (*note_late(task, cause, programme), TaskClosed(task.id, done))
