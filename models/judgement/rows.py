"""Which printed values stand in one row: of all ways to group them the one that leaves least unexplained."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from statistics import median
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.company import with_company
from models.judgement.fitting import arithmetic, unlike
from models.judgement.grouping import Groups, Row, down, groupings
from models.judgement.mentions import Mention, Place

F = ReadingField
ROW_FIELDS: Final = frozenset(
    (
        F.PERIOD_START, F.PERIOD_END, F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE, F.UNIT, F.UNIT_PRICE,
        F.TOTAL_AMOUNT, F.TAX, F.FUEL, F.METER_NO, F.ACCOUNT_NO, F.PRINTED_KGCO2E, F.ISSUE_DATE, F.INVOICE_NO,
    )
)  # fmt: skip
ADDED_UP: Final = frozenset((F.USAGE, F.TOTAL_AMOUNT, F.TAX, F.PRINTED_KGCO2E))
# One of several numbers of these, printed in so many of all places, is the only one.
_NAMED: Final = (F.ACCOUNT_NO, F.METER_NO)
_MOSTLY: Final = 0.4
# What a document has beside its rows' own.
_OF_BOTH: Final = ADDED_UP | {F.ISSUE_DATE, F.ACCOUNT_NO, F.UNIT, F.INVOICE_NO}
# What rows are rows of: others alone, printed twice, are misread once.
_ROWS_OF: Final = frozenset(
    (F.USAGE, F.UNIT_PRICE, F.PERIOD_START, F.PERIOD_END, F.CURRENT_READING, F.ISSUE_DATE, F.FUEL, F.METER_NO)
)
# How alike two steps are, in heights of a line.
_SAME_STEP: Final = 1.5
# Rows that share one field only lie so close under each other, in heights of a line.
_CLOSE: Final = 4.0
# Or, if there are many, so many of their usual steps.
_MANY, _EVEN = 4, 2.5
# What rows cost by themselves, a value that is left over, and a cell that is missing.
_ROWS, _LEFT_OVER, _MISSING = 2.5, 2.0, 1.0
# What a value between rows that stands in none costs, rows whose gaps are wider within, and crossing ones.
_AMONG, _LOOSE, _ENTANGLED = 1.8, 0.3, 0.5
# A value is compared with so many of its field before it.
_COMPARED: Final = 8
# What rows that all have a quantity and its price are worth.
_PRICES: Final = {F.USAGE, F.UNIT_PRICE}
_PRICED: Final = 0.6
# A sum of so many digits, noughts at its end not counted, comes right by no chance.
_NO_CHANCE: Final = 4
# How much of that lines cost that cross.
_CROSSED: Final = 0.1
# What each leap of a field's height costs rows that order alone has told.
_UNEVEN: Final = 1.5
# From where on a gap is wider than another.
_WIDER: Final = 1.3


@dataclass(frozen=True, slots=True)
class _Table:
    """`rest` are the cells that stand in no row; `cost` is what stays unexplained."""

    rows: tuple[Row, ...]
    rest: tuple[Mention, ...]
    cost: float


def find_rows(found: Sequence[Mention]) -> tuple[tuple[Row, ...], tuple[Mention, ...]]:
    """The rows, and what belongs to the whole; no rows where one product has one period."""
    cells = _telling(found)
    best = _Table((), tuple(cells), _unexplained(cells))
    for name, groups in groupings(cells) if cells else ():
        table = _table(name, groups)
        if table and table.cost < best.cost:
            best = table
    if not best.rows:
        return (), tuple(found)
    taken = {id(one) for row in best.rows for one in row}
    spare = [one for one in found if one.field in ROW_FIELDS.difference(_NAMED) and id(one) not in taken]
    rows = with_company(best.rows, spare)
    inside = {id(mention) for row in rows for mention in row}
    return rows, tuple(mention for mention in found if id(mention) not in inside)


def _telling(found: Sequence[Mention]) -> list[Mention]:
    """Prints of the fields that have several values."""
    cells = [one for one in found if one.field in ROW_FIELDS - {F.UNIT} and not one.part]
    values: dict[ReadingField, set[str]] = {}
    for one in cells:
        values.setdefault(one.field, set()).add(one.value)
    differing = {field for field, several in values.items() if len(several - {""}) > 1}
    differing -= {field for field in _NAMED if _mostly_one([one for one in cells if one.field is field])}
    if F.UNIT_PRICE in differing and F.USAGE not in differing and _counted(cells):
        differing.add(F.USAGE)
    return [one for one in cells if one.field in differing]


def _counted(cells: Sequence[Mention]) -> bool:
    """Whether as many quantities, all alike, are printed as prices."""
    counted = Counter(one.field for one in cells)
    return counted[F.USAGE] == counted[F.UNIT_PRICE]


def _mostly_one(prints: Sequence[Mention]) -> bool:
    """Whether a number that names something is one that was misread here and there."""
    counted = Counter(one.value for one in prints if one.value)
    return counted.most_common(1)[0][1] >= max(2, _MOSTLY * counted.total()) if counted else False


def _table(name: str, groups: Groups) -> _Table | None:
    """The groups that are rows, judged; None if there are not two."""
    common = _common(groups)
    if not common & _ROWS_OF:
        return None
    rows = [_single(group) for group in groups if _apart(group) & common]
    rows = _without_totals(_without_strangers(rows, common), common)
    rows = [row for row in rows if any(one.value for one in row)]
    if len(rows) < 2 or not _table_like(name, rows, common):
        return None
    inside = {id(cell) for row in rows for cell in row}
    rest = tuple(cell for group in groups for cell in group if id(cell) not in inside)
    cost = _cost(rows, rest, common)
    # Lines are apart by themselves, if not on a page whose slope is not quite known.
    cost += (_CROSSED if name == "lines" else 1.0) * _entangled(rows)
    cost += _looseness(rows) if name == "records" else 0.0
    cost += _unevenness(rows) if name == "ranks" else 0.0
    return _Table(tuple(rows), rest, cost)


def _common(groups: Groups) -> frozenset[ReadingField]:
    """Fields of most groups that have several; else the one that several groups have."""
    several = [set(_apart(group)) for group in groups if len(_apart(group)) > 1]
    counted = Counter(field for fields in several for field in fields)
    often = frozenset(field for field, count in counted.items() if count > 1 and 3 * count > len(several))
    if often:
        return often
    alone = Counter(field for group in groups for field in _apart(group)).most_common(1)
    return frozenset(field for field, count in alone if count > 1)


def _apart(row: Row) -> set[ReadingField]:
    """The row's fields; both ends of a period that one print of months gives are one."""
    implied = any(one.months for one in row)
    return {one.field for one in row} - ({F.PERIOD_START} if implied else set())


