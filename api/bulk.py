"""One thing asked of many: each item is a command of its own, and the answer says what became of each.

An item's command id derives from the call's key, so that the call can be sent again until all is decided.
Items that share a stream are judged by the version seen at the door, for the first of them moves it on.
"""

import asyncio
import hmac
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.door import Order, Target, check_version, first_receipt, key_reused, receive, settled
from api.problems import Problem, refused, refused_outcome
from api.services import Services
from api.signing import Asking
from domain.errors import DomainError
from domain.streams import derived
from store import codec
from store.bulks import Bulk, BulkItem, Bulks
from store.receipts import Accepted, Receipt, Refused

MOST_ITEMS = 500
OUTCOMES = ("done", "unchanged", "stale", "refused", "pending", "unsent")
_AT_ONCE = 16
_RECEIVED_AT_ONCE = 8

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing, with the version of its stream that the sender had seen."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Planned:
    """One item's command, as the door takes it."""

    seen: Seen
    asking: Asking
    order: Order


def planned(
    services: Services,
    asking: Asking,
    kind: str,
    seen: Seen,
    order_of: Callable[[Asking], Order],
    *,
    follows: bool = False,
) -> Planned:
    """The item's own frame: its key follows from the call's and from what it is about.

    `follows` where another item of the call has the same stream.
    """
    own = replace(asking, kind=kind, key=f"{asking.key} {seen.id}", version=seen.version)
    order = order_of(own)
    if not follows:
        return Planned(seen, own, order)
    return Planned(seen, replace(own, version=None), replace(order, find=_checked(services, own, order)))


def _checked(services: Services, own: Asking, order: Order) -> Callable[[], Target]:
    def find() -> Target:
        target = order.find()
        if first_receipt(services, own) is None:
            check_version(services, own, target)
        return target

    return find


async def take_all(
    services: Services, asking: Asking, action: str, said: object, plan: Sequence[Planned]
) -> JSONResponse:
    """Receive every item, drive them all, and report; 202 with the report's address if it takes longer."""
    bulk = await run_in_threadpool(_begin, services, asking, action, said, plan)
    items = await _receive_all(services, plan)
    await run_in_threadpool(Bulks(services.database).keep, bulk.id, items)
    with suppress(TimeoutError):
        async with asyncio.timeout(services.settings.bulk_seconds):
            await _drive_all(services, items)
    told = await run_in_threadpool(report, services, replace(bulk, items=tuple(items)))
    await services.freshness.reached(_last_position(told), services.settings.fresh_seconds)
    address = {"Location": f"/bulk/{bulk.id}"}
    return JSONResponse(told, 202 if told["counts"]["pending"] else 200, address)


def report(services: Services, bulk: Bulk) -> Document:
    """What became of each item by now: exact counts, and the reason of each refusal."""
    shared = _shared(bulk.items)
    receipts = services.receipts.among([item.command for item in bulk.items])
    items = [_item(services, item, receipts.get(item.command), shared) for item in bulk.items]
    return {"bulk": str(bulk.id), "action": bulk.action, "preview": False, **counted(items)}


def counted(items: Sequence[Document]) -> Document:
    """The items, and how many of each outcome."""
    found = Counter(item["outcome"] for item in items)
    counts = {"total": len(items), **{outcome: found[outcome] for outcome in OUTCOMES}}
    return {"counts": counts, "items": list(items)}


def item_about(id: UUID, seen: int) -> Document:
    """What every item is told by, whatever became of it."""
    return {"id": str(id), "seen": seen, "receipt": None, "version": None, "problem": None}


def door_refusal(problem: Mapping[str, Any]) -> Document:
    """An item that the door refused: stale, or for another reason."""
    outcome = "stale" if problem["status"] == 412 else "refused"
    return {"outcome": outcome, "problem": dict(problem)}


def _begin(services: Services, asking: Asking, action: str, said: object, plan: Sequence[Planned]) -> Bulk:
    content = codec.canonical({"action": action, "said": said})
    mark = bytes.fromhex(services.person_keys.mark(asking.actor.account, content))
    items = tuple(_unsent(each) for each in plan)
    draft = Bulk(
        derived("bulk", asking.command), asking.actor.account, action, mark, services.clock.now(), items
    )
    kept = Bulks(services.database).begin(draft)
    if not hmac.compare_digest(kept.body_mark, mark):
        raise key_reused(asking.key)
    return kept


def _unsent(one: Planned) -> BulkItem:
    return BulkItem(one.seen.id, None, one.seen.version, one.asking.command)


async def _receive_all(services: Services, plan: Sequence[Planned]) -> list[BulkItem]:
    gate = asyncio.Semaphore(_RECEIVED_AT_ONCE)

    async def one(each: Planned) -> BulkItem:
        async with gate:
            return await run_in_threadpool(_received, services, each)

    return list(await asyncio.gather(*(one(each) for each in plan)))


def _received(services: Services, one: Planned) -> BulkItem:
    try:
        receipt = receive(services, one.asking, one.order)
    except Problem as problem:
        return replace(_unsent(one), problem=problem.body)
    except DomainError as error:
        return replace(_unsent(one), problem=refused(error).body)
    return replace(_unsent(one), stream=receipt.stream)


async def _drive_all(services: Services, items: Sequence[BulkItem]) -> None:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(receipt: Receipt) -> None:
        async with gate:
            await settled(services, receipt)

    commands = [item.command for item in items if item.problem is None]
    receipts = await run_in_threadpool(services.receipts.among, commands)
    await asyncio.gather(*(one(each) for each in receipts.values() if each.outcome is None))


def _item(services: Services, item: BulkItem, receipt: Receipt | None, shared: frozenset[UUID]) -> Document:
    about = item_about(item.id, item.version)
    if item.problem is not None:
        return {**about, **door_refusal(item.problem)}
    if receipt is None:
        return {**about, "outcome": "unsent"}
    return {**about, "receipt": str(receipt.command_id), **_outcome(services, item, receipt, shared)}


def _outcome(services: Services, item: BulkItem, receipt: Receipt, shared: frozenset[UUID]) -> Document:
    match receipt.outcome:
        case None:
            return {"outcome": "pending"}
        case Refused():
            problem = refused_outcome(receipt.outcome)
            return door_refusal(problem.body)
        case Accepted(position, version):
            moved = version != item.version
            if moved and receipt.stream in shared:
                moved = _wrote(services, receipt, item.version)
            outcome = "done" if moved else "unchanged"
            return {"outcome": outcome, "version": version, "position": position}


def _wrote(services: Services, receipt: Receipt, since: int) -> bool:
    later = services.event_log.read(receipt.stream, since)
    return any(event.cause.command == receipt.command_id for event in later)


def _shared(items: Sequence[BulkItem]) -> frozenset[UUID]:
    times = Counter(item.stream for item in items if item.stream)
    return frozenset(stream for stream, count in times.items() if count > 1)


def _last_position(told: Document) -> int:
    return max((item.get("position", 0) for item in told["items"]), default=0)
