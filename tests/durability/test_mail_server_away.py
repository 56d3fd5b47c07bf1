"""A mail server that takes no mail and gives no answer keeps nothing else waiting."""

import time
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import pytest

from api.cli.case_worker import MAIL_THREADS, THREADS, working
from api.driving import drive
from domain.enrolment.commands import Vet
from domain.enrolment.events import Ended, Outcome
from domain.streams import derived
from domain.task import ClaimTask, TaskKind
from store.world import ServerClock, WorldTime
from tests.domain.made_up_cases import VETTER
from tests.durability.counter import NOW, Counter, reachable, registration, trainee_of
from tests.durability.long_case import dev_server
from tests.made_up import OTHER_SERVICES, firm
from workflows.contracts import WorkflowKind

# More than all threads of a worker together.
CASES = THREADS + MAIL_THREADS + 8

pytestmark = [pytest.mark.servers, pytest.mark.slow]


@dataclass(slots=True)
class HangingMailer:
    """Takes the connection and says nothing until it is told to go on."""

    asked: int = 0
    go_on: Event = field(default_factory=Event)

    def send(self, message: EmailMessage) -> str:
        self.asked += 1
        self.go_on.wait(60)
        return "250 at last"


async def test_commands_go_on_while_every_mail_hangs(desk: Counter, tmp_path: Path) -> None:
    mailer = HangingMailer()
    world = WorldTime(NOW.timestamp() - time.time())
    tools = replace(desk.tools, world=world, clock=ServerClock(world), mailer=mailer)
    session = desk.schedule()
    async with dev_server(tmp_path) as client:
        try:
            async with working(client, tools):
                cases = [_registered(desk, session, number) for number in range(CASES)]
                for case in cases:
                    for command in (ClaimTask(_task(desk, case)), Vet(_task(desk, case), False, None)):
                        receipt = desk.hand_in(command, VETTER, case, case, WorkflowKind.ENROLMENT)
                        told = await drive(client, receipt, world, 20.0)
                        assert told is not None, f"nothing more was settled with {mailer.asked} mails hanging"
                assert mailer.asked == MAIL_THREADS
                mailer.go_on.set()
        finally:
            mailer.go_on.set()
    assert {_end(desk, case) for case in cases} == {Outcome.REJECTED}


def _registered(desk: Counter, session: UUID, number: int) -> UUID:
    case = uuid4()
    asked = registration(case, session, [firm(2 * number + place, OTHER_SERVICES) for place in (1, 2)])
    receipt = desk.hand_in(reachable(desk, asked), trainee_of(case), case, case, WorkflowKind.ENROLMENT)
    assert desk.settle(receipt).outcome.refusal is None  # type: ignore[union-attr]
    return case


def _task(desk: Counter, case: UUID) -> UUID:
    [first, *_] = desk.tools.event_log.read(case)
    return derived("task", case, TaskKind.VET_REGISTRATION, first.cause.command)


def _end(desk: Counter, case: UUID) -> Outcome:
    [ended] = [one.event for one in desk.tools.event_log.read(case) if isinstance(one.event, Ended)]
    return ended.outcome