def _single(group: Row) -> Row:
    """One value of each field: the first, with all its prints."""
    first: dict[ReadingField, str] = {}
    return [one for one in group if first.setdefault(one.field, one.value) == one.value]


def _without_strangers(rows: list[Row], common: frozenset[ReadingField]) -> list[Row]:
    """Without rows at either end that have one field of several."""
    if len(common) < 2:
        return rows
    full = [place for place, row in enumerate(rows) if len(_apart(row) & common) > 1]
    return rows[full[0] : full[-1] + 1] if full else rows


def _without_totals(rows: list[Row], common: frozenset[ReadingField]) -> list[Row]:
    """First and last rows that add the others up, or could, belong to the document."""
    kept = list(rows)
    before = len(kept) + 1
    while 1 < len(kept) < before:
        before = len(kept)
        for place in (-1, 0):
            if len(kept) > 1 and _is_total(kept[place], kept[:-1] if place else kept[1:], common):
                kept.pop(place)
    return kept


def _is_total(row: Row, others: Sequence[Row], common: frozenset[ReadingField]) -> bool:
    """Exactly the others' sum; or nothing but sums, as large as that, under columns of other things."""
    summed = [one for one in row if one.field in ADDED_UP and one.value]
    values = {(one.field, one.value) for one in summed}
    # A total that is printed again is none of what it adds up.
    others = [other for other in others if not values <= {(one.field, one.value) for one in other}]
    known = [(Decimal(one.value), _sum(others, one.field)) for one in summed]
    # A few small numbers are soon another's sum; of what is added up no sum has a price.
    lone = len(known) == 1 and any(one.field is F.UNIT_PRICE for one in row)
    sums = [value for value, total in known if value == total] if len(others) > 1 else []
    bare = {one.field for one in row} <= ADDED_UP
    if bare and any(len(value.normalize().as_tuple().digits) >= _NO_CHANCE for value in sums):
        return True
    if sums and len(sums) == len(known) and not lone:
        return True
    nothing_else = {one.field for one in row} <= _OF_BOTH and bool(common - _OF_BOTH) and bool(known)
    return nothing_else and all(2 * value > total for value, total in known)


def _sum(rows: Sequence[Row], field: ReadingField) -> Decimal:
    return sum(
        (Decimal(one.value) for row in rows for one in row if one.field is field and one.value), Decimal(0)
    )


def _cost(rows: Sequence[Row], rest: Sequence[Mention], common: frozenset[ReadingField]) -> float:
    # Of a row that lacks much the rest is still a row.
    lacking = [len(common - {one.field for one in row}) for row in rows]
    missing = sum(min(count, 1) + 0.2 * max(count - 1, 0) for count in lacking)
    held = Counter(field for row in rows for field in {one.field for one in row})
    astray = {one.field for one in rest if held[one.field] > 1 and one.value} - _OF_BOTH
    proved = sum(arithmetic(row) for row in rows) + _PRICED * all(
        {one.field for one in row} >= _PRICES for row in rows
    )
    among = sum(_among(one, rows) for one in rest if one.value)
    return _ROWS + _MISSING * missing + _unexplained(rest) + len(astray) + _AMONG * among - proved


