"""The fold of a checkup: state after each event."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.checkup.approval import without
from domain.checkup.commands import Bill
from domain.checkup.events import (
    ActivityEntered,
    ActivityRemoved,
    AddendumApproved,
    AddendumReturned,
    AddendumSubmitted,
    BillAttached,
    BillRemoved,
    CaseEnded,
    CheckupApproved,
    CheckupCancelled,
    CheckupConsentWithdrawn,
    CheckupEvent,
    CheckupFailed,
    CheckupOpened,
    CheckupReinstated,
    CheckupReturned,
    CheckupSubmitted,
    NoneDeclared,
    PartReopened,
    ReviewLate,
)
from domain.checkup.reading_events import ReadingEvent
from domain.checkup.reading_state import evolve_readings, without_reading
from domain.checkup.state import (
    Addendum,
    Approved,
    ApprovedAddendum,
    Cancelled,
    CheckupState,
    Content,
    Failed,
    Filling,
    NotOpened,
    Opened,
    ReasonedNone,
    Returned,
    Snapshot,
    Submitted,
)
from domain.task import TaskEvent, TaskKind, TaskLate, evolve_tasks, without_kind

_OF_AN_ADDENDUM = (
    BillAttached
    | BillRemoved
    | ActivityEntered
    | ActivityRemoved
    | PartReopened
    | AddendumSubmitted
    | AddendumApproved
    | AddendumReturned
)


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
    if isinstance(state, Approved) and isinstance(happened, _OF_AN_ADDENDUM):
        return _without_reading(_addendum(state, happened), happened)
    moved = _stage(state, happened)
    return _without_reading(replace(moved, content=_content(moved.content, happened)), happened)


def _without_reading(state: Opened, happened: CheckupEvent) -> Opened:
    """Nothing read stands of a bill that is gone, or that is another file now."""
    match happened:
        case BillAttached(Bill(id=bill)) | BillRemoved(bill):
            readings = without_reading(state.content.readings, bill)
            return replace(state, content=replace(state.content, readings=readings))
        case _:
            return state


def _addendum(state: Approved, happened: CheckupEvent) -> Approved:
    """What is entered after the approval is an addendum, whose content stands beside the checkup's (R42)."""
    about = state.content.about
    before: Addendum = state.addendum or Filling(Content(about, makers=frozenset({about.trainee})))
    if isinstance(happened, AddendumApproved):
        approved = ApprovedAddendum(before.content.bills, before.content.activities)
        return Approved(state.content, None, (*state.addenda, approved))
    moved: Any = _addendum_stage(before, happened)
    return replace(state, addendum=replace(moved, content=_content(moved.content, happened)))


def _addendum_stage(before: Addendum, happened: CheckupEvent) -> Addendum:
    rounds = before.rounds if isinstance(before, Submitted | Returned) else 0
    match happened:
        case AddendumSubmitted():
            return Submitted(before.content, rounds)
        case AddendumReturned(findings, _, last_day):
            return Returned(before.content, findings, rounds + 1, last_day)
        case _:
            return before


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
            findings = state.findings if isinstance(state, Returned) else ()
            return Failed(state.content, why, findings, rounds)
        case CheckupCancelled():
            return Cancelled(state.content)
        case CaseEnded() if isinstance(state, Submitted):
            return replace(state, case_ended=True)
        case CheckupReinstated():
            return _reinstated(state)
        case CheckupConsentWithdrawn() if isinstance(state, Approved):
            return replace(state, addendum=None)
        case _:
            return state


def _reinstated(state: Opened) -> Opened:
    match state:
        case Submitted():
            return replace(state, case_ended=False)
        case Failed(content, _, findings, rounds):
            return Returned(content, findings, rounds)
        case _:
            return Filling(state.content)


def _content(content: Content, happened: CheckupEvent) -> Content:
    if isinstance(happened, TaskEvent):
        return _work(content, happened)
    if isinstance(happened, ReadingEvent):
        return replace(content, readings=evolve_readings(content.readings, happened))
    match happened:
        case BillAttached(bill, by):
            return _made_by(by, replace(content, bills={**content.bills, bill.id: bill}))
        case BillRemoved(bill_id, by):
            return _made_by(by, replace(content, bills=_without(content.bills, bill_id)))
        case ActivityEntered(activity, by):
            entered = replace(
                content,
                activities={**content.activities, activity.id: activity},
                nones=_without(content.nones, activity.item),
            )
            return _made_by(by, entered)
        case ActivityRemoved(activity_id, by):
            return _made_by(by, replace(content, activities=_without(content.activities, activity_id)))
        case NoneDeclared(item, reason, by, mark):
            return _made_by(by, replace(content, nones={**content.nones, item: ReasonedNone(reason, mark)}))
        case _:
            return _reviewed(content, happened)


def _reviewed(content: Content, happened: CheckupEvent) -> Content:
    match happened:
        case CheckupSubmitted(by, letter, letter_by):
            return _made_by(letter_by, _made_by(by, replace(content, letter=letter)))
        case AddendumSubmitted(by):
            return _made_by(by, content)
        case CheckupReturned(findings, by, approved) | AddendumReturned(findings, by, approved=approved):
            returned = Snapshot(content.bills, content.activities, content.nones, content.letter, findings)
            hashes = {one.part: one.hash for one in approved}
            return replace(content, returned=returned, approved=hashes, reviewer=by)
        case PartReopened(part):
            return replace(content, approved=without(content.approved, part))
        case CheckupCancelled():
            return replace(content, tasks={})
        case CheckupApproved() | CheckupFailed():
            return replace(content, tasks=without_kind(content.tasks, TaskKind.UNREADABLE_BILL))
        case _:
            return _noted(content, happened)


def _noted(content: Content, happened: CheckupEvent) -> Content:
    match happened:
        case CheckupConsentWithdrawn():
            return replace(content, consents=False)
        case ReviewLate(task):
            return _late_by_an_older_event(content, task)
        case _:
            return content


def _made_by(person: UUID | None, content: Content) -> Content:
    return content if person is None else replace(content, makers=content.makers | {person})


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


def _without(mapping: Any, key: Any) -> Any:
    return {kept: value for kept, value in mapping.items() if kept != key}
