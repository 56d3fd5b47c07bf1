"""Uploaded files: read from a form, known by their content, never by their name."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.misshapen import Misshape
from api.multipart import one_file_schema, read_file
from api.problems import Problem, misshapen
from api.services import Services
from domain.files import FileRef
from store.media_types import media_type_of

FORM_SCHEMA = one_file_schema("PDF, JPEG, PNG, HEIC, WebP, TIFF；20 MB 以內 / up to 20 MB")


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file as it came in: its name is free text."""

    name: str
    content: bytes
    media_type: str


async def read_upload(request: Request, limit: int) -> Uploaded:
    """The one file of the form's field `file`; Problem 413, 415 or 422."""
    file = await read_file(request, limit)
    media_type = media_type_of(file.content)
    if media_type is None:
        zh = "檔案內容不是 PDF、JPEG、PNG、HEIC、WebP 或 TIFF；副檔名不算。"
        en = "The file's content is not PDF, JPEG, PNG, HEIC, WebP or TIFF; its name does not count."
        raise Problem(415, "media_type_unsupported", zh, en)
    return Uploaded(file.name, file.content, media_type)


def store_upload(services: Services, person: UUID, upload: Uploaded) -> FileRef:
    """Store the file under its person's key; the same content again gives the first one."""
    return services.files.put(person, upload.content, upload.media_type, upload.name)


async def take_upload(request: Request, services: Services, person: UUID) -> JSONResponse:
    """Store the form's file, and answer by which address commands name it; Problem 413, 415 or 422."""
    received = await read_upload(request, services.settings.upload_bytes)
    ref = await run_in_threadpool(store_upload, services, person, received)
    return JSONResponse({"address": ref.address, "size": ref.size, "media_type": ref.media_type}, 201)


def letter_of(services: Services, person: UUID, address: str | None, field: str) -> FileRef | None:
    """The file at an address that lies under the person's key; Problem 422 for any other address."""
    if address is None:
        return None
    ref = services.files.of(person, address)
    if ref is None:
        zh, en = "學員名下沒有這個檔案，請先上傳", "is no file of the trainee: upload it first"
        raise misshapen([Misshape(field, address, "file_unknown", "R7", zh, en)], 422)
    return ref
