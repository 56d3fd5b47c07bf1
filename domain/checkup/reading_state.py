"""The readings of a checkup's bills as decisions need them, and what a person has said of each document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from domain.checkup.bill_reading import (
    PARTS,
    FieldValue,
    Place,
    ReadCheck,
    ReadDocument,
    ReadField,
    places,
)
from domain.checkup.reading import ReadingField
from domain.checkup.reading_events import (
    BillNotReadable,
    BillRead,
    Judged,
    ReadingAsked,
    ReadingConfirmed,
    ReadingCorrected,
    ReadingEvent,
)
from domain.checkup.said import Said, carried


class Trust(StrEnum):
    """Who stands behind a document's values."""

    MACHINE = "machine_confirmed"
    NEEDS_PERSON = "needs_person"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class BillReading:
    """`results` counts every result there was, `asked` is a wish to read again that none has answered yet.

    `said` is by document; `unplaced` was said of what the last reading finds no more, and a later one may.
    """

    results: int = 0
    last: BillRead | BillNotReadable | None = None
    asked: ReadingAsked | None = None
    said: Mapping[int, Said] = field(default_factory=dict)
    unplaced: tuple[Said, ...] = ()


Readings = Mapping[UUID, BillReading]


def evolve_readings(readings: Readings, happened: ReadingEvent) -> Readings:
    """The readings after an event."""
    before = readings.get(happened.bill, BillReading())
    match happened:
        case BillRead():
            said, unplaced = carried((*before.said.values(), *before.unplaced), happened.reading.documents)
            after = BillReading(happened.number, happened, None, said, unplaced)
        case BillNotReadable():
            after = replace(before, results=happened.number, last=happened, asked=None)
        case ReadingAsked():
            after = replace(before, asked=happened)
        case ReadingConfirmed() | ReadingCorrected():
            after = _said(before, happened)
    return {**readings, happened.bill: after}


def without_reading(readings: Readings, bill: UUID) -> Readings:
    """The bill is gone, or another file: nothing is known of it but how often it was read."""
    known = readings.get(bill)
    return readings if known is None else {**readings, bill: BillReading(known.results)}


def standing_said(reading: BillReading, document: int) -> Said | None:
    """What a person said of the document, or of what an earlier reading found in its place."""
    return reading.said.get(document) if isinstance(reading.last, BillRead) else None


def standing_values(reading: BillReading, document: int) -> Mapping[Place, ReadField | FieldValue]:
    """The values that hold: what a person said, else what was read."""
    last = reading.last
    assert isinstance(last, BillRead)
    said = standing_said(reading, document)
    return {**places(last.reading.documents[document]), **(said.values if said else {})}


def in_question(reading: BillReading, document: int) -> frozenset[Place]:
    """The places that a person has to look at and has not: all of them where the document was drawn."""
    last = reading.last
    assert isinstance(last, BillRead)
    said, read = standing_said(reading, document), last.reading.documents[document]
    asked = frozenset(places(read)) if document in last.drawn else questioned(read, last.judged)
    return asked - frozenset(said.values if said else ())


def trust(reading: BillReading, document: int) -> Trust:
    """Whose word the document's values are: a person's where nothing that was read since is in question."""
    last = reading.last
    assert isinstance(last, BillRead)
    said, read = standing_said(reading, document), last.reading.documents[document]
    if said is None:
        sure = document not in last.drawn and is_sure(read, last.judged)
        return Trust.MACHINE if sure else Trust.NEEDS_PERSON
    if in_question(reading, document) or _of_the_whole(read.reasons) - said.reasons:
        return Trust.NEEDS_PERSON
    return Trust.CORRECTED if said.corrected else Trust.CONFIRMED


def is_sure(document: ReadDocument, judged: Judged) -> bool:
    """Whether the machine's word is enough."""
    return not document.reasons and not questioned(document, judged)


def questioned(document: ReadDocument, judged: Judged) -> frozenset[Place]:
    """Where the machine is not sure: by confidence, a failed check or a reason, or as nothing was found."""
    found = places(document)
    unsure = {place for place, one in found.items() if one.confidence < _least(one, judged)}
    failed = [check for check in document.checks if not check.ok and not check.warning]
    named = {name for reason in document.reasons for name in _named(reason)} - {*document.missing}
    asked = {place for check in failed for place in _spoken_against(check, found)}
    for name in named - {place[1] for place in unsure | asked}:
        asked |= {place for place in found if place[1] is name}
    return frozenset(unsure | asked | _lacking(document, found))


def _spoken_against(check: ReadCheck, found: Mapping[Place, ReadField]) -> Iterator[Place]:
    """Where the check's fields stand: of one row there, or in the whole where the row has none of its own."""
    if check.row is None:
        yield from (place for place in found if place[1] in check.fields)
        return
    for name in check.fields:
        own, whole = (check.row, name), (None, name)
        yield from [place for place in (own, whole) if place in found][:1]


def _least(one: ReadField, judged: Judged) -> Decimal:
    """The reader's bar for the field, or the programme's where that is higher; without either none."""
    of_programme = judged.least_confidence * PARTS
    if one.least is not None:
        return max(Decimal(one.least), of_programme)
    # Readings were once held against the programme's alone.
    return of_programme or Decimal(PARTS + 1)


def _lacking(document: ReadDocument, found: Mapping[Place, ReadField]) -> set[Place]:
    """Where what is missing should stand: in the rows without it where others have it, else in the whole."""
    lacking: set[Place] = set()
    for name in document.missing:
        rows = {(row, name) for row in range(len(document.rows))}
        lacking |= rows - found.keys() if rows & found.keys() else {(None, name)}
    return lacking


def _named(reason: str) -> tuple[ReadingField, ...]:
    """The field of a reason such as `missing:usage`."""
    name = reason.partition(":")[2]
    return (ReadingField(name),) if name in set(ReadingField) else ()


def _of_the_whole(reasons: Iterable[str]) -> frozenset[str]:
    """The reasons such as `handwriting`, which no field answers."""
    return frozenset(reason for reason in reasons if ":" not in reason)


def _said(before: BillReading, happened: ReadingConfirmed | ReadingCorrected) -> BillReading:
    last = before.last
    assert isinstance(last, BillRead)
    seen = last.reading.documents[happened.document]
    said = standing_said(before, happened.document) or Said(
        happened.number, happened.document, seen, len(last.reading.documents), seen.kind
    )
    now = replace(
        said,
        number=happened.number,
        seen=seen,
        values={**said.values, **_values(happened)},
        reasons=said.reasons.union(seen.reasons),
    )
    if isinstance(happened, ReadingCorrected):
        now = replace(now, corrected=True, kind=happened.kind or said.kind)
    return replace(before, said={**before.said, happened.document: now})


def _values(happened: ReadingConfirmed | ReadingCorrected) -> Mapping[Place, FieldValue]:
    if isinstance(happened, ReadingConfirmed):
        return {(one.row, one.field): one for one in happened.values}
    return {
        (one.row, one.field): FieldValue(one.field, one.now, one.row, one.mark)
        for one in happened.corrections
    }
