"""A case whose workflow is gone, and that a command starts again, first does what had fallen due."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from activities.recovery import recover
from api.cli.case_worker import working
from api.cli.demo.world_clock import TimeServer
from api.driving import drive
from domain.deadline import WindowKind
from domain.enrolment.commands import CompleteOnlineCourse, Vet, Withdraw
from domain.enrolment.events import Ended, Outcome
from domain.enrolment.evolve import fold
from domain.enrolment.session_commands import Attendance, NoteAttendance
from domain.enrolment.state import Listing
from domain.streams import derived
from domain.task import ClaimTask, TaskKind
from store.world import ServerClock, WorldTime
from tests.domain.made_up_cases import ENGINE, TRAINING_DAY, VETTER
from tests.durability.counter import Counter, registration, trainee_of
from tests.made_up import OTHER_SERVICES, firm
from workflows.contracts import WorkflowKind

HOUR = timedelta(hours=1)

pytestmark = pytest.mark.servers


def _listing(desk: Counter) -> tuple[UUID, datetime]:
    """A trained case with two firms of ten, and when its list window is due; no workflow knows of it."""
    case, session = uuid4(), desk.schedule()
    registered = registration(case, session, [firm(1, OTHER_SERVICES), firm(2, OTHER_SERVICES)])
    receipt = desk.hand_in(registered, trainee_of(case), case, case, WorkflowKind.ENROLMENT)
    desk.settle(receipt)
    task = derived("task", case, TaskKind.VET_REGISTRATION, receipt.command_id)
    desk.ask(ClaimTask(task), VETTER, case)
    desk.ask(Vet(task, True, None), VETTER, case)
    desk.ask(CompleteOnlineCourse(), trainee_of(case), case)
    desk.ask(NoteAttendance(session, TRAINING_DAY, Attendance.ON_SITE), ENGINE, case)
    state = fold(one.event for one in desk.tools.event_log.read(case))
    assert isinstance(state, Listing)
    return case, state.case.windows[WindowKind.LIST_SUPPLEMENT].deadline.due


@pytest.mark.parametrize("recovered_first", [False, True])
async def test_what_came_after_the_due_instant_meets_the_lapse(
    desk: Counter, *, recovered_first: bool
) -> None:
    case, due = _listing(desk)
    desk.clock.at = due + timedelta(seconds=1)
    receipt = desk.hand_in(Withdraw(None), trainee_of(case), case, case, WorkflowKind.ENROLMENT)
    outcome = await _driven(desk, receipt.command_id, due + HOUR, recovered_first=recovered_first)
    assert outcome == "case_closed"
    assert _end(desk, case) is Outcome.LAPSED_LIST


async def test_what_came_before_the_due_instant_comes_before_the_lapse(desk: Counter) -> None:
    case, due = _listing(desk)
    desk.clock.at = due - timedelta(seconds=1)
    receipt = desk.hand_in(Withdraw(None), trainee_of(case), case, case, WorkflowKind.ENROLMENT)
    assert await _driven(desk, receipt.command_id, due + HOUR, recovered_first=False) is None
    assert _end(desk, case) is Outcome.WITHDRAWN


async def _driven(desk: Counter, command: UUID, now: datetime, *, recovered_first: bool) -> str | None:
    """Drive the command on a server that knows nothing; the code of its refusal."""
    server = await TimeServer.started(None)
    try:
        world = WorldTime(now.timestamp() - time.time())
        tools = replace(desk.tools, world=world, clock=ServerClock(world))
        async with working(server.client, tools):
            if recovered_first:
                assert (await recover(server.client, tools))["enrolment"] == 1
            receipt = replace(desk.tools.receipts.get(command), attempts=1)
            outcome = await drive(server.client, receipt, world, 60.0)
    finally:
        server.kill()
    assert outcome is not None
    return outcome.refusal


def _end(desk: Counter, case: UUID) -> Outcome:
    [ended] = [one.event for one in desk.tools.event_log.read(case) if isinstance(one.event, Ended)]
    return ended.outcome
