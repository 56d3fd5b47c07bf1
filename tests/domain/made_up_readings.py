"""Made-up readings of bills: an electricity bill whose words are sealed, and what people say of it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from domain.checkup.bill_reading import (
    SEALED_FIELDS,
    FieldValue,
    ReadDocument,
    ReadField,
    ReadFile,
    ReadRow,
    Value,
)
from domain.checkup.commands import AttachBill, Bill
from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from domain.checkup.reading_commands import ConfirmReading, NoteBillNotReadable, NoteBillRead
from domain.checkup.reading_state import BillReading
from domain.checkup.state import NotOpened
from domain.streams import derived
from domain.task import TaskKind
from tests.domain.made_up_cases import ENGINE, MadeUpCase
from tests.domain.made_up_checkups import bill, tasks_of
from tests.domain.made_up_particulars import sealed

PERSON = derived("person", "of readings")
VALUES = {
    ReadingField.ACCOUNT_NO: "01234567890",
    ReadingField.PERIOD_START: "2024-03-01",
    ReadingField.PERIOD_END: "2024-04-30",
    ReadingField.USAGE: "1200",
    ReadingField.UNIT: "kWh",
    ReadingField.TOTAL_AMOUNT: "3456",
}


def stored(field: ReadingField, text: str) -> tuple[Value, str]:
    """A value as it is stored, and its mark; sealed twice, one text has two ciphertexts."""
    if field not in SEALED_FIELDS:
        return text, ""
    return sealed(PERSON, f"{text} {len(text)}"), f"mark of {text}"


LEAST = 9_000


def read_field(field: ReadingField, text: str, confidence: int = 9_950) -> ReadField:
    value, mark = stored(field, text)
    return ReadField(field, value, confidence, ReadingSource.OCR, 1, (100, 200, 300, 250), mark, LEAST)


def document(confidence: int = 9_950, rows: int = 0, **changes: Any) -> ReadDocument:
    """An electricity bill; with rows its usage stands in them."""
    fields = tuple(read_field(name, text, confidence) for name, text in VALUES.items())
    made = tuple(
        ReadRow((read_field(ReadingField.USAGE, str(100 + row), confidence),)) for row in range(rows)
    )
    return replace(ReadDocument(BillKind.ELECTRICITY, 9_990, fields, made), **changes)


def unsure(field: ReadingField = ReadingField.USAGE, confidence: int = 7_000) -> ReadDocument:
    """The bill with one field that the reader is not sure of."""
    sure = document()
    fields = tuple(replace(one, confidence=confidence) if one.field is field else one for one in sure.fields)
    return replace(sure, fields=fields, reasons=(f"field_unsure:{field}",))


def said(field: ReadingField, text: str | None, row: int | None = None) -> FieldValue:
    """What a person reads."""
    value, mark = (None, "") if text is None else stored(field, text)
    return FieldValue(field, value, row, mark)


def attached(case: MadeUpCase, ubn: str, name: object = "read") -> Bill:
    made = bill(case, name)
    case.ask_checkup(ubn, AttachBill(made))
    return made


def noted(of: Bill, *documents: ReadDocument, number: int = 1) -> NoteBillRead:
    reading = ReadFile(documents, len(documents), "network 1", "recogniser 1")
    return NoteBillRead(of.id, number, of.file.address, reading)


def not_readable(of: Bill, number: int = 1, code: str = "picture_truncated") -> NoteBillNotReadable:
    return NoteBillNotReadable(of.id, number, of.file.address, code, {})


def read(case: MadeUpCase, ubn: str, *documents: ReadDocument, name: object = "read") -> Bill:
    """A bill that is attached and read."""
    made = attached(case, ubn, name)
    case.ask_checkup(ubn, noted(made, *documents), ENGINE)
    return made


def confirmed(of: Bill, *values: FieldValue, number: int = 1, **more: Any) -> ConfirmReading:
    return ConfirmReading(of.id, number, more.pop("document", 0), values, **more)


def reading_of(case: MadeUpCase, ubn: str, of: Bill) -> BillReading:
    checkup = case.checkup(ubn)
    assert not isinstance(checkup, NotOpened)
    return checkup.content.readings[of.id]


def unreadable_task(case: MadeUpCase, ubn: str) -> UUID:
    """The one open task about a bill that could not be read."""
    found = tasks_of(case, ubn).values()
    return next(task.id for task in found if task.kind is TaskKind.UNREADABLE_BILL)
