"""Urgency: points that anyone can add up, more of them the nearer, older, later or higher a task is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.programme_tasks import Urgency
from domain.task import Priority
from domain.urgency import Term, points, terms

RULES = Urgency(horizon_days=10, due_per_day=10, age_per_day=1, late=100, high=100, low=100)
NOW = datetime(2025, 4, 14, 4, tzinfo=UTC)
HOURS = st.integers(-2_000, 2_000)


def of(
    *, due_in: float | None = None, age: float = 0, priority: Priority = Priority.NORMAL, late: bool = False
) -> tuple[Term, ...]:
    """The terms of a task that is due in, and was opened before, so many days."""
    due = None if due_in is None else NOW + timedelta(days=due_in)
    opened = NOW - timedelta(days=age)
    return terms(RULES, due=due, opened_at=opened, priority=priority, late=late, at=NOW)


@pytest.mark.parametrize(
    ("given_task", "sum_of_points"),
    [
        (of(), "0"),
        (of(due_in=11), "0"),
        (of(due_in=10), "0"),
        (of(due_in=9.5), "5"),
        (of(due_in=0), "100"),
        (of(due_in=-2, late=True), "220"),
        (of(age=3), "3"),
        (of(priority=Priority.HIGH), "100"),
        (of(priority=Priority.LOW, age=1), "-99"),
    ],
)
def test_the_points_are_the_sum_of_the_terms(given_task: tuple[Term, ...], sum_of_points: str) -> None:
    assert [part.term for part in given_task] == ["due", "age", "late", "priority"]
    assert points(given_task) == Decimal(sum_of_points)
    assert all(part.zh and part.en for part in given_task)


@given(near=HOURS, far=HOURS, age=st.integers(0, 2_000))
def test_what_is_due_sooner_is_never_less_urgent(near: int, far: int, age: int) -> None:
    sooner, later = sorted((near, far))
    assert points(of(due_in=sooner / 24, age=age / 24)) >= points(of(due_in=later / 24, age=age / 24))


@given(due=HOURS, age=st.integers(0, 2_000), hours=st.integers(0, 500))
def test_waiting_never_makes_a_task_less_urgent(due: int, age: int, hours: int) -> None:
    now, later = of(due_in=due / 24, age=age / 24), of(due_in=(due - hours) / 24, age=(age + hours) / 24)
    assert points(later) >= points(now)


def test_a_formula_names_its_own_weights() -> None:
    [due, age, *_] = terms(
        replace(RULES, due_per_day=7, age_per_day=3),
        due=NOW + timedelta(days=4),
        opened_at=NOW - timedelta(days=2),
        priority=Priority.NORMAL,
        late=False,
        at=NOW,
    )
    assert ("7 ×（10 − 4.0" in due.zh, "3 × 2.0" in age.en) == (True, True)
    assert (due.points, age.points) == (Decimal(42), Decimal(6))
