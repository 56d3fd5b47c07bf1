"""A judged reading of one document: values and how sure they are, checks, why a person is needed."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any, Final

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.judgement.assembling import Assembled, Choice, Choices, assemble, kind_of
from models.judgement.calibrating import Calibration, Example
from models.judgement.checking import findings, speaks_of_discount
from models.judgement.checks import bounds
from models.judgement.checks.codes import OF_A_CODE, with_codes
from models.judgement.checks.lists import Finding
from models.judgement.evidence import Evidence, evidence
from models.judgement.handwriting import is_handwritten, written
from models.judgement.kinds import told_kind
from models.judgement.mentions import UnderstoodSheet
from models.judgement.repairing import repaired
from models.judgement.thresholds import Thresholds
from models.readings import Check, DocumentReading, FieldReading, Fields

F = ReadingField
_NEEDS: Final[Mapping[str, Any]] = tomllib.loads(
    files("models.judgement").joinpath("needs.toml").read_text("utf-8")
)
_OPEN_TO_DISCOUNT: Final = (BillKind.FUEL, BillKind.LPG)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A document with its checks and with what speaks for each value, before confidence."""

    assembled: Assembled
    findings: tuple[Finding, ...]
    evidence: Mapping[ReadingField, Evidence]
    row_evidence: tuple[Mapping[ReadingField, Evidence], ...]


Weigh = Callable[[Sequence[UnderstoodSheet], date], Weighed]


def weigh(sheets: Sequence[UnderstoodSheet], today: date) -> Weighed:
    """Fields and rows, mended where sums allow it, with their checks and evidence."""
    kind, sure = told_kind(sheets, today)
    assembled, of_codes = with_codes(assemble(sheets, kind, sure), sheets)
    assembled, of_repairs = repaired(assembled, sheets, today)
    return _weighed(assembled, (*of_codes, *of_repairs, *findings(assembled, sheets, today)), sure)


def weigh_print_alone(sheets: Sequence[UnderstoodSheet], today: date) -> Weighed:
    """As the network read it, without second signals: what those are worth is seen beside it."""
    kind, sure = kind_of(sheets)
    return _weighed(assemble(sheets, kind, sure, as_read=True), (), sure)


