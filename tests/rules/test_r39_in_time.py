"""R39: in time is what was received before the Taipei midnight that ends the last day."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadline import TAIPEI, Deadline, WindowKind, in_time, midnight_after

LAST_DAY = date(2025, 4, 10)
UNTIL = Deadline(
    WindowKind.LIST_SUPPLEMENT, date(2025, 3, 27), LAST_DAY, midnight_after(LAST_DAY), "R12", "tw", steps=()
)


@pytest.mark.parametrize(
    ("received_at", "expected"),
    [
        (datetime(2025, 4, 10, 12, tzinfo=TAIPEI), True),
        (datetime(2025, 4, 10, 23, 59, 59, 999_999, tzinfo=TAIPEI), True),
        (datetime(2025, 4, 11, tzinfo=TAIPEI), False),
        (datetime(2025, 4, 10, 15, 59, 59, tzinfo=UTC), True),
        (datetime(2025, 4, 10, 16, tzinfo=UTC), False),
        (datetime(2025, 4, 11, 0, 30, tzinfo=timezone(timedelta(hours=9))), True),
    ],
)
def test_r39_the_day_ends_at_midnight_in_taipei(received_at: datetime, expected: bool) -> None:
    assert in_time(received_at, UNTIL) is expected


@given(minutes=st.integers(-20_000, 20_000), offset=st.integers(-12 * 60, 14 * 60))
def test_r39_the_zone_of_the_sender_changes_nothing(minutes: int, offset: int) -> None:
    sent = UNTIL.due.astimezone(timezone(timedelta(minutes=offset)))
    received_at = sent + timedelta(minutes=minutes)
    assert in_time(received_at, UNTIL) == (received_at.astimezone(TAIPEI).date() <= LAST_DAY)


def test_r39_an_instant_without_a_zone_is_not_judged() -> None:
    with pytest.raises(TypeError):
        in_time(datetime(2025, 4, 10, 12), UNTIL)  # noqa: DTZ001
