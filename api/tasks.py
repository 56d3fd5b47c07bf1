"""Tasks: the queue of one's role, claiming, releasing, deciding."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Query
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, AwareDatetime

from api.decisions import EXAMPLES, check_shape, command_of
from api.door import Order, Reply, Seal, Target, take
from api.misshapen import misshape
from api.pages import Paging, page
from api.problems import not_found
from api.roles import SEES_ALL
from api.services import Given, Services
from api.signing import Asking, SignedRoute, asks, may
from api.targets import of_task
from api.visibility import task_for
from domain.event import Actor, Role
from domain.task import ClaimTask, ReleaseTask, TaskKind
from store.read_models import TaskRow

router = APIRouter(tags=["tasks"], route_class=SignedRoute)


def _known_kind(text: str) -> str:
    if text not in set(TaskKind):
        known = "、".join(TaskKind)
        raise misshape("kind_unknown", f"沒有這種待辦，可用：{known}", "there is no such kind of task")
    return text


class TaskFilter(Paging):
    """`mine`: claimed by oneself; `free`: claimed by nobody; `doable`: not made by oneself, nor kept for
    another (R27)."""

    kind: Annotated[str, AfterValidator(_known_kind)] | None = None
    enrolment: UUID | None = None
    mine: bool = False
    free: bool = False
    doable: bool = False
    due_before: AwareDatetime | None = None


@router.get(
    "/tasks",
    operation_id="list_tasks",
    summary="待辦（依角色與公會，最急者在前） / The queue, most urgent first",
    response_model=None,
)
def tasks(
    asked: Annotated[TaskFilter, Query()], services: Given, actor: Annotated[Actor, may("task.read")]
) -> JSONResponse:
    now = services.clock.now()
    return page(
        lambda: services.read_models.tasks(
            roles=None if actor.role in SEES_ALL else [actor.role],
            guild=(actor.guild or "") if actor.role is Role.GUILD else None,
            kind=asked.kind,
            enrolment=asked.enrolment,
            claimed_by=actor.account if asked.mine else None,
            free_at=now if asked.free else None,
            not_made_by=_selves(actor) if asked.doable else None,
            not_kept_from=(now, _selves(actor)) if asked.doable else None,
            due_before=asked.due_before,
            after=asked.after,
            limit=asked.limit,
        ),
        lambda rows: [_shown(actor, row, now) for row in rows],
    )


@router.post(
    "/tasks/{task}/claim", operation_id="claim_task", summary="領取待辦 / Claim a task", response_model=None
)
async def claim(task: UUID, services: Given, asking: Annotated[Asking, asks("task.claim")]) -> JSONResponse:
    return await _take(services, asking, task, {}, lambda *_: ClaimTask(task))


@router.post(
    "/tasks/{task}/release",
    operation_id="release_task",
    summary="放回待辦 / Release a task",
    response_model=None,
)
async def release(
    task: UUID, services: Given, asking: Annotated[Asking, asks("task.release")]
) -> JSONResponse:
    return await _take(services, asking, task, {}, lambda *_: ReleaseTask(task))


@router.post(
    "/tasks/{task}/decision",
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
    return await _take(
        services,
        asking,
        task,
        body,
        lambda row, seal: command_of(asking.actor, row, body, seal),
        lambda row: check_shape(TaskKind(row.kind) if row else None, body),
    )


async def _take(
    services: Services,
    asking: Asking,
    task: UUID,
    said: dict[str, Any],
    build: Callable[[TaskRow, Seal], Any],
    check: Callable[[TaskRow | None], None] = lambda _: None,
) -> JSONResponse:
    found: list[TaskRow] = []

    def find() -> Target:
        row = task_for(services, asking.actor, task)
        if row is not None:
            found.append(row)
        target = of_task(services, asking, row)
        # Before anything is computed of the body, which may hold what no store carries.
        check(row)
        return target

    def command(seal: Seal) -> Any:
        if not found:
            raise not_found()
        return build(found[0], seal)

    order = Order(find, {"task": str(task), "body": said}, command, again=True)
    return await take(services, asking, order, Reply(task))


def _selves(actor: Actor) -> list[UUID]:
    return [actor.account] if actor.person is None else [actor.account, actor.person]


def _kept_until(row: TaskRow, now: datetime) -> datetime | None:
    """Until when the task is kept for its first reviewer, if it still is."""
    return row.offered_until if row.offered_until is not None and row.offered_until > now else None


def _shown(actor: Actor, row: TaskRow, now: datetime) -> dict[str, Any]:
    """Who claimed it is told by whether it was oneself: accounts are nobody else's business."""
    kept = _kept_until(row, now)
    held = row.claimed_until is not None and row.claimed_until > now
    return {
        "id": str(row.id),
        "kind": row.kind,
        "workflow": row.workflow,
        "stream": str(row.stream),
        "enrolment": str(row.enrolment),
        "guild": row.case_guild,
        "ubn": row.ubn,
        "opened_at": row.opened_at.isoformat(),
        "due": row.due.isoformat() if row.due else None,
        "late": row.late,
        "kept_until": kept.isoformat() if kept else None,
        "kept_for_you": kept is not None and row.offered_to in _selves(actor),
        "claimed": held,
        "mine": row.claimed_by == actor.account,
        "claimed_until": row.claimed_until.isoformat() if held and row.claimed_until else None,
    }