def weigh_print(sheets: Sequence[UnderstoodSheet], today: date) -> Weighed:
    """With what the paper proves, without checks."""
    kind, sure = kind_of(sheets)
    return _weighed(assemble(sheets, kind, sure), (), sure)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges with one calibration and its thresholds."""

    calibration: Calibration
    thresholds: Thresholds
    weigh: Weigh = weigh

    @classmethod
    def load(cls) -> "Judge":
        """With what is kept beside the weights."""
        return cls(Calibration.load(), Thresholds.load())

    def is_of(self, version: str) -> bool:
        """Whether confidence and thresholds were fitted to the network of that version."""
        return self.calibration.fitted_on.endswith(version) and self.thresholds.chosen_on.endswith(version)

    def judge(self, sheets: Sequence[UnderstoodSheet], today: date) -> DocumentReading:
        """The reading of one document, on one or several sheets."""
        return self.told(self.weigh(sheets, today), sheets)

    def told(self, weighed: Weighed, sheets: Sequence[UnderstoodSheet]) -> DocumentReading:
        """The reading of what was weighed."""
        assembled = weighed.assembled
        fields = self._fields(assembled.fields, weighed.evidence)
        rows = tuple(map(self._fields, assembled.rows, weighed.row_evidence))
        missing = _missing(assembled.kind, fields, rows)
        reading = DocumentReading(
            kind=assembled.kind,
            kind_confidence=assembled.kind_confidence,
            fields=fields,
            rows=rows,
            checks=tuple(_told(finding) for finding in weighed.findings),
            missing=missing,
            pages=tuple(sorted({given.sheet.page for given in sheets})) or (1,),
        )
        return replace(reading, reasons=tuple(dict.fromkeys(self._reasons(reading, weighed, sheets))))

    def _fields(self, choices: Choices, known: Mapping[ReadingField, Evidence]) -> Fields:
        return {field: self._field(field, choice, known[field]) for field, choice in choices.items()}

    def _field(self, field: ReadingField, choice: Choice, known: Evidence) -> FieldReading:
        best = choice.best
        sure = self.calibration.confidence(field, known)
        if best.source is ReadingSource.QR:
            sure = OF_A_CODE
        elif field is F.UNIT and choice.derived:
            sure = min(sure, best.probability)
        shown = next((one for one in choice.prints if one.source is not ReadingSource.QR), best)
        least = self.thresholds.fields[field]
        return FieldReading(
            choice.value, round(sure, 4), best.source, shown.page, shown.box or best.box, least
        )

    def _reasons(
        self, reading: DocumentReading, weighed: Weighed, sheets: Sequence[UnderstoodSheet]
    ) -> Iterator[str]:
        if reading.kind is BillKind.UNKNOWN:
            yield "kind_unknown"
        elif reading.kind_confidence < self.thresholds.kind:
            yield "kind_unsure"
        if any(given.understood.unread for given in sheets):
            yield "cut_short"
        if is_handwritten(sheets):
            yield "handwriting"
        yield from (f"missing:{field.value}" for field in reading.missing)
        yield from _by_hand(weighed.assembled)
        for fields in (reading.fields, *reading.rows):
            for field, value in fields.items():
                if value.confidence < self.thresholds.fields[field]:
                    yield f"field_unsure:{field.value}"
        yield from _failures(finding.check for finding in weighed.findings)
        if _discount_unclear(reading, sheets):
            yield "discount_unclear"


def _weighed(assembled: Assembled, found: tuple[Finding, ...], sure: float) -> Weighed:
    return Weighed(
        assembled,
        found,
        _evidence(assembled.fields, found, None, sure),
        tuple(_evidence(row, found, place, sure) for place, row in enumerate(assembled.rows)),
    )


def examples(
    weighed: Weighed, reading: DocumentReading, known: Iterable[tuple[FieldReading, bool]]
) -> Iterator[Example]:
    """What a calibration learns from: values, each right or not; codes teach nothing."""
    right = {id(value): is_right for value, is_right in known}
    parts = ((reading.fields, weighed.evidence), *zip(reading.rows, weighed.row_evidence, strict=True))
    for fields, evidences in parts:
        for field, value in fields.items():
            if value.source is not ReadingSource.QR and id(value) in right:
                yield Example(field, evidences[field], right[id(value)])


def _evidence(
    choices: Choices, found: Sequence[Finding], row: int | None, sure: float
) -> dict[ReadingField, Evidence]:
    return {field: evidence(field, choice, found, row, sure) for field, choice in choices.items()}


def _told(finding: Finding) -> Check:
    """Rows are counted from 1 where people read it."""
    check, row = finding.check, finding.row
    detail = check.detail if row is None else f"row {row + 1}: {check.detail}"
    return replace(check, detail=detail, row=row, warning=check.name in bounds.WARNINGS)


def _missing(kind: BillKind, fields: Fields, rows: Sequence[Fields]) -> tuple[ReadingField, ...]:
    """What the kind needs and neither the document nor each of its rows has."""
    needs = _NEEDS[kind.value]
    if not rows:
        return tuple(F(name) for name in needs["document"] if F(name) not in fields)
    lacking = [F(name) for name in needs["whole"] if F(name) not in fields]
    of_rows = [F(name) for name in needs["row"] if F(name) not in fields]
    return (*lacking, *(field for field in of_rows if not all(field in row for row in rows)))


def _by_hand(assembled: Assembled) -> Iterator[str]:
    for choices in (assembled.fields, *assembled.rows):
        yield from (f"by_hand:{field.value}" for field, choice in choices.items() if written(choice))


def _failures(checks: Iterable[Check]) -> Iterator[str]:
    for check in checks:
        if check.ok or check.name in bounds.WARNINGS:
            continue
        yield "codes_contradict" if check.name == "code_against_print" else f"check_failed:{check.name}"


def _discount_unclear(reading: DocumentReading, sheets: Sequence[UnderstoodSheet]) -> bool:
    """A discount is spoken of, and no sum shows what was filled in."""
    if (
        reading.kind not in _OPEN_TO_DISCOUNT
        or not speaks_of_discount(sheets)
        or F.USAGE not in reading.fields
    ):
        return False
    proved = any(check.ok and check.name == "price_times_quantity" for check in reading.checks)
    return not proved and reading.fields[F.USAGE].source is not ReadingSource.QR
