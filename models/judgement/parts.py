"""What the printed parts of a usage come to: tariff times added up, bottles counted by their sizes."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, pairwise
from typing import Final

from models.judgement.grouping import across, down, lines_of
from models.judgement.mentions import Mention

# A list printed again lies so many of its own steps away.
_APART: Final = 2.5
# So many parts with their sum, and so large a sum, are no chance.
_FEWEST: Final = 3
_LARGE: Final = 100


def total_of(parts: Sequence[Mention]) -> Decimal:
    """Parts added up, those of bottles as size times count; a list printed again counts once, and so
    does a sum that was taken for one of them."""
    sizes = [one for one in parts if one.sized]
    counts = [one for one in parts if not one.sized and not one.product]
    if sizes and counts:
        return _bottled(sizes, counts) + _added([one for one in parts if one.product])
    added, largest = _added(_once(parts)), max(Decimal(one.value) for one in parts)
    own_sum = len(parts) >= _FEWEST and largest >= _LARGE and 2 * largest == added
    return largest if own_sum else added


def _added(parts: Sequence[Mention]) -> Decimal:
    return sum((Decimal(one.value) for one in parts), Decimal(0))


def _once(parts: Sequence[Mention]) -> Sequence[Mention]:
    """The first list where the same one stands again far below or beside it."""
    half, odd = divmod(len(parts), 2)
    if half < 2 or odd:
        return parts
    for along in (down, across):
        ordered = sorted(parts, key=along)
        first, second = ordered[:half], ordered[half:]
        steps = [along(after) - along(before) for before, after in pairwise(ordered)]
        within = max(*steps[: half - 1], *steps[half:], ordered[0].place.height)
        if Counter(map(_value, first)) == Counter(map(_value, second)) and steps[half - 1] > _APART * within:
            return first
    return parts


def _value(part: Mention) -> str:
    return part.value


def _bottled(sizes: Sequence[Mention], counts: Sequence[Mention]) -> Decimal:
    """Sizes and counts as they are read; where some are lost, each size with the count nearest to it."""
    if len(sizes) == len(counts):
        pairs = list(zip(chain(*lines_of(sizes)), chain(*lines_of(counts)), strict=True))
    else:
        pairs = [(size, min(counts, key=lambda count: _height_between(size, count))) for size in sizes]
    return sum((Decimal(size.value) * Decimal(count.value) for size, count in pairs), Decimal(0))


def _height_between(one: Mention, other: Mention) -> float:
    return abs(down(one) - down(other))
