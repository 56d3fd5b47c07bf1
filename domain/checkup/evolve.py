"""The fold of a checkup: state after each event."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.checkup.events import (
    ActivityEntered,
    ActivityRemoved,
    BillAttached,
    BillRemoved,
    CaseEnded,
    CheckupApproved,
    CheckupCancelled,
    CheckupEvent,
    CheckupFailed,
    CheckupOpened,
    CheckupReturned,
    CheckupSubmitted,
    NoneDeclared,
    ReviewLate,
)
from domain.checkup.state import (
    Approved,
    Cancelled,
    CheckupState,
    Content,
    Failed,
    Filling,
    NotOpened,
    Opened,
    Returned,
    Submitted,
)
from domain.task import TaskEvent, TaskLate, evolve_tasks


def fold(events: Iterable[CheckupEvent], state: CheckupState | None = None) -> CheckupState:
    """The state after the events, from the beginning or from `state`."""
    folded: CheckupState = NotOpened() if state is None else state
    for happened in events:
        folded = evolve(folded, happened)
    return folded


def evolve(state: CheckupState, happened: CheckupEvent) -> CheckupState:
    """The state after one event."""
    if isinstance(happened, CheckupOpened):
        return Filling(Content(happened, makers=frozenset({happened.trainee})))
    if isinstance(state, NotOpened):
        raise ValueError(f"{type(happened).__name__} before the checkup was opened")
    moved = _stage(state, happened)
    return replace(moved, content=_content(moved.content, happened))


def _stage(state: Opened, happened: CheckupEvent) -> Opened:
    rounds = state.rounds if isinstance(state, Submitted | Returned) else 0
    match happened:
        case CheckupSubmitted():
            return Submitted(state.content, rounds)
        case CheckupReturned(findings):
            return Returned(state.content, findings, rounds + 1)
        case CheckupApproved():
            return Approved(state.content)
        case CheckupFailed(why):
            return Failed(state.content, why)
        case CheckupCancelled():
            return Cancelled(state.content)
        case CaseEnded() if isinstance(state, Submitted):
            return replace(state, case_ended=True)
        case _:
            return state


def _content(content: Content, happened: CheckupEvent) -> Content:
    if isinstance(happened, TaskEvent):
        return _work(content, happened)
    match happened:
        case BillAttached(bill, by):
            return _made_by(by, replace(content, bills={**content.bills, bill.id: bill}))
        case BillRemoved(bill_id):
            return replace(content, bills=_without(content.bills, bill_id))
        case ActivityEntered(activity, by):
            entered = replace(
                content,
                activities={**content.activities, activity.id: activity},
                nones=content.nones - {activity.item},
            )
            return _made_by(by, entered)
        case ActivityRemoved(activity_id):
            return replace(content, activities=_without(content.activities, activity_id))
        case NoneDeclared(item, _, by):
            return _made_by(by, replace(content, nones=content.nones | {item}))
        case CheckupSubmitted(by):
            return _made_by(by, content)
        case CheckupCancelled():
            return replace(content, tasks={})
        case ReviewLate(task):
            return _late_by_an_older_event(content, task)
        case _:
            return content


def _work(content: Content, happened: TaskEvent) -> Content:
    worked = replace(content, tasks=evolve_tasks(content.tasks, happened))
    return _late(worked, happened.task, happened.since) if isinstance(happened, TaskLate) else worked


def _late(content: Content, task: UUID, since: datetime) -> Content:
    return replace(content, late=content.late | {task}, late_since=content.late_since or since)


def _late_by_an_older_event(content: Content, task: UUID) -> Content:
    due = content.tasks[task].due
    assert due is not None
    noted = TaskLate(task, content.tasks[task].kind, due.due, ())
    return _late(replace(content, tasks=evolve_tasks(content.tasks, noted)), task, due.due)


def _made_by(person: Any, content: Content) -> Content:
    return replace(content, makers=content.makers | {person})


def _without(mapping: Any, key: Any) -> Any:
    return {kept: value for kept, value in mapping.items() if kept != key}
