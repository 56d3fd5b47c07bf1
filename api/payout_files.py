"""What goes between a payout batch and the bank: the payment file, and the bank's files that answer it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from api.confirmation_file import FORM_SCHEMA, MEDIA_TYPE, read_confirmation
from api.content import stored_content
from api.door import Order, Reply, Seal, take
from api.multipart import read_file
from api.payouts import target_of
from api.problems import not_found
from api.services import Given
from api.signing import Asking, SignedRoute, asks, may
from api.visibility import batch_of
from domain.event import Actor
from domain.payout import ImportConfirmation
from store import views
from store.file_downloads import downloads_of, note_download

router = APIRouter(tags=["payouts"], route_class=SignedRoute)
_BATCH = "/payout-batches/{batch}"


@router.get(
    f"{_BATCH}/file",
    operation_id="read_payment_file",
    summary="付款檔（每次下載都留下紀錄） / The payment file; every download is written down",
    response_model=None,
)
def payment_file(batch: UUID, services: Given, actor: Annotated[Actor, may("payout.read_file")]) -> Response:
    file = batch_of(services, batch)["file"]
    if file is None:
        raise not_found()
    note_download(services.database, batch, file["address"], actor, services.clock.now())
    return stored_content(services, file, f"payment-{batch}")


@router.get(
    f"{_BATCH}/downloads",
    operation_id="list_downloads",
    summary="付款檔的下載紀錄 / Who had the payment file, and when",
    response_model=None,
)
def downloads(batch: UUID, services: Given, _: Annotated[Actor, may("payout.read")]) -> JSONResponse:
    batch_of(services, batch)
    return JSONResponse({"items": views.plain(downloads_of(services.database, batch))})


@router.post(
    f"{_BATCH}/confirmation-file",
    operation_id="import_confirmation",
    summary="匯入銀行回覆檔（CSV） / Import the bank's file (CSV)",
    response_model=None,
    openapi_extra=FORM_SCHEMA,
)
async def confirmation_file(
    batch: UUID,
    request: Request,
    services: Given,
    asking: Annotated[Asking, asks("payout.import_confirmation")],
) -> JSONResponse:
    """Taken whole or not at all; the same file again changes nothing. Its layout: docs/payment-file.md."""
    sent = await read_file(request, services.settings.body_bytes)
    told = await run_in_threadpool(read_confirmation, sent.content)

    def build(_: Seal) -> ImportConfirmation:
        file = services.files.put(batch, sent.content, MEDIA_TYPE, sent.name)
        return ImportConfirmation(
            told.batch, told.payments, told.count, told.paid_sum, told.returned_sum, file
        )

    said = {"sha256": sent.digest}
    order = Order(lambda: target_of(services, asking, batch), said, build, again=True)
    return await take(services, asking, order, Reply(batch))
