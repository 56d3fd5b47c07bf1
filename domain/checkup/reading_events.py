"""What has happened to the readings of a checkup's bills. These names are the storage format."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from domain.checkup.bill_reading import FieldValue, ReadFile, Value
from domain.checkup.reading import BillKind, ReadingField
from domain.event import event


@dataclass(frozen=True, slots=True)
class Judged:
    """The rules by which the reading was judged, so that it can be judged, and drawn for audit, again.

    `least_confidence` is what the programme demands of every field, 0 where the reader's own bars suffice.
    """

    least_confidence: Decimal
    audit_share: Decimal
    audit_seed: str


@event("checkup.bill_read.v1")
@dataclass(frozen=True, slots=True)
class BillRead:
    """The `number`th result for this bill, from 1; `drawn` are the documents that an audit looks at."""

    bill: UUID
    number: int
    file: str
    reading: ReadFile
    judged: Judged
    drawn: tuple[int, ...] = ()


@event("checkup.bill_not_readable.v1")
@dataclass(frozen=True, slots=True)
class BillNotReadable:
    """Nothing can be read off the file; an officer is asked by `task`, and the trainee is told what to do."""

    bill: UUID
    number: int
    file: str
    code: str
    fields: Mapping[str, str]
    task: UUID


@event("checkup.reading_asked.v1")
@dataclass(frozen=True, slots=True)
class ReadingAsked:
    """The bill is to be read once more; what was read and confirmed stays until then, and in the history."""

    bill: UUID
    by: UUID
    bulk: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A value as it stood, and as a person reads it; None where there is none. `mark` is the new one's."""

    field: ReadingField
    was: Value | None
    now: Value | None
    row: int | None = None
    mark: str = ""


@event("checkup.reading_confirmed.v1")
@dataclass(frozen=True, slots=True)
class ReadingConfirmed:
    """A person looked at the document, and these values are as they stood."""

    bill: UUID
    number: int
    document: int
    values: tuple[FieldValue, ...]
    by: UUID


@event("checkup.reading_corrected.v1")
@dataclass(frozen=True, slots=True)
class ReadingCorrected:
    """A person reads something else: what readers learn from. `kind` where that was not `read_kind`."""

    bill: UUID
    number: int
    document: int
    corrections: tuple[Correction, ...]
    by: UUID
    kind: BillKind | None = None
    read_kind: BillKind | None = None


ReadingEvent = BillRead | BillNotReadable | ReadingAsked | ReadingConfirmed | ReadingCorrected
