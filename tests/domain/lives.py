"""Lives of two cases as a state machine: whatever is asked, by whomever, in whatever order.

`python -m tests.domain.lives --steps 10000` lives that many steps and says how many were taken, refused
and void; `test_lives` lives a few.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from domain.checkup.events import CheckupApproved
from domain.checkup.state import Approved, Failed, NotOpened, Returned, Submitted
from domain.deadline import Deadline, WindowKind
from domain.enrolment.agenda import pending_mails
from domain.enrolment.circumstances import awaiting
from domain.enrolment.commands import EndWindow, Remind
from domain.enrolment.events import Ended, Registered, WindowEnded, WindowOpened
from domain.enrolment.state import FeeDue, InReview, Over
from domain.errors import DomainError
from domain.event import Role
from domain.payout import LinePaid, LineReturned
from domain.programme import Programme
from domain.working_calendar import WorkingCalendar
from store.programme_files import read_calendar, read_programme
from tests.domain.made_up_cases import MadeUpCase
from tests.domain.random_changes import asked_changes
from tests.domain.random_world import FIRMS, Move, RandomWorld, Step, check_places, small

STEPS_A_LIFE = 200
SEEDS = st.integers(0, 2**32 - 1)
CASES = st.sampled_from((0, 1))
MOVES_WINDOWS = {Registered, WindowOpened, WindowEnded, Ended}


class Lives(RuleBasedStateMachine):
    """Two trainees, their guild, reviewers, officers, a bank, the timers and the calendar."""

    programme: ClassVar[Programme] = small(read_programme())
    calendar: ClassVar[WorkingCalendar] = read_calendar()
    told: ClassVar[Counter[str]] = Counter()

    @initialize(seed=SEEDS, stage=st.integers(0, 5))
    def begin(self, seed: int, stage: int) -> None:
        self.lives = RandomWorld(self.programme, self.calendar, lambda _: 0, stage=stage)
        self.before = self._windows()
        self.counts = self._counts()
        self._choose_by(seed)

    @rule(seed=SEEDS, number=CASES)
    def trainee_acts(self, seed: int, number: int) -> None:
        case = self._case(seed, number)
        if not case.events:
            self._try(Move(case.id, self.lives.registration(number + 1), case.trainee))
        else:
            self._one_of(self.lives.trainee_moves(case))

    @rule(seed=SEEDS, number=CASES)
    def staff_act(self, seed: int, number: int) -> None:
        case = self._case(seed, number)
        self._one_of(self.lives.staff_moves(case) if case.events else iter(()))

    @rule(seed=SEEDS, number=CASES)
    def people_change_the_case(self, seed: int, number: int) -> None:
        case = self._case(seed, number)
        changes = asked_changes(case, FIRMS, self.lives.choose) if case.events else ()
        self._one_of(Move(case.id, asked, by) for asked, by in changes)

    @rule(seed=SEEDS, number=CASES)
    def checkups_are_filled_and_reviewed(self, seed: int, number: int) -> None:
        case = self._case(seed, number)
        ubns = case.ubns if case.events else ()
        chosen = (ubns[self.lives.choose(len(ubns))],) if ubns else ()
        self._one_of(move for ubn in chosen for move in self.lives.checkup_moves(case, ubn))

    @rule(seed=SEEDS, number=st.sampled_from((0, 1, 2)))
    def officers_and_the_bank_pay(self, seed: int, number: int) -> None:
        self._choose_by(seed)
        self._one_of(self.lives.batch_moves(self.lives.batches[number]))

    @rule(seed=SEEDS, number=CASES)
    def the_engine_reconciles(self, seed: int, number: int) -> None:
        case = self._case(seed, number)
        self._one_of(self.lives.engine_moves(case) if case.events else iter(()))

    @rule(seed=SEEDS)
    def anybody_acts_or_time_passes(self, seed: int) -> None:
        """Mostly somebody acts: a life that is over in a few jumps meets little."""
        self._choose_by(seed)
        if self.lives.choose(8) == 0:
            self.lives.time_passes()
        for case in self.lives.cases:
            self.lives.end_windows(case)
        self._one_of(self.lives.moves())

    @invariant()
    def places_are_those_of_live_cases_and_of_what_waits_or_is_approved(self) -> None:
        check_places(self.lives)

    @invariant()
    def nobody_is_paid_twice(self) -> None:
        lines = [event for batch in self.lives.batches for event in self.lives.world.events[batch]]
        for case in self.lives.cases:
            made = Counter(type(one) for one in lines if getattr(one, "enrolment", None) == case.id)
            assert made[LinePaid] <= 1 + made[LineReturned]

    @invariant()
    def a_deadline_moves_only_by_an_event(self) -> None:
        now, counts = self._windows(), self._counts()
        for case, was, known, count in zip(self.lives.cases, self.before, now, self.counts, strict=True):
            said = {type(event) for event in case.events[count:]}
            assert was == known or said & MOVES_WINDOWS
        self.before, self.counts = now, counts

    @invariant()
    def nothing_waits_for_nobody(self) -> None:
        for case in self.lives.cases:
            if case.events:
                assert waits_for(case), f"{case.stage.__name__} waits for nobody"

    def _case(self, seed: int, number: int) -> MadeUpCase:
        self._choose_by(seed)
        case = self.lives.cases[number]
        self.lives.end_windows(case)
        return case

    def _choose_by(self, seed: int) -> None:
        # One number a step: a draw for each choice would use up what Hypothesis gives a life.
        self.lives.choose = Random(seed).randrange

    def _one_of(self, moves: Iterator[Move]) -> None:
        """One of them; where there is none, what anybody may ask at this moment."""
        possible = list(moves)
        while not possible:
            possible = list(self.lives.moves())
        self._try(possible[self.lives.choose(len(possible))])

    def _try(self, move: Move) -> None:
        step = self.lives.take(move)
        refused = isinstance(step.answer, DomainError)
        self.told["refused" if refused else "taken" if step.answer else "void"] += 1
        check_cause(step)
        if not isinstance(step.answer, DomainError):
            for write in step.answer:
                if isinstance(write.event, CheckupApproved):
                    checkup = self.lives.world.checkup_at(write.stream)
                    assert isinstance(checkup, Approved)
                    assert write.event.by not in checkup.content.makers

    def _windows(self) -> list[dict[WindowKind, Deadline]]:
        windows = [case.state.case.windows if case.events else {} for case in self.lives.cases]
        return [{kind: window.deadline for kind, window in each.items()} for each in windows]

    def _counts(self) -> list[int]:
        return [len(case.events) for case in self.lives.cases]


def check_cause(step: Step) -> None:
    """What writes was received from somebody, or is the engine's and due."""
    if isinstance(step.answer, DomainError) or not step.answer:
        return
    cause, asked = step.cause, step.move.asked
    assert (cause.received_at is None) == (cause.actor.role is Role.ENGINE)
    if isinstance(asked, EndWindow):
        assert asked.due <= cause.decided_at
    if isinstance(asked, Remind):
        assert asked.at <= cause.decided_at


