"""JSON documents of readings: what was read, what a person said, and what still needs one."""

from typing import Any
from uuid import UUID

from domain.checkup.bill_reading import PARTS, Place, ReadField, places
from domain.checkup.bills_read import known_bills, pending_readings
from domain.checkup.opening import reading_is_open
from domain.checkup.reading_events import BillNotReadable, BillRead
from domain.checkup.reading_state import (
    BillReading,
    Trust,
    in_question,
    standing_said,
    standing_values,
    trust,
)
from domain.checkup.state import Approved, Opened
from store import codec
from store.reading_words import unreadable

Document = dict[str, Any]


def readings_document(state: Opened) -> list[Document]:
    """One for each bill, in their order: `status` is waiting, read, not_readable or unread."""
    waiting = {one.bill for one in pending_readings(state)}
    return [_reading(bill, state.content.readings.get(bill), bill in waiting) for bill in known_bills(state)]


def readings_counts(state: Opened) -> dict[str, int]:
    """How many bills wait for a reader, how many documents for a person, how many bills cannot be read.

    Nobody is waited for where a return has found nothing wrong, and nothing can be said any more.
    """
    known = [(bill, state.content.readings.get(bill, BillReading())) for bill in known_bills(state)]
    asking = [
        document
        for bill, reading in known
        if isinstance(reading.last, BillRead) and _is_open(state, bill)
        for document in range(len(reading.last.reading.documents))
        if trust(reading, document) is Trust.NEEDS_PERSON
    ]
    return {
        "unread": len(pending_readings(state)),
        "to_confirm": len(asking),
        "unreadable": sum(isinstance(reading.last, BillNotReadable) for _, reading in known),
    }


def _is_open(state: Opened, bill: UUID) -> bool:
    addendum = state.addendum if isinstance(state, Approved) else None
    contents = [state.content, *([addendum.content] if addendum else [])]
    return all(reading_is_open(bill, content) for content in contents if bill in content.bills)


def _reading(bill: UUID, reading: BillReading | None, waiting: bool) -> Document:
    head: Document = {"bill": str(bill), "waiting": waiting}
    match reading.last if reading else None:
        case BillRead() as last:
            assert reading is not None
            documents = [_document(reading, last, index) for index in range(len(last.reading.documents))]
            told = {"documents": documents, "pages": last.reading.pages}
            versions = {"network": last.reading.network, "recogniser": last.reading.recogniser}
            return {**head, "status": "read", "number": last.number, **told, **versions}
        case BillNotReadable() as last:
            why = {"code": last.code, "fields": dict(last.fields), **codec.plain(unreadable(last.code))}
            return {**head, "status": "not_readable", "number": last.number, "why": why}
        case _:
            return {**head, "status": "waiting" if waiting else "unread"}


def _document(reading: BillReading, last: BillRead, index: int) -> Document:
    read = last.reading.documents[index]
    said = standing_said(reading, index)
    rows = [_fields(reading, index, row) for row in range(len(read.rows))]
    return {
        "document": index,
        "kind": said.kind.value if said else read.kind.value,
        "kind_confidence": read.kind_confidence / PARTS,
        "trust": trust(reading, index).value,
        "drawn_for_audit": index in last.drawn,
        "fields": _fields(reading, index, None),
        "rows": rows,
        "in_question": [_place(place) for place in sorted(in_question(reading, index), key=_order)],
        "missing": codec.plain(read.missing),
        "reasons": list(read.reasons),
        "checks": codec.plain(read.checks),
        "pages": list(read.pages),
    }


def _fields(reading: BillReading, index: int, row: int | None) -> list[Document]:
    """The values that hold in the document itself, or in one of its rows."""
    assert isinstance(reading.last, BillRead)
    found = places(reading.last.reading.documents[index])
    said = standing_said(reading, index)
    return [
        {
            "field": name.value,
            "value": codec.plain(value.value),
            "confirmed": said is not None and (at, name) in said.values,
            **_as_read(found.get((at, name))),
        }
        for (at, name), value in standing_values(reading, index).items()
        if at == row
    ]


def _as_read(one: ReadField | None) -> Document:
    """What the machine read there; nothing where a person found what it did not."""
    if one is None:
        return {"read": None, "confidence": None, "source": None, "page": None, "box": None}
    return {
        "read": codec.plain(one.value),
        "confidence": one.confidence / PARTS,
        "source": one.source.value,
        "page": one.page,
        "box": [edge / PARTS for edge in one.box] if one.box else None,
    }


def _place(place: Place) -> Document:
    return {"row": place[0], "field": place[1].value}


def _order(place: Place) -> tuple[int, str]:
    return (-1 if place[0] is None else place[0], place[1].value)
