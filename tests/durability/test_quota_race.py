"""A quota is never exceeded and never wasted, whoever dies (R23)."""

import os
import signal
from pathlib import Path

import pytest

from tests.durability.quota_race import LEAVE, PLACES, race

CASES = int(os.environ.get("TANJIAN_CASES", "200"))


@pytest.mark.servers
@pytest.mark.slow
def test_the_last_places_go_to_as_many_although_a_holder_is_killed(database_url: str, tmp_path: Path) -> None:
    raced = race(database_url, tmp_path, CASES)
    assert raced.killed_by_signal == signal.SIGKILL
    assert raced.while_held == {"listed": PLACES - 1, "busy": CASES - PLACES}
    assert raced.outcomes == {"listed": PLACES, "quota_full": CASES - PLACES}
    assert raced.after_leaving == {"listed": LEAVE, "quota_full": LEAVE}
    assert raced.most_taken == raced.taken_in_the_end == PLACES
