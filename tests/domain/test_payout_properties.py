"""However officers and a bank interleave, repeat and come late, nobody is paid twice and the sums agree."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.enrolment.events import Outcome, PaymentReversed
from domain.enrolment.state import FeeDue, Over
from domain.errors import DomainError
from domain.event import Actor
from domain.payee_day import fold
from domain.payout import (
    ApproveBatch,
    Approved,
    ApproveReversal,
    Confirmation,
    ConfirmPayments,
    ImportConfirmation,
    LinePaid,
    LineReturned,
    LineReversed,
    NotePaymentFile,
    NotProposed,
    ProposeBatch,
    Proposed,
    ProposeReversal,
    RejectBatch,
    Sent,
)
from domain.programme import Programme
from domain.streams import derived, payee_day_stream
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import OFFICER, OTHER_OFFICER, MadeUpCase, World, applied
from tests.domain.made_up_particulars import letter, sealed

BATCHES = tuple(derived("batch", number) for number in range(3))
OFFICERS = (OFFICER, OTHER_OFFICER)
WHY = sealed(derived("person", 1), "why")


@dataclass
class Bank:
    """What has become of the money itself, by batch and case, and all that the bank ever said of it."""

    money: dict[tuple[UUID, UUID], str] = field(default_factory=dict)
    said: list[tuple[UUID, Any]] = field(default_factory=list)

    def claims(self, batch: UUID) -> list[UUID]:
        """The cases whose line of the batch it has paid, or says it has."""
        words = {"paid", "said to be paid"}
        return [case for (where, case), now in self.money.items() if where == batch and now in words]

    def paid(self, case: UUID) -> int:
        """How often the case has its money."""
        return sum(state == "paid" for (_, whose), state in self.money.items() if whose == case)


@dataclass
class Office:
    """Two cases whose fee is due, and batches that name one of them or both."""

    world: World
    cases: tuple[MadeUpCase, ...]
    bank: Bank = field(default_factory=Bank)

    def ask(self, stream: UUID, command: Any, by: Actor) -> bool:
        try:
            self.world.ask(stream, command, by)
        except DomainError:
            return False
        return True

    def propose(self, batch: UUID, choice: int) -> None:
        named = self.cases if choice % 3 == 0 else (self.cases[choice % 2],)
        year = self.world.programme.year
        self.ask(batch, ProposeBatch(year, tuple(case.id for case in named)), OFFICERS[choice % 2])

    def approve(self, batch: UUID, choice: int) -> None:
        self.ask(batch, ApproveBatch(), OFFICERS[choice % 2])

    def reject(self, batch: UUID, choice: int) -> None:
        self.ask(batch, RejectBatch(), OFFICERS[choice % 2])

    def write_file(self, batch: UUID, choice: int) -> None:
        self.ask(batch, NotePaymentFile(letter(batch)), OFFICER)

    def advance(self, batch: UUID, choice: int) -> None:
        """Whatever comes next for the batch, by whom it may be done."""
        match self.world.batch(batch):
            case NotProposed():
                self.propose(batch, choice // 2 * 2)
            case Proposed(_, by):
                self.approve(batch, OFFICERS.index(by) + 1)
            case Approved():
                self.write_file(batch, choice)
            case _:
                self.pay(batch, choice)

    def pay(self, batch: UUID, choice: int) -> None:
        """The bank pays what it was sent and has not answered; now and then it only says so."""
        self._answer(batch, choice, None, "paid" if choice % 5 else "said to be paid", None)

    def send_back(self, batch: UUID, choice: int) -> None:
        """The bank returns what it was sent, what it has paid, or what the office has undone by now."""
        for was, now in ((None, "returned"), ("paid", "returned"), ("undone", "undone")):
            self._answer(batch, choice, was, now, "account_closed")

    def _answer(self, batch: UUID, choice: int, was: str | None, now: str, word: str | None) -> None:
        state, case = self.world.batch(batch), self.cases[choice % 2]
        if not isinstance(state, Sent) or case.id not in state.lines:
            return
        if self.bank.money.get((batch, case.id)) == was:
            self.bank.money[batch, case.id] = now
            amount = state.lines[case.id].net
            self.bank.said.append((batch, self._words(batch, case, amount, word, choice)))

    def _words(self, batch: UUID, case: MadeUpCase, amount: int, word: str | None, choice: int) -> Any:
        payment = Confirmation(case.id, amount, word, 2)
        if choice % 4 < 2:
            return ConfirmPayments((payment,))
        sums = (0, amount) if word else (amount, 0)
        return ImportConfirmation(batch, (payment,), 1, *sums, letter(("reply", batch, case.id, word)))

    def hear(self, batch: UUID, choice: int) -> None:
        """Something that the bank has said at any time, for the first time or again, in any order."""
        if self.bank.said:
            stream, words = self.bank.said[choice % len(self.bank.said)]
            self.ask(stream, words, OFFICERS[choice % 2])

    def reverse(self, batch: UUID, choice: int) -> None:
        """What was only said to be paid is due again; what was paid is taken back."""
        case = self.cases[choice % 2]
        wrong = self.bank.money.get((batch, case.id)) == "said to be paid"
        kind = "bank_error" if wrong else "clawed_back"
        proposed = self.ask(batch, ProposeReversal(case.id, kind, WHY), OFFICER)
        if proposed and self.ask(batch, ApproveReversal(case.id), OFFICERS[choice % 3 > 0]):
            self.bank.money[batch, case.id] = "undone"

    def wait(self, batch: UUID, choice: int) -> None:
        self.world.now += timedelta(hours=choice % 30)


# Mostly on, and mostly by words of the bank: else few lives would come as far as a second payment.
VERBS: Mapping[str, Callable[[Office, UUID, int], None]] = {
    "advance": Office.advance,
    "propose": Office.propose,
    "approve": Office.approve,
    "write_file": Office.write_file,
    "pay": Office.pay,
    "hear": Office.hear,
    "send_back": Office.send_back,
    "reverse": Office.reverse,
    "reject": Office.reject,
    "wait": Office.wait,
}
OFTEN = [*VERBS, *["advance"] * 8, *["hear"] * 5, *["reverse"] * 2]
STEP = st.tuples(st.sampled_from(OFTEN), st.integers(0, len(BATCHES) - 1), st.integers(0, 119))
STEPS = st.lists(STEP, min_size=30, max_size=120)


@settings(max_examples=30, deadline=None)
@given(steps=STEPS, in_order=st.booleans())
def test_no_fee_is_paid_twice_and_the_sums_are_the_banks(
    programme: Programme, calendar: WorkingCalendar, steps: list[tuple[str, int, int]], in_order: bool
) -> None:
    office = _office(programme, calendar)
    for verb, number, choice in steps:
        VERBS[verb](office, BATCHES[number], choice)
        _never_twice(office)
    for stream, words in office.bank.said if in_order else [*office.bank.said, *office.bank.said]:
        office.ask(stream, words, OFFICER)
        _never_twice(office)
    _sums_agree(office)
    _days_agree(office)


def test_the_lives_of_the_property_come_all_the_way(programme: Programme, calendar: WorkingCalendar) -> None:
    """Else it would hold of nothing: a fee comes back, is paid, is undone, and paid by a third batch."""
    office = _office(programme, calendar)
    way = ("propose", "approve", "write_file")
    for number, ends in enumerate((("send_back", "hear"), ("pay", "hear", "reverse"), ("pay",))):
        for verb in way:
            VERBS[verb](office, BATCHES[number], 10 if verb == "propose" else 11)
        for verb in ends:
            choice = (len(office.bank.said) - 1) if verb == "hear" else (20, 10, 16)[number]
            VERBS[verb](office, BATCHES[number], choice)
    assert [office.bank.money[batch, office.cases[0].id] for batch in BATCHES[:3]] == [
        "returned",
        "undone",
        "paid",
    ]


def _office(programme: Programme, calendar: WorkingCalendar) -> Office:
    world = World(programme, calendar)
    return Office(world, tuple(applied(world, number).certified() for number in (1, 2)))


def _never_twice(office: Office) -> None:
    """The money went out once at most, and a fee is in one batch at most that may still pay it."""
    for case in office.cases:
        assert office.bank.paid(case.id) <= 1
        under_way = [batch for batch in BATCHES if _may_still_pay(office, batch, case.id)]
        assert len(under_way) <= 1
        if isinstance(case.state, FeeDue):
            assert under_way == ([case.state.batch] if case.state.batch else [])
        undone = [one for one in case.events if isinstance(one, PaymentReversed) and not one.due_again]
        assert not undone or case.state.outcome is Outcome.REVERSED


def _may_still_pay(office: Office, batch: UUID, case: UUID) -> bool:
    state = office.world.batch(batch)
    if isinstance(state, Proposed | Approved):
        return case in state.lines
    return (
        isinstance(state, Sent)
        and case in state.lines
        and case not in state.returned
        and case not in state.reversed
    )


def _sums_agree(office: Office) -> None:
    """All that the bank has said is heard: what is noted as paid is what it has paid, or says it has."""
    for batch in BATCHES:
        state = office.world.batch(batch)
        if isinstance(state, Sent):
            noted = sum(state.lines[key].net for key in state.paid)
            assert noted == sum(state.lines[key].net for key in office.bank.claims(batch))
        told = Counter(event.enrolment for event in _of(office, batch, LinePaid))
        assert all(times == 1 for times in told.values())
    for case in office.cases:
        paid = isinstance(case.state, Over) and case.state.outcome is Outcome.PAID
        assert paid == any(case.id in getattr(office.world.batch(batch), "paid", ()) for batch in BATCHES)


def _days_agree(office: Office) -> None:
    """Each payee's day counts the lines that were approved on it and did not come back."""
    for case in office.cases:
        assert case.trainee.person is not None
        wanted = Counter[date]()
        for batch in BATCHES:
            state = office.world.batch(batch)
            if isinstance(state, Approved | Sent) and state.day and case.id in state.lines:
                wanted[state.day] += _counted(office, batch, case.id) * state.lines[case.id].gross
        for day, gross in wanted.items():
            counted = fold(office.world.events.get(payee_day_stream(case.trainee.person, day), ()))
            assert counted.gross == gross


def _counted(office: Office, batch: UUID, case: UUID) -> bool:
    """Unless the money came back, or never went out."""
    back = [event.enrolment for event in _of(office, batch, LineReturned)]
    back += [event.enrolment for event in _of(office, batch, LineReversed) if event.due_again]
    return case not in back


def _of(office: Office, batch: UUID, kind: type[Any]) -> list[Any]:
    return [event for event in office.world.events[batch] if isinstance(event, kind)]