def _among(one: Mention, rows: Sequence[Row]) -> bool:
    """Whether a cell lies between those of the rows."""
    heights = [down(cell) for row in rows for cell in row]
    return min(heights) < down(one) < max(heights)


def _entangled(rows: Sequence[Row]) -> float:
    """What rows cost that reach into each other."""
    boxes = sorted((_extent(row) for row in rows), key=lambda box: box[1])
    crossing = 0
    for place, (left, _, right, bottom) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            if other[1] >= bottom:
                break
            crossing += max(left, other[0]) < min(right, other[2])
    return _ENTANGLED * crossing


def _extent(row: Row) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of where its lines' middles lie, a little within."""
    margin = row[0].place.height / 3
    return (
        min(one.place.left for one in row) + margin,
        min(map(down, row)) - margin / 2,
        max(one.place.right for one in row) - margin,
        max(map(down, row)) + margin / 2,
    )


def _looseness(rows: Sequence[Row]) -> float:
    """What records cost that have wider gaps within than between them, or are higher than the others."""
    loose = 0
    for row, after in pairwise(rows):
        inner = [down(second) - down(first) for first, second in pairwise(row)]
        between = down(after[0]) - down(row[-1])
        loose += 0 <= _WIDER * between < max(inner, default=0.0) - row[0].place.height / 4
    return _LOOSE * loose


def _unevenness(rows: Sequence[Row]) -> float:
    """What rows told by order alone cost where a field's height in its row leaps from one row to the next."""
    uneven = 0
    for row, after in pairwise(rows):
        heights = {one.field: down(one) - down(row[0]) for one in row}
        below = {one.field: down(one) - down(after[0]) for one in after}
        leaps = [abs(heights[field] - below[field]) for field in heights.keys() & below.keys()]
        uneven += max(leaps, default=0.0) > row[0].place.height / 2
    return _UNEVEN * uneven


def _unexplained(rest: Sequence[Mention]) -> float:
    """What values beside the first of their field cost; one that was misread is like it."""
    values: dict[ReadingField, list[str]] = {}
    for one in rest:
        if one.value and one.value not in values.setdefault(one.field, []):
            values[one.field].append(one.value)
    return _LEFT_OVER * sum(
        min(unlike(value, other) for other in several[max(0, place - _COMPARED) : place])
        for several in values.values()
        for place, value in enumerate(several)
        if place
    )


def _table_like(name: str, rows: Sequence[Row], common: frozenset[ReadingField]) -> bool:
    """Rows step together; two prints of one value, of which one was misread, lie anywhere."""
    shared = Counter(field for row in rows for field in _apart(row) & common)
    several = [field for field, count in shared.items() if count > 1]
    if len(several) == 1:
        return name == "lines" and _stacked([_first(row, several[0]) for row in rows])
    if name in ("records", "ranks"):
        return True
    steps = [_step_together(one, other, several) for one, other in pairwise(rows)]
    known = [step for step in steps if step is not None]
    return bool(known) and 2 * sum(known) > len(known)


def _first(row: Row, field: ReadingField) -> Place | None:
    return next((one.place for one in row if one.field is field), None)


def _step_together(row: Row, below: Row, common: Sequence[ReadingField]) -> bool | None:
    """Whether two fields are as far from their fellows in the next row; None if only one is in both."""
    pairs = [(_first(row, field), _first(below, field)) for field in common]
    moved = [(one, other) for one, other in pairs if one and other]
    if len(moved) < 2:
        return None
    if any(one.sheet != other.sheet for one, other in moved):
        return True
    return any(_same_step(first, second) for first, second in combinations(moved, 2))


def _same_step(first: tuple[Place, Place], second: tuple[Place, Place]) -> bool:
    (a, a_next), (b, b_next) = first, second
    reach = _SAME_STEP * max(a.height, b.height)
    down = abs((a_next.y - a.y) - (b_next.y - b.y))
    by_left = abs((a_next.left - a.left) - (b_next.left - b.left))
    by_right = abs((a_next.right - a.right) - (b_next.right - b.right))
    return down <= reach and min(by_left, by_right) <= 2 * reach


def _stacked(places: Sequence[Place | None]) -> bool:
    """One column, line under line; or many in even steps, wherever in their lines they stand."""
    known = [place for place in places if place]
    steps = [abs(second.y - first.y) for first, second in pairwise(known)]
    if len(known) >= _MANY:
        near = max(_CLOSE * known[0].height, _EVEN * median(steps))
        return 4 * sum(step > near for step in steps) <= len(steps)
    return all(
        first.sheet == second.sheet
        and first.left < second.right
        and second.left < first.right
        and abs(second.y - first.y) < _CLOSE * first.height
        for first, second in pairwise(known)
    )
