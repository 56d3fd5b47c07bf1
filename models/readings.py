"""What a reading gives: documents with fields, rows and checks, each value with confidence and place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.checkup.reading import BillKind, ReadingField, ReadingSource

# Left, top, right and bottom as fractions of the page, as it stands upright.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class FieldReading:
    """A value as docs/reading.md writes it, and how sure it is, from 0 to 1; from `least` on, which may be
    above 1, it is sure enough to be taken unseen."""

    value: str
    confidence: float
    source: ReadingSource
    page: int = 1
    box: Box | None = None
    least: float | None = None


Fields = Mapping[ReadingField, FieldReading]
# A value's row, from 0, or None for the document's own; and its field.
Place = tuple[int | None, ReadingField]


@dataclass(frozen=True, slots=True)
class Check:
    """A second signal; `fields` are those whose values it speaks for or against.

    `row` counts from 0, None is the document. A `warning` that fails calls no person by itself.
    """

    name: str
    ok: bool
    detail: str
    fields: tuple[ReadingField, ...] = ()
    row: int | None = None
    warning: bool = False


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """One document. `missing` are fields that its kind needs and that were not found, `reasons` why a person
    is needed, none of them where `needs_person` is false."""

    kind: BillKind
    kind_confidence: float
    fields: Fields
    rows: tuple[Fields, ...] = ()
    checks: tuple[Check, ...] = ()
    missing: tuple[ReadingField, ...] = ()
    reasons: tuple[str, ...] = ()
    pages: tuple[int, ...] = (1,)

    @property
    def needs_person(self) -> bool:
        return bool(self.reasons)

    @property
    def places(self) -> Mapping[Place, FieldReading]:
        """Every value with its place."""
        parts = [(None, self.fields), *enumerate(self.rows)]
        return {(row, field): value for row, fields in parts for field, value in fields.items()}

    @property
    def asked(self) -> frozenset[Place]:
        """Where a person is asked for a value that was read: the same places that a case asks for."""
        found = self.places
        unsure = {place for place, one in found.items() if one.confidence < (one.least or 0.0)}
        failed = [check for check in self.checks if not check.ok and not check.warning]
        asked = unsure | {place for check in failed for place in _spoken_against(check, found)}
        written = {reason.partition(":")[2] for reason in self.reasons if reason.startswith("by_hand:")}
        known = {field.value for _, field in asked}
        return frozenset(asked | {place for place in found if place[1].value in written - known})


def _spoken_against(check: Check, found: Mapping[Place, FieldReading]) -> Iterator[Place]:
    for name in check.fields:
        if check.row is None:
            yield from (place for place in found if place[1] is name)
        else:
            yield from [place for place in ((check.row, name), (None, name)) if place in found][:1]


@dataclass(frozen=True, slots=True)
class Versions:
    """Which weights and which recogniser made a reading."""

    network: str
    recogniser: str


@dataclass(frozen=True, slots=True)
class FileReading:
    documents: tuple[DocumentReading, ...]
    pages: int
    versions: Versions
    seconds: float = field(compare=False, default=0.0)
