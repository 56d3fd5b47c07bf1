"""Ways in which printed values may stand together: lines, columns, and records one after another."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from statistics import median
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.mentions import Mention
from models.judgement.places import SAME_LINE

Row = list[Mention]
Groups = list[Row]
# Cells reach this far towards the next row: a share of the step, and heights of a line.
_REACH: Final = 0.45
_FAR: Final = 1.6
# A slope that is not quite known moves a line by such shares of a row from its first column to its last.
_SHEARS: Final = (-0.3, 0.3, -0.6, 0.6)
_SHEARED_FIELDS: Final = 3
# Fewer rows are not told by their order alone.
_FEWEST_IN_ORDER: Final = 3
# Fields whose order within a record is tried as its first.
_FIRSTS: Final = 6

Along = Callable[[Mention], float]


def groupings(cells: Sequence[Mention]) -> Iterator[tuple[str, Groups]]:
    """All ways, each by its name; every cell stands in exactly one group of each."""
    lines = lines_of(cells)
    yield "lines", lines
    for field in _seeding(cells):
        yield "lines", _about(cells, field, down, lines)
    for field in _seeding(cells)[:_SHEARED_FIELDS]:
        for along in _sheared(cells, field):
            yield "lines", _about(cells, field, along, lines_of(cells, along))
    yield "columns", _columns(cells)
    for field in _seeding(cells):
        for along in (_middle, across, _right):
            yield "columns", _about(cells, field, along, [])
    yield from (("ranks", _in_order(cells, along)) for along in (down, _middle))
    sequence = [cell for line in lines for cell in line]
    for field in _seeding(cells)[:_FIRSTS]:
        for strips in _strips(cells, field):
            ordered = [cell for strip in strips for cell in sequence if id(cell) in strip]
            yield from (("records", groups) for groups in _records(ordered, field))


def down(cell: Mention) -> float:
    """How far down the sheet, sheets one below the other."""
    return cell.place.sheet * 1e6 + cell.place.y


def across(cell: Mention) -> float:
    """How far from the sheet's left."""
    return cell.place.left


def _right(cell: Mention) -> float:
    return cell.place.right


def _middle(cell: Mention) -> float:
    return (cell.place.left + cell.place.right) / 2


def _sheared(cells: Sequence[Mention], field: ReadingField) -> Iterator[Along]:
    """Heights as they would be, had lines risen or fallen by a share of a row more over all columns."""
    heights = sorted(down(cell) for cell in cells if cell.field is field)
    step = median(after - before for before, after in pairwise(heights))
    width = max(map(across, cells)) - min(map(across, cells)) or 1.0
    for share in _SHEARS:
        slope = share * step / width
        yield partial(_leaning, slope)


def _leaning(slope: float, cell: Mention) -> float:
    return down(cell) + slope * across(cell)


def lines_of(cells: Iterable[Mention], along: Along = down) -> Groups:
    """Cells of one height, from the top, each line from its left."""
    groups: Groups = []
    for cell in sorted(cells, key=along):
        if groups and _on_line(cell, groups[-1], along):
            groups[-1].append(cell)
        else:
            groups.append([cell])
    return [sorted(group, key=across) for group in groups]


def _on_line(cell: Mention, line: Row, along: Along) -> bool:
    tallest = max(cell.place.height, *(other.place.height for other in line))
    return along(cell) - sum(map(along, line)) / len(line) <= SAME_LINE * tallest


def _columns(cells: Sequence[Mention]) -> Groups:
    """Cells above each other, from the left."""
    groups: Groups = []
    for cell in sorted(cells, key=across):
        if groups and cell.place.left < max(other.place.right for other in groups[-1]):
            groups[-1].append(cell)
        else:
            groups.append([cell])
    return [sorted(group, key=down) for group in groups]


def _seeding(cells: Sequence[Mention]) -> list[ReadingField]:
    """Fields that stand in several rows, those in most first."""
    counted = Counter(cell.field for cell in cells)
    return [field for field, count in counted.most_common() if count > 1]


