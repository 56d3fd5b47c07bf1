"""A consent letter that an officer, or the guild, stores for a trainee who has sent it to them (R14)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.services import Given
from api.signing import SignedRoute, may
from api.uploads import FORM_SCHEMA, take_upload
from api.visibility import case_for
from domain.event import Actor

router = APIRouter(tags=["files"], route_class=SignedRoute)


@router.post(
    "/enrolments/{enrolment}/letters",
    operation_id="upload_letter",
    summary="代學員上傳委任書（承辦人、公會） / Upload a consent letter for a trainee (officer, guild)",
    status_code=201,
    response_model=None,
    openapi_extra=FORM_SCHEMA,
)
async def upload_letter(
    enrolment: UUID,
    request: Request,
    services: Given,
    actor: Annotated[Actor, may("letter.upload")],
) -> JSONResponse:
    """Kept under the trainee's key, as if they had sent it by POST /files; name its address in a command.

    Whoever then attaches it does not check it (R27).
    """
    case = await run_in_threadpool(case_for, services, actor, enrolment)
    return await take_upload(request, services, UUID(case["trainee"]["person"]))
