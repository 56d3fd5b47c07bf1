"""Which printed values stand in one row: a line of a table, a column of one, or a card of several lines."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final

from domain.checkup.reading import ReadingField
from models.judgement.mentions import Mention, Place

F = ReadingField
ROW_FIELDS: Final = frozenset(
    (
        F.PERIOD_START, F.PERIOD_END, F.PREVIOUS_READING, F.CURRENT_READING, F.USAGE, F.UNIT, F.UNIT_PRICE,
        F.TOTAL_AMOUNT, F.TAX, F.FUEL, F.METER_NO, F.ACCOUNT_NO, F.PRINTED_KGCO2E, F.ISSUE_DATE, F.INVOICE_NO,
    )
)  # fmt: skip
# What a row is a row of; the others only go with it.
_ANCHORS: Final = (F.USAGE, F.PERIOD_END, F.PERIOD_START, F.CURRENT_READING)
# Parts of a usage make rows only where these differ too.
_APART: Final = frozenset((F.PERIOD_START, F.PERIOD_END, F.METER_NO))
_ADDED_UP: Final = frozenset((F.USAGE, F.TOTAL_AMOUNT, F.TAX))
_SAME_LINE: Final = 0.6
# How alike two steps are, in heights of a line.
_SAME_STEP: Final = 1.5
# Rows that share one field only lie so close under each other, in heights of a line.
_CLOSE: Final = 4.0

Row = list[Mention]


def find_rows(found: Sequence[Mention]) -> tuple[tuple[Row, ...], tuple[Mention, ...]]:
    """The rows, and what belongs to the whole; no rows where one product has one period."""
    movable = [mention for mention in found if mention.field in ROW_FIELDS]
    lines, columns = _grouped(movable, _by_height), _grouped(movable, _by_width)
    turned = _crowded(lines) > _crowded(columns) and len(columns) > 1
    groups = columns if turned else lines
    differing = _differing(groups)
    rows = _segments(groups, differing)
    kept = _without_total(_anchored(rows, differing))
    if len(kept) < 2 or not _table_like(kept, differing):
        return (), tuple(found)
    inside = {id(mention) for row in kept for mention in row}
    return tuple(kept), tuple(mention for mention in found if id(mention) not in inside)


def _by_height(mention: Mention, group: Row) -> bool:
    """Whether the mention stands in the group's text line."""
    y = sum(other.place.y for other in group) / len(group)
    tallest = max(mention.place.height, *(other.place.height for other in group))
    return mention.place.sheet == group[-1].place.sheet and abs(mention.place.y - y) <= _SAME_LINE * tallest


def _by_width(mention: Mention, group: Row) -> bool:
    """Whether the mention stands above or below the group."""
    left, right = min(other.place.left for other in group), max(other.place.right for other in group)
    place = mention.place
    return place.sheet == group[-1].place.sheet and place.left < right and left < place.right


def _grouped(found: Iterable[Mention], together: Callable[[Mention, Row], bool]) -> list[Row]:
    across = together is _by_width
    ordered = sorted(
        found, key=lambda one: (one.place.sheet, one.place.left if across else one.place.y, one.place.left)
    )
    groups: list[Row] = []
    for mention in ordered:
        if groups and together(mention, groups[-1]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [sorted(group, key=lambda one: (one.place.y, one.place.left)) for group in groups]


def _crowded(groups: Iterable[Row]) -> int:
    """How many different values of one anchor share a group with another."""
    return sum(
        max(0, len({one.value for one in group if one.field is anchor and not one.part}) - 1)
        for group in groups
        for anchor in _ANCHORS
    )


def _differing(groups: Sequence[Row]) -> frozenset[ReadingField]:
    """Fields with several values."""
    values: dict[ReadingField, set[str]] = {}
    for group in groups:
        for mention in group:
            values.setdefault(mention.field, set()).add(mention.value)
    return frozenset(field for field, several in values.items() if len(several) > 1)


def _segments(groups: Sequence[Row], differing: frozenset[ReadingField]) -> list[Row]:
    """Lines of a card go together until a field comes again."""
    segments: list[Row] = []
    for group in groups:
        kept = [mention for mention in group if mention.field in differing]
        held = {mention.field for mention in segments[-1] if not mention.part} if segments else set()
        if kept and segments and not held & {mention.field for mention in kept if not mention.part}:
            segments[-1].extend(kept)
        elif kept:
            segments.append(kept)
    return segments


def _anchored(segments: Sequence[Row], differing: frozenset[ReadingField]) -> list[Row]:
    """Segments with the first anchor that several have; parts of one sum alone are no rows."""
    for anchor in _ANCHORS:
        rows = [row for row in segments if any(one.field is anchor and not one.part for one in row)]
        parts = any(one.part for row in rows for one in row)
        if anchor in differing and len(rows) > 1 and (not parts or differing & _APART):
            return rows
    return []


def _without_total(rows: list[Row]) -> list[Row]:
    """A last or first row that adds the others up belongs to the document."""
    for place in (-1, 0):
        others = rows[:-1] if place else rows[1:]
        if len(others) > 1 and _adds_up(rows[place], others):
            return others
    return rows


def _adds_up(row: Row, others: Sequence[Row]) -> bool:
    summed = [mention for mention in row if mention.field in _ADDED_UP]
    return bool(summed) and all(_sum(others, one.field) == Decimal(one.value) for one in summed)


def _sum(rows: Sequence[Row], field: ReadingField) -> Decimal:
    return sum((Decimal(one.value) for row in rows for one in row if one.field is field), Decimal(0))


def _table_like(rows: Sequence[Row], differing: frozenset[ReadingField]) -> bool:
    """Rows step together; two prints of one value, of which one was misread, lie anywhere."""
    shared = Counter(field for row in rows for field in _apart(row) & differing)
    common = [field for field, count in shared.items() if count > 1]
    if len(common) == 1:
        return _stacked([_first(row, common[0]) for row in rows])
    steps = [_step_together(one, other, common) for one, other in pairwise(rows)]
    known = [step for step in steps if step is not None]
    return bool(known) and 2 * sum(known) > len(known)


def _apart(row: Row) -> set[ReadingField]:
    """The row's fields; both ends of a period that one print of months gives are one."""
    implied = any(one.months for one in row)
    return {one.field for one in row} - ({F.PERIOD_START} if implied else set())


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
    """One column, line under line."""
    known = [place for place in places if place]
    return all(
        first.sheet == second.sheet
        and first.left < second.right
        and second.left < first.right
        and abs(second.y - first.y) < _CLOSE * first.height
        for first, second in pairwise(known)
    )
