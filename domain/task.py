"""Tasks: pieces of work that wait for a person (design §6), kept in the stream they concern."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.deadline import Deadline
from domain.event import Actor, Cause, Role, command, event
from domain.refusals import MakerCannotCheck, NotYourTask, TaskClaimedByOther, TaskNotClaimed, TaskUnknown


class TaskKind(StrEnum):
    """What the person is asked to do."""

    VET_REGISTRATION = "vet_registration"
    CHECK_LIST = "check_list"
    REVIEW_CHECKUP = "review_checkup"
    LATE_NOTICE = "late_notice"
    UNDELIVERED_NOTICE = "undelivered_notice"
    WRONG_ATTENDANCE = "wrong_attendance"


QUEUES: Mapping[TaskKind, frozenset[Role]] = {
    TaskKind.VET_REGISTRATION: frozenset({Role.GUILD}),
    TaskKind.CHECK_LIST: frozenset({Role.REVIEWER, Role.LEAD_REVIEWER, Role.OFFICER}),
    TaskKind.REVIEW_CHECKUP: frozenset({Role.REVIEWER, Role.LEAD_REVIEWER}),
    TaskKind.LATE_NOTICE: frozenset({Role.OFFICER}),
    TaskKind.UNDELIVERED_NOTICE: frozenset({Role.OFFICER}),
    TaskKind.WRONG_ATTENDANCE: frozenset({Role.OFFICER}),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """Who works on it, and until when nobody else may."""

    account: UUID
    until: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """An open task; `due` is the service level, `about` a firm's ubn where it is about one."""

    id: UUID
    kind: TaskKind
    guild: str | None
    due: Deadline | None
    about: str | None
    claim: Claim | None = None


@event("task.opened.v1")
@dataclass(frozen=True, slots=True)
class TaskOpened:
    task: UUID
    kind: TaskKind
    guild: str | None
    due: Deadline | None
    about: str | None


@event("task.claimed.v1")
@dataclass(frozen=True, slots=True)
class TaskClaimed:
    task: UUID
    account: UUID
    until: datetime


@event("task.released.v1")
@dataclass(frozen=True, slots=True)
class TaskReleased:
    task: UUID


@event("task.closed.v1")
@dataclass(frozen=True, slots=True)
class TaskClosed:
    """The task is over: done by its claimant, or withdrawn because its reason went away."""

    task: UUID
    done: bool


@command("task.claim")
@dataclass(frozen=True, slots=True)
class ClaimTask:
    task: UUID


@command("task.release")
@dataclass(frozen=True, slots=True)
class ReleaseTask:
    task: UUID


TaskEvent = TaskOpened | TaskClaimed | TaskReleased | TaskClosed
TaskCommand = ClaimTask | ReleaseTask
Tasks = Mapping[UUID, Task]


def evolve_tasks(tasks: Tasks, happened: TaskEvent) -> Tasks:
    """The open tasks after an event."""
    match happened:
        case TaskOpened(task, kind, guild, due, about):
            return {**tasks, task: Task(task, kind, guild, due, about)}
        case TaskClaimed(task, account, until):
            return {**tasks, task: replace(tasks[task], claim=Claim(account, until))}
        case TaskReleased(task):
            return {**tasks, task: replace(tasks[task], claim=None)}
        case TaskClosed(task):
            return {key: value for key, value in tasks.items() if key != task}
        case _:
            assert_never(happened)


def decide_task(tasks: Tasks, asked: TaskCommand, cause: Cause, lease: timedelta) -> tuple[TaskEvent, ...]:
    """Claim or release; a repeated claim or release changes nothing."""
    match asked:
        case ClaimTask(task):
            return _claim(_of_queue(tasks, task, cause.actor), cause, lease)
        case ReleaseTask(task):
            return _release(_of_queue(tasks, task, cause.actor), cause)
        case _:
            assert_never(asked)


def claimed_task(tasks: Tasks, task: UUID, kind: TaskKind, cause: Cause) -> Task:
    """The task that the actor holds and may now decide; refuses any other."""
    found = _of_queue(tasks, task, cause.actor)
    if found.kind is not kind:
        raise TaskUnknown(task=task)
    if found.claim is None or found.claim.account != cause.actor.account:
        _refuse_if_held_by_other(found, cause)
        raise TaskNotClaimed(task=task)
    return found


def no_maker_checks(cause: Cause, makers: frozenset[UUID]) -> None:
    """Whoever made cannot check (R27), by person and by account."""
    if cause.actor.account in makers or cause.actor.person in makers:
        raise MakerCannotCheck()


def open_of_kind(tasks: Tasks, kind: TaskKind) -> Task | None:
    """The one open task of a kind, if there is one."""
    return next((task for task in tasks.values() if task.kind is kind), None)


def _of_queue(tasks: Tasks, task: UUID, actor: Actor) -> Task:
    found = tasks.get(task)
    if found is None:
        raise TaskUnknown(task=task)
    if actor.role not in QUEUES[found.kind] or (found.guild is not None and actor.guild != found.guild):
        raise NotYourTask(task=task)
    return found


def _held_by_other(task: Task, cause: Cause) -> bool:
    claim = task.claim
    return claim is not None and claim.account != cause.actor.account and cause.at < claim.until


def _refuse_if_held_by_other(task: Task, cause: Cause) -> None:
    if _held_by_other(task, cause):
        raise TaskClaimedByOther(task=task.id)


def _claim(task: Task, cause: Cause, lease: timedelta) -> tuple[TaskEvent, ...]:
    _refuse_if_held_by_other(task, cause)
    claim = task.claim
    if claim is not None and claim.account == cause.actor.account and cause.at < claim.until:
        return ()
    return (TaskClaimed(task.id, cause.actor.account, cause.at + lease),)


def _release(task: Task, cause: Cause) -> tuple[TaskEvent, ...]:
    _refuse_if_held_by_other(task, cause)
    return () if task.claim is None else (TaskReleased(task.id),)
