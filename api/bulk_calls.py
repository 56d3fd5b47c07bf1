"""Calls about many: tasks given, claimed, put first or left until a day, and cases reminded by hand."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field, model_validator
from starlette.concurrency import run_in_threadpool

from api.bulk import MOST_ITEMS, Planned, Seen, planned, report, take_all
from api.description import told_by
from api.door import Order, Seal
from api.misshapen import misshape
from api.preview import would_be
from api.problems import not_found
from api.roles import SEES_ALL, allow
from api.services import Given, Services
from api.shapes import Day, Id, LongWords, Shape
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_case
from api.task_orders import order_about
from api.tasks import assignee
from api.visibility import sees_task
from domain.enrolment.commands import RemindNow
from domain.event import Actor
from domain.task import ClaimTask, Priority, ReleaseTask
from domain.working import AssignTask, FollowUpTask, PrioritiseTask
from store.bulks import Bulks
from store.read_models import TaskRow

router = APIRouter(tags=["tasks"], route_class=SignedRoute)
_AN_ID = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"
_REPORT = {
    "bulk": "8c1de9a2-7a55-5b8e-9f0d-2f8d3c1b7e64",
    "action": "task.assign",
    "preview": False,
    "counts": {
        "total": 2,
        "done": 1,
        "unchanged": 0,
        "stale": 1,
        "refused": 0,
        "pending": 0,
        "unsent": 0,
    },
    "items": [
        {"id": _AN_ID, "seen": 12, "outcome": "done", "version": 13, "problem": None},
        {"id": _AN_ID, "seen": 9, "outcome": "stale", "problem": {"code": "precondition_failed"}},
    ],
}
_REPORTED: dict[int | str, dict[str, Any]] = {
    200: told_by("每一項的結果與件數 / What became of each item, and how many", _REPORT),
    202: told_by("尚有處理中的項目，見 Location / Some are pending: see Location", _REPORT),
}
_Preview = Annotated[
    bool, Query(description="只試算，不收件 / what would happen, without anything being received")
]
_NEEDS = {"assign": "to", "prioritise": "priority", "follow_up": "on"}


class TaskSeen(Shape):
    """A task, with the `version` that the list showed of it."""

    task: Id
    version: Annotated[int, Field(ge=1)]


class TasksShape(Shape):
    """`to` for assign, `priority` for prioritise, `on` (a day, or null) for follow_up; each task once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"action": "assign", "to": _AN_ID, "items": [{"task": _AN_ID, "version": 12}]}]
        }
    )

    action: Literal["assign", "claim", "release", "prioritise", "follow_up"]
    items: Annotated[list[TaskSeen], Field(min_length=1, max_length=MOST_ITEMS)]
    to: Id | None = None
    priority: Literal["low", "normal", "high"] | None = None
    on: Day | None = None

    @model_validator(mode="after")
    def _what_the_action_needs(self) -> Self:
        needed = _NEEDS.get(self.action)
        given = {name for name in _NEEDS.values() if name in self.model_fields_set}
        if given != ({needed} if needed else set()) or (
            needed in ("to", "priority") and not getattr(self, needed)
        ):
            zh = f"動作「{self.action}」{'須附 ' + needed if needed else '不附其他欄位'}"
            en = f"the action {self.action} goes with {needed or 'no other field'}"
            raise misshape("action_misfit", zh, en, at="action")
        return self

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        _refuse_twice([one.task for one in self.items])
        return self


class CaseSeen(Shape):
    """A case, with the `version` that was read of it."""

    enrolment: Id
    version: Annotated[int, Field(ge=1)]


