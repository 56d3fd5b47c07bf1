"""Lines of a purchase that are no goods: services, discounts and sums, whatever numbers stand in them."""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.mentions import Mention, UnderstoodSheet
from models.judgement.places import in_one_line, line_height, straightened
from models.judgement.words import NO_GOODS, plain
from models.sheets import Sheet

F = ReadingField
_OF_GOODS: Final = (F.USAGE, F.UNIT_PRICE)

Named = tuple[int, float, float, float]


def without_charges(
    found: Sequence[Mention], sheets: Sequence[UnderstoodSheet], kind: BillKind
) -> tuple[Mention, ...]:
    """Without numbers and prices behind the name of such a line."""
    if kind is not BillKind.INVOICE:
        return tuple(found)
    named = [one for number, given in enumerate(sheets) for one in _named(number, given.sheet)]
    return tuple(
        one for one in found if one.field not in _OF_GOODS or not any(_behind(one, name) for name in named)
    )


def _named(number: int, sheet: Sheet) -> Iterator[Named]:
    """Sheet, left, middle and height of every line that begins with such a name."""
    straight = straightened(sheet)
    for line in sheet.lines:
        if plain(line.text).lower().startswith(NO_GOODS):
            (x0, y0), (_, y1) = line.quad[0], line.quad[3]
            x, y = straight((x0, (y0 + y1) / 2))
            yield number, x, y, line_height(line)


def _behind(one: Mention, name: Named) -> bool:
    sheet, left, middle, height = name
    place = one.place
    return place.sheet == sheet and place.left > left and in_one_line(place.y, place.height, middle, height)
