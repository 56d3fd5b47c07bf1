"""Tasks: pieces of work that wait for a person (design §6), kept in the stream they concern."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from domain.deadline import Deadline
from domain.event import Actor, Cause, Role, command, event
from domain.first_reviewer import Offer, refuse_others
from domain.refusals import MakerCannotCheck, NotYourTask, TaskClaimedByOther, TaskNotClaimed, TaskUnknown


class TaskKind(StrEnum):
    """What the person is asked to do."""

    VET_REGISTRATION = "vet_registration"
    CHECK_LIST = "check_list"
    REVIEW_CHECKUP = "review_checkup"
    LATE_NOTICE = "late_notice"
    UNDELIVERED_NOTICE = "undelivered_notice"
    DECIDE_PROPOSAL = "decide_proposal"
    QUESTIONED_LAPSE = "questioned_lapse"
    REVIEW_ADDENDUM = "review_addendum"
    ANSWER_QUESTION = "answer_question"
    WRONG_ATTENDANCE = "wrong_attendance"
    UNREADABLE_BILL = "unreadable_bill"


class Priority(StrEnum):
    """What a lead or an officer says of a task's urgency."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


QUEUES: Mapping[TaskKind, frozenset[Role]] = {
    TaskKind.VET_REGISTRATION: frozenset({Role.GUILD}),
    TaskKind.CHECK_LIST: frozenset({Role.REVIEWER, Role.LEAD_REVIEWER, Role.OFFICER}),
    TaskKind.REVIEW_CHECKUP: frozenset({Role.REVIEWER, Role.LEAD_REVIEWER}),
    TaskKind.LATE_NOTICE: frozenset({Role.OFFICER}),
    TaskKind.UNDELIVERED_NOTICE: frozenset({Role.OFFICER}),
    TaskKind.DECIDE_PROPOSAL: frozenset({Role.OFFICER}),
    TaskKind.QUESTIONED_LAPSE: frozenset({Role.OFFICER}),
    TaskKind.REVIEW_ADDENDUM: frozenset({Role.REVIEWER, Role.LEAD_REVIEWER}),
    TaskKind.ANSWER_QUESTION: frozenset({Role.REVIEWER, Role.LEAD_REVIEWER, Role.OFFICER}),
    TaskKind.WRONG_ATTENDANCE: frozenset({Role.OFFICER}),
    TaskKind.UNREADABLE_BILL: frozenset({Role.OFFICER}),
}


# A guild's service level is not the programme's: what it is late with is no lateness of ours (R30).
OURS = frozenset(kind for kind, roles in QUEUES.items() if Role.GUILD not in roles)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who works on it, and until when nobody else may; `assigned` where another gave it to them."""

    account: UUID
    until: datetime
    assigned: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """An open task; `due` is the service level, `about` a firm's ubn, `offered` to whom at first.

    It rests until the beginning of `follow_up`. Once its service level has passed (`late_since`), those
    of `escalated_to` may do it too.
    """

    id: UUID
    kind: TaskKind
    guild: str | None
    due: Deadline | None
    about: str | None
    claim: Claim | None = None
    offered: Offer | None = None
    priority: Priority = Priority.NORMAL
    follow_up: date | None = None
    late_since: datetime | None = None
    escalated_to: tuple[Role, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        """Who may do it now."""
        return QUEUES[self.kind] | frozenset(self.escalated_to)


@event("task.opened.v1")
@dataclass(frozen=True, slots=True)
class TaskOpened:
    task: UUID
    kind: TaskKind
    guild: str | None
    due: Deadline | None
    about: str | None
    offered: Offer | None = None


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


@event("task.assigned.v1")
@dataclass(frozen=True, slots=True)
class TaskAssigned:
    """Given to an account by somebody else, who is the event's actor."""

    task: UUID
    account: UUID
    role: Role
    until: datetime


@event("task.prioritised.v1")
@dataclass(frozen=True, slots=True)
class TaskPrioritised:
    task: UUID
    priority: Priority


@event("task.follow_up_set.v1")
@dataclass(frozen=True, slots=True)
class TaskFollowUpSet:
    """It rests until that day begins in Taipei; None wakes it."""

    task: UUID
    on: date | None


@event("task.late.v1")
@dataclass(frozen=True, slots=True)
class TaskLate:
    """Its service level passed at `since` (R13, R30): it is on record, and open to `escalated_to` too."""

    task: UUID
    kind: TaskKind
    since: datetime
    escalated_to: tuple[Role, ...]


@command("task.claim")
@dataclass(frozen=True, slots=True)
class ClaimTask:
    task: UUID


