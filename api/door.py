"""The door: what every command goes through, from the right to ask it to its answer (design §4.1–§4.3).

The version of If-Match is compared right before the receipt is written, so that a stale page leaves none;
it goes with the receipt too, so that of two commands under way at once the second is refused.
"""

import asyncio
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from temporalio.client import Client

from api.discretion import topics_for
from api.driving import drive
from api.problems import Problem, refused_outcome
from api.services import Services
from api.signing import Asking
from domain.errors import REFUSALS
from domain.precondition import still_stands
from domain.sealed import Sealed
from store import codec, receipts
from store.receipts import Accepted, KeyReused, Receipt, ReceiptDraft, Refused, UnknownReceipt
from workflows.contracts import Outcome, WorkflowKind

RETRY_AFTER_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Target:
    """The stream that a command goes to, its case, and the person under whose key its words are sealed.

    `seen` is the stream whose version If-Match names, where that is another one; `ubn` the firm of a
    checkup whose case is asked.
    """

    workflow: WorkflowKind
    stream: UUID
    case: UUID
    person: UUID
    seen: UUID | None = None
    ubn: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals words under the key of the case's person."""

    services: Services
    target: Target

    def __call__(self, words: str) -> Sealed:
        return self.services.person_keys.seal(self.target.person, words)

    def mark(self, words: str) -> str:
        """What tells the same words of the same person, and nothing else of them."""
        return self.services.person_keys.mark(self.target.person, words.encode())

    def maybe(self, words: str | None) -> Sealed | None:
        return None if words is None else self(words)


@dataclass(frozen=True, slots=True)
class Order:
    """One request to change something.

    `find` gives the target, or refuses who may not see it. `said` is what was sent, as plain JSON
    values: it makes two requests the same or not. `build` makes the command. `again` has a first receipt
    looked for before that: where building stores a file, or the thing may be gone since.
    """

    find: Callable[[], Target]
    said: object
    build: Callable[[Seal], Any]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """How an accepted command is answered: the id of what it made or changed, and where that is read.

    `tagged` is false where the version that comes back is not that of the thing changed.
    """

    id: object
    location: str | None = None
    tagged: bool = True

    @property
    def status(self) -> int:
        return 201 if self.location else 200


async def take(services: Services, asking: Asking, order: Order, reply: Reply) -> JSONResponse:
    """Receive a command, drive it, and answer with its outcome, or with 202 while it has none."""
    receipt = await run_in_threadpool(receive, services, asking, order)
    outcome = receipt.outcome or await settled(services, receipt)
    match outcome:
        case None:
            return pending(receipt)
        case Refused():
            raise refused_outcome(outcome, {"receipt": str(receipt.command_id)})
        case Accepted(position, version):
            # Bounded: what is accepted is so, even while the projector is away.
            await services.freshness.reached(position, services.settings.fresh_seconds)
            return _accepted(receipt, position, version, reply)


def pending(receipt: Receipt) -> JSONResponse:
    """The answer while a command is received and not yet decided."""
    address = f"/receipts/{receipt.command_id}"
    body = {
        "receipt": str(receipt.command_id),
        "status": "pending",
        "received_at": receipt.received_at.isoformat(),
        "detail": "已收件，尚在處理；收件時間以此為準。",
        "detail_en": "Received and still being worked on; the time of receipt is what counts.",
    }
    return JSONResponse(body, 202, {"Location": address, "Retry-After": str(RETRY_AFTER_SECONDS)})


def first_receipt(services: Services, asking: Asking) -> Receipt | None:
    """The receipt that this very command had before, if it is sent again."""
    try:
        return services.receipts.get(asking.command)
    except UnknownReceipt:
        return None


def target_again(services: Services, asking: Asking, person: Callable[[UUID], UUID]) -> Target | None:
    """Where a command went before that is sent again; `person` knows whose a case is."""
    known = first_receipt(services, asking)
    if known is None:
        return None
    return Target(WorkflowKind(known.workflow), known.stream, known.case_id, person(known.case_id))


def key_reused(key: str) -> Problem:
    zh = "這個 Idempotency-Key 已用於內容不同的操作。"
    en = "This Idempotency-Key came before with another operation or body."
    return Problem(422, "idempotency_key_reused", zh, en, fields={"Idempotency-Key": key})


