"""A world of made-up cases whose every decision is in a real log too, and a year of very different cases."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from domain import imports, payout
from domain.checkup.commands import (
    Activity,
    AttachBill,
    Bill,
    EnterActivity,
    RemoveActivity,
    RemoveBill,
    Unit,
)
from domain.checkup.reading import ReadingField
from domain.checkup.reading_commands import ReadBillAgain
from domain.checkup.state import NotOpened
from domain.deadline import WindowKind
from domain.decision import Decision
from domain.enrolment import commands as asks
from domain.enrolment.state import FeeDue
from domain.event import Actor, RecordedEvent
from domain.programme import Programme
from domain.sheet import RowFault
from domain.streams import derived
from domain.task import ClaimTask, Priority, ReleaseTask, TaskKind
from domain.working import AssignTask, FollowUpTask, NoteTaskLate, PrioritiseTask
from domain.working_calendar import WorkingCalendar
from store.event_log import Change, EventLog
from store.receipts import OutcomeRow
from tests.domain.made_up_cases import (
    ENGINE,
    GUILD,
    OFFICER,
    OTHER_GUILD,
    OTHER_OFFICER,
    OTHER_REVIEWER,
    TRAINING_DAY,
    VETTER,
    MadeUpCase,
    World,
    applied,
    held_session,
)
from tests.domain.made_up_particulars import letter, sealed
from tests.domain.made_up_readings import confirmed, document, not_readable, noted, said, unsure


class RecordedWorld(World):
    """Appends what it decides; `recorded` is all that it appended, in the order of the log."""

    def __init__(self, programme: Programme, calendar: WorkingCalendar, event_log: EventLog) -> None:
        super().__init__(programme, calendar)
        self.event_log = event_log
        self.recorded: list[RecordedEvent] = []

    def ask(
        self,
        stream: UUID,
        asked: Any,
        by: Actor,
        decided_at: datetime | None = None,
        command: UUID | None = None,
    ) -> Decision:
        cause = self.cause(by, decided_at)
        if command is not None:
            cause = type(cause)(command, by, cause.received_at, cause.decided_at)
        decision = self.decide(stream, asked, cause)
        changes: dict[UUID, list[Any]] = {stream: []}
        for write in decision:
            changes.setdefault(write.stream, []).append(write.event)
        self.recorded += self.event_log.append(
            [Change(key, len(self.events[key]), tuple(events)) for key, events in changes.items()],
            cause,
            outcome=OutcomeRow(cause.command, stream, cause.decided_at),
        )
        self.append(decision)
        return decision

    def of(self, *streams: UUID) -> list[RecordedEvent]:
        """What was recorded of these streams, in order."""
        return [event for event in self.recorded if event.stream in streams]


Steps = Iterator[object]


def paid(case: MadeUpCase) -> Steps:
    """Certified, put into a batch that is paid."""
    yield from _certified(case)
    yield from _sent_batch(case, "paid", rejected_first=True)
    line = _lines(case, "paid")[0]
    confirmed = payout.ConfirmPayments((payout.Confirmation(case.id, line.net, None),))
    yield case.world.ask(_batch(case, "paid"), confirmed, OFFICER)


def sent_back_by_the_bank(case: MadeUpCase) -> Steps:
    """Certified, and the payment came back: the fee is due again."""
    yield from _certified(case)
    yield from _sent_batch(case, "back", rejected_first=False)
    line = _lines(case, "back")[0]
    returned = payout.ConfirmPayments((payout.Confirmation(case.id, line.net, "account_closed"),))
    yield case.world.ask(_batch(case, "back"), returned, OFFICER)


def failing(case: MadeUpCase) -> Steps:
    """Two checkups come back; one is mended and fails again, the other waits for its window's end."""
    yield from _submitted(case)
    first, second = case.ubns[:2]
    yield case.reviewed(sent_back=(first, second), by=OTHER_REVIEWER)
    yield case.noticed()
    yield case.ask(asks.SubmitCheckup(first))
    yield case.reviewed(first, sent_back=(first,), by=OTHER_REVIEWER)


