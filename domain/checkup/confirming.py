"""What a person says of a read document: right as it stands, or another value (labelled material)."""

from collections.abc import Mapping
from uuid import UUID

from domain.checkup.bill_reading import FieldValue, Place, ReadDocument, ReadField, same_value
from domain.checkup.reading import BillKind
from domain.checkup.reading_commands import ConfirmReading
from domain.checkup.reading_events import (
    BillRead,
    Correction,
    ReadingConfirmed,
    ReadingCorrected,
)
from domain.checkup.reading_refusals import (
    BillNotRead,
    DocumentUnknown,
    FieldNamedTwice,
    FieldsUnanswered,
    ReadingSuperseded,
    RowUnknown,
)
from domain.checkup.reading_state import BillReading, in_question, standing_said, standing_values

Given = dict[Place, FieldValue]
Stands = Mapping[Place, ReadField | FieldValue]


def confirm(
    reading: BillReading, asked: ConfirmReading, by: UUID
) -> tuple[ReadingCorrected | ReadingConfirmed, ...]:
    """Corrections for what differs, a confirmation for the rest; nothing for what was said before.

    All that is in question has to be answered.
    """
    document = _document(reading, asked)
    stands, said = standing_values(reading, asked.document), standing_said(reading, asked.document)
    given = _given(asked, document, stands)
    if left := in_question(reading, asked.document) - given.keys():
        raise FieldsUnanswered(fields=", ".join(map(told, sorted(left, key=_by_row))))
    corrected = _corrected(asked, given, stands, said.kind if said else document.kind, by)
    before = said.values if said else {}
    values = tuple(
        one for place, one in given.items() if same_value(one, stands.get(place)) and place not in before
    )
    # Even with nothing to say, that somebody has looked is what an audit, or a reason, asks for.
    seen = bool(corrected) or (said is not None and said.number == asked.number)
    confirmed = ReadingConfirmed(asked.bill, asked.number, asked.document, values, by)
    return (*corrected, *((confirmed,) if values or not seen else ()))


def told(place: Place) -> str:
    """A place in a message of both languages: `usage`, or `usage (第 3 列 / row 3)`, counted from 1."""
    row, name = place
    return name.value if row is None else f"{name.value} (第 {row + 1} 列 / row {row + 1})"


def _by_row(place: Place) -> tuple[int, str]:
    row, name = place
    return (-1 if row is None else row, name.value)


def _corrected(
    asked: ConfirmReading, given: Given, stands: Stands, kind: BillKind, by: UUID
) -> tuple[ReadingCorrected, ...]:
    corrections = tuple(
        Correction(one.field, was.value if was else None, one.value, one.row, one.mark)
        for place, one in given.items()
        for was in [stands.get(place)]
        if not same_value(one, was)
    )
    another = asked.kind is not None and asked.kind is not kind
    if not corrections and not another:
        return ()
    now, was_kind = (asked.kind, kind) if another else (None, None)
    return (ReadingCorrected(asked.bill, asked.number, asked.document, corrections, by, now, was_kind),)


def _document(reading: BillReading, asked: ConfirmReading) -> ReadDocument:
    last = reading.last
    if not isinstance(last, BillRead):
        raise BillNotRead(bill=asked.bill)
    if asked.number != last.number:
        raise ReadingSuperseded(bill=asked.bill, number=asked.number, current=last.number)
    documents = last.reading.documents
    if not 0 <= asked.document < len(documents):
        raise DocumentUnknown(bill=asked.bill, nth=asked.document + 1, documents=len(documents))
    return documents[asked.document]


def _given(asked: ConfirmReading, document: ReadDocument, stands: Stands) -> Given:
    """What is said by place; with `rest` everything else as it stands."""
    given: Given = {}
    for one in asked.values:
        if one.row is not None and not 0 <= one.row < len(document.rows):
            raise RowUnknown(nth=one.row + 1, rows=len(document.rows))
        if (one.row, one.field) in given:
            raise FieldNamedTwice(field=told((one.row, one.field)))
        given[one.row, one.field] = one
    if asked.rest:
        for (row, name), was in stands.items():
            given.setdefault((row, name), FieldValue(name, was.value, row, was.mark))
    return given
