"""A command counts once: given again after any others it adds nothing, and its first outcome stands."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.enrolment.commands import (
    AddFirm,
    AttachLetter,
    CompleteOnlineCourse,
    RemoveFirm,
    SubmitCheckup,
    Vet,
    Withdraw,
)
from domain.enrolment.session_commands import Attendance, NoteAttendance
from domain.event import Actor
from domain.streams import derived
from domain.task import ClaimTask, ReleaseTask, TaskKind
from store.receipts import Receipt, ReceiptDraft
from tests.domain.made_up_cases import ENGINE, TRAINING_DAY, VETTER
from tests.domain.made_up_particulars import entry, letter
from tests.durability.counter import Counter, counter, registration, trainee_of
from tests.durability.small_programme import small_programme
from tests.made_up import OTHER_SERVICES, firm
from workflows.contracts import Outcome, WorkflowKind

FIRMS = 4
Ask = Callable[["Case", int], tuple[Any, Actor]]


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Counter]:
    with counter(database_url, tmp_path) as opened:
        opened.publish(small_programme(tmp_path))
        yield opened


class Case:
    """One registered case, its firms its own, and every command that was handed in for it."""

    def __init__(self, desk: Counter) -> None:
        self.desk, self.id = desk, uuid4()
        self.trainee = trainee_of(self.id)
        self.session = desk.schedule()
        first = self.id.int % 1_000_000
        self.firms = [firm(first + number, OTHER_SERVICES) for number in range(FIRMS)]
        self.told: list[tuple[Receipt, Outcome]] = []
        self.hand_in(registration(self.id, self.session, self.firms[:2]), self.trainee)

    @property
    def vetting(self) -> UUID:
        register = self.told[0][0].command_id
        return derived("task", self.id, TaskKind.VET_REGISTRATION, register)

    def hand_in(self, asked: Any, by: Actor) -> None:
        receipt = self.desk.hand_in(asked, by, self.id, self.id, WorkflowKind.ENROLMENT)
        outcome = self.desk.settle(receipt).outcome
        assert outcome is not None
        self.told.append((receipt, outcome))

    def repeat(self, number: int) -> None:
        """Send and settle an earlier command again: nothing is added, and nothing else is said."""
        receipt, first = self.told[number % len(self.told)]
        before = self.desk.tools.event_log.last_position()
        draft = ReceiptDraft(**{name: getattr(receipt, name) for name in ReceiptDraft.__slots__})
        again = self.desk.tools.receipts.receive(draft, self.desk.clock.now)
        assert (again.command_id, again.received_at) == (receipt.command_id, receipt.received_at)
        assert self.desk.settle(again).outcome == first
        assert self.desk.tools.event_log.last_position() == before


ASKS: Mapping[str, Ask] = {
    "course": lambda case, _: (CompleteOnlineCourse(), case.trainee),
    "add": lambda case, firm: (AddFirm(entry(case.firms[firm])), case.trainee),
    "add without letter": lambda case, firm: (AddFirm(entry(case.firms[firm], signed=False)), case.trainee),
    "letter": lambda case, firm: (AttachLetter(case.firms[firm].ubn, letter("another")), case.trainee),
    "remove": lambda case, firm: (RemoveFirm(case.firms[firm].ubn), case.trainee),
    "submit": lambda case, firm: (SubmitCheckup(case.firms[firm].ubn), case.trainee),
    "claim": lambda case, _: (ClaimTask(case.vetting), VETTER),
    "release": lambda case, _: (ReleaseTask(case.vetting), VETTER),
    "vet": lambda case, firm: (Vet(case.vetting, firm > 0, None), VETTER),
    "attend": lambda case, _: (NoteAttendance(case.session, TRAINING_DAY, Attendance.ON_SITE), ENGINE),
    "withdraw": lambda case, _: (Withdraw(None), case.trainee),
}
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(sorted(ASKS)), st.integers(0, FIRMS - 1)),
        st.tuples(st.just("repeat"), st.integers(0, 30)),
    ),
    min_size=4,
    max_size=14,
)


@pytest.mark.servers
@pytest.mark.slow
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_a_command_given_again_after_any_others_adds_nothing(
    desk: Counter, steps: list[tuple[str, int]]
) -> None:
    case = Case(desk)
    for name, number in steps:
        if name == "repeat":
            case.repeat(number)
        else:
            case.hand_in(*ASKS[name](case, number))
    for number in range(len(case.told)):
        case.repeat(number)
