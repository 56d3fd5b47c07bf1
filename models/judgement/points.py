"""Points that a recogniser wrote for the comma of thousands: `9.167` units where 9,167 are printed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from domain.checkup.reading import BillKind, ReadingField, ReadingSource
from models.judgement.mentions import Mention

F = ReadingField
_METERED: Final = frozenset((F.USAGE, F.PREVIOUS_READING, F.CURRENT_READING))
# Values that have three digits behind a point so seldom that a comma is likelier.
_WHOLE: Final[Mapping[BillKind, frozenset[ReadingField]]] = {
    BillKind.ELECTRICITY: _METERED,
    BillKind.WATER: _METERED,
    BillKind.NATURAL_GAS: _METERED,
    BillKind.INVOICE: frozenset((F.UNIT_PRICE,)),
}
# Before a comma stand at most three digits.
_A_GROUP: Final = 1000


def thousands(found: Sequence[Mention], kind: BillKind) -> tuple[Mention, ...]:
    """The prints with their thousands, unless another of them surely has decimals."""
    among = [one for one in found if one.field in _WHOLE.get(kind, ())]
    if any("." in one.value and _grouped(one) is None for one in among) or _decimals_add_up(among):
        return tuple(found)
    chosen = {id(one) for one in among}
    return tuple(_in_thousands(one) if id(one) in chosen else one for one in found)


def _in_thousands(one: Mention) -> Mention:
    grouped = _grouped(one)
    if grouped is None:
        return one
    rest = tuple(other for other in one.alternatives if other != grouped)
    return replace(one, value=grouped, clean=False, alternatives=(one.value, *rest))


def _grouped(one: Mention) -> str | None:
    """What the print is with a comma for its point; what a PDF itself says has none misread."""
    if one.source is not ReadingSource.OCR or not one.value or not 1 <= Decimal(one.value) < _A_GROUP:
        return None
    thousandfold = Decimal(one.value) * 1000
    return next((other for other in one.alternatives if Decimal(other) == thousandfold), None)


def _decimals_add_up(among: Sequence[Mention]) -> bool:
    """Whether a usage that has no such point is the difference of readings as they stand."""
    values = {one.field: Decimal(one.value) for one in among if one.value}
    certain = [one for one in among if one.field is F.USAGE and one.value and _grouped(one) is None]
    if not certain or not values.keys() >= _METERED:
        return False
    difference = values[F.CURRENT_READING] - values[F.PREVIOUS_READING]
    return abs(difference - Decimal(certain[0].value)) < 1