def waits_for(case: MadeUpCase) -> bool:
    """There is a window that will end, a person with a task, or a mail on its way."""
    state = case.state
    if isinstance(state, FeeDue) or (isinstance(state, Over) and state.closed):
        return True
    if not isinstance(state, InReview | Over):
        return bool(state.case.windows or state.case.tasks)
    waiting = [case.checkup(ubn) for ubn in awaiting(state)]
    reviewed = [one for one in waiting if isinstance(one, Submitted) and one.content.tasks]
    decided = [one for one in waiting if isinstance(one, Approved | Returned | Failed)]
    assert not any(isinstance(one, NotOpened) for one in waiting)
    return bool(reviewed or decided or pending_mails(state) or state.case.tasks)


def live(steps: int) -> Counter[str]:
    """Live at least so many steps; raises with the shortest life that breaks an invariant."""
    Lives.told = Counter()
    # A life may be shorter than it could be: then some more are lived.
    while (left := steps - sum(Lives.told.values())) > 0:
        _live_some(-(-left // STEPS_A_LIFE))
    return Lives.told


def _live_some(lives: int) -> None:
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=lives,
            stateful_step_count=STEPS_A_LIFE,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def main() -> None:
    """Live, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    told = live(parser.parse_args().steps)
    print(f"{sum(told.values())} commands: " + ", ".join(f"{count} {what}" for what, count in told.items()))


if __name__ == "__main__":
    main()
