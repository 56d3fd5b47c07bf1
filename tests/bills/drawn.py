"""A drawn bill and its truth: whatever a pen writes down as a field is printed, and is the truth."""

import calendar
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import TypeVar

from domain.checkup.reading import BillKind, ReadingField

Choice = TypeVar("Choice")
Value = str | int | Decimal | date
# Field to value, as docs/reading.md writes it.
Truths = dict[ReadingField, str]

_CODES = (ReadingField.ACCOUNT_NO, ReadingField.METER_NO, ReadingField.INVOICE_NO)
_WORDS = (ReadingField.VENDOR, ReadingField.UNIT, ReadingField.FUEL)
_DATES = (ReadingField.PERIOD_START, ReadingField.PERIOD_END, ReadingField.ISSUE_DATE)


class Entry:
    """The fields of a document or of one of its rows, each with every form in which it is printed."""

    def __init__(self) -> None:
        self.values: Truths = {}
        self.printed: list[str] = []

    def write(self, what: ReadingField, printed: str, value: Value | None = None) -> str:
        """`printed` for the page (escaped), with `what` noted as `value`, which is worked out of it if not
        given. A field may be written again with the same value; another value is an error."""
        self.note(what, _plain(what, printed) if value is None else value, printed)
        return html.escape(printed)

    def note(self, what: ReadingField, value: Value, *printed: str) -> None:
        """Notes a value that is printed in parts, as a sum's summands or the months of a period."""
        plain = _written(value)
        if self.values.setdefault(what, plain) != plain:
            raise ValueError(f"{what} is both {self.values[what]} and {plain}")
        self.printed.extend(printed)


class Pen(Entry):
    """What a family draws with: a source of chance, and the notes of what is printed."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.random = random
        self.rows: list[Entry] = []
        self._coded: Truths = {}

    @property
    def coded(self) -> Truths:
        """What only a code on the paper tells."""
        return {what: value for what, value in self._coded.items() if what not in self.values}

    def encode(self, what: ReadingField, value: Value) -> None:
        """Notes what a code tells, whether or not it is printed beside it."""
        self._coded[what] = _written(value)

    def row(self) -> Entry:
        """A further row of the document."""
        self.rows.append(Entry())
        return self.rows[-1]

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def months(self, first: date, printed: str, entry: Entry | None = None, count: int = 1) -> str:
        """`printed` months of use that stand for their first and last day."""
        month = first.month + count - 1
        year, month = first.year + (month - 1) // 12, (month - 1) % 12 + 1
        last = date(year, month, calendar.monthrange(year, month)[1])
        (entry or self).note(ReadingField.PERIOD_START, first.replace(day=1), printed)
        (entry or self).note(ReadingField.PERIOD_END, last)
        return html.escape(printed)


@dataclass(frozen=True, slots=True)
class Page:
    """A design filled in. `css` applies to this page alone (its rules are nested below it); where `cropped`,
    the paper ends below the last ink, as receipts do, and `height_mm` is the most that it may take. Where
    `handwritten`, the values look written by hand into a form."""

    css: str
    html: str
    width_mm: float
    height_mm: float
    cropped: bool = False
    handwritten: bool = False


@dataclass(frozen=True, slots=True)
class DrawnBill:
    """`values` and `rows` are the truth, `printed` the forms of it that must be legible on the page; `coded`
    is true as well, and told by a code alone: right if it is read, and not missed if it is not."""

    kind: BillKind
    family: str
    page: Page
    values: Truths
    rows: list[Truths]
    coded: Truths
    printed: list[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Family:
    """One design. Those for `development` serve calibration and the analysis of errors, never the test."""

    kind: BillKind
    name: str
    design: Callable[[Pen], Page]
    development: bool = False

    def draw(self, random: Random) -> DrawnBill:
        pen = Pen(random)
        page = self.design(pen)
        printed = [form for entry in (pen, *pen.rows) for form in entry.printed]
        rows = [row.values for row in pen.rows]
        return DrawnBill(self.kind, self.name, page, pen.values, rows, pen.coded, printed)


FAMILIES: list[Family] = []


def family(kind: BillKind, *, development: bool = False) -> Callable[[Callable[[Pen], Page]], Family]:
    """Makes a function that fills in a design into a family, named after its module and itself."""

    def made(design: Callable[[Pen], Page]) -> Family:
        module = design.__module__.rpartition(".")[2]
        FAMILIES.append(Family(kind, f"{module}.{design.__name__}", design, development))
        return FAMILIES[-1]

    return made


def _plain(what: ReadingField, printed: str) -> str:
    if what in _DATES:
        raise ValueError(f"{what}: a date is given beside its form {printed}")
    if what in _CODES:
        return re.sub(r"[^0-9A-Z]", "", printed.upper())
    if what in _WORDS:
        return re.sub(r"\s", "", printed)
    return _number(re.sub(r"[^0-9.-]", "", printed))


def _written(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else _number(str(value))


def _number(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