def with_evidence(case: MadeUpCase) -> Steps:
    """Uploading: bills and quantities come, are corrected and go; one review is claimed and given back."""
    yield from _listed(case)
    ubn, number = case.ubns[0], derived("bill", case.id)
    name = sealed(case.trainee.account, "bill.pdf")
    for place in range(2):
        bill = Bill(derived("bill", case.id, place), letter(f"{case.id} {place}"), name)
        yield case.ask_checkup(ubn, AttachBill(bill))
        yield from _readings(case, ubn, bill, readable=place == 0)
    for quantity in ("120.5", "118"):
        yield case.ask_checkup(ubn, EnterActivity(_electricity(case, number, quantity)))
    yield case.ask_checkup(ubn, RemoveActivity(number))
    yield case.ask_checkup(ubn, RemoveBill(derived("bill", case.id, 1)))
    yield case.submitted(ubn)
    task = case.review_task(ubn)
    yield case.ask_checkup(ubn, ClaimTask(task), OTHER_REVIEWER)
    yield case.ask_checkup(ubn, ReleaseTask(task), OTHER_REVIEWER)


def _readings(case: MadeUpCase, ubn: str, bill: Bill, *, readable: bool) -> Steps:
    """The bill cannot be read, or is read, corrected by hand, and wanted again."""
    if not readable:
        yield case.ask_checkup(ubn, not_readable(bill), ENGINE)
        return
    yield case.ask_checkup(ubn, noted(bill, unsure(), document(rows=2)), ENGINE)
    yield case.ask_checkup(ubn, confirmed(bill, said(ReadingField.USAGE, "1280"), rest=True))
    yield case.ask_checkup(ubn, ReadBillAgain(bill.id), OFFICER)


def returned_list(case: MadeUpCase) -> Steps:
    """The list comes back with one firm, which is taken off; its window is still open."""
    yield case.trained()
    yield case.listed()
    wrong = case.ubns[3]
    yield case.checked(wrong={wrong: ("letter_unsigned",)})
    yield case.ask(asks.RemoveFirm(wrong))


def applying(case: MadeUpCase) -> Steps:
    yield case.ask(asks.CompleteOnlineCourse())
    yield case.ask(ClaimTask(case.task(TaskKind.VET_REGISTRATION)), VETTER)
    note = sealed(case.trainee.account, "asked for the letters")
    yield case.ask(asks.LogChase(asks.Channel.PHONE, note), VETTER)


def rejected(case: MadeUpCase) -> Steps:
    yield case.vetted(accepted=False)


def withdrawn(case: MadeUpCase) -> Steps:
    yield from _listed(case)
    yield case.submitted(case.ubns[0])
    yield case.ask(asks.Withdraw(sealed(case.trainee.account, "moving abroad")))


def worked_on(case: MadeUpCase) -> Steps:
    """A list check is given to somebody, put first, left until a day; words are said on the case."""
    yield case.trained()
    task, words = case.task(TaskKind.CHECK_LIST), sealed(case.trainee.account, "words")
    yield case.ask(AssignTask(task, OTHER_REVIEWER), OFFICER)
    yield case.ask(PrioritiseTask(task, Priority.HIGH), OFFICER)
    yield case.ask(FollowUpTask(task, TRAINING_DAY + timedelta(days=3)), OFFICER)
    for audience in asks.Audience:
        yield case.ask(asks.Comment(words, audience, case.ubns[0]), OTHER_REVIEWER)
    yield case.ask(asks.AskQuestion(words, None))
    asked = case.task(TaskKind.ANSWER_QUESTION)
    yield case.ask(asks.AskQuestion(words, case.ubns[1]))
    yield case.ask(ClaimTask(asked), OTHER_REVIEWER)
    yield case.ask(asks.AnswerQuestion(asked, words), OTHER_REVIEWER)


def lapsed(case: MadeUpCase) -> Steps:
    """Reminded, and the list was not complete at the end of its window."""
    yield case.trained()
    window = case.window(WindowKind.LIST_SUPPLEMENT)
    case.world.now = max(case.world.now, window.reminders[0])
    yield case.ask(asks.Remind(WindowKind.LIST_SUPPLEMENT, window.reminders[0]), ENGINE)
    yield case.ask(asks.RemindNow(None), VETTER)
    yield case.window_ended(WindowKind.LIST_SUPPLEMENT)


