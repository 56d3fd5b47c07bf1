"""A receipt that nobody drives in time is given up quietly: its outcome may still come."""

import asyncio
import gc
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from api.driving import drive
from store.world import WorldTime
from tests.durability.counter import NOW, Counter, registration, trainee_of
from tests.durability.long_case import dev_server
from tests.made_up import OTHER_SERVICES, firm
from workflows.contracts import WorkflowKind

pytestmark = [pytest.mark.servers, pytest.mark.slow]


@pytest.mark.parametrize("patience", [0.001, 1.0], ids=["before it is begun", "while it waits"])
async def test_without_a_worker_there_is_no_answer_and_no_complaint(
    desk: Counter, tmp_path: Path, patience: float
) -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    case = uuid4()
    asked = registration(case, desk.schedule(), [firm(number, OTHER_SERVICES) for number in (1, 2)])
    receipt = desk.hand_in(asked, trainee_of(case), case, case, WorkflowKind.ENROLMENT)
    async with dev_server(tmp_path) as client:
        world = WorldTime(NOW.timestamp() - time.time())
        assert await drive(client, receipt, world, patience) is None
        gc.collect()
        assert complaints == []
