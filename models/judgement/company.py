"""Values that are alike in all rows, units and parts of sums: which of them stand in rows that were found."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.grouping import Row, across, down
from models.judgement.mentions import Mention
from models.judgement.places import in_one_line

F = ReadingField
# Parts of a usage make rows only where these differ too.
_APART: Final = frozenset((F.PERIOD_START, F.PERIOD_END, F.METER_NO))
# Stubs and headings print a document's sums once more.
_PRINTED_AGAIN: Final = frozenset((F.TOTAL_AMOUNT, F.TAX))


def with_company(rows: Sequence[Row], spare: Sequence[Mention]) -> tuple[Row, ...]:
    """Rows with what stands beside them, or below each: what most have, units of their usage, and parts."""
    differing = {one.field for row in rows for one in row}
    beside: list[Row] = [[] for _ in rows]
    for one in spare:
        place = _row_beside(one, rows)
        if place is not None:
            beside[place].append(one)
    for place, one in _in_columns(rows, spare, differing):
        beside[place].append(one)
    often = _often(beside, spare) - differing
    parts = bool(differing & _APART)
    return tuple(
        [*row, *(one for one in company if _goes_with(one, row, often, parts=parts))]
        for row, company in zip(rows, beside, strict=True)
    )


def _row_beside(one: Mention, rows: Sequence[Row]) -> int | None:
    """The row of the nearest cell in the same line."""
    known = [
        (abs(across(cell) - across(one)), place)
        for place, row in enumerate(rows)
        for cell in row
        if in_one_line(down(cell), cell.place.height, down(one), one.place.height)
    ]
    return min(known)[1] if known else None


def _in_columns(
    rows: Sequence[Row], spare: Sequence[Mention], differing: set[ReadingField]
) -> list[tuple[int, Mention]]:
    """Values of a line of their own, as many as there are columns, each within one."""
    found: list[tuple[int, Mention]] = []
    for field in {one.field for one in spare} - differing - _PRINTED_AGAIN:
        cells = [one for one in spare if one.field is field and not one.part]
        lone = [one for one in cells if _row_beside(one, rows) is None]
        places = [place for one in lone for place, row in enumerate(rows) if _within(one, row)]
        if len(lone) == len(rows) == len(places) == len(set(places)):
            found += zip(places, lone, strict=True)
    return found


def _within(one: Mention, row: Row) -> bool:
    left, right = min(cell.place.left for cell in row), max(cell.place.right for cell in row)
    return one.place.left < right and left < one.place.right


def _often(beside: Sequence[Row], spare: Sequence[Mention]) -> set[ReadingField]:
    """Fields of most rows; what is printed for the document too is the document's."""
    counted = Counter(field for company in beside for field in {one.field for one in company})
    inside = {id(one) for company in beside for one in company}
    outside = {one.field for one in spare if id(one) not in inside}
    often = {field for field, count in counted.items() if count > 1 and 2 * count > len(beside)}
    return often - outside


def _goes_with(one: Mention, row: Row, often: set[ReadingField], *, parts: bool) -> bool:
    if one.part:
        return parts
    return one.field in often or (one.field is F.UNIT and _behind_usage(one, row))


def _behind_usage(unit: Mention, row: Row) -> bool:
    """A unit in a label is that of the document."""
    usages = [one.place.right for one in row if one.field is F.USAGE and one.value]
    return bool(usages) and unit.place.left + unit.place.height / 2 >= usages[0]
