"""What a list's column lacks in a line that its other columns have."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.columns import NUMBERS
from models.judgement.gaps.dates import DAY
from models.judgement.gaps.paper import Paper, Stretch
from models.judgement.mentions import Mention
from models.judgement.places import in_one_line
from models.labels import Label, Span

F = ReadingField
_DAYS: Final = frozenset((F.PERIOD_START, F.PERIOD_END))
# Fewer cells are no column; and it has at least such a share of the lines.
_FEWEST, _SHARE = 3, 0.5
_SURE: Final = 0.5
# How far beyond its cells a column goes on, in steps from one to the next.
_BEYOND: Final = 1.3
# What sums and averages below a list are of.
_SUMMED: Final = frozenset((F.USAGE, F.TOTAL_AMOUNT, F.TAX, F.PRINTED_KGCO2E, F.UNIT_PRICE))

Column = list[Mention]


def cells(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only free number or day where a column and a line of the list cross."""
    sure = [one for one in found if one.value and one.probability >= _SURE and not (one.part or one.months)]
    columns = list(_columns(one for one in sure if one.field in NUMBERS | _DAYS))
    numbers = [one.stretch for one in paper.numbers if one.free]
    free_days = [one for one, _ in paper.find(DAY)]
    told = {
        fits[0].span(Label(column[0].field.value))
        for column in columns
        for line in _lacking(column, columns, found)
        if len(fits := _crossing(free_days if column[0].field in _DAYS else numbers, column, line)) == 1
    }
    yield from sorted(told, key=lambda span: (span[0], span[1].line, span[1].start))


def _lacking(column: Column, columns: Iterable[Column], found: Sequence[Mention]) -> list[Mention]:
    """A cell of each line in which others stand and none of the column's field; none if those are most."""
    field, sheet = column[0].field, column[0].place.sheet
    others = [cell for other in columns if other[0].field is not field for cell in other]
    lines = list(_lines(column, [cell for cell in others if cell.place.sheet == sheet]))
    own = [one for one in found if one.field is field]
    lacking = [line for line in lines if not any(_beside(line, cell) for cell in own)]
    return lacking if len(lacking) <= _SHARE * len(lines) else []


def _columns(cells: Iterable[Mention]) -> Iterator[Column]:
    """Cells of one field that begin at one place across, or end there."""
    by_field = sorted(cells, key=lambda one: (one.place.sheet, one.field.value))
    for _, several in groupby(by_field, key=lambda one: (one.place.sheet, one.field)):
        each = list(several)
        for along in (_left, _right):
            yield from (column for column in _together(each, along) if len(column) >= _FEWEST)


def _together(cells: Iterable[Mention], along: Callable[[Mention], float]) -> list[Column]:
    columns: list[Column] = []
    for one in sorted(cells, key=along):
        if columns and along(one) - along(columns[-1][-1]) <= one.place.height:
            columns[-1].append(one)
        else:
            columns.append([one])
    return columns


def _left(one: Mention) -> float:
    return one.place.left


def _right(one: Mention) -> float:
    return one.place.right


def _lines(column: Column, others: Sequence[Mention]) -> Iterator[Mention]:
    """One cell of each line between the column's first and last, and of the lines above and below."""
    heights = [one.place.y for one in column]
    step = (max(heights) - min(heights)) / (len(heights) - 1)
    seen: list[Mention] = []
    for one in (*column, *sorted(others, key=lambda one: one.place.y)):
        within = min(heights) - _BEYOND * step < one.place.y < max(heights) + _BEYOND * step
        if within and not any(_beside(one, other) for other in seen):
            seen.append(one)
            if one.place.y <= max(heights) or _is_row(one, others):
                yield one


def _is_row(one: Mention, others: Iterable[Mention]) -> bool:
    """Whether several columns have a cell there; below a list stand sums and averages of one or two."""
    return len({other.field for other in others if _beside(one, other)} - _SUMMED) > 0


def _beside(one: Mention, other: Mention) -> bool:
    return one.place.sheet == other.place.sheet and in_one_line(
        one.place.y, one.place.height, other.place.y, other.place.height
    )


def _crossing(free: Iterable[Stretch], column: Column, line: Mention) -> list[Stretch]:
    left, right = median(map(_left, column)), median(map(_right, column))
    return [
        one
        for one in free
        if min(abs(one.left - left), abs(one.right - right)) < one.height
        and one.sheet == line.place.sheet
        and in_one_line(one.y, one.height, line.place.y, line.place.height)
    ]
