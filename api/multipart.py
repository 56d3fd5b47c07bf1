"""Forms with files, as browsers and programs upload them: all of it in memory, each file within its limit."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.limits import FORM_BYTES, too_large
from api.misshapen import Misshape
from api.problems import Problem, misshapen
from api.shapes import Shape

Fields = TypeVar("Fields", bound=Shape)
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file of the form: its name is free text."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes, which makes two requests the same or not."""
        return hashlib.sha256(self.content).hexdigest()


def one_file_schema(said: str) -> dict[str, Any]:
    """What the OpenAPI document says of a form that is one file, described so."""
    return form_schema({}, {"file": said}, ["file"])


def form_schema(fields: Mapping[str, str], files: Mapping[str, str], required: list[str]) -> dict[str, Any]:
    """What the OpenAPI document says of such a form: each name with its description."""
    properties = {name: {"type": "string", "description": said} for name, said in fields.items()}
    properties |= {
        name: {"type": "string", "format": "binary", "description": said} for name, said in files.items()
    }
    schema = {"type": "object", "required": required, "properties": properties}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


async def read_form(request: Request, limit: int, *, files: int, fields: int) -> FormData:
    """The form, all in memory; Problem 400 or 415."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        zh, en = "請以 multipart/form-data 上傳檔案。", "Upload the file as multipart/form-data."
        raise Problem(415, "form_expected", zh, en)
    parser = MultiPartParser(request.headers, request.stream(), max_files=files, max_fields=fields)
    # What spills over would lie on a disk unencrypted (design §4.9).
    parser.spool_max_size = limit + FORM_BYTES
    try:
        return await parser.parse()
    except MultiPartException:
        zh, en = "表單無法讀取，或欄位過多。", "The form cannot be read, or has too many fields."
        raise Problem(400, "form_malformed", zh, en) from None


async def read_file(request: Request, limit: int) -> UploadedFile:
    """The file of a form that has the field `file` alone; Problem 400, 413, 415 or 422."""
    form = await read_form(request, limit, files=1, fields=0)
    file = await needed_file_of(form, "file", limit)
    await form.close()
    return file


async def file_of(form: FormData, name: str, limit: int) -> UploadedFile | None:
    """The file of a field, None if there is none; Problem 413."""
    file = form.get(name)
    if not isinstance(file, UploadFile):
        return None
    if (file.size or 0) > limit:
        raise too_large(limit)
    readable = "".join(letter for letter in file.filename or "" if letter.isprintable())[:_LONGEST_NAME]
    return UploadedFile(readable or name, await file.read())


async def needed_file_of(form: FormData, name: str, limit: int) -> UploadedFile:
    """The file of a field; Problem 413, or 422 if it is missing."""
    file = await file_of(form, name, limit)
    if file is None:
        raise misshapen([Misshape(name, None, "missing", "", "缺少檔案", "the file is missing")], 422)
    return file


def fields_of(form: FormData, shape: type[Fields], files: frozenset[str]) -> Fields:
    """The form's other fields in their shape; RequestValidationError naming each."""
    said = {name: value for name, value in form.multi_items() if name not in files}
    try:
        return shape.model_validate(said)
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(faults) from None
