"""A list goes in row by row, by HTTP, with Temporal and a worker behind it."""

import pytest

from tests.api.office import Office
from tests.imports.show import faults_of, show

pytestmark = [pytest.mark.servers, pytest.mark.slow]

TRAINEES, FAULTY = 13, 11


async def test_good_rows_go_in_faulty_ones_come_back_and_the_list_again_adds_nothing(living: Office) -> None:
    shown = await show(living, TRAINEES, FAULTY)
    total = TRAINEES * 10
    assert shown.first.counts == (total - FAULTY, 0, FAULTY)
    assert shown.first.reasons == faults_of(FAULTY)
    assert shown.mended.counts == (FAULTY, 0, 0)
    assert shown.again.counts[0] == 0
