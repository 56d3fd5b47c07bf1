"""The cases that are measured: made by commands like any others, up to a list that is being completed."""

import asyncio
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from argon2 import PasswordHasher

from api.cli.bench.plant import WORLD_BEGINS, Plant
from api.cli.console import Fault
from api.driving import drive
from domain.checkup.commands import Activity, AttachBill, Bill, EnterActivity, Unit
from domain.enrolment.commands import AttachLetter, CompleteOnlineCourse, FirmEntry, Register, Trainee, Vet
from domain.enrolment.evolve import fold
from domain.enrolment.session_commands import Attendance
from domain.enrolment.state import Applying, Listing
from domain.event import Actor, Role, kind_of
from domain.files import FileRef
from domain.firm import FirmProfile
from domain.session import Attendee, RecordAttendance, ScheduleSession
from domain.streams import checkup_stream, derived
from domain.task import ClaimTask
from domain.ubn import is_ubn
from store import codec
from store.accounts import Accounts
from store.receipts import Receipt, ReceiptDraft
from workflows.contracts import WorkflowKind

YEAR, GUILD, FIRMS = "114", "G01", 10
# With its own workflow a case then has ten; a hundred cases are as many as a worker keeps in memory.
CHECKUPS = 9
PATIENCE_SECONDS = 60.0
_AT_ONCE = 16
_PDF = b"%%PDF-1.4\n%% letter %d\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n"


@dataclass(slots=True)
class Filled:
    """A checkup that is being filled: its one activity is corrected again and again."""

    id: UUID
    bill: UUID = field(default_factory=uuid4)
    activity: UUID = field(default_factory=uuid4)
    corrections: int = 0

    def corrected(self) -> Activity:
        """Each time another quantity, so that there is an event."""
        self.corrections += 1
        year = WORLD_BEGINS.year - 1
        first, last = WORLD_BEGINS.replace(year, 1, 1), WORLD_BEGINS.replace(year, 12, 31)
        quantity = Decimal(1000 + self.corrections)
        item, unit = "electricity", Unit.KILOWATT_HOUR
        return Activity(self.activity, item, "electricity", quantity, unit, first, last, (self.bill,))


@dataclass(slots=True)
class Measured:
    """One case with the checkups that it fills in turn, and the token of its trainee."""

    actor: Actor
    enrolment: UUID
    ubns: tuple[str, ...]
    token: str
    letters: tuple[FileRef, ...] = ()
    exchanges: int = 0
    checkups: deque[Filled] = field(init=False)

    def __post_init__(self) -> None:
        self.checkups = deque(Filled(checkup_stream(self.enrolment, ubn)) for ubn in self.ubns[:CHECKUPS])

    def next_checkup(self) -> Filled:
        """Each checkup in its turn, so that none has more commands than one has in its life."""
        self.checkups.rotate(-1)
        return self.checkups[0]

    def next_letter(self) -> FileRef:
        """One of two letters in turn."""
        self.exchanges += 1
        return self.letters[self.exchanges % 2]


async def asked(plant: Plant, receipt: Receipt) -> None:
    """Drive a receipt to its outcome; Fault if it is refused or nobody answers."""
    outcome = await drive(plant.client, receipt, plant.tools.world, PATIENCE_SECONDS)
    if outcome is None or outcome.refusal is not None:
        why = "no answer" if outcome is None else f"{outcome.refusal} {outcome.fields}"
        raise Fault(f"{receipt.kind} 未被接受：{why}", f"{receipt.kind} was not accepted: {why}")


async def received(
    plant: Plant, actor: Actor, workflow: WorkflowKind, stream: UUID, case: UUID, command: Any
) -> Receipt:
    """The receipt of a command, as the door writes it."""
    body, key = codec.command_to_bytes(command), uuid4()
    draft = ReceiptDraft(
        key, actor, str(key), case, stream, workflow.value, kind_of(command), body, key.bytes
    )
    return await asyncio.to_thread(plant.tools.receipts.receive, draft, plant.tools.clock.now)


async def activity_receipt(plant: Plant, case: Measured) -> Receipt:
    """A correction in a checkup, received and not yet driven."""
    checkup = case.next_checkup()
    return await _to_checkup(plant, case, checkup, EnterActivity(checkup.corrected()))


async def letter_receipt(plant: Plant, case: Measured) -> Receipt:
    """A new letter for the first firm, received and not yet driven."""
    command, enrolment = AttachLetter(case.ubns[0], case.next_letter()), case.enrolment
    return await received(plant, case.actor, WorkflowKind.ENROLMENT, enrolment, enrolment, command)


async def _to_checkup(plant: Plant, case: Measured, checkup: Filled, command: Any) -> Receipt:
    return await received(plant, case.actor, WorkflowKind.CHECKUP, checkup.id, case.enrolment, command)


