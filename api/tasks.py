"""Tasks: the queue of one's role; claiming, giving, leaving until a day, deciding."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Query
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field

from api.decisions import EXAMPLES, check_shape, command_of
from api.misshapen import Misshape
from api.pages import page
from api.problems import misshapen, not_found
from api.services import Given, Services
from api.shapes import Day, Id, Shape
from api.signing import Asking, SignedRoute, asks, may
from api.task_filters import TaskFilter, selves, wanted
from api.task_orders import take_about
from api.task_rows import task_shown, weights_in_force
from api.visibility import task_for
from domain.event import Actor, Role
from domain.task import ClaimTask, Priority, ReleaseTask, TaskKind
from domain.working import AssignTask, FollowUpTask, PrioritiseTask
from store.read_models import TaskRow

router = APIRouter(tags=["tasks"], route_class=SignedRoute)
_TASK = "/tasks/{task}"


class Assignment(Shape):
    """An account of the task's queue, as GET /tasks/{task}/assignees lists them."""

    to: Annotated[Id, Field(examples=["3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"])]


class PriorityShape(Shape):
    model_config = ConfigDict(json_schema_extra={"examples": [{"priority": "high"}]}, strict=False)

    priority: Priority


class FollowUp(Shape):
    """The day on which it comes back; null takes it up again now."""

    on: Annotated[Day | None, Field(examples=["2025-04-21"])]


@router.get(
    "/tasks",
    operation_id="list_tasks",
    summary="待辦（依角色與公會，最急者在前） / The queue, most urgent first",
    response_model=None,
)
def tasks(
    asked: Annotated[TaskFilter, Query()], services: Given, actor: Annotated[Actor, may("task.read")]
) -> JSONResponse:
    """Each with the terms of its urgency. What rests until a day is left out unless asked for."""
    now, weights = services.clock.now(), weights_in_force(services)
    chosen = wanted(services, actor, asked, now)
    at = [now]

    def rows() -> Any:
        found, at[0] = services.read_models.tasks(chosen, weights, now, after=asked.after, limit=asked.limit)
        return found

    return page(rows, lambda found: [task_shown(actor, row, weights, at[0], now) for row in found])


@router.get(_TASK, operation_id="read_task", summary="一件待辦 / One open task", response_model=None)
def task(task: UUID, services: Given, actor: Annotated[Actor, may("task.read")]) -> JSONResponse:
    """Its ETag is the version of the stream that it lies in."""
    row, now = _seen(services, actor, task), services.clock.now()
    shown = task_shown(actor, row, weights_in_force(services), now, now)
    return JSONResponse(shown, headers={"ETag": f'"{row.version}"'})


@router.get(
    f"{_TASK}/assignees",
    operation_id="list_assignees",
    summary="可受指派的帳號 / Accounts that the task can be assigned to",
    response_model=None,
)
def assignees(task: UUID, services: Given, actor: Annotated[Actor, may("task.assign")]) -> JSONResponse:
    """Those of its queue, but for whoever made what it is about (R27)."""
    row = _seen(services, actor, task)
    roles = [Role(role) for role in row.roles if actor.role is not Role.GUILD or role == Role.GUILD]
    found = services.accounts.with_roles(roles, row.guild)
    items = [
        {"id": str(one.account), "login": login, "role": one.role.value}
        for one, login in found
        if not set(selves(one)) & set(row.makers)
    ]
    return JSONResponse({"items": items})


@router.post(
    f"{_TASK}/claim", operation_id="claim_task", summary="領取待辦 / Claim a task", response_model=None
)
async def claim(task: UUID, services: Given, asking: Annotated[Asking, asks("task.claim")]) -> JSONResponse:
    """Held for a time; claiming again renews it."""
    return await take_about(services, asking, task, {}, lambda *_: ClaimTask(task))


@router.post(
    f"{_TASK}/release", operation_id="release_task", summary="放回待辦 / Release a task", response_model=None
)
async def release(
    task: UUID, services: Given, asking: Annotated[Asking, asks("task.release")]
) -> JSONResponse:
    return await take_about(services, asking, task, {}, lambda *_: ReleaseTask(task))


@router.post(
    f"{_TASK}/assignment",
    operation_id="assign_task",
    summary="指派或改派待辦 / Assign a task, or assign it to another",
    response_model=None,
)
async def assign(
    task: UUID, body: Assignment, services: Given, asking: Annotated[Asking, asks("task.assign")]
) -> JSONResponse:
    """By a lead for reviewers' work, by an officer for any, by a guild among its own accounts."""
    to = assignee(services, asking.actor, body.to)
    said = body.model_dump(mode="json")
    return await take_about(services, asking, task, said, lambda *_: AssignTask(task, to))


@router.post(
    f"{_TASK}/priority",
    operation_id="prioritise_task",
    summary="設定優先程度 / Set a task's priority",
    response_model=None,
)
async def prioritise(
    task: UUID, body: PriorityShape, services: Given, asking: Annotated[Asking, asks("task.prioritise")]
) -> JSONResponse:
    said = body.model_dump(mode="json")
    return await take_about(services, asking, task, said, lambda *_: PrioritiseTask(task, body.priority))


@router.post(
    f"{_TASK}/follow-up",
    operation_id="follow_up_task",
    summary="設定後續追蹤日 / Leave a task until a day",
    response_model=None,
)
async def follow_up(
    task: UUID, body: FollowUp, services: Given, asking: Annotated[Asking, asks("task.follow_up")]
) -> JSONResponse:
    """Until that day begins it is left out of the queue, and comes back by itself."""
    said = body.model_dump(mode="json")
    return await take_about(services, asking, task, said, lambda *_: FollowUpTask(task, body.on))


@router.post(
    f"{_TASK}/decision",
    operation_id="decide_task",
    summary="決定待辦及理由 / Decide a task, with reasons",
    response_model=None,
)
async def decide(
    task: UUID,
    body: Annotated[dict[str, Any], Body(openapi_examples=EXAMPLES)],
    services: Given,
    asking: Annotated[Asking, asks("task.decide")],
) -> JSONResponse:
    """The body's shape is that of the task's kind; the examples show each."""
    return await take_about(
        services,
        asking,
        task,
        body,
        lambda row, seal: command_of(asking.actor, row, body, seal),
        lambda row: check_shape(TaskKind(row.kind) if row else None, body),
    )


def assignee(services: Services, by: Actor, account: UUID) -> Actor:
    """The account that something is assigned to; Problem 422. Guilds know of no accounts but guilds'."""
    found = services.accounts.actor(account)
    if found is None or (by.role is Role.GUILD and found.role is not Role.GUILD):
        zh, en = "沒有這個帳號", "there is no such account"
        raise misshapen([Misshape("to", str(account), "account_unknown", "engine", zh, en)], 422)
    return found


def _seen(services: Services, actor: Actor, task: UUID) -> TaskRow:
    row = task_for(services, actor, task)
    if row is None:
        raise not_found()
    return row
