"""A reading that fails for good is told, and the trainee can do something about it."""

from pathlib import Path

import pytest

from domain.checkup.reading_events import BillNotReadable
from tests.durability import failed_reading
from tests.durability.counter import Counter
from tests.durability.long_case import dev_server

pytestmark = [pytest.mark.servers, pytest.mark.slow]


async def test_a_reading_that_is_ended_for_good_is_told(desk: Counter, tmp_path: Path) -> None:
    async with dev_server(tmp_path) as client:
        checkup, _ = await failed_reading.live(desk, client)
    [told] = checkup.happened(BillNotReadable)
    assert (told.number, told.code, told.fields) == (1, "reader_failed", {"error": "Operator"})