class RemindersShape(Shape):
    """Each case once; the words in `note` go into every mail."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"items": [{"enrolment": _AN_ID, "version": 12}], "note": "名單只差一家，請儘速補上。"}
            ]
        }
    )

    items: Annotated[list[CaseSeen], Field(min_length=1, max_length=MOST_ITEMS)]
    note: LongWords | None = None

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        _refuse_twice([one.enrolment for one in self.items])
        return self


@router.post(
    "/tasks/bulk",
    operation_id="bulk_tasks",
    summary="批次處理待辦 / One thing asked of many tasks",
    response_model=None,
    responses=_REPORTED,
)
async def bulk_tasks(
    body: TasksShape,
    services: Given,
    asking: Annotated[Asking, asks("task.bulk")],
    preview: _Preview = False,
) -> JSONResponse:
    """Each item is a command of its own: the report counts done, unchanged, stale and refused, with reasons.

    What takes longer than a request may is 202: the report at `Location` goes on until nothing is pending.
    """
    action = f"task.{body.action}"
    allow(asking.actor, action)
    plan = await run_in_threadpool(_plan_tasks, services, asking, action, body)
    return await _answer(services, asking, action, body, plan, preview)


@router.post(
    "/reminders/bulk",
    operation_id="bulk_reminders",
    summary="批次提醒學員 / Remind the trainees of many cases now",
    response_model=None,
    responses=_REPORTED,
)
async def bulk_reminders(
    body: RemindersShape,
    services: Given,
    asking: Annotated[Asking, asks("enrolment.remind_now")],
    preview: _Preview = False,
) -> JSONResponse:
    """One mail a case, naming what is owed first; a case is reminded by hand once in the programme's days."""
    plan = [_reminder(services, asking, one, body.note) for one in body.items]
    return await _answer(services, asking, asking.kind, body, plan, preview)


@router.get(
    "/bulk/{bulk}",
    operation_id="read_bulk",
    summary="批次處理的結果 / What became of a call about many",
    response_model=None,
    responses={200: _REPORTED[200]},
)
def read_bulk(bulk: UUID, services: Given, actor: Annotated[Actor, may("bulk.read")]) -> JSONResponse:
    """One's own; officers and auditors see all."""
    found = Bulks(services.database).get(bulk)
    if found is None or (found.account != actor.account and actor.role not in SEES_ALL):
        raise not_found()
    return JSONResponse(report(services, found))


async def _answer(
    services: Services,
    asking: Asking,
    action: str,
    body: Shape,
    plan: Sequence[Planned],
    only_a_look: bool,
) -> JSONResponse:
    if only_a_look:
        return JSONResponse(await run_in_threadpool(would_be, services, action, plan))
    return await take_all(services, asking, action, body.model_dump(mode="json"), plan)


def _plan_tasks(services: Services, asking: Asking, action: str, body: TasksShape) -> list[Planned]:
    rows = {row.id: row for row in services.read_models.tasks_among([one.task for one in body.items])}
    seen = {key: row for key, row in rows.items() if sees_task(asking.actor, row)}
    command, streams = _command_of(services, asking.actor, body), set[UUID]()
    plan = []
    for one in body.items:
        row = seen.get(one.task)
        follows = row is not None and row.stream in streams
        streams |= {row.stream} if row else set()
        plan.append(_about(services, asking, action, one, row, command, body, follows=follows))
    return plan


def _about(
    services: Services,
    asking: Asking,
    action: str,
    one: TaskSeen,
    row: TaskRow | None,
    command: Callable[[UUID], Any],
    body: TasksShape,
    *,
    follows: bool,
) -> Planned:
    said = body.model_dump(mode="json", exclude={"items"})

    def order_of(own: Asking) -> Order:
        return order_about(services, own, one.task, said, lambda row, seal: command(row.id), look=lambda: row)

    return planned(services, asking, action, Seen(one.task, one.version), order_of, follows=follows)


def _command_of(services: Services, by: Actor, body: TasksShape) -> Callable[[UUID], Any]:
    match body.action:
        case "claim":
            return ClaimTask
        case "release":
            return ReleaseTask
        case "assign":
            assert body.to is not None
            to = assignee(services, by, body.to)
            return lambda task: AssignTask(task, to)
        case "prioritise":
            priority = Priority(body.priority or "")
            return lambda task: PrioritiseTask(task, priority)
        case "follow_up":
            return lambda task: FollowUpTask(task, body.on)


def _reminder(services: Services, asking: Asking, one: CaseSeen, note: str | None) -> Planned:
    def build(seal: Seal) -> RemindNow:
        return RemindNow(seal.maybe(note))

    def order_of(own: Asking) -> Order:
        return Order(lambda: of_case(services, own.actor, one.enrolment), {"note": note}, build)

    return planned(services, asking, asking.kind, Seen(one.enrolment, one.version), order_of)


def _refuse_twice(ids: Sequence[UUID]) -> None:
    for one, times in Counter(ids).items():
        if times > 1:
            raise misshape("named_twice", f"{one} 列了兩次", f"{one} is named twice", at="items")
