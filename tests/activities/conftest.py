"""The tests of `activities/` call them as a worker would, on a real PostgreSQL and without Temporal."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from activities.mailing import FolderMailer
from activities.recording import Recording
from activities.tools import Tools
from domain.enrolment.commands import CompleteOnlineCourse, FirmEntry, Register, Trainee, Vet
from domain.enrolment.session_commands import Attendance
from domain.event import Actor, Role, kind_of
from domain.files import FileRef
from domain.session import Attendee, RecordAttendance, ScheduleSession
from domain.task import ClaimTask
from store import codec
from store.database import Database
from store.event_log import EventLog
from store.files import FileStore
from store.guilds import Guilds
from store.person_keys import PersonKeys
from store.places import Places
from store.programmes import Programmes
from store.receipts import Receipt, ReceiptDraft, Receipts
from store.world import WorldTime
from tests import made_up
from workflows.contracts import Outcome, RecordRequest, WorkflowKind

GUILD = Actor(uuid4(), Role.GUILD, guild="G01")
LETTER = FileRef("a" * 64, "letter", 10, "application/pdf")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.servers")


@dataclass(slots=True)
class Desk:
    """Receives commands at an instant of its own choosing, and settles them when it is told to."""

    tools: Tools
    recording: Recording
    at: datetime = datetime(2025, 3, 10, 2, tzinfo=UTC)
    trainee: Actor = field(default_factory=lambda: Actor(uuid4(), Role.TRAINEE, uuid4()))

    def receive(
        self,
        kind: WorkflowKind,
        stream: UUID,
        command: Any,
        by: Actor | None = None,
        *,
        case: UUID | None = None,
        expected: tuple[UUID, int] | None = None,
    ) -> Receipt:
        command_id = uuid4()
        body, name = codec.command_to_bytes(command), kind_of(command)
        sender = by or self.trainee
        about = (command_id, sender, str(command_id), case or stream, stream, kind.value, name)
        draft = ReceiptDraft(*about, body, b"mark", expected)
        return self.tools.receipts.receive(draft, lambda: self.at)

    def settle(self, receipt: Receipt) -> Outcome:
        request = RecordRequest(
            WorkflowKind(receipt.workflow), receipt.stream, receipt.command_id, self.at, None
        )
        outcome = self.recording.record(request).outcome
        assert outcome is not None
        return outcome

    def do(
        self, kind: WorkflowKind, stream: UUID, command: Any, by: Actor | None = None, **rest: Any
    ) -> Outcome:
        return self.settle(self.receive(kind, stream, command, by, **rest))

    def schedule(self, day: str, year: str = "114") -> UUID:
        session = uuid4()
        held = ScheduleSession(year, "G01", datetime.fromisoformat(day).date(), "臺北市", 60, 60)
        assert self.do(WorkflowKind.SESSION, session, held, GUILD).refusal is None
        return session

    def register(self, session: UUID, firms: int = 2, *, start: int = 0, year: str = "114") -> UUID:
        """A registration by this desk's trainee, with that many firms from number `start` on."""
        case, person = uuid4(), self.trainee.person
        assert person is not None
        keys = self.tools.person_keys
        mark = keys.identity_mark(made_up.national_id(start))
        name, email = keys.seal(person, made_up.person_name(start)), keys.seal(person, made_up.email(start))
        entries = tuple(self.entry(start + number) for number in range(firms))
        register = Register(year, Trainee(person, mark, name, email), "G01", session, entries)
        outcome = self.do(WorkflowKind.ENROLMENT, case, register)
        assert outcome.refusal is None, outcome
        return case

    def entry(self, number: int) -> FirmEntry:
        return FirmEntry(made_up.firm(number, made_up.OTHER_SERVICES), True, LETTER)

    def vet(self, case: UUID, *, accepted: bool = True) -> None:
        task = next(one.event.task for one in self.tools.event_log.read(case) if hasattr(one.event, "task"))
        self.do(WorkflowKind.ENROLMENT, case, ClaimTask(task), GUILD)
        self.do(WorkflowKind.ENROLMENT, case, Vet(task, accepted, None), GUILD)
        if not accepted:
            return
        self.do(WorkflowKind.ENROLMENT, case, CompleteOnlineCourse())

    def attendance(self, session: UUID, case: UUID) -> Receipt:
        sheet = RecordAttendance((Attendee(case, Attendance.ON_SITE),))
        return self.receive(WorkflowKind.SESSION, session, sheet, GUILD)


@pytest.fixture
def desk(database: Database, event_log: EventLog, tmp_path: Path) -> Desk:
    keys = PersonKeys(database, secrets.token_bytes(32))
    programmes, places = Programmes(event_log), Places(database)
    began = datetime(2025, 3, 3, 1, tzinfo=UTC)
    programmes.publish_calendar(None, began)
    programmes.publish(None, "114", began, places)

    class DeskClock:
        def now(self) -> datetime:
            return opened.at

    tools = Tools(
        database,
        event_log,
        Receipts(database),
        places,
        keys,
        FileStore(tmp_path / "files", keys, database),
        Guilds(database),
        programmes,
        DeskClock(),
        WorldTime(),
        FolderMailer(tmp_path / "mail"),
    )
    opened = Desk(tools, Recording(tools))
    return opened
