"""Get next: the most urgent task that the asker may do, claimed for them, however many ask at once."""

import json
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.description import told_by
from api.door import first_receipt
from api.problems import Problem
from api.services import Given, Services
from api.signing import Asking, SignedRoute, asks
from api.task_filters import TaskChoice, to_be_done
from api.task_orders import take_about
from api.task_rows import task_shown, weights_in_force
from domain.task import ClaimTask
from store import codec
from store.offers import Offers
from store.receipts import Receipt

router = APIRouter(tags=["tasks"], route_class=SignedRoute)

# Another was quicker, or the list was a moment behind: there may be a next one.
_TRY_ANOTHER = frozenset({"task_claimed_by_other", "task_unknown", "maker_cannot_check", "not_found"})
_OFFERED_SECONDS = 10.0
_MOST_TRIES = 50
_AT_ONCE = 100
_AN_ID = "3f0f7f8e-5f43-4d0b-9a52-0e3a4b6f9d11"
_CLAIMED = {
    "id": _AN_ID,
    "receipt": "8c1de9a2-7a55-5b8e-9f0d-2f8d3c1b7e64",
    "position": 4711,
    "version": 12,
    "task": {
        "id": _AN_ID,
        "kind": "vet_registration",
        "due": "2025-03-13T16:00:00+00:00",
        "urgency": {
            "points": 71.5,
            "terms": [{"term": "due", "points": 70.0, "zh": "距期限 3.0 天：10 ×（10 − 3.0，至少 0）"}],
        },
    },
}


@router.post(
    "/tasks/next",
    operation_id="next_task",
    summary="領取下一件（最急者） / Claim the most urgent task that one may do",
    response_model=None,
    responses={200: told_by("已領取，或目前沒有 / The task that was claimed, or none", _CLAIMED)},
)
async def next_task(
    asked: Annotated[TaskChoice, Query()],
    services: Given,
    asking: Annotated[Asking, asks("task.next")],
) -> JSONResponse:
    """`task` is null where nothing waits. Each try is a claim of its own; one key gives one task for ever."""
    attempt = 1
    for _ in range(_MOST_TRIES):
        step = replace(asking, kind="task.claim", key=f"{asking.key} {attempt}", version=None)
        known = await run_in_threadpool(first_receipt, services, step)
        task = _claimed_by(known) if known else await run_in_threadpool(_offered, services, asking, asked)
        if task is None:
            return _nothing()
        try:
            answer = await take_about(services, step, task, {}, lambda *_, task=task: ClaimTask(task))
        except Problem as problem:
            if problem.body["code"] not in _TRY_ANOTHER:
                raise
            # What the door refused left no receipt, and its number is still free.
            attempt += "receipt" in problem.body
            continue
        return await run_in_threadpool(_with_task, services, asking, task, answer)
    return _nothing()


def _claimed_by(known: Receipt) -> UUID:
    claim: ClaimTask = codec.command_from_bytes(known.kind, known.body)
    return claim.task


def _offered(services: Services, asking: Asking, asked: TaskChoice) -> UUID | None:
    now, weights = services.clock.now(), weights_in_force(services)
    wanted = to_be_done(services, asking.actor, asked, now)
    offers, after = Offers(services.database), None
    while True:
        page, _ = services.read_models.tasks(wanted, weights, now, after=after, limit=_AT_ONCE)
        offered = offers.first_free([row.id for row in page.rows], asking.actor.account, _OFFERED_SECONDS)
        if offered is not None or page.after is None:
            return offered
        after = page.after


def _with_task(services: Services, asking: Asking, task: UUID, answer: JSONResponse) -> JSONResponse:
    """The claim's answer, and the task where its row is there already."""
    row, now = services.read_models.task(task), services.clock.now()
    shown = task_shown(asking.actor, row, weights_in_force(services), now, now) if row else {"id": str(task)}
    body: dict[str, Any] = {**json.loads(bytes(answer.body)), "task": shown}
    kept = {
        name: answer.headers[name] for name in ("etag", "location", "retry-after") if name in answer.headers
    }
    return JSONResponse(body, answer.status_code, kept)


def _nothing() -> JSONResponse:
    zh, en = "目前沒有可領取的待辦。", "Nothing waits that you may claim."
    return JSONResponse({"task": None, "detail": zh, "detail_en": en})
