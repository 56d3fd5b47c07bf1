"""What a reading says, as it is stored: who-words are sealed, and shares are whole parts of 10,000."""

from dataclasses import dataclass
from typing import Protocol

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from domain.sealed import Sealed

PARTS = 10_000
# They say who bought, who sold and where: stored under the trainee's key, like every free text of the stream.
SEALED_FIELDS = frozenset(
    {
        ReadingField.VENDOR,
        ReadingField.ACCOUNT_NO,
        ReadingField.METER_NO,
        ReadingField.INVOICE_NO,
        ReadingField.SELLER_UBN,
        ReadingField.BUYER_UBN,
    }
)
Value = str | Sealed
# The row (None: the document itself) and the field.
Place = tuple[int | None, ReadingField]


@dataclass(frozen=True, slots=True)
class ReadField:
    """A value as docs/reading.md writes it. `mark` is a keyed HMAC of what is sealed, and tells sameness.

    `confidence` is in parts of 10,000, `box` left, top, right and bottom in parts of the upright page.
    `least` is the confidence from which on the reader's own tests let the field be taken unseen; above 10,000
    that is none.
    """

    field: ReadingField
    value: Value
    confidence: int
    source: ReadingSource
    page: int = 1
    box: tuple[int, int, int, int] | None = None
    mark: str = ""
    least: int | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    fields: tuple[ReadField, ...]


@dataclass(frozen=True, slots=True)
class ReadCheck:
    """A second signal on `fields`; its `detail` is empty where it would tell what is sealed.

    `row` (from 0) is the one that it is about; None is the document, and every row in events that name none.
    A `warning` that fails calls no person by itself.
    """

    name: str
    ok: bool
    detail: str
    fields: tuple[ReadingField, ...] = ()
    row: int | None = None
    warning: bool = False


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """`reasons` are codes of why a person is needed, as `missing:usage`; `pages` count from 1."""

    kind: BillKind
    kind_confidence: int
    fields: tuple[ReadField, ...]
    rows: tuple[ReadRow, ...] = ()
    checks: tuple[ReadCheck, ...] = ()
    missing: tuple[ReadingField, ...] = ()
    reasons: tuple[str, ...] = ()
    pages: tuple[int, ...] = (1,)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """All documents of a file, and the versions of the weights and of the recogniser that read it."""

    documents: tuple[ReadDocument, ...]
    pages: int
    network: str
    recogniser: str


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What a person says a field is; None: it is not on the paper. `row` is None for the document itself."""

    field: ReadingField
    value: Value | None
    row: int | None = None
    mark: str = ""


class Marked(Protocol):
    """A value with what tells its sameness."""

    @property
    def value(self) -> Value | None: ...
    @property
    def mark(self) -> str: ...


def same_value(one: Marked | None, other: Marked | None) -> bool:
    """Whether two values say the same; sealed ones by their marks. None is a value that is not there."""
    said, told = (each.value if each else None for each in (one, other))
    if isinstance(said, Sealed) and isinstance(told, Sealed):
        assert one is not None
        assert other is not None
        return said == told or one.mark == other.mark != ""
    return said == told


def places(document: ReadDocument) -> dict[Place, ReadField]:
    """Every value of the document and of its rows, by where it stands."""
    found: dict[Place, ReadField] = {(None, one.field): one for one in document.fields}
    for number, row in enumerate(document.rows):
        found |= {(number, one.field): one for one in row.fields}
    return found