WALKS: Sequence[Callable[[MadeUpCase], Steps]] = (
    paid,
    failing,
    with_evidence,
    returned_list,
    applying,
    rejected,
    withdrawn,
)
MORE_WALKS = (sent_back_by_the_bank, worked_on)


def live(
    world: World, seed: int, walks: Sequence[Callable[[MadeUpCase], Steps]] = WALKS
) -> dict[str, MadeUpCase]:
    """A case for each walk, their steps in random order; then one lapses, for time goes on with it."""
    random = Random(seed)
    held_session(world, guild=OTHER_GUILD)
    imported(world)
    cases = {walk.__name__: applied(world, number) for number, walk in enumerate(walks, 1)}
    going = [walk(cases[walk.__name__]) for walk in walks]
    while going:
        walk = random.choice(going)
        if next(walk, None) is None:
            going.remove(walk)
    cases["lapsed"] = applied(world, len(walks) + 1, named=4)
    for _ in lapsed(cases["lapsed"]):
        pass
    for case in cases.values():
        note_lateness(case)
    return cases


def note_lateness(case: MadeUpCase) -> None:
    """The timers of the case go off by now: what is past its service level is late."""
    for task in tuple(case.state.case.tasks):
        case.ask(NoteTaskLate(task), ENGINE)
    for ubn in case.ubns:
        checkup = case.checkup(ubn)
        for task in () if isinstance(checkup, NotOpened) else tuple(checkup.content.tasks):
            case.ask_checkup(ubn, NoteTaskLate(task), ENGINE)
    case.observed()


def imported(world: World) -> UUID:
    """A guild's list of which three rows were not taken."""
    stream, year = derived("import", 1), world.programme.year
    at_the_door = RowFault(4, ("wrong_email", "county_unknown"))
    told = (RowFault(2, ("firm_taken",), {"ubn": "10079223"}), RowFault(3, ("wrong_email",)))
    about = (year, GUILD, held_session(world), letter("list"), None)
    world.ask(stream, imports.ReceiveImport(*about, 6, 2, (at_the_door,)), VETTER)
    world.ask(stream, imports.NoteRows(0, 1, 2, 0, told[:1]), ENGINE)
    world.ask(stream, imports.NoteRows(1, 1, 0, 1, told[1:]), ENGINE)
    world.ask(stream, imports.FinishImport(letter("faulty rows")), ENGINE)
    return stream


def _listed(case: MadeUpCase) -> Steps:
    yield case.trained()
    yield case.listed()
    yield case.checked()


def _submitted(case: MadeUpCase) -> Steps:
    yield from _listed(case)
    for ubn in case.ubns:
        yield case.submitted(ubn)


def _certified(case: MadeUpCase) -> Steps:
    yield from _submitted(case)
    for ubn in case.ubns:
        yield case.reviewed(ubn)


def _batch(case: MadeUpCase, name: str) -> UUID:
    return derived("batch", case.id, name)


def _lines(case: MadeUpCase, name: str) -> list[payout.PayoutLine]:
    state = case.world.batch(_batch(case, name))
    assert isinstance(state, payout.Sent)
    return list(state.lines.values())


def _sent_batch(case: MadeUpCase, name: str, *, rejected_first: bool) -> Steps:
    assert isinstance(case.state, FeeDue)
    proposal = payout.ProposeBatch(case.world.programme.year, (case.id,))
    if rejected_first:
        yield case.world.ask(_batch(case, "first"), proposal, OFFICER)
        yield case.world.ask(_batch(case, "first"), payout.RejectBatch(), OTHER_OFFICER)
    yield case.world.ask(_batch(case, name), proposal, OFFICER)
    yield case.world.ask(_batch(case, name), payout.ApproveBatch(), OTHER_OFFICER)
    yield case.world.ask(_batch(case, name), payout.NotePaymentFile(letter(f"payments {name}")), ENGINE)


def _electricity(case: MadeUpCase, number: UUID, quantity: str) -> Activity:
    first, last = (TRAINING_DAY.replace(year=2024, month=1, day=day) for day in (1, 31))
    bills = (derived("bill", case.id, 0),)
    return Activity(
        number, "electricity", "electricity", Decimal(quantity), Unit.KILOWATT_HOUR, first, last, bills
    )
