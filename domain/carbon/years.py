"""A quantity of a period that crosses years, split by days; both ends of a period count."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal


def by_year(quantity: Decimal, first_day: date, last_day: date) -> dict[int, Decimal]:
    """What falls to each calendar year, by its days; all together exactly the quantity. Raises ValueError for
    a period that ends before it begins."""
    if last_day < first_day:
        raise ValueError(f"{last_day} lies before {first_day}")
    days = dict(_days(first_day, last_day))
    total = sum(days.values())
    parts = {year: quantity * count / total for year, count in days.items()}
    # Division rounds: the last year takes what is left.
    parts[last_day.year] = quantity - sum(
        (part for year, part in parts.items() if year != last_day.year), Decimal(0)
    )
    return parts


def _days(first_day: date, last_day: date) -> Iterator[tuple[int, int]]:
    for year in range(first_day.year, last_day.year + 1):
        start, end = max(first_day, date(year, 1, 1)), min(last_day, date(year, 12, 31))
        yield year, (end - start).days + 1
