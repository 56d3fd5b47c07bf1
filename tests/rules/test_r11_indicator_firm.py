"""R11: an indicator firm has yearly revenue of 5,000,000 or capital of 2,000,000 NTD at least."""

import pytest

from domain.firm import FirmProfile, is_indicator
from domain.programme import Programme
from tests.made_up import NEITHER, ubn


@pytest.mark.parametrize(
    ("revenue", "capital", "expected"),
    [
        (5_000_000, 0, True),
        (4_999_999, 0, False),
        (0, 2_000_000, True),
        (0, 1_999_999, False),
        (4_999_999, 1_999_999, False),
        (4_999_999, 2_000_000, True),
        (5_000_000, 2_000_000, True),
    ],
)
def test_either_threshold_is_enough_and_each_counts_itself(
    programme: Programme, revenue: int, capital: int, expected: bool
) -> None:
    profile = FirmProfile(ubn(1), NEITHER, revenue, capital, "臺中市")
    assert is_indicator(profile, programme) is expected
