"""Whatever anyone asks, in any order: places, payments, reviews, windows and folds hold together."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.certificate import CertificateIssued
from domain.checkup.events import CheckupApproved, CheckupEvent
from domain.checkup.evolve import fold as fold_checkup
from domain.checkup.state import Approved, NotOpened, Submitted
from domain.deadline import Deadline, WindowKind
from domain.enrolment.changes import (
    ConsentWithdrawn,
    LapseQuestioned,
    ProposalDecided,
    Reinstated,
    ReinstatementProposed,
    RevocationProposed,
    Revoked,
)
from domain.enrolment.commands import ObserveCheckup
from domain.enrolment.events import (
    Attended,
    BankAccountGiven,
    Certified,
    Closed,
    Commented,
    Ended,
    ListPassed,
    Outcome,
    Paid,
    PaperOmitted,
    PaperStored,
    PaymentReleased,
    PaymentReserved,
    PaymentReversed,
    QuestionAnswered,
    QuestionAsked,
    Registered,
    Trained,
    WindowEnded,
    WindowOpened,
)
from domain.enrolment.evolve import fold
from domain.enrolment.mail_events import EmailCorrected, MailAccepted, MailIntended, MailRefused, MailRepeated
from domain.enrolment.session_events import (
    AttendanceModeCorrected,
    AttendanceStruck,
    ElectiveAttended,
    ElectiveStruck,
)
from domain.enrolment.state import Over
from domain.errors import DomainError
from domain.payout import LinePaid, LineReturned, LineReversed
from domain.programme import Programme
from domain.streams import checkup_stream
from domain.task import TaskClosed, TaskEvent, TaskKind, TaskOpened
from domain.working_calendar import WorkingCalendar
from tests.domain.made_up_cases import ENGINE, MadeUpCase
from tests.domain.random_world import FIRMS, RandomWorld, Step, check_places, holding_firms, small

# A closed case still hears of its mails, is put before officers, and loses consent or certificate.
AFTER_CLOSE = {
    *(EmailCorrected, MailIntended, MailRepeated, MailAccepted, MailRefused, PaperStored, PaperOmitted),
    *(Commented, QuestionAsked, QuestionAnswered, *get_args(TaskEvent)),
    *(ReinstatementProposed, RevocationProposed, ProposalDecided, LapseQuestioned),
    *(ConsentWithdrawn, Revoked, BankAccountGiven),
    # What was attended of another stage, struck or put back belongs to it too.
    *(Attended, ElectiveAttended, ElectiveStruck, AttendanceStruck, AttendanceModeCorrected),
}
SEEDS, LENGTHS = st.integers(0, 2**32), st.integers(40, 220)


def begin(
    programme: Programme, calendar: WorkingCalendar, seed: int, *, after_lapse: bool = True
) -> RandomWorld:
    return RandomWorld(small(programme, after_lapse=after_lapse), calendar, Random(seed).randrange)


def windows(case: MadeUpCase) -> dict[WindowKind, Deadline]:
    open_windows = case.state.case.windows if case.events else {}
    return {kind: window.deadline for kind, window in open_windows.items()}


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, length=LENGTHS, after_lapse=st.booleans())
def test_places_are_held_for_live_cases_and_for_what_is_waiting_or_approved(
    programme: Programme, calendar: WorkingCalendar, seed: int, length: int, after_lapse: bool
) -> None:
    lives = begin(programme, calendar, seed, after_lapse=after_lapse)
    for _ in range(length):
        lives.step()
        check_places(lives)
    for case in lives.cases:
        for ubn in tuple(holding_firms(case)):
            case.ask(ObserveCheckup(ubn), ENGINE)
        if case.stage is Over:
            assert all(isinstance(case.checkup(ubn), Approved | Submitted) for ubn in holding_firms(case))
    check_places(lives)


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, length=LENGTHS)
def test_a_command_repeated_at_once_adds_nothing(
    programme: Programme, calendar: WorkingCalendar, seed: int, length: int
) -> None:
    lives = begin(programme, calendar, seed)
    for _ in range(length):
        step = lives.step()
        again = lives.answer(step.move, step.cause)
        if isinstance(step.answer, DomainError):
            assert isinstance(again, DomainError)
            assert again.code == step.answer.code
        else:
            assert isinstance(again, DomainError) or again == (), step.move.asked


@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, length=LENGTHS)
def test_no_maker_approves_no_window_moves_unsaid_and_no_one_is_paid_or_certified_twice(
    programme: Programme, calendar: WorkingCalendar, seed: int, length: int
) -> None:
    lives = begin(programme, calendar, seed)
    for _ in range(length):
        before = [windows(case) for case in lives.cases]
        told = [len(case.events) for case in lives.cases]
        check_approval(lives, lives.step())
        for case, known, count in zip(lives.cases, before, told, strict=True):
            said = {type(event) for event in case.events[count:]}
            assert windows(case) == known or said & {Registered, WindowOpened, WindowEnded, Ended}
    check_certificates_and_payments(lives)
    check_folds(lives)
    for case in lives.cases:
        check_order(case.events)
        check_questions(case.events)


def check_approval(lives: RandomWorld, step: Step) -> None:
    if not isinstance(step.answer, DomainError):
        for write in step.answer:
            if isinstance(write.event, CheckupApproved):
                checkup = lives.world.checkup_at(write.stream)
                assert isinstance(checkup, Approved)
                assert write.event.by not in checkup.content.makers


def check_certificates_and_payments(lives: RandomWorld) -> None:
    for events in lives.world.events.values():
        assert sum(isinstance(event, CertificateIssued) for event in events) <= 1
    for case in lives.cases:
        undone = PaymentReleased | PaymentReversed
        paid = [event for event in case.events if isinstance(event, Paid | undone | PaymentReserved)]
        for one, following in pairwise(paid):
            assert isinstance(following, undone) or not isinstance(one, Paid)
        lines = [event for batch in lives.batches for event in lives.world.events[batch]]
        made = Counter(type(one) for one in lines if getattr(one, "enrolment", None) == case.id)
        assert made[LinePaid] <= 1 + made[LineReturned] + made[LineReversed]


def check_folds(lives: RandomWorld) -> None:
    for case in lives.cases:
        assert fold(case.events) == case.state
        for profile in FIRMS:
            stream = checkup_stream(case.id, profile.ubn)
            events: list[CheckupEvent] = lives.world.events.get(stream, [])
            assert fold_checkup(events) == (case.checkup(profile.ubn) if events else NotOpened())


def check_order(events: list[Any]) -> None:
    """A window ends once it is open, training ends before it is done, and what is closed stays so."""
    open_windows: set[WindowKind] = set()
    for position, happened in enumerate(events):
        match happened:
            case Registered():
                open_windows = {WindowKind.TRAINING}
            case WindowOpened(deadline):
                open_windows.add(deadline.kind)
            case WindowEnded(kind):
                assert kind in open_windows
                open_windows.discard(kind)
            case Trained():
                assert open_windows == set()
            case ListPassed():
                assert open_windows <= {WindowKind.UPLOAD}
            case Ended():
                open_windows = set()
            case Closed():
                assert set(map(type, until_live_again(events[position + 1 :]))) <= AFTER_CLOSE


def check_questions(events: list[Any]) -> None:
    """Nobody is certified, and no fee is taken up, while an officer has to decide on the attendance."""
    asked = None
    for happened in events:
        match happened:
            case TaskOpened(task, TaskKind.WRONG_ATTENDANCE):
                asked = task
            case TaskClosed(task) if task == asked:
                asked = None
            case Ended(outcome) if outcome not in (Outcome.PAID, Outcome.REVERSED):
                asked = None
            case Certified() | PaymentReserved():
                assert asked is None


def until_live_again(events: list[Any]) -> Iterator[Any]:
    """Money that comes back, or is undone, opens a closed case again, and so does its reinstatement."""
    for happened in events:
        if isinstance(happened, PaymentReleased | PaymentReversed | Reinstated):
            return
        yield happened
