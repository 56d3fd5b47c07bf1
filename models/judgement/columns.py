"""Doubtful numbers of a list are what the numbers above and below them are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.mentions import Mention, Place

F = ReadingField
NUMBERS: Final = frozenset(
    (F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE, F.UNIT_PRICE, F.TOTAL_AMOUNT, F.TAX, F.PRINTED_KGCO2E)
)
# How likely a doubtful one is at most, what the others' likelihoods come to at least, and how many times that
# of the field it was taken for.
_DOUBTFUL: Final = 0.5
_TELLING, _OUTVOTED = 0.9, 4.0
_SEVERAL: Final = 3


def as_in_column(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Each doubtful one takes the field that its column has otherwise."""
    numbers = [one for one in found if one.field in NUMBERS and one.value and not one.part]
    return tuple(_voted(one, numbers) if _is_doubtful(one) else one for one in found)


def _is_doubtful(one: Mention) -> bool:
    return one.field in NUMBERS and bool(one.value) and not one.part and one.probability < _DOUBTFUL


def _voted(one: Mention, numbers: Sequence[Mention]) -> Mention:
    beside = [other for other in numbers if other is not one and in_column(one.place, other.place)]
    votes: dict[ReadingField, float] = defaultdict(float)
    for other in beside:
        votes[other.field] += other.probability
    if not votes:
        return one
    field = max(votes, key=lambda each: votes[each])
    fellows = [other for other in beside if other.field is field]
    heights = [other.place.y for other in fellows]
    # Above and below a column stand other things.
    if len({other.value for other in fellows}) < _SEVERAL or not min(heights) < one.place.y < max(heights):
        return one
    if votes[field] < _TELLING or votes[field] < _OUTVOTED * votes[one.field]:
        return one
    return replace(one, field=field, inferred=True)


def in_column(one: Place, other: Place) -> bool:
    """Whether both end, or begin, at one place across, and in different lines."""
    reach = max(one.height, other.height)
    apart = min(abs(one.left - other.left), abs(one.right - other.right))
    return one.sheet == other.sheet and apart < reach and not one.beside(other)