@command("task.release")
@dataclass(frozen=True, slots=True)
class ReleaseTask:
    task: UUID


TaskEvent = (
    TaskOpened
    | TaskClaimed
    | TaskReleased
    | TaskClosed
    | TaskAssigned
    | TaskPrioritised
    | TaskFollowUpSet
    | TaskLate
)
Tasks = Mapping[UUID, Task]


def evolve_tasks(tasks: Tasks, happened: TaskEvent) -> Tasks:
    """The open tasks after an event."""
    match happened:
        case TaskOpened(task, kind, guild, due, about, offered):
            return {**tasks, task: Task(task, kind, guild, due, about, offered=offered)}
        case TaskClosed(task):
            return {key: value for key, value in tasks.items() if key != task}
        case _:
            return {**tasks, happened.task: _changed(tasks[happened.task], happened)}


def without_kind(tasks: Tasks, kind: TaskKind) -> Tasks:
    """The open tasks but for those of a kind, whose reason has gone with the stage."""
    return {key: task for key, task in tasks.items() if task.kind is not kind}


def _changed(task: Task, happened: TaskEvent) -> Task:
    match happened:
        case TaskClaimed(_, account, until):
            return replace(task, claim=Claim(account, until))
        case TaskAssigned(_, account, _, until):
            return replace(task, claim=Claim(account, until, assigned=True))
        case TaskReleased():
            return replace(task, claim=None)
        case TaskPrioritised(_, priority):
            return replace(task, priority=priority)
        case TaskFollowUpSet(_, on):
            return replace(task, follow_up=on)
        case TaskLate(_, _, since, escalated_to):
            return replace(task, late_since=since, escalated_to=escalated_to)
        case TaskOpened() | TaskClosed():
            return task
        case _:
            assert_never(happened)


def claim_task(task: Task, cause: Cause, lease: timedelta) -> tuple[TaskEvent, ...]:
    """Hold it until the lease ends; claiming again renews the lease, and changes nothing at once."""
    refuse_if_held_by_other(task, cause)
    refuse_others(task.id, task.offered, cause)
    claim, until = task.claim, cause.at + lease
    if claim is not None and claim.account == cause.actor.account and claim.until >= until:
        return ()
    return (TaskClaimed(task.id, cause.actor.account, until),)


def release_task(task: Task, cause: Cause) -> tuple[TaskEvent, ...]:
    """Give it back; what nobody holds stays so."""
    refuse_if_held_by_other(task, cause)
    return () if task.claim is None else (TaskReleased(task.id),)


def claimed_task(tasks: Tasks, task: UUID, kind: TaskKind, cause: Cause) -> Task:
    """The task that the actor holds and may now decide; refuses any other."""
    found = of_queue(tasks, task, cause.actor)
    if found.kind is not kind:
        raise TaskUnknown(task=task)
    if found.claim is None or found.claim.account != cause.actor.account:
        refuse_if_held_by_other(found, cause)
        raise TaskNotClaimed(task=task)
    return found


def no_maker_checks(cause: Cause, makers: frozenset[UUID]) -> None:
    """Whoever made cannot check (R27), by person and by account."""
    refuse_maker(cause.actor, makers)


def refuse_maker(actor: Actor, makers: frozenset[UUID]) -> None:
    """MakerCannotCheck for an actor who is among them, by person or by account."""
    if actor.account in makers or actor.person in makers:
        raise MakerCannotCheck()


def open_of_kind(tasks: Tasks, kind: TaskKind) -> Task | None:
    """The one open task of a kind, if there is one."""
    return next((task for task in tasks.values() if task.kind is kind), None)


def open_task(tasks: Tasks, task: UUID) -> Task:
    """The open task of this id; TaskUnknown."""
    found = tasks.get(task)
    if found is None:
        raise TaskUnknown(task=task)
    return found


def of_queue(tasks: Tasks, task: UUID, actor: Actor) -> Task:
    """The open task, if it is for the actor's role and guild; TaskUnknown, NotYourTask."""
    found = open_task(tasks, task)
    if not is_for(found, actor):
        raise NotYourTask(task=task)
    return found


def is_for(task: Task, actor: Actor) -> bool:
    """Whether the actor's role may do it; a guild does what is its own alone."""
    in_guild = actor.role is not Role.GUILD or actor.guild == task.guild
    return actor.role in task.roles and in_guild


def refuse_if_held_by_other(task: Task, cause: Cause) -> None:
    """TaskClaimedByOther while somebody else's claim lasts."""
    claim = task.claim
    if claim is not None and claim.account != cause.actor.account and cause.at < claim.until:
        raise TaskClaimedByOther(task=task.id)
