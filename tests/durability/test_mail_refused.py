"""A mail that no server takes is settled as refused, and its case goes on."""

import time
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import pytest

from activities.mailing import Undeliverable
from api.cli.case_worker import working
from api.driving import drive
from domain.enrolment.commands import Vet
from domain.enrolment.events import Closed
from domain.enrolment.mail_events import MailRefused
from domain.streams import derived
from domain.task import ClaimTask, TaskKind
from store.unfinished import unfinished
from store.world import ServerClock, WorldTime
from tests.domain.made_up_cases import VETTER
from tests.durability.counter import NOW, Counter, reachable, registration, trainee_of
from tests.durability.long_case import dev_server
from tests.made_up import OTHER_SERVICES, firm
from workflows.contracts import WorkflowKind, workflow_id

pytestmark = [pytest.mark.servers, pytest.mark.slow]


@dataclass(slots=True)
class NoSuchMailbox:
    """Refuses every mail for good."""

    asked: list[str] = field(default_factory=list)

    def send(self, message: EmailMessage) -> str:
        self.asked.append(message["Message-ID"])
        raise Undeliverable(550)


async def test_a_refused_mail_is_an_event_and_is_not_sent_again(desk: Counter, tmp_path: Path) -> None:
    mailer, world = NoSuchMailbox(), WorldTime(NOW.timestamp() - time.time())
    tools = replace(desk.tools, world=world, clock=ServerClock(world), mailer=mailer)
    session, case = desk.schedule(), uuid4()
    asked = registration(case, session, [firm(number, OTHER_SERVICES) for number in (1, 2)])
    receipt = desk.hand_in(reachable(desk, asked), trainee_of(case), case, case, WorkflowKind.ENROLMENT)
    desk.settle(receipt)
    task = derived("task", case, TaskKind.VET_REGISTRATION, receipt.command_id)
    async with dev_server(tmp_path) as client, working(client, tools):
        for command in (ClaimTask(task), Vet(task, False, None)):
            handed_in = desk.hand_in(command, VETTER, case, case, WorkflowKind.ENROLMENT)
            assert await drive(client, handed_in, world, 20.0) is not None
        await client.get_workflow_handle(workflow_id(WorkflowKind.ENROLMENT, case)).result()
    events = [one.event for one in desk.tools.event_log.read(case)]
    # Of the registration, and of the rejection.
    assert [one.code for one in events if isinstance(one, MailRefused)] == [550, 550]
    assert any(isinstance(one, Closed) for one in events)
    assert len(mailer.asked) == len(set(mailer.asked)) == 2
    assert case not in {each.stream for each in unfinished(desk.tools.database)}
