"""Every place where a field is printed, with its value and where it lies."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.codes.bars import InvoiceBars
from models.codes.einvoice import EInvoice
from models.judgement import days
from models.judgement.figures import is_size, product
from models.judgement.normalised import Normalised
from models.judgement.normalising import normalise
from models.judgement.places import box_of, estimated_box, in_one_line, line_height, straightened
from models.judgement.spans import set_right
from models.judgement.stretched import whole_numbers
from models.judgement.words import VENDOR_ENDINGS, plain
from models.labels import Label, Span
from models.readings import Box
from models.sheets import Sheet
from models.understood import Understood

_ENDS: Final = (Label.PERIOD_START, Label.PERIOD_END)
_DAYS: Final = (*_ENDS, Label.ISSUE_DATE)
_KNOWN: Final = (*_DAYS, Label.PERIOD_MONTHS)
_YEAR: Final = re.compile(r"(?<!\d)(1[0-4]\d|20[0-4]\d)\s*年")
# Characters of a day as ISO has it.
_ISO: Final = 10
# A name that goes on in the next line goes on with few characters.
_REST_OF_A_NAME: Final = 8
# Characters of a label, in two languages.
_BEFORE: Final = 16
_UNREADABLE: Final = Normalised("", clean=False)


@dataclass(frozen=True, slots=True)
class UnderstoodSheet:
    """One sheet with all that is known of it; of its bar codes `accounts` are customer numbers and `bars`
    invoices."""

    sheet: Sheet
    understood: Understood
    invoices: tuple[EInvoice, ...] = ()
    accounts: tuple[str, ...] = ()
    bars: tuple[InvoiceBars, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """In a straightened sheet: pixels from its left and top, `y` in the middle of the line."""

    sheet: int
    left: float
    right: float
    y: float
    height: float

    def beside(self, other: "Place") -> bool:
        """Whether both stand in one line across the sheet."""
        return self.sheet == other.sheet and in_one_line(self.y, self.height, other.y, other.height)


@dataclass(frozen=True, slots=True)
class Mention:
    """One print of a value; a day that `months` imply; or `part` of a sum, `sized` or a `product` on bottles.

    A value that cannot be read is empty: its place still tells which row it stands in. `weakest` is the score
    of its least sure character, `by_hand` how likely its line is written, `before` are the few characters
    before it in that line. `inferred` is what the rest of the paper tells and the network missed.
    """

    field: ReadingField
    value: str
    probability: float
    score: float = 1.0
    weakest: float = 1.0
    by_hand: float = 0.0
    source: ReadingSource = ReadingSource.OCR
    page: int = 1
    box: Box | None = None
    clean: bool = True
    alternatives: tuple[str, ...] = ()
    part: bool = False
    sized: bool = False
    product: bool = False
    months: bool = False
    inferred: bool = False
    before: str = ""
    place: Place = Place(0, 0.0, 0.0, 0.0, 1.0)

    @property
    def strength(self) -> float:
        """How far one print alone is to be believed."""
        return self.probability * self.score * (1.0 if self.clean else 0.8)


def mentions(sheets: Sequence[UnderstoodSheet], kind: BillKind) -> tuple[Mention, ...]:
    """All that can be read of the sheets' spans, in their order."""
    return tuple(
        mention
        for number, sheet in enumerate(sheets)
        for mention in of_spans(number, sheet, sheet.understood.spans, kind)
    )


def of_spans(number: int, given: UnderstoodSheet, spans: Sequence[Span], kind: BillKind) -> Iterator[Mention]:
    """What spans of the document's sheet `number` say."""
    straight = straightened(given.sheet)
    texts = [line.text for line in given.sheet.lines]
    mended = [set_right(texts[span.line], span) for span in whole_numbers(texts, spans)]
    readable = [(span, _raw(given.sheet, span)) for span in mended]
    readable = _whole_names(given.sheet, readable)
    read = [(span, raw, normalise(span.label, raw, kind)) for span, raw in readable]
    known_days: dict[tuple[int, Label], str] = {
        (span.line, span.label): value.value for span, _, value in read if value and span.label in _KNOWN
    }
    known_days = known_days or _year_alone(given.sheet)
    for span, raw, value in read:
        value = value or _with_year(span, raw, known_days) or _UNREADABLE
        box = box_of(given.sheet, span.line, span.start, span.end)
        # Rows were found out by widths of characters: a PDF's own lines and kept pages know no better.
        left, top, right, bottom = estimated_box(given.sheet, span.line, span.start, span.end)
        middle = ((left + right) / 2 * given.sheet.width, (top + bottom) / 2 * given.sheet.height)
        x, y = straight(middle)
        half = (right - left) / 2 * given.sheet.width
        place = Place(number, x - half, x + half, y, line_height(given.sheet.lines[span.line]))
        yield from _read(span, value, given.sheet, box, place)


