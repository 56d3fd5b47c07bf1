"""Readings as plain JSON values, and drawn on the pages they were read from."""

from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from domain.checkup.reading import ReadingField
from models.readings import Check, DocumentReading, FieldReading, Fields, FileReading

_SURE, _UNSURE = (0, 128, 60), (214, 90, 0)
_EDGE = 4
_LEAST_WIDTH = 1000


def file_json(name: str, reading: FileReading) -> dict[str, Any]:
    """One file as `tanjian read --json` gives it."""
    return {
        "file": name,
        "pages": reading.pages,
        "documents": [document_json(document) for document in reading.documents],
        "versions": {"network": reading.versions.network, "recogniser": reading.versions.recogniser},
        "seconds": round(reading.seconds, 3),
    }


def document_json(document: DocumentReading) -> dict[str, Any]:
    """Kind, fields, rows, checks, and why a person is needed."""
    return {
        "kind": document.kind.value,
        "kind_confidence": round(document.kind_confidence, 4),
        "pages": list(document.pages),
        "fields": _fields_json(document.fields),
        "rows": [_fields_json(row) for row in document.rows],
        "checks": [_check_json(check) for check in document.checks],
        "missing": [field.value for field in document.missing],
        "needs_person": document.needs_person,
        "reasons": list(document.reasons),
    }


def with_boxes(image: Image.Image, page: int, documents: tuple[DocumentReading, ...]) -> Image.Image:
    """The upright page with a named box around each value: green where it is sure enough, else orange.

    A small picture is enlarged, for boxes would cover its print.
    """
    times = max(1, -(-_LEAST_WIDTH // image.width))
    drawn = image.resize((image.width * times, image.height * times), Image.Resampling.LANCZOS)
    pen, edge = ImageDraw.Draw(drawn), max(_EDGE * drawn.width // 2000, 2)
    font, named = ImageFont.load_default(size=max(drawn.width // 110, 11)), set()
    for field, reading in _on_page(page, documents):
        assert reading.box is not None
        left, top, right, bottom = reading.box
        corners = (left * drawn.width, top * drawn.height, right * drawn.width, bottom * drawn.height)
        sure = reading.least is not None and reading.confidence >= reading.least
        colour = _SURE if sure else _UNSURE
        pen.rectangle(corners, outline=colour, width=edge)
        # Of a list's column the first cell.
        if field not in named:
            pen.text((corners[0], corners[1]), field.value, colour, font, anchor="ls")
            named.add(field)
    return drawn


def _on_page(
    page: int, documents: tuple[DocumentReading, ...]
) -> Iterator[tuple[ReadingField, FieldReading]]:
    for document in documents:
        for fields in (document.fields, *document.rows):
            yield from (pair for pair in fields.items() if pair[1].page == page and pair[1].box is not None)


def _check_json(check: Check) -> dict[str, Any]:
    told = {"name": check.name, "ok": check.ok, "detail": check.detail}
    return {**told, "row": check.row, "warning": check.warning}


def _fields_json(fields: Fields) -> Mapping[str, Any]:
    return {field.value: _field_json(reading) for field, reading in fields.items()}


def _field_json(reading: FieldReading) -> dict[str, Any]:
    return {
        "value": reading.value,
        "confidence": round(reading.confidence, 4),
        "box": None if reading.box is None else [round(side, 5) for side in reading.box],
        "page": reading.page,
        "source": reading.source.value,
    }
