"""What a list's column lacks in a line that its other columns have."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.columns import NUMBERS
from models.judgement.gaps.dates import DAY
from models.judgement.gaps.paper import Paper, Stretch
from models.judgement.grouping import lines_of
from models.judgement.mentions import Mention
from models.judgement.places import in_one_line
from models.judgement.words import NO_GOODS, PROOF_WORDS
from models.labels import Label, Span

F = ReadingField
_DAYS: Final = frozenset((F.PERIOD_START, F.PERIOD_END))
# Fewer cells are no column; and it has at least such a share of the lines.
_FEWEST, _SHARE = 3, 0.5
_SURE: Final = 0.5
# How far beyond its cells a column goes on, in steps from one to the next.
_BEYOND: Final = 1.3
# What sums and averages about a list are of.
_SUMMED: Final = frozenset((F.USAGE, F.TOTAL_AMOUNT, F.TAX, F.PRINTED_KGCO2E, F.UNIT_PRICE))

Column = list[Mention]


class _Line:
    """Cells of one height, and the free numbers and days there."""

    def __init__(self, cells: Sequence[Mention]) -> None:
        self.y = sum(cell.place.y for cell in cells) / len(cells)
        self.height = max(cell.place.height for cell in cells)
        self.fields = {cell.field for cell in cells}
        self.listed: set[ReadingField] = set()
        self.free: list[Stretch] = []


def cells(paper: Paper, found: Sequence[Mention]) -> Iterator[tuple[int, Span]]:
    """The only free number or day where a column and a line of the list cross, if no other claims it."""
    claimed: list[tuple[int, Span]] = []
    for sheet, several in groupby(sorted(found, key=_sheet), key=_sheet):
        on_sheet = list(several)
        columns = list(_columns(one for one in on_sheet if _is_cell(one, paper)))
        if len({column[0].field for column in columns}) > 1:
            lines = _lines(on_sheet, columns, [one for one in _free(paper) if one.sheet == sheet])
            claimed += [span for column in columns for span in _filled(column, lines)]
    told = Counter((sheet, span.line, span.start) for sheet, span in set(claimed))
    for sheet, span in dict.fromkeys(claimed):
        if told[sheet, span.line, span.start] == 1:
            yield sheet, span


def _is_cell(one: Mention, paper: Paper) -> bool:
    """Surely one of a list; what a station sells beside fuel has no litres."""
    counted = one.field in NUMBERS | _DAYS and not (one.field is F.USAGE and paper.kind is BillKind.FUEL)
    return counted and bool(one.value) and one.probability >= _SURE and not (one.part or one.months)


def _sheet(one: Mention) -> int:
    return one.place.sheet


def _field(one: Mention) -> str:
    return one.field.value


def _free(paper: Paper) -> list[Stretch]:
    """Numbers and days that are no field yet, and beside no word of sums, averages or what is no goods."""
    numbers = [one.stretch for one in paper.numbers if one.free]
    days = [one for one, _ in paper.find(DAY)]
    words = (*NO_GOODS, *PROOF_WORDS["averages"])
    return [one for one in (*numbers, *days) if not any(word in paper.before(one) for word in words)]


def _lines(found: Sequence[Mention], columns: Iterable[Column], free: Iterable[Stretch]) -> list[_Line]:
    """From the top; `listed` are the fields whose columns have a cell in the line."""
    groups = lines_of(one for one in found if one.value)
    lines = [_Line(group) for group in groups]
    number = {id(cell): place for place, group in enumerate(groups) for cell in group}
    for column in columns:
        for cell in column:
            lines[number[id(cell)]].listed.add(cell.field)
    heights = [line.y for line in lines]
    for one in free:
        after = bisect_left(heights, one.y)
        for line in lines[max(0, after - 1) : after + 1]:
            if in_one_line(line.y, line.height, one.y, one.height):
                line.free.append(one)
    return lines


def _filled(column: Column, lines: Sequence[_Line]) -> Iterator[tuple[int, Span]]:
    """Nothing if most lines lack it: then it is no column of theirs."""
    field, heights = column[0].field, [cell.place.y for cell in column]
    step = (max(heights) - min(heights)) / (len(heights) - 1)
    listed = [
        line
        for line in lines
        if line.listed
        and min(heights) - _BEYOND * step < line.y < max(heights) + _BEYOND * step
        and (min(heights) <= line.y <= max(heights) or line.fields - _SUMMED)
    ]
    lacking = [line for line in listed if field not in line.fields]
    if len(lacking) > _SHARE * len(listed):
        return
    left, right = median(map(_left, column)), median(map(_right, column))
    for line in lacking:
        fits = [one for one in line.free if _fits(one, field, left, right)]
        if len(fits) == 1:
            yield fits[0].span(Label(field.value))


def _fits(one: Stretch, field: ReadingField, left: float, right: float) -> bool:
    """Whether it is of the column's form and begins, or ends, where its cells do."""
    is_day = bool(DAY.fullmatch(one.text))
    return is_day is (field in _DAYS) and min(abs(one.left - left), abs(one.right - right)) < one.height


def _columns(cells: Iterable[Mention]) -> Iterator[Column]:
    """Cells of one field that begin at one place across, or end there."""
    for _, several in groupby(sorted(cells, key=_field), key=_field):
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
