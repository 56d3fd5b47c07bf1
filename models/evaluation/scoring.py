"""What was read against what is true: right, wrong and missed, field by field.

A value that is read wrong is both an error of its own and a truth that was missed. Rows are paired so that as
much as possible agrees; what is left over on either side counts in full.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.rows import ADDED_UP
from models.judgement.words import UNIT_OF_KIND
from models.readings import DocumentReading, FieldReading, Fields

Truth = Mapping[ReadingField, str]

_NUMBERS = frozenset(
    {
        ReadingField.PREVIOUS_READING,
        ReadingField.CURRENT_READING,
        ReadingField.USAGE,
        ReadingField.UNIT_PRICE,
        ReadingField.TOTAL_AMOUNT,
        ReadingField.TAX,
        ReadingField.PRINTED_KGCO2E,
    }
)
# Written either way by the same office: no reading is wrong for the choice.
_VARIANTS = str.maketrans({"臺": "台", "裏": "裡", "綫": "線", "証": "證"})


@dataclass(frozen=True, slots=True)
class Match:
    """One field of one document: what is true and what was read, either of which may be lacking."""

    kind: BillKind
    field: ReadingField
    truth: str | None
    reading: FieldReading | None

    @property
    def is_right(self) -> bool:
        read = self.reading
        return self.truth is not None and read is not None and same(self.field, self.truth, read.value)


@dataclass(frozen=True, slots=True)
class Score:
    """`right` of `read` values, and of `true` ones."""

    right: int
    read: int
    true: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.read + self.true) if self.read + self.true else 1.0


def same(field: ReadingField, truth: str, value: str) -> bool:
    """Whether two values of a field mean the same."""
    return _meaning(field, truth) == _meaning(field, value)


def matches(
    kind: BillKind,
    values: Truth,
    rows: Sequence[Truth],
    read: DocumentReading,
    coded: Truth = MappingProxyType({}),
) -> Iterator[Match]:
    """Every field of a document, true or read, once; `kind` is the true one.

    `coded` values are told by a code alone, and a unit may follow from the kind: right if they are read, not
    missed if they are not. What stands on a paper of no kind that is known, and is taken for none, counts for
    nothing.
    """
    if kind is read.kind is BillKind.UNKNOWN:
        return
    shared = _shared(values, rows)
    whole = {**values, **shared}
    below = [{field: value for field, value in row.items() if field not in shared} for row in rows]
    read_whole, read_below = _lifted(read, whole.keys() - ADDED_UP)
    known = {**_implied(kind), **coded}
    told = {field: value for field, value in known.items() if field in read_whole}
    yield from _of(kind, {**told, **whole}, read_whole)
    for truth, row in _paired(below, read_below):
        yield from _of(kind, truth, row)


def _shared(values: Truth, rows: Sequence[Truth]) -> Truth:
    """What all rows have alike and the whole has not; what rows add up is each one's own."""
    if len(rows) < 2:
        return {}
    return {
        field: value
        for field, value in rows[0].items()
        if field not in values and field not in ADDED_UP and all(row.get(field) == value for row in rows)
    }


def _lifted(read: DocumentReading, once: Collection[ReadingField]) -> tuple[Fields, Sequence[Fields]]:
    """What is true of the whole, and was read in rows with one value, was read once: the truth alone says
    how often a value counts."""
    above: dict[ReadingField, FieldReading] = {}
    for field in once:
        told = [row[field] for row in read.rows if field in row]
        best = read.fields.get(field) or next(iter(told), None)
        if best and all(one.value == best.value for one in told):
            above[field] = best
    left = [{field: value for field, value in row.items() if field not in above} for row in read.rows]
    return {**read.fields, **above}, left


def score(found: Sequence[Match]) -> Score:
    """Of all the fields that are given."""
    return Score(
        sum(one.is_right for one in found),
        sum(one.reading is not None for one in found),
        sum(one.truth is not None for one in found),
    )


def by_field(found: Sequence[Match]) -> dict[ReadingField, Score]:
    """For the fields that occur, in their order."""
    occurring = Counter(one.field for one in found)
    return {
        field: score([one for one in found if one.field is field])
        for field in ReadingField
        if occurring[field]
    }


def _implied(kind: BillKind) -> Truth:
    return {ReadingField.UNIT: UNIT_OF_KIND[kind]} if kind in UNIT_OF_KIND else {}


def _of(kind: BillKind, truth: Truth, read: Fields) -> Iterator[Match]:
    for field in ReadingField:
        if field in truth or field in read:
            yield Match(kind, field, truth.get(field), read.get(field))


def _paired(truths: Sequence[Truth], rows: Sequence[Fields]) -> Iterator[tuple[Truth, Fields]]:
    """The pairs that agree most first, so that one row too many does not shift all the others."""
    agreements = sorted(
        ((_agreement(truth, row), -t, -r) for t, truth in enumerate(truths) for r, row in enumerate(rows)),
        reverse=True,
    )
    left, over = set(range(len(truths))), set(range(len(rows)))
    for _, t, r in agreements:
        if -t in left and -r in over:
            left.remove(-t)
            over.remove(-r)
            yield truths[-t], rows[-r]
    yield from ((truths[number], {}) for number in left)
    yield from (({}, rows[number]) for number in over)


def _agreement(truth: Truth, row: Fields) -> int:
    return sum(field in row and same(field, value, row[field].value) for field, value in truth.items())


def _meaning(field: ReadingField, value: str) -> object:
    plain = "".join(unicodedata.normalize("NFKC", value).split()).translate(_VARIANTS).upper()
    if field not in _NUMBERS:
        return plain
    try:
        return Decimal(plain)
    except InvalidOperation:
        return plain
