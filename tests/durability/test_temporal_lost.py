"""Nothing hangs on what only Temporal knows (design §4.5)."""

import os

import pytest

from tests.durability.temporal_lost import compare

# All stages of an open case, and each way to the end, are among the first ten lives.
CASES = int(os.environ.get("TANJIAN_CASES", "10"))


@pytest.mark.servers
@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_a_cohort_lives_on_as_its_twin_does_when_temporal_is_lost_whole() -> None:
    lived, differences = await compare(CASES)
    assert differences == []
    assert {"Applying", "Listing", "Uploading", "InReview", "Resubmitting", "FeeDue", "Over"} == set(
        lived.stages
    )
    assert set(lived.recovered) == {"enrolment", "checkup", "session", "payout_batch", "guild_year"}
    assert "live" not in lived.outcomes
    assert sum(lived.outcomes.values()) == CASES
