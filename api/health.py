"""Whether the process is alive, and whether it can do its work."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import JSONResponse, RedirectResponse

from api.services import Given, Services

router = APIRouter(tags=["health"])
_PATIENCE_SECONDS = 2.0
# A projector this many events behind shows what is no longer so.
_MOST_LAG = 5000


@router.get("/", include_in_schema=False)
async def front() -> RedirectResponse:
    """Whoever opens the address that `tanjian up` prints reads what there is to ask for."""
    return RedirectResponse("/docs")


@router.get(
    "/healthz", operation_id="healthz", summary="程序存活 / The process is alive", response_model=None
)
async def healthz() -> JSONResponse:
    return JSONResponse({"status": "alive"})


@router.get("/readyz", operation_id="readyz", summary="可收件 / Ready to receive", response_model=None)
async def readyz(services: Given) -> JSONResponse:
    """`ready`, or `degraded` while Temporal or the projector is not well: commands are received all the same.

    503 without the database. `projector_lag` is in positions.
    """
    lag, temporal = await asyncio.gather(_within(_lag(services)), _within(_temporal(services)))
    behind = None if lag is None else lag > _MOST_LAG
    checks = {
        "database": lag is not None,
        "temporal": temporal is True,
        "projector": behind is False,
    }
    receives = checks["database"]
    status = "ready" if all(checks.values()) else "degraded" if receives else "not_ready"
    told = {"status": status, "checks": checks, "projector_lag": lag}
    return JSONResponse(told, 200 if receives else 503)


async def _within(asked: Awaitable[int]) -> int | None:
    try:
        return await asyncio.wait_for(asked, _PATIENCE_SECONDS)
    except Exception:
        return None


async def _lag(services: Services) -> int:
    last = await asyncio.to_thread(services.event_log.last_position)
    return max(0, last - await asyncio.to_thread(services.freshness.position))


async def _temporal(services: Services) -> int:
    client = services.temporal
    return client is not None and await client.service_client.check_health(
        timeout=timedelta(seconds=_PATIENCE_SECONDS)
    )
