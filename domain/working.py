"""Work on open tasks: claimed, released, assigned, put first or last, left until a day, noted as late."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never
from uuid import UUID

from domain.deadline import taipei_date
from domain.errors import DomainError
from domain.event import Actor, Cause, Role, command
from domain.lateness import note_late
from domain.programme import Programme
from domain.refusals import NotYourTask
from domain.task import (
    ClaimTask,
    Priority,
    ReleaseTask,
    Task,
    TaskAssigned,
    TaskEvent,
    TaskFollowUpSet,
    TaskPrioritised,
    Tasks,
    claim_task,
    is_for,
    no_maker_checks,
    of_queue,
    open_task,
    refuse_if_held_by_other,
    refuse_maker,
    release_task,
)


@command("task.assign")
@dataclass(frozen=True, slots=True)
class AssignTask:
    """`to` is an account of the task's queue, as it is when the command is given."""

    task: UUID
    to: Actor


@command("task.prioritise")
@dataclass(frozen=True, slots=True)
class PrioritiseTask:
    task: UUID
    priority: Priority


@command("task.follow_up")
@dataclass(frozen=True, slots=True)
class FollowUpTask:
    """Leave it until that day; None takes it up again."""

    task: UUID
    on: date | None


@command("task.note_late")
@dataclass(frozen=True, slots=True)
class NoteTaskLate:
    """A timer's command: the service level of the task has passed (R13, R30)."""

    task: UUID


TaskCommand = ClaimTask | ReleaseTask | AssignTask | PrioritiseTask | FollowUpTask | NoteTaskLate


class AssigneeNotOfQueue(DomainError):
    code = "assignee_not_of_queue"
    rule = "R27"
    zh = "待辦 {task} 不屬於受指派者的角色或公會，不能指派。"
    en = "Task {task} is not for the role or guild of the account that it is assigned to."


class FollowUpNotAhead(DomainError):
    code = "follow_up_not_ahead"
    rule = "engine"
    zh = "後續追蹤日 {on} 須在明日至 {last_day} 之間。"
    en = "The follow-up day {on} must lie between tomorrow and {last_day}."


def decide_work(
    tasks: Tasks, asked: TaskCommand, cause: Cause, programme: Programme, makers: frozenset[UUID]
) -> tuple[TaskEvent, ...]:
    """What a command about an open task does; `makers` may not be given it (R27). Repeated, nothing."""
    rules = programme.tasks
    match asked:
        case ClaimTask(task):
            no_maker_checks(cause, makers)
            return claim_task(
                of_queue(tasks, task, cause.actor), cause, timedelta(minutes=rules.lease_minutes)
            )
        case ReleaseTask(task):
            return release_task(of_queue(tasks, task, cause.actor), cause)
        case AssignTask(task, to):
            return _assign(_directed(tasks, task, cause.actor), to, cause, programme, makers)
        case PrioritiseTask(task, priority):
            found = _directed(tasks, task, cause.actor)
            return () if found.priority is priority else (TaskPrioritised(task, priority),)
        case FollowUpTask():
            return _follow_up(open_task(tasks, asked.task), asked, cause, programme)
        case NoteTaskLate(task):
            return note_late(tasks[task], cause, programme) if task in tasks else ()
        case _:
            assert_never(asked)


def may_direct(task: Task, actor: Actor) -> bool:
    """Who says whose turn it is: an officer for all, a lead for reviewers' work, a guild for its own."""
    match actor.role:
        case Role.OFFICER:
            return True
        case Role.LEAD_REVIEWER:
            return Role.LEAD_REVIEWER in task.roles
        case Role.GUILD:
            return is_for(task, actor)
        case _:
            return False


def _directed(tasks: Tasks, task: UUID, actor: Actor) -> Task:
    found = open_task(tasks, task)
    if not may_direct(found, actor):
        raise NotYourTask(task=task)
    return found


def _assign(
    task: Task, to: Actor, cause: Cause, programme: Programme, makers: frozenset[UUID]
) -> tuple[TaskEvent, ...]:
    if not is_for(task, to):
        raise AssigneeNotOfQueue(task=task.id)
    refuse_maker(to, makers)
    claim, until = task.claim, cause.at + timedelta(hours=programme.tasks.assignment_hours)
    if claim is not None and claim.assigned and claim.account == to.account and claim.until >= until:
        return ()
    return (TaskAssigned(task.id, to.account, to.role, until),)


def _follow_up(task: Task, asked: FollowUpTask, cause: Cause, programme: Programme) -> tuple[TaskEvent, ...]:
    if not may_direct(task, cause.actor):
        if not is_for(task, cause.actor):
            raise NotYourTask(task=task.id)
        refuse_if_held_by_other(task, cause)
    if task.follow_up == asked.on:
        return ()
    today = taipei_date(cause.at)
    last_day = today + timedelta(days=programme.tasks.follow_up_days)
    if asked.on is not None and not today < asked.on <= last_day:
        raise FollowUpNotAhead(on=asked.on, last_day=last_day)
    return (TaskFollowUpSet(task.id, asked.on),)