async def made_cases(plant: Plant, count: int) -> list[Measured]:
    """So many trained cases of ten firms, each with a bill on the checkups that it fills."""
    session = await _session(plant)
    numbers, slots = _ubns(), asyncio.Semaphore(_AT_ONCE)
    ubns = [tuple(next(numbers) for _ in range(FIRMS)) for _ in range(count)]

    async def one(place: int) -> Measured:
        async with slots:
            return await _registered(plant, session, place, ubns[place])

    cases = await asyncio.gather(*(one(place) for place in range(count)))
    await _trained(plant, session, cases)
    for start in range(0, count, _AT_ONCE):
        await asyncio.gather(*(_with_evidence(plant, case) for case in cases[start : start + _AT_ONCE]))
    return list(cases)


async def _session(plant: Plant) -> UUID:
    session = uuid4()
    command = ScheduleSession(YEAR, GUILD, WORLD_BEGINS, "臺北市", 5000, 5000)
    receipt = await received(plant, _guild(), WorkflowKind.SESSION, session, session, command)
    await asked(plant, receipt)
    return session


def _guild() -> Actor:
    return Actor(derived("bench", "guild"), Role.GUILD, None, GUILD)


async def _registered(plant: Plant, session: UUID, place: int, ubns: tuple[str, ...]) -> Measured:
    case = await asyncio.to_thread(_signed_in, plant, place, ubns)
    case.letters = (await _letter(plant, case, 0), await _letter(plant, case, 1))
    seal, person = plant.tools.person_keys.seal, case.actor.person
    assert person is not None
    mark = plant.tools.person_keys.identity_mark(f"bench-{place}")
    trainee = Trainee(person, mark, seal(person, "林志明"), seal(person, f"bench{place}@example.com"))
    # One letter is missing, so that the list stays open for more.
    letters = [*(case.letters[0] for _ in ubns[1:]), None]
    firms = tuple(_firm(ubn, letter) for ubn, letter in zip(ubns, letters, strict=True))
    await _to_case(plant, case.actor, case, Register(YEAR, trainee, GUILD, session, firms))
    await _to_case(plant, case.actor, case, CompleteOnlineCourse())
    state = fold(each.event for each in plant.tools.event_log.read(case.enrolment))
    assert isinstance(state, Applying)
    for task in state.case.tasks:
        await _to_case(plant, _guild(), case, ClaimTask(task))
        await _to_case(plant, _guild(), case, Vet(task, True, None))
    return case


def _signed_in(plant: Plant, place: int, ubns: tuple[str, ...]) -> Measured:
    # What a password costs is no part of a command.
    accounts = Accounts(plant.tools.database, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    login, password, person = f"bench{place}", str(uuid4()), uuid4()
    account = accounts.create_account(login, password, Role.TRAINEE, person=person)
    token = accounts.sign_in(login, password, plant.tools.clock.now(), timedelta(days=1))
    return Measured(Actor(account, Role.TRAINEE, person), uuid4(), ubns, token)


async def _letter(plant: Plant, case: Measured, number: int) -> FileRef:
    assert case.actor.person is not None
    content = _PDF % number
    return await asyncio.to_thread(
        plant.tools.files.put, case.actor.person, content, "application/pdf", f"{number}.pdf"
    )


def _firm(ubn: str, letter: FileRef | None) -> FirmEntry:
    industry = ("473000", "251111")[int(ubn[-2]) % 2]
    return FirmEntry(FirmProfile(ubn, industry, 6_000_000, 1_000_000, "臺中市"), True, letter)


async def _to_case(plant: Plant, actor: Actor, case: Measured, command: Any) -> None:
    kind, stream = WorkflowKind.ENROLMENT, case.enrolment
    await asked(plant, await received(plant, actor, kind, stream, stream, command))


async def _trained(plant: Plant, session: UUID, cases: list[Measured]) -> None:
    attendees = tuple(Attendee(case.enrolment, Attendance.ON_SITE) for case in cases)
    command = RecordAttendance(attendees)
    await asked(plant, await received(plant, _guild(), WorkflowKind.SESSION, session, session, command))
    async with asyncio.timeout(PATIENCE_SECONDS + len(cases)):
        for case in cases:
            # The dispatcher takes each case on; nothing here is told of it.
            while not await asyncio.to_thread(_is_listing, plant, case):  # noqa: ASYNC110
                await asyncio.sleep(0.1)


def _is_listing(plant: Plant, case: Measured) -> bool:
    state = fold(each.event for each in plant.tools.event_log.read(case.enrolment))
    return isinstance(state, Listing)


async def _with_evidence(plant: Plant, case: Measured) -> None:
    assert case.actor.person is not None
    name = plant.tools.person_keys.seal(case.actor.person, "電費單.pdf")
    for checkup in case.checkups:
        command = AttachBill(Bill(checkup.bill, case.letters[0], name))
        await asked(plant, await _to_checkup(plant, case, checkup, command))


def _ubns() -> Iterator[str]:
    """Numbers that pass the check, all different."""
    return (text for number in range(10_000_000, 100_000_000) if is_ubn(text := str(number)))
