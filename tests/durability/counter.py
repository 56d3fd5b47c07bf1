"""A counter where made-up people hand in commands: receipts and `record`, without API and Temporal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from activities.mailing import FolderMailer
from activities.recording import Recording
from activities.tools import Tools
from domain.enrolment.commands import FirmEntry, Register, Trainee
from domain.event import Actor, Role, kind_of
from domain.firm import FirmProfile
from domain.session import ScheduleSession
from domain.streams import derived
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
from tests.domain.made_up_cases import GUILD, TRAINING_DAY, actor, noon
from tests.domain.made_up_particulars import entry, sealed
from workflows.contracts import Outcome, Recorded, RecordRequest, WorkflowKind

YEAR = "114"
NOW = noon(TRAINING_DAY)
GUILD_ACTOR = actor(Role.GUILD, guild=GUILD)


@dataclass(slots=True)
class StillClock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass(slots=True)
class Counter:
    """Takes commands and has them recorded; `clock` stands still."""

    tools: Tools
    recording: Recording
    clock: StillClock

    def hand_in(self, asked: Any, by: Actor, stream: UUID, case: UUID, workflow: WorkflowKind) -> Receipt:
        """The receipt of a command."""
        command = uuid4()
        draft = ReceiptDraft(
            command_id=command,
            actor=by,
            idempotency_key=str(command),
            case_id=case,
            stream=stream,
            workflow=workflow,
            kind=kind_of(asked),
            body=codec.command_to_bytes(asked),
            body_mark=b"made up",
        )
        return self.tools.receipts.receive(draft, self.clock.now)

    def settle(self, receipt: Receipt, known_version: int = 0) -> Recorded:
        """Record what the receipt asks, as its workflow does."""
        kind = WorkflowKind(receipt.workflow)
        request = RecordRequest(kind, receipt.stream, receipt.command_id, self.clock.now(), known_version)
        return self.recording.record(request)

    def ask(self, asked: Any, by: Actor, case: UUID) -> Outcome:
        """Hand in a command to a case and settle it."""
        outcome = self.settle(self.hand_in(asked, by, case, case, WorkflowKind.ENROLMENT)).outcome
        assert outcome is not None
        return outcome

    def publish(self, programme: Path | None = None) -> None:
        """Publish the calendar, and the rules of the file or programme 114."""
        self.tools.programmes.publish_calendar(None, self.clock.now())
        self.tools.programmes.publish(programme, YEAR, self.clock.now(), self.tools.places)

    def schedule(self) -> UUID:
        """A session on the training day."""
        session = uuid4()
        asked = ScheduleSession(YEAR, GUILD, TRAINING_DAY, "臺北市", 200, 200)
        self.settle(self.hand_in(asked, GUILD_ACTOR, session, session, WorkflowKind.SESSION))
        return session


@contextmanager
def counter(
    url: str, folder: Path, *, hold_seconds: float = 30.0, programme: Path | None = None
) -> Iterator[Counter]:
    """A counter over a migrated database, the calendar and the programme published."""
    with Database(url, max_size=24) as database, EventLog(url, max_overflow=20) as event_log:
        keys, clock = PersonKeys(database, bytes(32)), StillClock()
        tools = Tools(
            database=database,
            event_log=event_log,
            receipts=Receipts(database),
            places=Places(database, hold_seconds=hold_seconds),
            person_keys=keys,
            files=FileStore(folder / "files", keys, database),
            guilds=Guilds(database),
            programmes=Programmes(event_log),
            clock=clock,
            world=WorldTime(),
            mailer=FolderMailer(folder / "mail"),
        )
        yield Counter(tools, Recording(tools), clock)


def trainee_of(case: UUID) -> Actor:
    """The person whose case this is."""
    return Actor(derived("account", case), Role.TRAINEE, derived("person", case))


def reachable(desk: Counter, asked: Register) -> Register:
    """The registration with a name and an address that a mail can be made of."""
    seal, person = desk.tools.person_keys.seal, asked.trainee.person
    trainee = replace(asked.trainee, name=seal(person, "Ming"), email=seal(person, "ming@example.tw"))
    return replace(asked, trainee=trainee)


def registration(case: UUID, session: UUID, firms: list[FirmProfile]) -> Register:
    """The case's registration, each firm with its letter."""
    by = trainee_of(case)
    assert by.person is not None
    person = Trainee(by.person, f"mark {case}", sealed(by.person, "name"), sealed(by.person, "mail"))
    entries: tuple[FirmEntry, ...] = tuple(entry(firm) for firm in firms)
    return Register(YEAR, person, GUILD, session, entries)