def _raw(sheet: Sheet, span: Span) -> str:
    return sheet.lines[span.line].text[span.start : span.end]


def _read(span: Span, value: Normalised, sheet: Sheet, box: Box, place: Place) -> Iterator[Mention]:
    one = Mention(
        field=ReadingField.USAGE,
        value=value.value,
        probability=span.probability,
        score=sheet.lines[span.line].score,
        by_hand=sheet.lines[span.line].by_hand or 0.0,
        weakest=sheet.lines[span.line].weakest(span.start, span.end),
        source=sheet.source_of(span.line),
        page=sheet.page,
        box=box,
        clean=value.clean,
        alternatives=value.alternatives,
        before=plain(sheet.lines[span.line].text[: span.start]).lower()[-_BEFORE:],
        place=place,
    )
    if span.label is Label.USAGE_PART:
        raw = _raw(sheet, span)
        yield replace(one, part=True, sized=is_size(raw), product=product(raw) is not None)
    elif span.label is Label.PERIOD_MONTHS:
        start, _, end = value.value.partition("/")
        yield replace(one, field=ReadingField.PERIOD_START, value=start, months=True)
        yield replace(one, field=ReadingField.PERIOD_END, value=end, months=True)
    else:
        yield replace(one, field=ReadingField(span.label.value))


def _year_alone(sheet: Sheet) -> dict[tuple[int, Label], str]:
    """The end of the one year that a card for all its lines names, where it prints no day whole."""
    years = {days.common(year) for line in sheet.lines for year in _YEAR.findall(line.text)}
    return {(-1, Label.ISSUE_DATE): f"{years.pop()}-12-31"} if len(years) == 1 else {}


def _with_year(span: Span, raw: str, known: Mapping[tuple[int, Label], str]) -> Normalised | None:
    """A day without a year: a period's end takes that of the other end in its line, any other one is the last
    such day before the latest that is printed whole."""
    found = days.yearless(raw) if span.label in _DAYS else None
    if not found or not known:
        return None
    other = known.get((span.line, _ENDS[span.label is Label.PERIOD_START])) if span.label in _ENDS else None
    latest = date.fromisoformat(other or max(value[-_ISO:] for value in known.values()))
    follows = other is not None and span.label is Label.PERIOD_END
    try:
        day = date(latest.year, *found)
        if follows and day < latest:
            day = day.replace(year=day.year + 1)
        if not follows and day > latest:
            day = day.replace(year=day.year - 1)
    except ValueError:
        return None
    return Normalised(day.isoformat(), clean=False)


def _whole_names(sheet: Sheet, read: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """A vendor's name whose end stands in the next line is put together."""
    joined: list[tuple[Span, str]] = []
    for span, raw in read:
        before = joined[-1] if joined else None
        if before and _goes_on(sheet, before, (span, raw)):
            joined[-1] = (before[0], before[1] + raw)
        else:
            joined.append((span, raw))
    return joined


def _goes_on(sheet: Sheet, first: tuple[Span, str], rest: tuple[Span, str]) -> bool:
    (span, raw), (next_span, next_raw) = first, rest
    return (
        span.label is next_span.label is Label.VENDOR
        and next_span.line > span.line
        and next_span.start == 0
        and span.end == len(sheet.lines[span.line].text)
        and len(plain(next_raw)) <= _REST_OF_A_NAME
        and not plain(raw).endswith(VENDOR_ENDINGS)
        and plain(raw + next_raw).endswith(VENDOR_ENDINGS)
    )
