"""Uploaded files: read from a form, known by their content, never by their name."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.limits import FORM_BYTES, too_large
from api.misshapen import Misshape
from api.problems import Problem, misshapen
from api.services import Services
from domain.files import FileRef
from store.media_types import media_type_of

_LONGEST_NAME = 200

FORM_SCHEMA: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "PDF, JPEG, PNG, HEIC, WebP, TIFF；20 MB 以內 / up to 20 MB",
                        }
                    },
                }
            }
        },
    }
}


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file as it came in: its name is free text."""

    name: str
    content: bytes
    media_type: str


async def read_upload(request: Request, limit: int) -> Uploaded:
    """The one file of the form's field `file`; Problem 413, 415 or 422."""
    return _checked(*await read_file(request, limit), limit)


async def read_file(request: Request, limit: int) -> tuple[str, bytes]:
    """Name and content of the form's field `file`, whatever it holds; Problem 413, 415 or 422."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        zh, en = "請以 multipart/form-data 上傳檔案。", "Upload the file as multipart/form-data."
        raise Problem(415, "form_expected", zh, en)
    form = await _form(request, limit)
    file = form.get("file")
    if not isinstance(file, UploadFile):
        missing = Misshape("file", None, "missing", "", "缺少檔案", "the file is missing")
        raise misshapen([missing], 422)
    content, name = await file.read(), file.filename or "file"
    await form.close()
    return name, content


async def _form(request: Request, limit: int) -> FormData:
    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=0)
    # All in memory: what spills over would lie on a disk unencrypted (design §4.9).
    parser.spool_max_size = limit + FORM_BYTES
    try:
        return await parser.parse()
    except MultiPartException:
        zh = "表單無法讀取：只收一個欄位 file，內容為一個檔案。"
        en = "The form cannot be read: it takes one field, file, with one file."
        raise Problem(400, "form_malformed", zh, en, fields={"field": "file"}) from None


def _checked(name: str, content: bytes, limit: int) -> Uploaded:
    if len(content) > limit:
        raise too_large(limit)
    media_type = media_type_of(content)
    if media_type is None:
        zh = "檔案內容不是 PDF、JPEG、PNG、HEIC、WebP 或 TIFF；副檔名不算。"
        en = "The file's content is not PDF, JPEG, PNG, HEIC, WebP or TIFF; its name does not count."
        raise Problem(415, "media_type_unsupported", zh, en)
    readable = "".join(letter for letter in name if letter.isprintable())[:_LONGEST_NAME]
    return Uploaded(readable or "file", content, media_type)


def store_upload(services: Services, person: UUID, upload: Uploaded) -> FileRef:
    """Store the file under its person's key; the same content again gives the first one."""
    return services.files.put(person, upload.content, upload.media_type, upload.name)


def letter_of(services: Services, person: UUID, address: str | None, field: str) -> FileRef | None:
    """The person's own stored file at an address; Problem 422 for any other address."""
    if address is None:
        return None
    ref = services.files.of(person, address)
    if ref is None:
        zh, en = "查無您上傳的這個檔案", "is no file that you uploaded"
        raise misshapen([Misshape(field, address, "file_unknown", "R7", zh, en)], 422)
    return ref
