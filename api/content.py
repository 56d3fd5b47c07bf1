"""Stored files as they are given out: decrypted, never run by a browser, never kept by a cache."""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response

from api.problems import not_found
from api.services import Services
from domain.files import FileRef
from store.files import FileMissing
from store.tables import CSV, XLSX

_ENDINGS: Mapping[str, str] = {
    "application/pdf": ".pdf",
    "application/json": ".json",
    "text/csv": ".csv",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/heic": ".heic",
    "image/webp": ".webp",
    "image/tiff": ".tiff",
    XLSX: ".xlsx",
    CSV: ".csv",
}


def stored_content(services: Services, file: Mapping[str, Any], name: str) -> Response:
    """The file of a document's reference, under an ASCII name; Problem 404 if its bytes are gone."""
    ref = FileRef(file["address"], file["mark"], file["size"], file["media_type"])
    try:
        content = services.files.open(ref)
    except FileMissing:
        raise not_found() from None
    headers = {
        "Content-Disposition": f'inline; filename="{name}{_ENDINGS.get(ref.media_type, "")}"',
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=ref.media_type, headers=headers)
