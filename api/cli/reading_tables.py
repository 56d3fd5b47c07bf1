"""A reading as tables for people: fields below each other, rows as rows."""

from collections import Counter
from collections.abc import Sequence

from api.cli.console import OUT, table
from domain.checkup.reading import ReadingField
from models.readings import DocumentReading, FieldReading, Fields, FileReading

FIELD_COLUMNS = ("欄位 / field", "值 / value", "信心 / confidence", "來源 / source")
# Behind a value that a person has to look at.
UNSURE = "?"


def print_reading(name: str, reading: FileReading) -> None:
    """All documents of a file."""
    for number, document in enumerate(reading.documents, 1):
        count = f"文件 / document {number}/{len(reading.documents)}"
        OUT.print(f"{name}  {count}  {document.kind} ({document.kind_confidence:.2f})")
        _print_document(document)
    OUT.print(f"{reading.pages} 頁 / pages, {reading.seconds:.2f} s")


def _print_document(document: DocumentReading) -> None:
    if document.fields:
        OUT.print(table("", FIELD_COLUMNS, _field_lines(document.fields)))
    if document.rows:
        columns = [field for field in ReadingField if any(field in row for row in document.rows)]
        OUT.print(table("", ("#", *(field.value for field in columns)), _row_lines(document.rows, columns)))
    held = Counter(check.name for check in document.checks if check.ok)
    if held:
        OUT.print(f"  ✓ {', '.join(_times(name, count) for name, count in held.items())}")
    for check in document.checks:
        if not check.ok:
            fields = ", ".join(field.value for field in check.fields)
            OUT.print(f"  {'!' if check.warning else '✗'} {check.name} ({fields}): {check.detail}")
    if document.needs_person:
        OUT.print(f"  需人工確認 / needs a person: {', '.join(document.reasons)}")


def _times(name: str, count: int) -> str:
    return name if count == 1 else f"{name} × {count}"


def _field_lines(fields: Fields) -> list[tuple[str, str, str, str]]:
    return [
        (field.value, one.value, f"{one.confidence:.3f}{_mark(one)}", one.source.value)
        for field, one in fields.items()
    ]


def _row_lines(rows: Sequence[Fields], columns: Sequence[ReadingField]) -> list[list[str]]:
    return [
        [str(number), *(row[field].value + _mark(row[field]) if field in row else "" for field in columns)]
        for number, row in enumerate(rows, 1)
    ]


def _mark(one: FieldReading) -> str:
    return "" if one.least is None or one.confidence >= one.least else f" {UNSURE}"
