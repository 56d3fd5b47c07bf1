"""A bill over New Year: its days decide, and nothing is lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.carbon.years import by_year

DAYS = st.dates(date(2017, 1, 1), date(2030, 12, 31))
QUANTITIES = st.decimals(0, 10_000_000, places=3)


def test_sixty_two_days_over_new_year_are_split_by_days() -> None:
    """From 6 December to 5 February are 26 days and 36."""
    parts = by_year(Decimal(620), date(2023, 12, 6), date(2024, 2, 5))
    assert parts == {2023: Decimal(260), 2024: Decimal(360)}


@given(QUANTITIES, DAYS, st.integers(0, 1500))
def test_splitting_loses_and_adds_nothing(quantity: Decimal, first: date, more: int) -> None:
    last = first + timedelta(more)
    parts = by_year(quantity, first, last)
    assert sum(parts.values()) == quantity
    assert list(parts) == list(range(first.year, last.year + 1))
    assert all(part >= 0 for part in parts.values())


@given(QUANTITIES, DAYS)
def test_a_day_belongs_to_its_year(quantity: Decimal, day: date) -> None:
    assert by_year(quantity, day, day) == {day.year: quantity}


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="2024-01-01 lies before 2024-01-02"):
        by_year(Decimal(1), date(2024, 1, 2), date(2024, 1, 1))
