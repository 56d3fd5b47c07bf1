"""Uploading a file before it is named in a command."""

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.problems import Problem
from api.services import Given
from api.signing import SignedRoute, may
from api.uploads import FORM_SCHEMA, take_upload
from domain.event import Actor

router = APIRouter(tags=["files"], route_class=SignedRoute)


@router.post(
    "/files",
    operation_id="upload_file",
    summary="上傳委任書等檔案 / Upload a file, such as a consent letter",
    status_code=201,
    response_model=None,
    openapi_extra=FORM_SCHEMA,
)
async def upload(
    request: Request, services: Given, actor: Annotated[Actor, may("file.upload")]
) -> JSONResponse:
    """Gives the address by which commands name the file; the same content gives the same one."""
    if actor.person is None:
        zh, en = "這個帳號不屬於任何人。", "This account belongs to no person."
        raise Problem(403, "no_person", zh, en)
    return await take_upload(request, services, actor.person)