def receive(services: Services, asking: Asking, order: Order) -> Receipt:
    """The receipt of a command, written now or before; a Problem where the door refuses it."""
    target = order.find()
    mark = _mark(services, asking, target, order.said)
    known = first_receipt(services, asking) if order.again else None
    known = known or check_version(services, asking, target)
    if known is not None:
        if not hmac.compare_digest(known.body_mark, mark):
            raise key_reused(asking.key)
        return known
    draft = _draft(asking, target, order.build(Seal(services, target)), mark)
    try:
        return services.receipts.receive(draft, services.clock.now)
    except KeyReused:
        raise key_reused(asking.key) from None


def _mark(services: Services, asking: Asking, target: Target, said: object) -> bytes:
    plain = codec.canonical({"kind": asking.kind, "stream": str(target.stream), "said": said})
    return bytes.fromhex(services.person_keys.mark(target.person, plain))


def _draft(asking: Asking, target: Target, command: Any, mark: bytes) -> ReceiptDraft:
    return ReceiptDraft(
        command_id=asking.command,
        actor=asking.actor,
        idempotency_key=asking.key,
        case_id=target.case,
        stream=target.stream,
        workflow=target.workflow.value,
        kind=command.KIND,
        body=codec.command_to_bytes(command),
        body_mark=mark,
        expected=None if asking.version is None else (target.seen or target.stream, asking.version),
    )


def check_version(services: Services, asking: Asking, target: Target) -> Receipt | None:
    """Compare If-Match with the stream; the first receipt where the command was sent before."""
    if asking.version is None:
        return None
    # Read from one event before: what was seen must have been there.
    since = services.event_log.read(target.seen or target.stream, max(asking.version - 1, 0))
    was_there = bool(since) and since[0].version == asking.version
    if was_there and still_stands(each.event for each in since[1:]):
        return None
    known = first_receipt(services, asking)
    if known is not None:
        return known
    changed = topics_for(asking.actor, [each for each in since if each.version > asking.version])
    current = since[-1].version if since else None
    zh = "您看到的內容已被更新，請重新載入後再試。"
    en = "What you saw has changed since: load it again, then try again."
    fields = {"given": asking.version, "current": current}
    raise Problem(412, "precondition_failed", zh, en, fields=fields, more={"changed": changed})


async def settled(services: Services, receipt: Receipt) -> receipts.Outcome | None:
    """The outcome of a receipt that had none, or None if it has none in time."""
    if services.temporal is None:
        return None
    try:
        async with asyncio.timeout(services.settings.answer_seconds):
            return await _driven_in_order(services, services.temporal, receipt)
    except TimeoutError:
        return await run_in_threadpool(services.receipts.outcome_of, receipt.command_id)


async def _driven_in_order(services: Services, client: Client, receipt: Receipt) -> receipts.Outcome | None:
    """What the case received before is settled before: a newer command is no reason to refuse an older."""
    patience = services.settings.answer_seconds
    if receipt.behind:
        for earlier in await run_in_threadpool(services.receipts.undecided_ahead_of, receipt):
            if await drive(client, earlier, services.world, patience) is None:
                return None
    told = await drive(client, receipt, services.world, patience)
    if told is not None:
        return _stored(told)
    return await run_in_threadpool(services.receipts.outcome_of, receipt.command_id)


def _stored(told: Outcome) -> receipts.Outcome:
    if told.refusal is not None:
        known = REFUSALS.get(told.refusal)
        return Refused(told.refusal, known.rule if known else "engine", told.fields)
    assert told.position is not None
    assert told.version is not None
    return Accepted(told.position, told.version)


def _accepted(receipt: Receipt, position: int, version: int, reply: Reply) -> JSONResponse:
    body = {
        "id": str(reply.id),
        "receipt": str(receipt.command_id),
        "received_at": receipt.received_at.isoformat(),
        "position": position,
        "version": version,
    }
    headers = {"ETag": f'"{version}"'} if reply.tagged else {}
    if reply.location:
        headers["Location"] = reply.location
    return JSONResponse(body, reply.status, headers)