def _about(cells: Sequence[Mention], field: ReadingField, along: Along, lines: Groups) -> Groups:
    """Each cell with the nearest of a field's, unless it lies too far off; those stay in their lines."""
    seeds = [[cell] for cell in sorted(cells, key=along) if cell.field is field]
    steps = [along(after[0]) - along(before[0]) for before, after in pairwise(seeds)]
    height = median(seed[0].place.height for seed in seeds)
    upright = along in (_middle, across, _right)
    reach = _REACH * median(steps) if upright else min(_REACH * median(steps), _FAR * height)
    reach = max(reach, SAME_LINE * height)
    places = [along(seed[0]) for seed in seeds]
    far: set[int] = set()
    for cell in cells:
        if cell.field is field:
            continue
        nearest = _nearest(places, along(cell))
        if abs(places[nearest] - along(cell)) <= reach:
            seeds[nearest].append(cell)
        else:
            far.add(id(cell))
    outside = [[cell for cell in line if id(cell) in far] for line in lines or [list(cells)]]
    whole = [*seeds, *(group for group in outside if group)]
    return sorted(whole, key=lambda group: along(group[0]))


def _nearest(places: Sequence[float], place: float) -> int:
    """Which of the ascending places is nearest."""
    after = bisect_left(places, place)
    return min(
        range(max(0, after - 1), min(len(places), after + 1)), key=lambda one: abs(places[one] - place)
    )


def _in_order(cells: Sequence[Mention], along: Along) -> Groups:
    """The first cells of all fields, the second ones, and so on, of fields that stand in as many rows."""
    counted = Counter(cell.field for cell in cells)
    most = max(counted.values())
    if most < _FEWEST_IN_ORDER:
        return []
    groups: Groups = [[] for _ in range(most)]
    for field, count in counted.items():
        ordered = sorted((cell for cell in cells if cell.field is field), key=along)
        if count == most:
            for group, cell in zip(groups[:most], ordered, strict=True):
                group.append(cell)
        else:
            groups += [[cell] for cell in ordered]
    return groups


def _strips(cells: Sequence[Mention], field: ReadingField) -> Iterator[list[set[int]]]:
    """All cells; and where a field stands in several columns, the cells of each of them."""
    yield [{id(cell) for cell in cells}]
    columns = _columns([cell for cell in cells if cell.field is field])
    if len(columns) < 2:
        return
    ends = [max(cell.place.right for cell in column) for column in columns[:-1]]
    starts = [min(cell.place.left for cell in column) for column in columns[1:]]
    borders = [(end + start) / 2 for end, start in zip(ends, starts, strict=True)]
    strips: list[set[int]] = [set() for _ in columns]
    for cell in cells:
        strips[sum(_middle(cell) > border for border in borders)].add(id(cell))
    yield strips


def _records(ordered: Sequence[Mention], first: ReadingField) -> Iterator[Groups]:
    """Cut before every `first`; and wherever the order that most records have begins anew."""
    groups: Groups = [[]]
    for cell in ordered:
        if cell.field is first and groups[-1]:
            groups.append([])
        groups[-1].append(cell)
    yield groups
    ranks = _ranks([group for group in groups if group[0].field is first])
    again: Groups = []
    for cell in ordered:
        if again and _goes_on(again[-1][-1], cell, ranks):
            again[-1].append(cell)
        else:
            again.append([cell])
    yield again


def _goes_on(before: Mention, cell: Mention, ranks: Mapping[ReadingField, float]) -> bool:
    """Whether a cell comes later in its record, or is the other end of the same print of months."""
    later = ranks.get(cell.field, -1) > ranks.get(before.field, -1)
    return later or (cell.months and before.months and cell.place == before.place)


def _ranks(groups: Groups) -> dict[ReadingField, float]:
    """The usual place of each field in a record."""
    places: dict[ReadingField, list[int]] = {}
    for group in groups:
        for place, cell in enumerate(group):
            places.setdefault(cell.field, []).append(place)
    often = {field: median(found) for field, found in places.items() if 2 * len(found) > len(groups)}
    return {field: float(rank) for rank, field in enumerate(sorted(often, key=lambda one: often[one]))}
