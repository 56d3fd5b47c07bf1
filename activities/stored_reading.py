"""A reader's result as events keep it: who-words sealed, shares in parts of 10,000."""

import math
from collections.abc import Callable, Iterator
from contextlib import suppress

from domain.checkup.bill_reading import (
    PARTS,
    SEALED_FIELDS,
    ReadCheck,
    ReadDocument,
    ReadField,
    ReadFile,
    ReadRow,
)
from domain.checkup.reading import ReadingField
from domain.checkup.reading_refusals import WrongReadingValue
from domain.checkup.reading_values import normal_value
from domain.sealed import Sealed
from models.readings import Box, Check, DocumentReading, FieldReading, Fields, FileReading

Seal = Callable[[str], tuple[Sealed, str]]


def stored_reading(reading: FileReading, seal: Seal) -> ReadFile:
    """`seal` gives a text sealed, with its keyed mark."""
    documents = tuple(_document(one, seal) for one in reading.documents)
    return ReadFile(documents, reading.pages, reading.versions.network, reading.versions.recogniser)


def _document(read: DocumentReading, seal: Seal) -> ReadDocument:
    return ReadDocument(
        read.kind,
        _parts(read.kind_confidence),
        tuple(_fields(read.fields, seal)),
        tuple(ReadRow(tuple(_fields(row, seal))) for row in read.rows),
        tuple(map(_check, read.checks)),
        read.missing,
        read.reasons,
        read.pages,
    )


def _fields(fields: Fields, seal: Seal) -> Iterator[ReadField]:
    for field, one in fields.items():
        yield _field(field, one, seal)


def _field(field: ReadingField, one: FieldReading, seal: Seal) -> ReadField:
    sure, box, least = _parts(one.confidence), _box(one.box), _least(one.least)
    text = one.value
    # In the form that a person's own value has, so that the two compare; what has no such form stays.
    with suppress(WrongReadingValue):
        text = normal_value(field, text)
    if field not in SEALED_FIELDS:
        return ReadField(field, text, sure, one.source, one.page, box, least=least)
    value, mark = seal(text)
    return ReadField(field, value, sure, one.source, one.page, box, mark, least)


def _check(check: Check) -> ReadCheck:
    tells = SEALED_FIELDS.intersection(check.fields)
    detail = "" if tells else check.detail
    return ReadCheck(check.name, check.ok, detail, check.fields, check.row, check.warning)


def _box(box: Box | None) -> tuple[int, int, int, int] | None:
    if box is None:
        return None
    left, top, right, bottom = map(_parts, box)
    return (left, top, right, bottom)


def _least(share: float | None) -> int | None:
    """Rounded up; above one it stays, since nothing is sure enough for it."""
    return None if share is None else math.ceil(round(share * PARTS, 6))


def _parts(share: float) -> int:
    """Rounded down, so that none passes a threshold by rounding; what is no number is no share at all."""
    if math.isnan(share):
        return 0
    # A share that is written with four places is meant as written.
    return math.floor(round(min(max(share, 0.0), 1.0) * PARTS, 6))
