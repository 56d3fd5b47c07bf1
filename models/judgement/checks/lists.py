"""Rows against each other and against the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final

from domain.checkup.reading import BillKind, ReadingField
from models.judgement.checks import bounds
from models.judgement.checks.subject import Subject
from models.readings import Check

F = ReadingField
_ADDED_UP: Final = (F.USAGE, F.TOTAL_AMOUNT, F.TAX)


@dataclass(frozen=True, slots=True)
class Finding:
    """A check, and the row that it is about, counted from 0; None is the document."""

    check: Check
    row: int | None = None


Placed = tuple[int, Subject]


def list_findings(whole: Subject, rows: Sequence[Subject]) -> Iterator[Finding]:
    """What several rows tell that one alone does not."""
    placed = _in_time(rows)
    for check in (_ascending, _adjoining, _usage_follows):
        yield from check(placed)
    yield from (Finding(check) for check in _totals(whole, rows))


def _in_time(rows: Sequence[Subject]) -> list[Placed]:
    """Dated rows of one meter by their last day; two meters of one period are no list."""
    dated = [(place, row) for place, row in enumerate(rows) if row.day(F.PERIOD_END)]
    days = [row.values[F.PERIOD_END] for _, row in dated]
    meters = {row.values.get(F.METER_NO) for _, row in dated}
    if len(set(days)) < len(days) or len(meters) > 1:
        return []
    return sorted(dated, key=lambda one: one[1].values[F.PERIOD_END])


def _ascending(placed: Sequence[Placed]) -> Iterator[Finding]:
    """Meters count upwards."""
    for (_, before), (place, row) in pairwise(placed):
        first, second = before.number(F.CURRENT_READING), row.number(F.CURRENT_READING)
        if first is not None and second is not None:
            ok = first <= second
            yield Finding(Check("readings_ascend", ok, f"{first} → {second}", (F.CURRENT_READING,)), place)


def _adjoining(placed: Sequence[Placed]) -> Iterator[Finding]:
    """A period begins where the one before ended, or on the day after."""
    for (_, before), (place, row) in pairwise(placed):
        end, start = before.day(F.PERIOD_END), row.day(F.PERIOD_START)
        if end is not None and start is not None:
            ok = 0 <= (start - end).days <= 1
            yield Finding(Check("periods_adjoin", ok, f"{end} → {start}", (F.PERIOD_START,)), place)


def _usage_follows(placed: Sequence[Placed]) -> Iterator[Finding]:
    """Usage per step of the meter is alike in all rows: 1, the multiplier, or the correction for pressure."""
    ratios = [found for before, row in pairwise(placed) if (found := _ratio(before[1], row))]
    if len(ratios) < 3:
        return
    usual = median(ratio for _, ratio, _ in ratios)
    for place, ratio, vague in ratios:
        ok = abs(ratio - usual) <= usual * bounds.RATIO_SPREAD + vague
        detail = f"{ratio:.4f}; {usual:.4f}"
        yield Finding(Check("usage_follows_readings", ok, detail, (F.USAGE, F.CURRENT_READING)), place)


def _ratio(before: Subject, placed: Placed) -> tuple[int, Decimal, Decimal] | None:
    """The row, its usage per step, and how vague whole readings leave that."""
    place, row = placed
    first, second, usage = (
        before.number(F.CURRENT_READING),
        row.number(F.CURRENT_READING),
        row.number(F.USAGE),
    )
    start, end = before.day(F.PERIOD_END), row.day(F.PERIOD_END)
    if first is None or second is None or usage is None or start is None or end is None:
        return None
    # Between distant days a row is missing.
    if second <= first or (end - start).days > bounds.MOST_DAYS:
        return None
    ratio = usage / (second - first)
    return place, ratio, ratio / (second - first)


def _totals(whole: Subject, rows: Sequence[Subject]) -> Iterator[Check]:
    """What the rows add up to, where the document prints it."""
    for field in _ADDED_UP:
        total, summed = whole.number(field), _sum([row.number(field) for row in rows])
        if total is not None and summed is not None:
            yield Check("rows_total", summed == total, f"{summed}; {total}", (field,))
    total = whole.number(F.TOTAL_AMOUNT)
    summed = _sum([_price(row) for row in rows])
    if total is not None and summed is not None and whole.kind is BillKind.FUEL and not whole.discounted:
        ok = abs(summed - total) <= len(rows)
        yield Check("rows_price_total", ok, f"{summed}; {total}", (F.TOTAL_AMOUNT,))


def _price(row: Subject) -> Decimal | None:
    usage, price = row.number(F.USAGE), row.number(F.UNIT_PRICE)
    return None if usage is None or price is None else usage * price


def _sum(numbers: Sequence[Decimal | None]) -> Decimal | None:
    """None unless every row has its number."""
    known = [one for one in numbers if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None
